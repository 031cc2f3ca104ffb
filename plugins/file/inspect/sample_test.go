package inspect

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/unicode"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/input"
)

// long is the number of rows of a file of which only a part is looked at.
const long = 40_000

// little is how much is looked at in these tests.
var little = extent{cells: 3_000, rows: 1_000, end: 64 << 10}

func lookABit(dir fstest.MapFS, name string) (*Findings, connector.Diagnostics) {
	return inspectPart(context.Background(), dir, input.File{Name: name, Size: int64(len(dir[name].Data))}, Options{}, little)
}

// longTable writes one: a campaign a day over years, with a quoted line break in
// every name and a total at the end.
func longTable(delimiter string) string {
	var b strings.Builder
	b.WriteString(strings.Join([]string{"Date", "Campaign", "Spent (EUR)"}, delimiter) + "\n")
	for i := range long {
		fmt.Fprintf(&b, "%s%s\"Spring\n%d\"%s%d\n", connector.DateOf(2000, 1, 1)+connector.Date(i/50), delimiter, i%50, delimiter, i*7919%1_000_003)
	}
	fmt.Fprintf(&b, "Total%s%s\"1,234.50\"\n", delimiter, delimiter)
	return b.String()
}

// A long file is looked at in part, and at its end, too: there stand the last day
// and the totals, which no one who only saw the beginning would know of.
func TestLongFilesAreLookedAtInPart(t *testing.T) {
	t.Parallel()
	text := longTable(",")
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(longTable("\t"))
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for i := range long {
		fmt.Fprintf(&lines, `{"Date": "%s", "Campaign": "Spring", "Spent": %d}`+"\n", connector.DateOf(2000, 1, 1)+connector.Date(i/50), i%1000)
	}
	last := connector.DateOf(2000, 1, 1) + connector.Date((long-1)/50)
	for _, tt := range []struct {
		name, content string
		last          connector.Date // 0 where the end is not seen
		totals        int64
	}{
		{"ads.csv", text, last, 1},
		{"ads.tsv", utf16, last, 1},
		{"ads.csv.gz", packed.String(), 0, 0},
		{"ads.jsonl", lines.String(), last, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, diags := lookABit(fstest.MapFS{tt.name: {Data: []byte(tt.content)}}, tt.name)
			if diags != nil {
				t.Fatal(diags)
			}
			if f.Whole || f.HeadRows >= long/2 || (f.EndRows > 0) != (tt.last > 0) || f.EndRows > long/10 {
				t.Errorf("whole %v, %d rows at the beginning, %d at the end", f.Whole, f.HeadRows, f.EndRows)
			}
			if f.Malformed != 0 || f.TotalRows != tt.totals {
				t.Errorf("%d malformed rows, %d totals", f.Malformed, f.TotalRows)
			}
			if f.Date.First != connector.DateOf(2000, 1, 1) || tt.last > 0 && f.Date.Last != tt.last {
				t.Errorf("days from %s to %s, want the last to be %s", f.Date.First, f.Date.Last, tt.last)
			}
			if want := `exclude  = { "Date" = "Total*" }`; tt.totals > 0 != strings.Contains(f.Proposal, want) {
				t.Errorf("proposal:\n%s", f.Proposal)
			}
		})
	}
}

// A file that is only a little longer than what is looked at is looked at wholly.
func TestAlmostWhole(t *testing.T) {
	t.Parallel()
	text := "Date,n\n" + strings.Repeat("2026-05-01,1\n", 2*little.rows) + "2026-05-31,1\n"
	f, diags := lookABit(fstest.MapFS{"a.csv": {Data: []byte(text)}}, "a.csv")
	if diags != nil || !f.Whole || f.Rows != int64(2*little.rows)+1 || f.Date.Last != connector.DateOf(2026, 5, 31) {
		t.Errorf("%+v %v", f, diags)
	}
}

func TestWhere(t *testing.T) {
	t.Parallel()
	for line, want := range map[int]string{0: "near the end", 7: "on line 7"} {
		if got := (Place{Line: line}).Where(); got != want {
			t.Errorf("line %d is %q, want %q", line, got, want)
		}
	}
}
