package file

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// simple is a block over one file with a date, a dimension and an amount.
const simple = `"path": "f.csv", "date": "Date", "currency": "EUR", "dimension": [{"name": "campaign", "column": "Campaign"}], "measure": [{"name": "spend", "column": "Spent"}, {"name": "clicks", "column": "Clicks"}]`

func spendByCampaign(t testing.TB) connector.Query {
	return connector.Query{Measures: []string{"spend"}, Dimensions: []string{"campaign"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-01-01", "2026-12-31")}
}

// TestBadInput answers everything with a diagnostic at a place (issue 2, "Bad
// input"), never with a result that looks complete.
func TestBadInput(t *testing.T) {
	t.Parallel()
	const header = "Date,Campaign,Spent,Clicks\n"
	for _, tt := range []struct {
		name, content, config string
		want                  []string
		text                  string
	}{
		{"empty", "", "", []string{"FILE_EMPTY - path"}, "not even a header"},
		{"binary", "Date,Campaign\x00\x01\x02\n", "", []string{"FILE_BINARY - path"}, "binary"},
		{"a workbook", "PK\x03\x04rest", "", []string{"FILE_NOT_TEXT - path"}, "save the sheet as CSV"},
		{"other encoding in the header", "Date,Campa\xf1a,Campaign,Spent,Clicks\n", "", []string{"FILE_ENCODING f.csv:1:0 encoding"}, "windows-1252"},
		{"other encoding in a cell", header + "2026-05-01,Fr\xfchling,1,1\n", "", []string{"FILE_ENCODING f.csv:2:12 dimension.campaign.column"}, "windows-1252"},
		{"missing columns", "Date,Kampagne,Spend\n2026-05-01,x,1\n", "", []string{"FILE_COLUMN_MISSING f.csv:1:0 dimension.campaign.column", "FILE_COLUMN_MISSING f.csv:1:0 measure.spend.column"}, `Did you mean "Spend"?`},
		{"wrong delimiter", strings.ReplaceAll(header, ",", ";") + "2026-05-01;x;1;1\n", `"delimiter": ","`, []string{"FILE_DELIMITER f.csv:1:0 delimiter"}, "separated by semicolons"},
		{"no such file", "", `"path": "data/g.csv"`, []string{"FILE_NOT_FOUND - path"}, `There are "f.csv".`},
		{"wrong order of day and month", header + "2026-05-01,x,1,1\n31-05-2026,x,1,1\n", "", []string{"FILE_DATE_FORMAT f.csv:3:1 date"}, `Declare it: date = { column = "Date", format = "DD-MM-YYYY" }.`},
		{"unclear order of day and month", header + "01-05-2026,x,1,1\n", "", []string{"FILE_DATE_FORMAT f.csv:2:1 date"}, "Such cells fit DD-MM-YYYY and MM-DD-YYYY, which mean different days, and no cell tells which."},
		{"a day that is not", header + "2026-02-30,x,1,1\n", "", []string{"FILE_DATE_FORMAT f.csv:2:1 date"}, "there is no such day"},
		{"another calendar", header + "1405-02-11,x,1,1\n", "", []string{"FILE_DATE_FORMAT f.csv:2:1 date"}, "Iranian"},
		{"a total without a date", header + ",Total,99,9\n", "", []string{"FILE_DATE_MISSING f.csv:2:1 date"}, "Leave such rows out"},
		{"a total in the first column", "Campaign,Date,Spent,Clicks\nTotal,,99,9\n", "", []string{"FILE_DATE_MISSING f.csv:2:7 date"}, `exclude = { "Campaign" = "Total*" }`},
		{"a number that is none", header + "2026-05-01,x,abc,1\n", "", []string{"FILE_NUMBER_FORMAT f.csv:2:14 measure.spend.column"}, "not a number"},
		{"an unclear number", header + "2026-05-01,x,1.234,1\n2026-05-02,x,12.50,1\n", "", []string{"FILE_NUMBER_AMBIGUOUS f.csv:2:14 decimal"}, `Line 3 of "f.csv" has "12.50", which can only be read with decimal = ".".`},
		{"the wrong decimal sign", header + "2026-05-01,x,1.5,1\n", `"decimal": ","`, []string{"FILE_NUMBER_DECIMAL f.csv:2:14 decimal"}, `decimal = "."`},
		{"two decimal signs", header + "2026-05-01,x,1.50,1\n2026-05-02,x,\"2,50\",1\n", "", []string{"FILE_DECIMAL_MIXED f.csv:3:14 decimal"}, "Two decimal signs"},
		{"a number too large", header + "2026-05-01,x,12345678901234567890,1\n", "", []string{"FILE_NUMBER_RANGE f.csv:2:14 measure.spend.column"}, "18 digits"},
		{"a number too fine", header + "2026-05-01,x,0.1234567890123456789,1\n", "", []string{"FILE_NUMBER_RANGE f.csv:2:14 measure.spend.column"}, "round = 6"},
		{"a percentage of money", header + "2026-05-01,x,5%,1\n", "", []string{"FILE_NUMBER_UNIT f.csv:2:14 measure.spend.column"}, "percentage"},
		{"another currency", header + "2026-05-01,x,£5,1\n2026-05-01,x,USD 5,1\n2026-05-01,x,$5,1\n", "", []string{"FILE_CURRENCY_CONFLICT f.csv:2:14 currency", "FILE_CURRENCY_CONFLICT f.csv:3:14 currency"}, "never added"},
		{"an unknown currency", header + "2026-05-01,QQQ,5,1\n2026-05-01,EUR,5,1\n2026-05-01,,5,1\n", `"currency": {"column": "Campaign"}`, []string{"FILE_CURRENCY_UNKNOWN f.csv:2:12 currency", "FILE_CURRENCY_MISSING f.csv:4:13 currency"}, "ISO 4217"},
		{"quotes", header + "2026-05-01,\"x\" y,1,1\n2026-05-01,\"z,1,1\n", "", []string{"FILE_QUOTES f.csv:2:15 path", "FILE_QUOTES f.csv:3:12 path"}, "never closed"},
		{"fields too many and too few", header + "2026-05-01,x,1,1,5\n2026-05-01,x\n", "", []string{"FILE_FIELD_COUNT f.csv:2:0 path", "FILE_FIELD_COUNT f.csv:3:0 path"}, "has 5 fields where the header has 4"},
		{"a huge field", header + "2026-05-01," + strings.Repeat("x", 3<<20) + ",1,1\n", "", []string{"FILE_FIELD_SIZE f.csv:2:0 path"}, "longer than"},
		{"an error of a spreadsheet", header + "2026-05-01,x,#DIV/0!,1\n", "", []string{"FILE_NUMBER_FORMAT f.csv:2:14 measure.spend.column"}, "#DIV/0!"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := directory(t, map[string]string{"f.csv": tt.content})
			// A key that stands twice has its later value.
			config := simple
			if tt.config != "" {
				config += ", " + tt.config
			}
			a := ask(t, dir, "{"+config+"}", spendByCampaign(t))
			if len(a.rows) > 0 {
				t.Errorf("there are rows: %q", a.rows)
			}
			if diff := cmp.Diff(tt.want, told(a.diags)); diff != "" {
				t.Errorf("told (-want +got):\n%s\n%s", diff, said(a.diags))
			}
			if !strings.Contains(said(a.diags), tt.text) {
				t.Errorf("nothing says %q:\n%s", tt.text, said(a.diags))
			}
		})
	}
}

func TestOnlyAHeaderIsNoDataNotZero(t *testing.T) {
	t.Parallel()
	a := ask(t, directory(t, map[string]string{"f.csv": "Date,Campaign,Spent,Clicks\n"}), "{"+simple+"}", spendByCampaign(t))
	if diff := cmp.Diff([]string{"FILE_NO_ROWS f.csv:1:0 path"}, told(a.diags)); diff != "" || a.diags.HasErrors() {
		t.Error(diff)
	}
	if a.trailer.CoveredFrom != 0 || a.trailer.FreshUntil != 0 || a.rows != nil {
		t.Errorf("%+v %q", a.trailer, a.rows)
	}
}

func TestUnreadableFiles(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"f.csv": "Date,Campaign,Spent,Clicks\n", "d/x.csv": ""})
	if runtime.GOOS != "windows" && os.Geteuid() != 0 {
		if err := os.Chmod(filepath.Join(dir, "f.csv"), 0); err != nil {
			t.Fatal(err)
		}
		a := ask(t, dir, "{"+simple+"}", spendByCampaign(t))
		if diff := cmp.Diff([]string{"FILE_UNREADABLE - path"}, told(a.diags)); diff != "" {
			t.Error(diff)
		}
	}
	a := ask(t, dir, `{"date": "Date", "measure": [{"name": "spend", "column": "S", "unit": "count"}], "dimension": [{"name": "campaign"}], "path": "d"}`, spendByCampaign(t))
	if diff := cmp.Diff([]string{"FILE_IS_DIRECTORY - path"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
}

func TestTruncatedCompression(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	fmt.Fprintln(w, "Date,Campaign,Spent,Clicks")
	for i := range 50_000 {
		fmt.Fprintf(w, "2026-05-%02d,c%d,%d.%02d,1\n", i%31+1, i%7919, i, i%100)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	config := strings.Replace("{"+simple+"}", "f.csv", "f.csv.gz", 1)
	query := spendByCampaign(t)
	query.Dimensions = nil
	whole := ask(t, directory(t, map[string]string{"f.csv.gz": packed.String()}), config, query)
	// The sum of i and of (i mod 100)/100 for i from 0 to 49,999:
	// 49,999 x 50,000 / 2, and 500 x 49.50.
	if diff := cmp.Diff([]string{"0 | 1249999750"}, whole.rows); diff != "" || whole.diags != nil {
		t.Fatalf("%s%v", diff, whole.diags)
	}
	a := ask(t, directory(t, map[string]string{"f.csv.gz": packed.String()[:packed.Len()-1000]}), config, query)
	if diff := cmp.Diff([]string{"FILE_TRUNCATED - path"}, told(a.diags)); diff != "" || a.rows != nil {
		t.Errorf("%s%v", diff, a.rows)
	}
}

// A date in the wrong format on line 900,001 is found there, and everything that
// is wrong before it too.
func TestLateMistake(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads a million rows")
	}
	t.Parallel()
	const row = "2026-05-01,x,1,1\n"
	var text strings.Builder
	text.WriteString("Date,Campaign,Spent,Clicks\n")
	text.WriteString(strings.Repeat(row, 899_999))
	text.WriteString("01/05/2026,x,1,1\n")
	text.WriteString(row)
	a := ask(t, directory(t, map[string]string{"f.csv": text.String()}), "{"+simple+"}", spendByCampaign(t))
	if diff := cmp.Diff([]string{"FILE_DATE_FORMAT f.csv:900001:1 date"}, told(a.diags)); diff != "" || a.rows != nil {
		t.Error(diff)
	}
	if a.diags[0].Location.Text != "01/05/2026" {
		t.Errorf("%+v", a.diags[0].Location)
	}
}

// Mistakes of one kind are told once, with the rows that have them.
func TestManyMistakes(t *testing.T) {
	t.Parallel()
	text := "Date,Campaign,Spent,Clicks\n" + strings.Repeat("2026-05-01,x,?,1\nyesterday,x,1,1\n", 600) + "2026-05-01,x,5,1\n2026-13-01,x,5,1\n"
	dir := directory(t, map[string]string{"f.csv": text, "g.csv": "Date,Campaign,Spent,Clicks\n2026-05-02,x,1,1\n2026-05-03,x,?,1\n"})
	config := strings.Replace(simple, `"f.csv"`, `["f.csv", "g.csv"]`, 1)
	a := ask(t, dir, "{"+config+"}", spendByCampaign(t))
	want := []string{"FILE_NUMBER_FORMAT f.csv:2:14 measure.spend.column", "FILE_DATE_FORMAT f.csv:3:1 date", "FILE_DATE_FORMAT f.csv:1203:1 date"}
	if diff := cmp.Diff(want, told(a.diags)); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	for _, want := range []string{
		"600 more rows are like it (lines 4, 6, 8, 10 and others up to 1,200, and in other files).",
		"599 more rows are like it (lines 5, 7, 9, 11 and others up to 1,201).",
	} {
		if !strings.Contains(said(a.diags), want) {
			t.Errorf("nothing says %q:\n%s", want, said(a.diags))
		}
	}
	// Left out where that is declared, and never silently.
	a = ask(t, dir, `{"on_bad_row": "skip", `+config+"}", spendByCampaign(t))
	if diff := cmp.Diff([]string{"0 | x | 6"}, a.rows); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"FILE_ROWS_SKIPPED f.csv:2:14 on_bad_row"}, told(a.diags)); diff != "" || a.diags.HasErrors() {
		t.Error(diff)
	}
	if len(a.trailer.Flags) != 1 || a.trailer.Flags[0].Code != connector.FlagPartial {
		t.Errorf("flags %+v", a.trailer.Flags)
	}
}

// Where every row fails alike it is the declaration that is told to be wrong, with
// the one that would fit; and no row is left to say that nothing happened.
func TestEveryRowFails(t *testing.T) {
	t.Parallel()
	const header = "Date,Campaign,Spent,Clicks\n"
	for _, tt := range []struct {
		name, rows, config string
		want               []string
		text               string
	}{
		{"dates", strings.Repeat("31.05.2026,x,1,1\n01.05.2026,x,1,1\n", 600), `"date": {"column": "Date", "format": "YYYY/MM/DD"}`, []string{"FILE_DATE_FORMAT f.csv:2:1 date"},
			`All 1,200 rows fail alike, so that probably not the rows are wrong, but what the block says about them. Such cells fit DD.MM.YYYY. Declare it: date = { column = "Date", format = "DD.MM.YYYY" }.`},
		{"decimal signs", strings.Repeat("2026-05-01,x,1.5,1\n", 3), `"decimal": ","`, []string{"FILE_NUMBER_DECIMAL f.csv:2:14 decimal"}, `All 3 rows fail alike`},
		{"two rows say nothing about others", strings.Repeat("2026-05-01,x,1.5,1\n", 2), `"decimal": ","`, []string{"FILE_NUMBER_DECIMAL f.csv:2:14 decimal", "FILE_NUMBER_DECIMAL f.csv:3:14 decimal"}, ``},
	} {
		for _, mode := range []string{"error", "skip"} {
			a := ask(t, directory(t, map[string]string{"f.csv": header + tt.rows}), `{`+simple+`, `+tt.config+`, "on_bad_row": "`+mode+`"}`, spendByCampaign(t))
			if diff := cmp.Diff(tt.want, told(a.diags)); diff != "" || !a.diags.HasErrors() || a.rows != nil {
				t.Errorf("%s, %s: %q\n%s", tt.name, mode, a.rows, diff)
			}
			text := said(a.diags)
			if strings.Contains(text, "would pass for zero") != (mode == "skip") || mode == "skip" && strings.Contains(text, "on_bad_row") {
				t.Errorf("%s, %s:\n%s", tt.name, mode, text)
			}
			if mode == "error" && !strings.Contains(text, tt.text) {
				t.Errorf("%s: nothing says %q:\n%s", tt.name, tt.text, text)
			}
		}
	}
}

// A row with two bad cells is one bad row, and none of it is added.
func TestABadRowIsLeftOutWholly(t *testing.T) {
	t.Parallel()
	text := "Date,Campaign,Spent,Clicks\n2026-05-01,x,1,?\n2026-05-01,x,?,?\n2026-05-01,x,2,4\n"
	query := spendByCampaign(t)
	query.Measures = []string{"spend", "clicks"}
	a := ask(t, directory(t, map[string]string{"f.csv": text}), `{"on_bad_row": "skip", `+simple+"}", query)
	if diff := cmp.Diff([]string{"0 | x | 2 | 4"}, a.rows); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(said(a.diags), "2 rows cannot be read and were left out") {
		t.Error(said(a.diags))
	}
}

// What is wrong in rows that nobody asks for keeps nobody from an answer.
func TestMistakesElsewhereDoNotMatter(t *testing.T) {
	t.Parallel()
	text := "Date,Campaign,Spent,Clicks\n2026-05-01,x,1,?\n2025-05-01,x,?,1\n2026-05-01,y,?,1\n"
	query := spendByCampaign(t)
	query.Filter = connector.Filter{{condition("campaign", connector.OperatorIn, "x")}}
	a := ask(t, directory(t, map[string]string{"f.csv": text}), "{"+simple+"}", query)
	if diff := cmp.Diff([]string{"0 | x | 1"}, a.rows); diff != "" || a.diags != nil {
		t.Errorf("%s%v", diff, a.diags)
	}
}

// Text from a file is cut, and only valid UTF-8 leaves the connector.
func TestTextsInMessagesAreShort(t *testing.T) {
	t.Parallel()
	text := "Date,Campaign,Spent,Clicks\n2026-05-01,x," + strings.Repeat("9x", 5000) + "\xff,1\n"
	a := ask(t, directory(t, map[string]string{"f.csv": text}), "{"+simple+"}", spendByCampaign(t))
	if n := len(said(a.diags)); n > 1000 {
		t.Errorf("the message has %d bytes", n)
	}
}

// What is wrong with many files in the same way is told once, and every column
// that one file lacks for itself.
func TestFilesThatFailAlike(t *testing.T) {
	t.Parallel()
	files := map[string]string{"z.csv": "Datum,Campaign,Spent,Clicks\n"}
	for i := range 9 {
		files[fmt.Sprintf("f%d.csv", i)] = "Date,Campaign\n2026-05-01,x\n"
	}
	query := spendByCampaign(t)
	query.Measures = []string{"spend", "clicks"}
	a := ask(t, directory(t, files), "{"+strings.Replace(simple, "f.csv", "*.csv", 1)+"}", query)
	want := []string{"FILE_COLUMN_MISSING f0.csv:1:0 measure.spend.column", "FILE_COLUMN_MISSING f0.csv:1:0 measure.clicks.column", "FILE_COLUMN_MISSING z.csv:1:0 date"}
	if diff := cmp.Diff(want, told(a.diags)); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	const text = `So it is with "f1.csv", "f2.csv", "f3.csv", "f4.csv", "f5.csv" and 3 more files.`
	if strings.Count(said(a.diags), text) != 2 {
		t.Errorf("nothing says %s\n%s", text, said(a.diags))
	}
}

func TestTwoCurrenciesInTheHeaders(t *testing.T) {
	t.Parallel()
	query := connector.Query{Measures: []string{"spend"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")}
	dir := directory(t, map[string]string{
		"eur.csv": "Day,Campaign name,Amount spent (EUR)\n2026-05-01,x,1\n",
		"usd.csv": "Day,Campaign name,Amount spent (USD)\n2026-05-01,x,1\n",
		"non.csv": "Day,Campaign name,Amount spent\n2026-05-01,x,1\n",
	})
	for _, tt := range []struct{ config, want string }{
		{`"path": ["eur.csv", "usd.csv"]`, "FILE_CURRENCY_CONFLICT usd.csv:1:0 currency"},
		{`"path": "usd.csv", "currency": "EUR"`, "FILE_CURRENCY_CONFLICT usd.csv:1:0 currency"},
		{`"path": "non.csv"`, "FILE_CURRENCY_MISSING non.csv:1:0 currency"},
	} {
		a := ask(t, dir, `{"preset": "meta_ads_manager", `+tt.config+`}`, query)
		if diff := cmp.Diff([]string{tt.want}, told(a.diags)); diff != "" {
			t.Errorf("%s\n%s", diff, said(a.diags))
		}
	}
	if a := ask(t, dir, `{"preset": "meta_ads_manager", "path": "non.csv", "currency": "EUR"}`, query); a.diags != nil || a.header.Currency != "EUR" {
		t.Errorf("%v %+v", a.diags, a.header)
	}
}
