package file

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func testConnection(t *testing.T, files map[string]string, config string) connector.ConnectionTest {
	t.Helper()
	handle := connector.Direct(New())
	ctx := context.Background()
	diags, err := handle.Configure(ctx, settings(directory(t, files), config))
	if err != nil || diags.HasErrors() {
		t.Fatal(diags, err)
	}
	result, err := handle.TestConnection(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestConnectionSaysWhatIsThere(t *testing.T) {
	t.Parallel()
	got := testConnection(t, map[string]string{"crm.csv": crm}, `{"path": "crm.csv", "date": "closed", "currency": "EUR", "measure": [{"name": "revenue", "column": "amount"}, {"name": "deals", "aggregation": "count"}]}`)
	want := []connector.Fact{
		{Name: "files", Value: "crm.csv (274 B)"}, {Name: "delimiter", Value: "commas"}, {Name: "header line", Value: "1"}, {Name: "columns", Value: "7"},
		{Name: "rows", Value: "6"}, {Name: "period", Value: "2026-05-01..2026-05-04"}, {Name: "currency", Value: "EUR"},
		{Name: "measures", Value: "revenue, deals"}, {Name: "sum of revenue", Value: "450.30"}, {Name: "sum of deals", Value: "6"},
	}
	if diff := cmp.Diff(want, got.Facts); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
	if !got.OK || got.Code != "" || got.Diagnostics != nil {
		t.Errorf("%+v", got)
	}
	if !strings.Contains(got.Proposal, `date    = "closed"`) {
		t.Errorf("proposal:\n%s", got.Proposal)
	}
}

func TestConnectionOfAPresetTakesWhatIsThere(t *testing.T) {
	t.Parallel()
	got := testConnection(t, map[string]string{"ads.csv": metaEnglish}, `{"path": "ads.csv", "preset": "meta_ads_manager"}`)
	facts := make(map[string]string)
	for _, f := range got.Facts {
		facts[f.Name] = f.Value
	}
	if !got.OK || facts["totals and excluded rows"] != "1" || facts["measures"] != "amount_spent, impressions, reach, link_clicks, results" || facts["sum of amount_spent"] != "22.75" {
		t.Errorf("%v\n%s", facts, said(got.Diagnostics))
	}
}

func TestConnectionProposesTheRestOfABareBlock(t *testing.T) {
	t.Parallel()
	got := testConnection(t, map[string]string{"crm.csv": crm}, `{"path": "crm.csv"}`)
	if got.OK || got.Code != connector.TestSource || got.Proposal == "" {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff([]string{"FILE_UNDECLARED -", "FILE_INSPECTION -"}, told(got.Diagnostics)); diff != "" {
		t.Error(diff)
	}
	want := []connector.Fact{
		{Name: "files", Value: "crm.csv (274 B)"}, {Name: "encoding", Value: "utf-8"}, {Name: "delimiter", Value: "commas"}, {Name: "header line", Value: "1"},
		{Name: "rows", Value: "6"}, {Name: "columns", Value: "closed, stage, owner, amount, customer_id, seats, score"}, {Name: "date", Value: "closed, as YYYY-MM-DD"},
		{Name: "period", Value: "2026-05-01..2026-05-04"}, {Name: "decimal sign", Value: ". (100.10 on line 2)"},
	}
	if diff := cmp.Diff(want, got.Facts); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// The command line writes the name of a file as a glob that matches only it.
func TestConnectionProposesThePlainName(t *testing.T) {
	t.Parallel()
	got := testConnection(t, map[string]string{"export [1].csv": crm}, `{"path": "export [[]1].csv"}`)
	if !strings.Contains(got.Proposal, `path    = "export [1].csv"`) {
		t.Error(got.Proposal)
	}
	// One that is no glob by itself stays written so.
	got = testConnection(t, map[string]string{"a{b.csv": crm}, `{"path": "a[{]b.csv"}`)
	if !strings.Contains(got.Proposal, `path    = "a[{]b.csv"`) {
		t.Error(got.Proposal)
	}
	got = testConnection(t, map[string]string{"data/crm.csv": crm}, `{"path": "data/*.csv"}`)
	if !strings.Contains(got.Proposal, `path    = "data/*.csv"`) {
		t.Error(got.Proposal)
	}
}

func TestConnectionOfWhatIsNoTable(t *testing.T) {
	t.Parallel()
	got := testConnection(t, map[string]string{"x.csv": "Dear all,\n\nhello\n"}, `{"path": "x.csv"}`)
	// That the columns are not declared, and how to find out about them, is no
	// news to somebody who has just tried.
	if diff := cmp.Diff([]string{"FILE_HEADER - header_row"}, told(got.Diagnostics)); diff != "" || got.OK || got.Proposal != "" {
		t.Errorf("%s\n%s", diff, got.Proposal)
	}
}

func TestConnectionTellsEveryMistake(t *testing.T) {
	t.Parallel()
	const config = `{"path": "f.csv", "date": "Date", "measure": [{"name": "clicks", "column": "Clicks"}, {"name": "leads", "column": "Leads"}]}`
	got := testConnection(t, map[string]string{"f.csv": "Date,Clicks,Leads\n2026-05-01,x,1\n2025-05-01,1,y\n"}, config)
	if diff := cmp.Diff([]string{"FILE_NUMBER_FORMAT f.csv:2:12 measure.clicks.column", "FILE_NUMBER_FORMAT f.csv:3:14 measure.leads.column"}, told(got.Diagnostics)); diff != "" || got.OK {
		t.Error(diff)
	}
	for _, tt := range []struct{ content, want string }{
		{"Date,Click\n", "FILE_COLUMN_MISSING f.csv:1:0 measure.clicks.column"},
		{"", "FILE_EMPTY - path"},
	} {
		got := testConnection(t, map[string]string{"f.csv": tt.content}, config)
		if lines := told(got.Diagnostics); got.OK || len(lines) == 0 || lines[0] != tt.want {
			t.Errorf("%q: %v", tt.content, lines)
		}
	}
	if got := testConnection(t, nil, config); got.OK || got.Code != connector.TestSource || told(got.Diagnostics)[0] != "FILE_NOT_FOUND - path" {
		t.Errorf("%+v", got)
	}
	if got := testConnection(t, map[string]string{"f.csv": "a,b\n1,2\n"}, `{"path": "f.csv", "preset": "google_ads"}`); got.OK || !strings.Contains(said(got.Diagnostics), `Its header has "a", "b".`) {
		t.Errorf("%s", said(got.Diagnostics))
	}
}

func TestQueryOfABareBlock(t *testing.T) {
	t.Parallel()
	a := ask(t, directory(t, map[string]string{"crm.csv": crm}), `{"path": "crm.csv"}`, connector.Query{Measures: []string{"n"}, Grain: connector.GrainDay, Intervals: days(t, "2026-05-01", "2026-05-01")})
	if diff := cmp.Diff([]string{"FILE_UNDECLARED -"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
}

// TestDescribe holds what the host relies on: a pure description that validates
// against itself, and a report that every block gives.
func TestDescribe(t *testing.T) {
	t.Parallel()
	first, second := New().Describe(), New().Describe()
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two descriptions differ:\n%s", diff)
	}
	if first.Name != "file" || first.Version == "" || first.Title == "" || len(first.Reports) != 0 || len(first.AuthSchemes) != 0 {
		t.Errorf("%+v", first)
	}
	handle := connector.Direct(New())
	reports, diags, err := handle.ValidateConfig(context.Background(), connector.Settings{Config: json.RawMessage("{" + crmConfig + "}")})
	if err != nil || diags != nil || len(reports) != 1 || !reports[0].ScanCost || len(reports[0].Measures) != 11 {
		t.Errorf("%v %v %+v", err, diags, reports)
	}
	reports, diags, err = handle.ValidateConfig(context.Background(), connector.Settings{Config: json.RawMessage(`{"path": "../x.csv"}`)})
	if err != nil || reports != nil || !diags.HasErrors() {
		t.Errorf("%v %v %+v", err, diags, reports)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		`{"path": "../x.csv", "date": "d", "measure": [{"name": "n", "aggregation": "count"}]}`: "FILE_PATH_OUTSIDE path",
	} {
		diags, err := connector.Direct(New()).Configure(context.Background(), settings(t.TempDir(), config))
		if err != nil || len(diags) != 1 || told(diags)[0] != strings.Replace(want, " ", " - ", 1) {
			t.Errorf("%v %v", err, told(diags))
		}
	}
	diags, err := connector.Direct(New()).Configure(context.Background(), settings("/nowhere/at/all", "{"+crmConfig+"}"))
	if err != nil || len(diags) != 1 || diags[0].Code != "FILE_DIRECTORY" {
		t.Errorf("%v %v", err, told(diags))
	}
}
