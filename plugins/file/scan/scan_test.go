package scan

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
	"github.com/roictl/roictl/plugins/file/spec"
)

// What a query over whole files gives is specified in the package above; here is
// what only this package can see.

func interval(t *testing.T, text string) connector.Interval {
	t.Helper()
	start, err := connector.ParseDate(text[:10])
	if err != nil {
		t.Fatal(err)
	}
	end, err := connector.ParseDate(text[12:])
	if err != nil {
		t.Fatal(err)
	}
	return connector.Interval{Start: start, End: end}
}

func TestPreambleDates(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		preamble []string
		want     string
	}{
		{"English", []string{"# Account: 20260199", "# Start date: 20260501", "# End date: 20260531"}, "2026-05-01..2026-05-31"},
		{"French", []string{"# Date de début : 20260501", "# Date de fin : 20260531", "#"}, "2026-05-01..2026-05-31"},
		{"one line", []string{"# 20260501-20260531"}, "2026-05-01..2026-05-31"},
		{"those of the table before do not count", []string{"# Start date: 20260101", "# End date: 20260131", "a,b", "1,2", "", "# next"}, ""},
		{"the last ones count", []string{"# 20260101 20260131", "# Start date: 20260501", "# End date: 20260531"}, "2026-05-01..2026-05-31"},
		{"the wrong way round", []string{"# 20260531", "# 20260501"}, ""},
		{"one", []string{"# 20260531"}, ""},
		{"no comment", []string{"20260501 20260531"}, ""},
		{"none", nil, ""},
	} {
		got, ok := preambleDates(tt.preamble)
		if ok != (tt.want != "") || ok && got.String() != tt.want {
			t.Errorf("%s: %s, %v; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestSlots(t *testing.T) {
	t.Parallel()
	may, firstHalf, june := interval(t, "2026-05-01..2026-05-31"), interval(t, "2026-05-01..2026-05-15"), interval(t, "2026-06-01..2026-06-30")
	for _, tt := range []struct {
		name      string
		grain     connector.Grain
		intervals []connector.Interval
		period    string
		want      []slot
		cut       bool
	}{
		{"a day in two intervals", connector.GrainTotal, []connector.Interval{may, firstHalf, june}, "2026-05-15..2026-05-15", []slot{{0, true}, {1, true}}, false},
		{"the last day", connector.GrainTotal, []connector.Interval{may, june}, "2026-05-31..2026-05-31", []slot{{0, true}}, false},
		{"outside", connector.GrainTotal, []connector.Interval{may}, "2026-06-01..2026-06-01", nil, false},
		{"a month in halves", connector.GrainTotal, []connector.Interval{may, firstHalf}, "2026-05-01..2026-05-31", []slot{{0, true}, {1, false}}, true},
		{"begun before", connector.GrainTotal, []connector.Interval{may}, "2026-04-27..2026-05-03", nil, true},
		{"ended before", connector.GrainTotal, []connector.Interval{may}, "2026-04-20..2026-04-26", nil, false},
		{"by day", connector.GrainDay, []connector.Interval{may}, "2026-05-02..2026-05-02", []slot{{uint32(interval(t, "2026-05-02..2026-05-02").Start), true}}, false},
		{"a week by day", connector.GrainDay, []connector.Interval{may}, "2026-05-04..2026-05-10", []slot{{uint32(interval(t, "2026-05-04..2026-05-04").Start), false}}, false},
	} {
		s := slots{query: connector.Query{Grain: tt.grain, Intervals: tt.intervals}}
		for range 2 { // the second time from memory
			got := s.of(interval(t, tt.period))
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(slot{})); diff != "" || s.cut != tt.cut {
				t.Errorf("%s: cut %v (-want +got):\n%s", tt.name, s.cut, diff)
			}
		}
	}
}

func TestCurrencies(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code, written string
		want          bool
	}{
		{"EUR", "EUR", true}, {"EUR", "€", true}, {"EUR", "USD", false}, {"EUR", "£", false}, {"EGP", "£", true}, {"EUR", "$", true},
		{"USD", "US$", true}, {"CAD", "US$", false}, {"BRL", "R$", true}, {"USD", "R$", false}, {"SEK", "kr", true}, {"", "€", true},
	} {
		if got := (currencies{code: tt.code}).allows(tt.written); got != tt.want {
			t.Errorf("%s allows %q: %v, want %v", tt.code, tt.written, got, tt.want)
		}
	}
}

// Texts of the same shape share a place in the short memory and must still get
// codes of their own.
func TestTextsOfOneShape(t *testing.T) {
	t.Parallel()
	column := newTextColumn(0)
	want := make(map[string]uint32)
	row := int64(0)
	for range 3 {
		for i := range 200 {
			text := fmt.Sprintf("x%03d-------x", i) // same length, ends and middle
			row++
			code, err := column.read(row, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if known, seen := want[text]; seen && known != code || column.texts[code] != text {
				t.Fatalf("%q has the codes %d and %d", text, known, code)
			}
			want[text] = code
		}
	}
	if code, err := column.read(row+1, nil); err != nil || code != 0 || !column.text(0).Null {
		t.Errorf("an empty cell has the code %d (%v)", code, err)
	}
	if _, err := column.read(row+2, []byte("\xff")); err == nil {
		t.Error("a cell that is not UTF-8 has a code")
	}
}

// Columns that several measures want are read once.
func TestColumnsAreShared(t *testing.T) {
	t.Parallel()
	declared, diags := spec.Decode(connector.Settings{Config: []byte(`{"path": "f.csv", "date": "Date", "currency": "EUR", "dimension": [{"name": "stage"}],
		"measure": [{"name": "a", "column": "n", "unit": "count"}, {"name": "b", "column": "n", "unit": "count", "where": {"stage": "won"}},
			{"name": "c", "column": "n", "unit": "count", "round": 2}, {"name": "d", "column": "N", "unit": "count"}]}`)})
	if diags != nil {
		t.Fatal(diags)
	}
	r, diags := compile(declared, connector.Query{Report: "rows", Measures: []string{"a", "b", "c", "d"}, Dimensions: []string{"stage"}})
	if diags != nil {
		t.Fatal(diags)
	}
	if len(r.columns) != 4 || len(r.numbers) != 3 || len(r.texts) != 1 {
		t.Errorf("%d columns, %d of numbers, %d of texts", len(r.columns), len(r.numbers), len(r.texts))
	}
}

// However few keys may be held at a time, the row that stands twice is found, and
// nothing is found where none does.
func TestCollisionsInSeveralGoes(t *testing.T) {
	t.Parallel()
	declared, diags := spec.Decode(connector.Settings{Config: []byte(`{"path": "*.csv", "date": "Date", "dimension": [{"name": "c"}], "measure": [{"name": "rows", "aggregation": "count"}]}`)})
	if diags != nil {
		t.Fatal(diags)
	}
	const rows = 100
	part := func(from int) []byte {
		text := []byte("Date,c\n")
		for i := from; i < from+rows; i++ {
			text = fmt.Appendf(text, "2026-05-01,%d\n", i)
		}
		return text
	}
	query := connector.Query{Intervals: []connector.Interval{years(2026, 2026)}, Grain: connector.GrainTotal}
	shared := sharedDays{days: map[connector.Date]bool{connector.DateOf(2026, 5, 1): true}, all: interval(t, "2026-05-01..2026-05-01"), rows: 2 * rows}
	for most := int64(1); most <= 2*rows; most *= 3 {
		for from, want := range map[int]string{rows: "", rows - 1: "FILE_OVERLAP"} {
			dir := fstest.MapFS{"a.csv": {Data: part(0)}, "b.csv": {Data: part(from)}}
			r, diags := compile(declared, query)
			if diags != nil {
				t.Fatal(diags)
			}
			main := &walk{request: r, fsys: dir, progressed: func(connector.Progress) {}}
			diags = collide(context.Background(), main, []input.File{{Name: "a.csv"}, {Name: "b.csv"}}, shared, most)
			if want == "" && diags != nil || want != "" && (len(diags) != 1 || diags[0].Code != want || diags[0].Location.Line != 2) {
				t.Errorf("%d keys at a time, the second file from %d: %v, want %q", most, from, diags, want)
			}
		}
	}
}

// FuzzRun asks that any file gives a result or an error, never both and never a
// panic, and that sums agree with the number of rows.
func FuzzRun(f *testing.F) {
	for _, seed := range []string{
		"Date,n,c\n2026-05-01,1,x\n", "Date;n;c\n2026-05-01;1,5;x\n\n2026-05-02;?;y", "\"Date\",\"n\",c\n\"2026-05-01\",\"1\n2\",", "{\"Date\":\"2026-05-01\",\"n\":1,\"c\":null}\n",
		"x\ny\nDate\tn\tc\n2026-05-01\t-\t\n", "Date,n,c\n2026-05-01T10:00:00Z,9223372036854775807,\xff\n",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, content string, skip bool) {
		mode := "error"
		if skip {
			mode = "skip"
		}
		declared, diags := spec.Decode(connector.Settings{Config: []byte(`{"path": "f.txt", "date": "Date", "on_bad_row": "` + mode + `", "dimension": [{"name": "c"}],
			"measure": [{"name": "n", "column": "n", "unit": "count"}, {"name": "rows", "aggregation": "count"}]}`)})
		if diags != nil {
			t.Fatal(diags)
		}
		dir := fstest.MapFS{"f.txt": {Data: []byte(content)}}
		query := connector.Query{Report: "rows", Measures: []string{"n", "rows"}, Dimensions: []string{"c"}, Grain: connector.GrainTotal, Intervals: []connector.Interval{years(1970, 2199)}}
		result, diags := Run(context.Background(), dir, declared, []input.File{{Name: "f.txt", Size: int64(len(content))}}, query, func(connector.Progress) {})
		if (result == nil) != diags.HasErrors() {
			t.Fatalf("%q: a result is %v, errors are %v", content, result != nil, diags)
		}
		if result == nil {
			return
		}
		for _, sum := range result.Sums() {
			if counted, err := strconv.ParseInt(sum.Value, 10, 64); sum.Name == "rows" && (err != nil || counted > result.Rows) {
				t.Errorf("%q: %s rows were counted of %d", content, sum.Value, result.Rows)
			}
		}
	})
}

// FuzzTwice asks that a file that is there twice counts once or not at all: it is
// an error where nothing is declared, and gives the same figures as one of the two
// where the newest counts.
func FuzzTwice(f *testing.F) {
	for _, seed := range []string{
		"Date,n,c\n2026-05-01,1,x\n2026-05-02,2,y\n", "Date;n;c\n2026-05-01T10:00:00Z;1,5;x\n", "{\"Date\":\"2026-05-01\",\"n\":1,\"c\":null}\n", "Date,n\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		run := func(mode string, names ...string) (*Result, connector.Diagnostics) {
			declared, diags := spec.Decode(connector.Settings{Config: []byte(`{"path": "*", "date": "Date", "overlap": "` + mode + `", "measure": [{"name": "n", "column": "n", "unit": "count"}, {"name": "rows", "aggregation": "count"}]}`)})
			if diags != nil {
				t.Fatal(diags)
			}
			dir := fstest.MapFS{}
			var files []input.File
			for i, name := range names {
				// A line end more makes another content of it, with the same rows.
				dir[name] = &fstest.MapFile{Data: []byte(content + strings.Repeat("\n", i))}
				files = append(files, input.File{Name: name, Size: int64(len(dir[name].Data))})
			}
			query := connector.Query{Measures: []string{"n", "rows"}, Grain: connector.GrainTotal, Intervals: []connector.Interval{years(1970, 2199)}}
			return Run(context.Background(), dir, declared, files, query, func(connector.Progress) {})
		}
		once, _ := run("error", "a.txt")
		if once == nil {
			return
		}
		twice, diags := run("error", "a.txt", "b.txt")
		if (once.Rows == 0) != (twice != nil) {
			t.Errorf("%q: %d rows, and twice %v", content, once.Rows, diags)
		}
		newest, diags := run("newest", "a.txt", "b.txt")
		if newest == nil {
			t.Fatalf("%q: %v", content, diags)
		}
		if diff := cmp.Diff(once.Sums(), newest.Sums()); diff != "" {
			t.Errorf("%q (-once +newest):\n%s", content, diff)
		}
	})
}

func years(first, last int) connector.Interval {
	return connector.Interval{Start: connector.DateOf(first, 1, 1), End: connector.DateOf(last, 12, 31)}
}
