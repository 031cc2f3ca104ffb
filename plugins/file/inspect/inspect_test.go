package inspect

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/text/encoding/charmap"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/input"
)

var update = flag.Bool("update", false, "write the proposals in testdata anew")

// The files are made up.
var examples = map[string]string{
	// Day and month cannot be told apart, nor the decimal sign.
	"unclear.csv": "Datum;Kampagne;Ausgaben;Klicks\n01/02/2026;Frühling;1.234;10\n03/04/2026;Herbst;2.345;20\n",
	// Everything is clear: the 31st, 1.234,50 and the sign of the euro.
	"clear.csv": "Datum;Kampagne;Ausgaben;Klicks;Kanal ID;Anteil\n31/01/2026;Frühling;1.234,50 €;10;007;12,5 %\n02/02/2026;Herbst;2,30 €;20;008;7,0 %\nTotal;;1.236,80 €;30;;\n",
	// A platform's export is recognised.
	"meta.csv": "Campaign name,Day,Amount spent (EUR),Impressions,Ad set name,Reporting starts,Reporting ends\nSpring,2026-05-01,12.50,1000,x,2026-05-01,2026-05-31\n",
	// Weekly rows, columns that say nothing, and personal data.
	"weekly.csv": "week_start,email,tv_S,orders,interest,CTR\n" +
		"2026-01-05,a@example.com,10.5,1,1,0.1\n2026-01-12,b@example.com,20.25,2,2,0.2\n2026-01-19,c@example.com,0,3,1,0.1\n2026-01-26,d@example.com,7,4,2,0.3\n2026-02-02,e@example.com,8,5,1,0.2\n",
	// Two tables with comments between them, as Analytics writes them.
	"ga4.csv": "# ---\n# Start date: 20260501\n# End date: 20260531\nSession source / medium,Engaged sessions,Sessions\na / b,1,2\n",
	// One object a line; a currency by row.
	"shop.jsonl": `{"created_at": "2026-05-01T10:00:00Z", "total": 12.5, "currency": "EUR", "utm": {"source": "ig"}}` + "\n" + `{"created_at": "2026-05-02T11:00:00Z", "total": 7, "currency": "USD", "utm": {"source": "fb"}}` + "\n",
	// No numbers at all: rows are counted. Names that would break out of HCL.
	"texts.tsv": "when\t${evil} \"name\"\\\n2026-05-01\tx\n2026-05-02\ty\n",
}

// look inspects a file of a directory.
func look(ctx context.Context, dir fstest.MapFS, name string, options Options) (*Findings, connector.Diagnostics) {
	size := int64(0)
	if file, ok := dir[name]; ok {
		size = int64(len(file.Data))
	}
	return File(ctx, dir, input.File{Name: name, Size: size}, options)
}

func TestProposals(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{}
	for name, content := range examples {
		dir[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for name := range examples {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, diags := look(context.Background(), dir, name, Options{Label: "shop", Path: "data/" + name})
			if diags != nil {
				t.Fatal(diags)
			}
			if _, wrong := hclsyntax.ParseConfig([]byte(f.Proposal), name, hcl.InitialPos); wrong.HasErrors() {
				t.Errorf("the proposal is no HCL: %v", wrong)
			}
			var got strings.Builder
			for _, note := range f.Notes {
				fmt.Fprintf(&got, "# note: %s\n", note)
			}
			got.WriteString(f.Proposal)
			golden := filepath.Join("testdata", name+".hcl")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{"clear.csv": {Data: []byte(examples["clear.csv"])}}
	f, diags := look(context.Background(), dir, "clear.csv", Options{})
	if diags != nil {
		t.Fatal(diags)
	}
	f.Proposal = ""
	want := &Findings{
		File: "clear.csv", Size: int64(len(examples["clear.csv"])), Encoding: "utf-8", Delimiter: ";", HeaderLine: 1,
		HeadRows: 3, Whole: true, Rows: 2, Totals: []Place{{Line: 4, Text: "Total;;1.236,80 €;30;;"}}, TotalRows: 1,
		Columns: []Column{
			{Name: "Datum", Label: "datum", Role: RoleDate, Reason: "every value is a date", Distinct: 2, Samples: []string{"31/01/2026", "02/02/2026"}},
			{Name: "Kampagne", Label: "campaign", Role: RoleDimension, Reason: "by its name", Standard: "campaign", Distinct: 2, Samples: []string{"Frühling", "Herbst"}},
			{Name: "Ausgaben", Label: "ausgaben", Role: RoleMeasure, Reason: "amounts with a currency", Unit: connector.UnitMoney, Aggregation: cube.Sum, Distinct: 2, Samples: []string{"1.234,50 €", "2,30 €"}},
			{Name: "Klicks", Label: "clicks", Role: RoleMeasure, Reason: "by its name", Unit: connector.UnitCount, Aggregation: cube.Sum, Standard: "clicks", Distinct: 2, Samples: []string{"10", "20"}},
			{Name: "Kanal ID", Label: "kanal_id", Role: RoleDimension, Reason: "texts", Distinct: 2, Samples: []string{"007", "008"}},
			{Name: "Anteil", Label: "anteil", Role: RoleLeftOut, Reason: "a ratio or score, which cannot be added up: divide the sums of its two parts in a metric", Distinct: 2, Samples: []string{"12,5 %", "7,0 %"}},
		},
		Date:     Date{Column: "Datum", Formats: []string{"DD/MM/YYYY"}, Covers: "day", First: connector.DateOf(2026, 1, 31), Last: connector.DateOf(2026, 2, 2)},
		Decimal:  Decimal{Sign: ",", Proof: Place{Line: 2, Text: "1.234,50 €"}},
		Currency: Currency{Code: "EUR", Sign: "€"},
		Notes:    []string{"1 row(s) look like totals and must not be added up."},
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPersonalDataIsNotShown(t *testing.T) {
	t.Parallel()
	f, diags := look(context.Background(), fstest.MapFS{"w.csv": {Data: []byte(examples["weekly.csv"])}}, "w.csv", Options{})
	if diags != nil {
		t.Fatal(diags)
	}
	if text := fmt.Sprintf("%+v", f); strings.Contains(text, "example.com") {
		t.Errorf("an address is shown:\n%s", text)
	}
}

func TestOtherEncodings(t *testing.T) {
	t.Parallel()
	encoded, err := charmap.Windows1252.NewEncoder().String(examples["unclear.csv"])
	if err != nil {
		t.Fatal(err)
	}
	f, diags := look(context.Background(), fstest.MapFS{"f.csv": {Data: []byte(encoded)}}, "f.csv", Options{})
	if diags != nil {
		t.Fatal(diags)
	}
	if f.Columns[1].Samples[0] != "Frühling" || !strings.Contains(f.Proposal, `encoding = "windows-1252"`) || len(f.Notes) == 0 || !strings.Contains(f.Notes[0], "not UTF-8") {
		t.Errorf("%q\n%s", f.Notes, f.Proposal)
	}
}

func TestLayouts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		delimiter  byte
		line       int
	}{
		{"plain", "a,b\n1,2\n", ',', 1},
		{"semicolons with commas in numbers", "a;b;c\n1,5;2,5;x\n1,5;2,5;x\n", ';', 1},
		{"preamble", "Report, made today\nfor: you\n\na,b,c\n1,2,3\n4,5,6\n", ',', 4},
		{"lone returns", "a\tb\r1\t2\r3\t4\r", '\t', 1},
		{"one line", "a,b,c\n", ',', 1},
		{"no header", "1,2\n3,4\n", 0, 0},
		{"one column", "a\n1\n", 0, 0},
		{"nothing", "", 0, 0},
	} {
		got, ok := findLayout([]byte(tt.text))
		if ok != (tt.line > 0) || got.delimiter != tt.delimiter || got.line != tt.line {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

func TestWhatCannotBeInspected(t *testing.T) {
	t.Parallel()
	dir := fstest.MapFS{
		"empty.csv":  {},
		"binary.csv": {Data: []byte("a,b\x00\x01\x02")},
		"prose.txt":  {Data: []byte("Dear all,\n\nthe numbers are good.\nBest, me\n")},
		"ragged.csv": {Data: []byte("a,b\n1,2\n1,2,3\n1,2,3,4\n1\n")},
		"array.json": {Data: []byte(`[{"a": 1}]`)},
	}
	for name, want := range map[string]string{"empty.csv": "FILE_EMPTY", "binary.csv": "FILE_BINARY", "prose.txt": "FILE_HEADER", "ragged.csv": "FILE_HEADER", "array.json": "FILE_JSON", "gone.csv": "FILE_NOT_FOUND"} {
		f, diags := look(context.Background(), dir, name, Options{})
		if f != nil || len(diags) != 1 || diags[0].Code != want {
			t.Errorf("%s: %v, want %s", name, diags, want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if f, diags := look(ctx, fstest.MapFS{"a.csv": {Data: []byte("a,b\n1,2\n")}}, "a.csv", Options{}); f != nil || len(diags) != 1 || diags[0].Code != "FILE_INTERRUPTED" {
		t.Errorf("%v %v", f, diags)
	}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Spent": "spent", "Amount spent (EUR)": "amount_spent", "Total_Conversion": "total_conversion", "2nd visit": "n2nd_visit", "Coût": "coût", "% new": "new", "---": "column",
		strings.Repeat("x", 60): strings.Repeat("x", 40),
	} {
		if got := label(name); got != want {
			t.Errorf("label(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{"Channel0_spend": {"channel", "spend"}, "totalSpent": {"total", "spent"}, "CPC": {"cpc"}, "Ausgaben (EUR)": {"ausgaben", "eur"}, "": nil} {
		if diff := cmp.Diff(want, words(name)); diff != "" {
			t.Errorf("%q:\n%s", name, diff)
		}
	}
}

// FuzzFile asks that any file is answered with findings or with a diagnostic, and
// that the proposal is HCL whatever the file's texts are.
func FuzzFile(f *testing.F) {
	for _, content := range examples {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		found, diags := look(context.Background(), fstest.MapFS{"f.txt": {Data: content}}, "f.txt", Options{})
		if (found == nil) != diags.HasErrors() {
			t.Fatalf("findings %v, diagnostics %v", found, diags)
		}
		if found == nil {
			return
		}
		if _, wrong := hclsyntax.ParseConfig([]byte(found.Proposal), "p.hcl", hcl.InitialPos); wrong.HasErrors() {
			t.Errorf("the proposal is no HCL: %v\n%s", wrong, found.Proposal)
		}
	})
}
