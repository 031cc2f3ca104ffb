package file

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// No data is not zero: what an empty cell means is declared, or told of where it
// makes a difference.
func TestEmptyCells(t *testing.T) {
	t.Parallel()
	const rows = "Date,Campaign,leads\n2026-05-01,x,1\n2026-05-01,x,\n2026-05-02,y,-\n2026-06-01,x,4\n"
	const blank = "Date,Campaign,leads\n2026-05-01,x,\n2026-05-02,y,n/a\n"
	for _, tt := range []struct {
		name, content, measure string
		query                  connector.Query
		want, told             []string
		text                   string
	}{
		{"some are empty", rows, `{}`, connector.Query{Dimensions: []string{"campaign"}}, []string{"0 | x | 1", "0 | y | null"}, []string{"FILE_CELLS_EMPTY a.csv:3:14 measure.leads.column"}, "no value in 2 of the 3 rows"},
		{"none of those that are asked for", rows, `{}`, connector.Query{Intervals: days(t, "2026-06-01", "2026-06-30")}, []string{"0 | 4"}, nil, ""},
		{"all of those that are asked for: there is nothing to mix up", rows, `{}`, connector.Query{Filter: connector.Filter{{condition("campaign", connector.OperatorIn, "y")}}}, []string{"0 | null"}, nil, ""},
		{"empty is zero", rows, `{"empty": "zero"}`, connector.Query{Dimensions: []string{"campaign"}}, []string{"0 | x | 1", "0 | y | 0"}, nil, ""},
		{"empty is zero also where a filter leaves nothing else", rows, `{"empty": "zero"}`, connector.Query{Filter: connector.Filter{{condition("campaign", connector.OperatorIn, "y")}}}, []string{"0 | 0"}, nil, ""},
		{"what is empty throughout was not measured", blank, `{"empty": "zero"}`, connector.Query{Dimensions: []string{"campaign"}}, []string{"0 | x | null", "0 | y | null"}, nil, ""},
		{"a mean is of what there is", rows, `{"aggregation": "avg"}`, connector.Query{}, []string{"0 | 1"}, nil, ""},
		{"a mean with zeros", rows, `{"aggregation": "avg", "empty": "zero"}`, connector.Query{Intervals: days(t, "2026-05-01", "2026-05-01")}, []string{"0 | 0.5"}, nil, ""},
		{"what counts values has no part in it", rows, `{"aggregation": "count", "column": "leads"}`, connector.Query{}, []string{"0 | 1"}, nil, ""},
		{"rows that do not count for it", rows, `{"where": {"campaign": "y"}}`, connector.Query{}, []string{"0 | null"}, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.query.Measures, tt.query.Grain = []string{"leads"}, connector.GrainTotal
			if tt.query.Intervals == nil {
				tt.query.Intervals = days(t, "2026-05-01", "2026-05-31")
			}
			measure := strings.Replace(`{"name": "leads", `+tt.measure[1:], ", }", "}", 1)
			a := ask(t, directory(t, map[string]string{"a.csv": tt.content}), `{"path": "a.csv", "date": "Date", "dimension": [{"name": "campaign", "column": "Campaign"}], "measure": [`+measure+`]}`, tt.query)
			if diff := cmp.Diff(tt.want, a.rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.told, told(a.diags)); diff != "" || a.diags.HasErrors() || !strings.Contains(said(a.diags), tt.text) {
				t.Errorf("told (-want +got):\n%s\n%s", diff, said(a.diags))
			}
		})
	}
}

// Two measures of one column are told of once.
func TestEmptyCellsOfOneColumn(t *testing.T) {
	t.Parallel()
	a := ask(t, directory(t, map[string]string{"a.csv": "Date,n\n2026-05-01,1\n2026-05-02,\n"}),
		`{"path": "a.csv", "date": "Date", "measure": [{"name": "n", "unit": "count"}, {"name": "again", "column": "n", "unit": "count"}]}`,
		connector.Query{Measures: []string{"n", "again"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")})
	if diff := cmp.Diff([]string{"FILE_CELLS_EMPTY a.csv:3:12 measure.n.column"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
}

// Ads Manager leaves an action out where it did not happen. A block can say
// something else about a measure of a preset without repeating it.
func TestEmptyCellsOfAPreset(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"a.csv": "Day,Campaign name,Amount spent (EUR),Website purchases\n2026-05-01,x,10,2\n2026-05-01,y,5,\n"})
	query := connector.Query{Measures: []string{"amount_spent", "purchases"}, Dimensions: []string{"campaign"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")}
	a := ask(t, dir, `{"path": "a.csv", "preset": "meta_ads_manager"}`, query)
	if diff := cmp.Diff([]string{"0 | x | 10 | 2", "0 | y | 5 | 0"}, a.rows); diff != "" || a.diags != nil {
		t.Errorf("%s%s", diff, said(a.diags))
	}
	a = ask(t, dir, `{"path": "a.csv", "preset": "meta_ads_manager", "measure": [{"name": "purchases", "empty": "unknown"}]}`, query)
	if diff := cmp.Diff([]string{"0 | x | 10 | 2", "0 | y | 5 | null"}, a.rows); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"FILE_CELLS_EMPTY a.csv:3:16 measure.purchases"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
}
