package table

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func need(names ...string) Column { return Column{Names: names} }

func optional(names ...string) Column { return Column{Names: names, Optional: true} }

// read opens a text and returns its rows, with the faults of rows between them.
func read(t *testing.T, name, text string, layout Layout, columns ...Column) (*Table, []string) {
	t.Helper()
	table, diags := Open(strings.NewReader(text), name, layout, columns)
	if diags != nil {
		t.Fatal(diags)
	}
	var rows []string
	for {
		err := table.Next()
		var malformed *RowError
		switch {
		case err == io.EOF:
			return table, rows
		case errors.As(err, &malformed):
			rows = append(rows, fmt.Sprintf("%s on line %d", malformed.Code, malformed.Line))
			continue
		case err != nil:
			t.Fatal(err)
		}
		cells := make([]string, len(columns))
		for i := range columns {
			if cells[i] = string(table.Cell(i)); table.Cell(i) == nil {
				cells[i] = "<nil>"
			}
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, file, text string
		layout           Layout
		columns          []Column
		header           int
		delimiter        byte
		want             []string
	}{
		{"commas", "f.csv", "Date,Spent\n2026-05-01,1.5\n", Layout{}, []Column{need("Spent"), need("Date")}, 1, ',', []string{"1.5|2026-05-01"}},
		{"semicolons", "f.csv", "Date;Spent\n2026-05-01;1,5\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, ';', []string{"2026-05-01|1,5"}},
		{"tabs", "f.txt", "Date\tSpent\n2026-05-01\t1,5\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, '\t', []string{"2026-05-01|1,5"}},
		{"a bar", "f.csv", "Date|Spent\n1|2\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, '|', []string{"1|2"}},
		{"told to spreadsheets", "f.csv", "sep=;\r\nDate;Spent\r\n1;2\r\n", Layout{}, []Column{need("Date"), need("Spent")}, 2, ';', []string{"1|2"}},
		{"lone carriage returns", "f.csv", "Date,Spent\r1,2\r3,4", Layout{}, []Column{need("Date"), need("Spent")}, 1, ',', []string{"1|2", "3|4"}},
		{"preamble with quotes and delimiters", "f.csv", "Report \"Spring, late\nStart: 9/1/2026, End: 9/30/2026\n\nDate,Spent\n1,2\n", Layout{},
			[]Column{need("Date"), need("Spent")}, 4, ',', []string{"1|2"}},
		{"declared header line", "f.csv", "Date,Spent\nDate,Spent\n1,2\n", Layout{HeaderLine: 2}, []Column{need("Date"), need("Spent")}, 2, ',', []string{"1|2"}},
		{"case and spaces", "f.csv", "DATE,amount  spent\n1,2\n", Layout{}, []Column{need("Date"), need("Amount\u00a0Spent")}, 1, ',', []string{"1|2"}},
		{"exact name first", "f.csv", "date,Date\n1,2\n", Layout{}, []Column{need("Date")}, 1, ',', []string{"2"}},
		{"one of several names", "f.csv", "Tag,Ausgaben\n1,2\n", Layout{}, []Column{need("Day", "Tag"), need("Spend", "Ausgaben")}, 1, ',', []string{"1|2"}},
		{"optional", "f.csv", "Date\n1\n", Layout{}, []Column{need("Date"), optional("Age")}, 1, ',', []string{"1|<nil>"}},
		{"space around cells", "f.csv", " Date , Spent\n 1\u00a0,\t2 \n", Layout{}, []Column{need("Date"), need("Spent")}, 1, ',', []string{"1|2"}},
		{"name over two lines", "f.csv", "Date,\"Amount\nspent\"\n1,2\n", Layout{}, []Column{need("Amount spent")}, 1, ',', []string{"2"}},
		{"delimiters at the end of lines", "f.csv", "Date,Spent,\n1,2,,,\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, ',', []string{"1|2"}},
		{"missing fields that nobody needs", "f.csv", "Date,Spent,Note\n1,2\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, ',', []string{"1|2"}},
		{"rows of another length", "f.csv", "Date,Spent\n1\n1,2,3\n4,5\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, ',',
			[]string{"FILE_FIELD_COUNT on line 2", "FILE_FIELD_COUNT on line 3", "4|5"}},
		{"a stray quote", "f.csv", "Date,Spent\n\"1\" x,2\n3,4\n", Layout{}, []Column{need("Date"), need("Spent")}, 1, ',', []string{"FILE_QUOTES on line 2", "3|4"}},
		{"only a header", "f.csv", "Date,Spent\n", Layout{}, []Column{need("Date")}, 1, ',', nil},
		{"several tables", "f.csv", "# ---\n# Start date: 20260501\nChannel,Users\nPaid,1\n#1 shop,2\n\nDate,Sessions\n20260501,3\n# next\n20260502,4\n",
			Layout{Comments: true}, []Column{need("Channel")}, 3, ',', []string{"Paid", "#1 shop"}},
		{"the second of several tables", "f.csv", "# ---\n# Start date: 20260501\nChannel,Users\nPaid,1\n\nDate,Sessions\n20260501,3\n# next\n20260502,4\n",
			Layout{Comments: true}, []Column{need("Sessions")}, 6, ',', []string{"3"}},
		{"a hash is data elsewhere", "f.csv", "Tag,n\n# one,2\n", Layout{}, []Column{need("Tag")}, 1, ',', []string{"# one"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			table, rows := read(t, tt.file, tt.text, tt.layout, tt.columns...)
			if table.HeaderLine != tt.header || table.Delimiter != tt.delimiter {
				t.Errorf("header on line %d, delimiter %q", table.HeaderLine, table.Delimiter)
			}
			if diff := cmp.Diff(tt.want, rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCurrencyInTheHeader(t *testing.T) {
	t.Parallel()
	money := Column{Names: []string{"Amount spent", "Ausgegebener Betrag"}, Money: true}
	for text, want := range map[string]string{
		"Day,Amount spent (EUR)\n1,2\n":                  "EUR",
		"Tag;Ausgegebener\u00a0Betrag (USD)\n1;2\n":      "USD",
		"Day,Amount spent\n1,2\n":                        "",
		"Day,Amount spent (all)\n1,2\nAmount spent (1)":  "-",
		"Day,\"Amount spent (XAF)\"\n1,2\n":              "XAF",
		"Day,Amount spent (eur)\n1,2\nx,Amount spent\n1": "",
	} {
		table, diags := Open(strings.NewReader(text), "f.csv", Layout{}, []Column{money})
		if want == "-" {
			if diags == nil {
				t.Errorf("%q: found", text)
			}
			continue
		}
		if diags != nil {
			t.Errorf("%q: %v", text, diags)
		} else if table.Currencies[0] != want {
			t.Errorf("%q: currency %q, want %q", text, table.Currencies[0], want)
		}
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, file, text string
		layout           Layout
		columns          []Column
		want             []string // code and a part of the text of each
	}{
		{"all missing columns at once", "f.csv", "Date,Spent,Clicks\n1,2,3\n", Layout{},
			[]Column{need("Date"), need("Spend"), need("Click"), need("Revenue")},
			[]string{"FILE_COLUMN_MISSING|Did you mean \"Spent\"?", "FILE_COLUMN_MISSING|Did you mean \"Clicks\"?", "FILE_COLUMN_MISSING|Its header has \"Date\", \"Spent\", \"Clicks\"."}},
		{"missing behind a preamble", "f.csv", "Report\n\nDate,Spent\n1,2\n", Layout{}, []Column{need("Date"), need("Cost")},
			[]string{"FILE_COLUMN_MISSING|Its header, on line 3, has"}},
		{"wrong delimiter", "f.csv", "Date;Spent\n1;2\n", Layout{Delimiter: ','}, []Column{need("Date"), need("Spent")},
			[]string{"FILE_DELIMITER|looks separated by semicolons."}},
		{"twice the same name", "f.csv", "Date,Spent,Spent\n1,2,3\n", Layout{}, []Column{need("Spent")},
			[]string{"FILE_COLUMN_AMBIGUOUS|\"Spent\" (column 2), \"Spent\" (column 3)"}},
		{"names that differ in case", "f.csv", "spent,SPENT\n1,2\n", Layout{}, []Column{need("Spent")}, []string{"FILE_COLUMN_AMBIGUOUS|exactly"}},
		{"other encoding", "f.csv", "Date,Co\xfbt\n1,2\n", Layout{}, []Column{need("Date"), need("Coût")}, []string{"FILE_ENCODING|windows-1252"}},
		{"header line beyond the end", "f.csv", "Date\n1\n", Layout{HeaderLine: 9}, []Column{need("Date")}, []string{"FILE_HEADER|on line 9, but the file has"}},
		{"nothing but comments", "f.csv", "# a\n# b\n", Layout{Comments: true}, []Column{need("Date")}, []string{"FILE_HEADER|no line"}},
		{"a JSON array", "f.json", "[{\"a\":1}]", Layout{}, []Column{need("a")}, []string{"FILE_JSON|one JSON array"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, diags := Open(strings.NewReader(tt.text), tt.file, tt.layout, tt.columns)
			if len(diags) != len(tt.want) {
				t.Fatalf("%d diagnostics, want %d: %v", len(diags), len(tt.want), diags)
			}
			for i, d := range diags {
				code, text, _ := strings.Cut(tt.want[i], "|")
				if said := d.Detail + "\n" + d.Hint; d.Code != code || !strings.Contains(said, text) || d.Severity != connector.SeverityError {
					t.Errorf("%s: %s\nwant %s with %q", d.Code, said, code, text)
				}
			}
		})
	}
}

func TestMissingColumnLeadsToItsAttribute(t *testing.T) {
	t.Parallel()
	path := connector.Path("measure", "spend", "column")
	_, diags := Open(strings.NewReader("Date\n1\n"), "f.csv", Layout{}, []Column{{Names: []string{"Spend"}, Path: path}})
	if len(diags) != 1 || !cmp.Equal(diags[0].Path, path) {
		t.Errorf("%+v", diags)
	}
}

func TestLocations(t *testing.T) {
	t.Parallel()
	table, diags := Open(strings.NewReader("Report\nDate,Spent\n2026,\"zwölf, oder so\"\n"), "f.csv", Layout{}, []Column{need("Spent"), need("Date"), optional("Age")})
	if diags != nil {
		t.Fatal(diags)
	}
	if err := table.Next(); err != nil {
		t.Fatal(err)
	}
	for column, want := range []connector.Location{
		{File: "f.csv", Line: 3, Column: 6, Text: "zwölf, oder so"},
		{File: "f.csv", Line: 3, Column: 1, Text: "2026"},
		{File: "f.csv", Line: 3},
	} {
		if diff := cmp.Diff(&want, table.Location(column)); diff != "" {
			t.Errorf("column %d (-want +got):\n%s", column, diff)
		}
	}
	if got := table.RowLocation(); got.Line != 3 || got.Text != `2026,"zwölf, oder so"` {
		t.Errorf("the row is at %+v", got)
	}
	first, last := table.Edges()
	if string(first) != "2026" || string(last) != "zwölf, oder so" {
		t.Errorf("the edges are %q and %q", first, last)
	}
	if !table.Has(0) || table.Has(2) {
		t.Error("the table has other columns than it says")
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"short", "short"},
		{strings.Repeat("ä", 80), strings.Repeat("ä", 80)},
		{strings.Repeat("ä", 81), strings.Repeat("ä", 79) + "…"},
		{strings.Repeat("x", 1<<20), strings.Repeat("x", 79) + "…"},
		{"a\xffb", "a\ufffdb"},
	} {
		if got := Shorten([]byte(tt.text)); got != tt.want {
			t.Errorf("Shorten(%.20q…) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestJSONLines(t *testing.T) {
	t.Parallel()
	text := `{"date":"2026-05-01","utm":{"source":"ig"},"amount":12.50,"won":true}` + "\n\n" +
		`{"Date":"2026-05-02","amount":"12,50","utm":null,"extra":[1,{"a":2}],"won":null}` + "\r\n" +
		`not json` + "\n" +
		`{"date":"2026-05-03"` + "\n" +
		`{"date":["x"]}` + "\n" +
		`{"date":"2026-05-04"} {"date":"x"}` + "\n" +
		`[1]` + "\n" +
		`{"date":"2026-05-05","amount":1e3}`
	for _, name := range []string{"f.jsonl", "f.ndjson.gz", "f.txt"} {
		table, rows := read(t, name, text, Layout{}, need("date"), need("utm.source"), need("amount"), need("won"), optional("nothing"))
		want := []string{
			"2026-05-01|ig|12.50|true|<nil>",
			"2026-05-02|<nil>|12,50|<nil>|<nil>",
			"FILE_JSON on line 4", "FILE_JSON on line 5", "FILE_JSON on line 6", "FILE_JSON on line 7", "FILE_JSON on line 8",
			"2026-05-05|<nil>|1e3|<nil>|<nil>",
		}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%s: rows (-want +got):\n%s", name, diff)
		}
		if !table.Exact(2) || table.Exact(0) {
			t.Errorf("%s: numbers and texts are not told apart", name)
		}
		if diags := table.Finish(); diags != nil {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

func TestJSONLinesWithoutAColumn(t *testing.T) {
	t.Parallel()
	table, _ := read(t, "f.jsonl", `{"date":"2026-05-01","amount":1}`, Layout{}, need("date"), need("amonut"), optional("x"))
	diags := table.Finish()
	if len(diags) != 1 || diags[0].Code != "FILE_COLUMN_MISSING" || diags[0].Hint != `Did you mean "amount"?` {
		t.Errorf("%+v", diags)
	}
	table, _ = read(t, "f.jsonl", "\n", Layout{}, need("date"))
	if diags := table.Finish(); diags != nil {
		t.Errorf("an empty file lacks columns: %v", diags)
	}
}

func TestDeepJSONIsRefused(t *testing.T) {
	t.Parallel()
	_, rows := read(t, "f.jsonl", strings.Repeat(`{"a":`, 500)+"1"+strings.Repeat("}", 500), Layout{}, optional("a"))
	if diff := cmp.Diff([]string{"FILE_JSON on line 1"}, rows); diff != "" {
		t.Error(diff)
	}
}

// FuzzOpen asks that nothing panics and that every row has the columns.
func FuzzOpen(f *testing.F) {
	for _, seed := range []string{"Date,Spent\n1,2\n", "x\n\nDate;Spent\n\"1\";2", "{\"Date\":1,\"Spent\":{}}\n", "# c\nDate\tSpent\n1\t2\n\n3", "sep=;\nDate;Spent", "\r\r", "Date,Spent\n\"000"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, comments bool) {
		table, diags := Open(strings.NewReader(text), "f.txt", Layout{Comments: comments}, []Column{need("Date"), optional("Spent")})
		if diags != nil {
			for _, d := range diags {
				if d.Code == "" || d.Summary == "" || d.Detail == "" {
					t.Errorf("%q: %+v", text, d)
				}
			}
			return
		}
		for {
			err := table.Next()
			var malformed *RowError
			if err != nil && !errors.As(err, &malformed) {
				break
			}
			table.Location(0)
			table.RowLocation()
			table.Edges()
		}
		table.Finish()
	})
}
