package record

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// readAll returns the fields of all records and the errors between them.
func readAll(r *Reader) (records [][]string, problems []string, err error) {
	for {
		err := r.Next()
		var malformed *FormatError
		switch {
		case err == io.EOF:
			return records, problems, nil
		case errors.As(err, &malformed):
			problems = append(problems, fmt.Sprintf("%d:%d %s", malformed.Line, malformed.Column, malformed.Reason))
			continue
		case err != nil:
			return records, problems, err
		}
		fields := make([]string, r.Len())
		for i := range fields {
			fields[i] = string(r.Field(i))
		}
		records = append(records, fields)
	}
}

func TestReader(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		text     string
		want     [][]string
		problems []string
	}{
		{"plain", "a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"no newline at the end", "a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"carriage returns", "a,b\r\n1,2\r\n", [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"empty lines", "\n\na,b\n\r\n1,2\n\n", [][]string{{"a", "b"}, {"1", "2"}}, nil},
		{"empty fields", ",\n,,\n", [][]string{{"", ""}, {"", "", ""}}, nil},
		{"nothing", "", nil, nil},
		{"quoted", `"a","b"` + "\n" + `"1,5",2`, [][]string{{"a", "b"}, {"1,5", "2"}}, nil},
		{"quoted and empty", `"",""` + "\n", [][]string{{"", ""}}, nil},
		{"doubled quotes", `"say ""hi""",""""`, [][]string{{`say "hi"`, `"`}}, nil},
		{"newline in quotes", "\"a\nb\",c\r\nd,e\n", [][]string{{"a\nb", "c"}, {"d", "e"}}, nil},
		{"newline after doubled quotes", "x,\"a\"\"b\nc\"\"\",d\ne,f", [][]string{{"x", "a\"b\nc\"", "d"}, {"e", "f"}}, nil},
		{"quote within an unquoted field", `12" screen,5" deep` + "\n", [][]string{{`12" screen`, `5" deep`}}, nil},
		{"quote ends too early", "a,b\n\"x\"y,1\nc,2\n", [][]string{{"a", "b"}, {"c", "2"}}, []string{"2:4 " + reasonInside}},
		{"quote never closed", "a,b\nä,\"x\nc,2\nd,3", [][]string{{"a", "b"}, {"c", "2"}, {"d", "3"}}, []string{"2:3 " + reasonOpen}},
		{"quote never closed, up to a line end", "date,spend\n2026-01-01,\"5\n2026-01-31,7\n", [][]string{{"date", "spend"}, {"2026-01-31", "7"}}, []string{"2:12 " + reasonOpen}},
		{"after that, no field spans lines", "a,\"b\nc,\"d\ne,f\n", [][]string{{"e", "f"}}, []string{"2:4 " + reasonInside + " (the field begins on line 1)", "2:3 " + reasonOpen}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, source := range []io.Reader{strings.NewReader(tt.text), iotest.OneByteReader(strings.NewReader(tt.text)), iotest.DataErrReader(strings.NewReader(tt.text))} {
				got, problems, err := readAll(NewReader(source, ','))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("records (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(tt.problems, problems); diff != "" {
					t.Errorf("problems (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestLoneCarriageReturns(t *testing.T) {
	t.Parallel()
	r := NewReader(strings.NewReader("a,b\r1,\"2\r3\"\r"), ',')
	r.SetNewline('\r')
	got, _, err := readAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"a", "b"}, {"1", "2\r3"}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	r := NewReader(strings.NewReader("\nä,b\n\"1\n2\",\"ü\",3\nlast\n"), ',')
	type place struct{ Line, Column int }
	want := [][]place{{{2, 1}, {2, 3}}, {{3, 1}, {4, 4}, {4, 8}}, {{5, 1}}}
	for _, places := range want {
		if err := r.Next(); err != nil {
			t.Fatal(err)
		}
		for i, w := range places {
			line, column := r.Place(i)
			if diff := cmp.Diff(w, place{line, column}); diff != "" {
				t.Errorf("field %d of %q (-want +got):\n%s", i, r.Raw(), diff)
			}
		}
		if line, column := r.Place(len(places)); line != r.Line() || column != 0 {
			t.Errorf("the place of a field that is missing is %d:%d", line, column)
		}
		if r.Field(len(places)) != nil {
			t.Error("a field that is missing has a text")
		}
	}
}

// A malformed record shows the line on which its mistake is, wherever the buffer
// has gone to in search of a quote.
func TestMalformedRaw(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"date,spend\n2026-01-01,\"5\n2026-01-31,7\n":                          `2026-01-01,"5`,
		"date,spend\r\n1,\"5\r\n2,7\r\n":                                      `1,"5`,
		"date,spend\n1,\"5\n2,7\"x\n3,8\n":                                    `2,7"x`,
		"date,spend\n1,\"5":                                                   `1,"5`,
		"date,spend\n1,\"5\n" + strings.Repeat("2026-01-31,7\n", MaxRecord/8): `1,"5`,
	} {
		r := NewReader(strings.NewReader(text), ',')
		if err := r.Next(); err != nil {
			t.Fatal(err)
		}
		var malformed *FormatError
		if err := r.Next(); !errors.As(err, &malformed) || string(r.Raw()) != want {
			t.Errorf("%.40q shows %q (%v), want %q", text, r.Raw(), err, want)
		}
	}
}

func TestNextLine(t *testing.T) {
	t.Parallel()
	r := NewReader(strings.NewReader("# a \"quote\n\nx,\"y\nz\"\n"), ',')
	for i, want := range []string{`# a "quote`, ""} {
		if err := r.NextLine(); err != nil || string(r.Raw()) != want || r.Line() != i+1 {
			t.Fatalf("line %d is %q (%v), want %q", r.Line(), r.Raw(), err, want)
		}
	}
	if err := r.Next(); err != nil || string(r.Field(1)) != "y\nz" {
		t.Fatalf("the record is %q (%v)", r.Raw(), err)
	}
	if err := r.NextLine(); err != io.EOF {
		t.Fatalf("at the end: %v", err)
	}
}

// A quote that is never closed costs at most MaxRecord bytes of memory and of
// searching, however many of them there are.
func TestLimits(t *testing.T) {
	t.Parallel()
	line := "\"" + strings.Repeat("x", 100) + "\n"
	text := strings.Repeat(line, 4*MaxRecord/len(line))
	r := NewReader(strings.NewReader(text), ',')
	_, problems, err := readAll(r)
	if err != nil {
		t.Fatal(err)
	}
	// The first quote runs into the second line's, which ends it too early.
	if got, want := len(problems), strings.Count(text, "\n"); got != want {
		t.Errorf("%d problems, want one a line: %d", got, want)
	}

	r = NewReader(strings.NewReader("a\n\""+strings.Repeat("x\n", 3*MaxRecord)), ',')
	records, problems, err := readAll(r)
	if err != nil || len(problems) != 1 || problems[0] != "2:1 "+reasonOpen {
		t.Errorf("problems %q (%v)", problems, err)
	}
	if want := 3 * MaxRecord; len(records) != want {
		t.Errorf("%d records, want %d", len(records), want)
	}
	if len(r.buffer) > 4*MaxRecord {
		t.Errorf("the buffer has grown to %d bytes", len(r.buffer))
	}

	r = NewReader(strings.NewReader("a\nb\n"+strings.Repeat("x", 2*MaxRecord)), ',')
	_, _, err = readAll(r)
	var tooLong *TooLongError
	if !errors.As(err, &tooLong) || tooLong.Line != 3 {
		t.Errorf("a line without end: %v", err)
	}
}

func TestSourceErrors(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	_, _, err := readAll(NewReader(io.MultiReader(strings.NewReader("a,b\nc,\"d"), iotest.ErrReader(broken)), ','))
	if !errors.Is(err, broken) {
		t.Errorf("%v, want the source's own error", err)
	}
	if err := NewReader(stuck{}, ',').Next(); err != io.ErrNoProgress {
		t.Errorf("%v, want %v", err, io.ErrNoProgress)
	}
}

type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// FuzzReader holds the reader against the standard library's wherever that reads
// the text at all: it refuses quotes within unquoted fields, and writes line ends
// in quotes as \n.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\"a\n\",b\r\n", `"say ""hi"""`, "a,\"b", "\"a\"b", "\r\n\r\n", ",,\n\"\"", "a\rb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		standard := csv.NewReader(strings.NewReader(text))
		standard.FieldsPerRecord = -1
		want, err := standard.ReadAll()
		got, problems, gotErr := readAll(NewReader(iotest.HalfReader(strings.NewReader(text)), ','))
		if gotErr != nil {
			t.Fatal(gotErr)
		}
		if err != nil {
			return
		}
		if len(problems) > 0 {
			t.Fatalf("%q: %q, where the standard library reads it", text, problems)
		}
		for i := range got {
			for j := range got[i] {
				got[i][j] = strings.ReplaceAll(got[i][j], "\r\n", "\n")
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-standard library +got):\n%s", text, diff)
		}
	})
}

// sample is 10,000 lines of what ad platforms export.
func sample() []byte {
	var b bytes.Buffer
	b.WriteString("Date,ad_id,campaign,age,gender,Impressions,Clicks,Spent\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "2026-05-%02d,%d,Spring %d,30-34,M,%d,%d,%d.%02d\n", i%31+1, 708746+i, i%50, i*7, i%90, i%300, i%100)
	}
	return b.Bytes()
}

func BenchmarkReader(b *testing.B) {
	text := sample()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := NewReader(bytes.NewReader(text), ',')
		for r.Next() == nil {
		}
	}
}

func BenchmarkStandardLibrary(b *testing.B) {
	text := sample()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(text))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); err != nil {
				break
			}
		}
	}
}
