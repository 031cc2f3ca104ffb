package file

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// crm is a made-up export of deals. Its sums are done by hand in the tests.
const crm = `closed,stage,owner,amount,customer_id,seats,score
2026-05-01,Closed Won,ana,100.10,c1,5,10
2026-05-01,Closed Won,ana,0.20,c1,7,20
2026-05-01,Closed Lost,ben,50,c2,,30
2026-05-02,Closed Won,,,c3,n/a,
2026-05-03,Negotiation,ana,-,c1,9,5
2026-05-04,Closed Won,ben,300,c4,11,15
`

const crmConfig = `"path": "crm.csv", "date": "closed", "currency": "EUR",
	"dimension": [{"name": "stage"}, {"name": "owner"}],
	"measure": [
		{"name": "revenue", "column": "amount"},
		{"name": "won", "where": {"stage": "Closed Won"}, "aggregation": "count"},
		{"name": "won_revenue", "column": "amount", "unit": "money", "where": {"stage": ["Closed W*"], "owner": ["ana", "ben"]}},
		{"name": "unowned", "where": {"owner": ""}, "aggregation": "count"},
		{"name": "priced", "column": "amount", "aggregation": "count"},
		{"name": "buyers", "column": "customer_id", "aggregation": "count_distinct"},
		{"name": "seats", "column": "seats", "unit": "count", "aggregation": "last"},
		{"name": "best", "column": "score", "unit": "count", "aggregation": "max"},
		{"name": "worst", "column": "score", "unit": "count", "aggregation": "min"},
		{"name": "mean", "column": "score", "unit": "count", "aggregation": "avg"},
		{"name": "single", "column": "score", "unit": "count", "aggregation": "only"}
	]`

func condition(dimension string, operator connector.Operator, values ...string) connector.Condition {
	return connector.Condition{Dimension: dimension, Operator: operator, Values: values}
}

func TestQuery(t *testing.T) {
	t.Parallel()
	total, day := connector.GrainTotal, connector.GrainDay
	may := days(t, "2026-05-01", "2026-05-31")
	for _, tt := range []struct {
		name  string
		query connector.Query
		want  []string
	}{
		{"sums by day", connector.Query{Measures: []string{"revenue", "won"}, Grain: day, Intervals: may},
			// 2 May has a row without an amount: null, not zero. So has 3 May.
			[]string{"2026-05-01 | 150.3 | 2", "2026-05-02 | null | 1", "2026-05-03 | null | 0", "2026-05-04 | 300 | 1"}},
		{"exact sum", connector.Query{Measures: []string{"revenue"}, Grain: total, Intervals: days(t, "2026-05-01", "2026-05-01"), Filter: connector.Filter{{condition("stage", connector.OperatorIn, "Closed Won")}}},
			[]string{"0 | 100.3"}},
		{"a condition on the measure", connector.Query{Measures: []string{"won_revenue", "unowned", "priced"}, Grain: total, Intervals: may},
			[]string{"0 | 400.3 | 1 | 4"}},
		{"no row matches the condition: nothing happened, so zero", connector.Query{Measures: []string{"won_revenue"}, Grain: day, Intervals: days(t, "2026-05-03", "2026-05-03")},
			[]string{"2026-05-03 | 0"}},
		{"what cannot be added, per interval", connector.Query{Measures: []string{"buyers"}, Grain: total, Intervals: append(days(t, "2026-05-01", "2026-05-02"), append(days(t, "2026-05-01", "2026-05-31"), days(t, "2026-05-03", "2026-05-03")...)...)},
			[]string{"0 | 3", "1 | 4", "2 | 1"}},
		{"and by day", connector.Query{Measures: []string{"buyers", "best", "single"}, Grain: day, Intervals: may},
			[]string{"2026-05-01 | 2 | 30 | null", "2026-05-02 | 1 | null | null", "2026-05-03 | 1 | 5 | 5", "2026-05-04 | 1 | 15 | 15"}},
		{"a stock is that of the last day with data", connector.Query{Measures: []string{"seats"}, Grain: total, Intervals: append(days(t, "2026-05-01", "2026-05-02"), may...)},
			[]string{"0 | 12", "1 | 11"}},
		{"extremes and mean", connector.Query{Measures: []string{"worst", "best", "mean"}, Grain: total, Intervals: may},
			// 10, 20, 30, 5 and 15
			[]string{"0 | 5 | 30 | 16"}},
		{"dimensions, null among them", connector.Query{Measures: []string{"won"}, Dimensions: []string{"owner", "stage"}, Grain: total, Intervals: may},
			[]string{"0 | ana | Closed Won | 2", "0 | ben | Closed Lost | 0", "0 | <null> | Closed Won | 1", "0 | ana | Negotiation | 0", "0 | ben | Closed Won | 1"}},
		{"dimensions without measures", connector.Query{Dimensions: []string{"owner"}, Grain: total, Intervals: may},
			[]string{"0 | ana", "0 | ben", "0 | <null>"}},
		{"in", connector.Query{Measures: []string{"revenue"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("owner", connector.OperatorIn, "ben", "cem")}}}, []string{"0 | 350"}},
		{"not in keeps null", connector.Query{Measures: []string{"won"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("owner", connector.OperatorNotIn, "ana")}}}, []string{"0 | 2"}},
		{"match", connector.Query{Measures: []string{"revenue"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("stage", connector.OperatorMatch, "Closed ?ost", "*tiation")}}}, []string{"0 | 50"}},
		{"not match keeps null", connector.Query{Measures: []string{"won"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("owner", connector.OperatorNotMatch, "a*", "b*")}}}, []string{"0 | 1"}},
		{"all of a clause", connector.Query{Measures: []string{"revenue"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("owner", connector.OperatorIn, "ana"), condition("stage", connector.OperatorIn, "Closed Won")}}}, []string{"0 | 100.3"}},
		{"any clause", connector.Query{Measures: []string{"revenue"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("owner", connector.OperatorIn, "ana")}, {condition("stage", connector.OperatorIn, "Closed Lost")}}}, []string{"0 | 150.3"}},
		{"nothing kept", connector.Query{Measures: []string{"revenue"}, Grain: total, Intervals: may, Filter: connector.Filter{{condition("owner", connector.OperatorIn, "zoe")}}}, nil},
		{"edges of the interval", connector.Query{Measures: []string{"won"}, Grain: day, Intervals: append(days(t, "2026-05-01", "2026-05-01"), days(t, "2026-05-04", "2026-05-04")...)}, []string{"2026-05-01 | 2", "2026-05-04 | 1"}},
		{"the same measure twice", connector.Query{Measures: []string{"won", "won"}, Grain: total, Intervals: may}, []string{"0 | 4 | 4"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := ask(t, directory(t, map[string]string{"crm.csv": crm}), "{"+crmConfig+"}", tt.query)
			if a.diags.HasErrors() {
				t.Fatal(said(a.diags))
			}
			if diff := cmp.Diff(tt.want, a.rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			// What is covered does not depend on the filter or the interval.
			if got := (connector.Interval{Start: a.trailer.CoveredFrom, End: a.trailer.FreshUntil}).String(); got != "2026-05-01..2026-05-04" {
				t.Errorf("covered %s", got)
			}
			if a.trailer.Rows != int64(len(a.rows)) {
				t.Errorf("the trailer counts %d rows of %d", a.trailer.Rows, len(a.rows))
			}
		})
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	a := ask(t, directory(t, map[string]string{"crm.csv": crm}), "{"+crmConfig+"}", connector.Query{Measures: []string{"won"}, Grain: connector.GrainDay, Intervals: days(t, "2026-05-01", "2026-05-31"), Limit: 2})
	if diff := cmp.Diff([]string{"2026-05-01 | 2", "2026-05-02 | 1"}, a.rows); diff != "" {
		t.Error(diff)
	}
	if len(a.trailer.Flags) != 1 || a.trailer.Flags[0].Code != connector.FlagCapped {
		t.Errorf("flags %+v", a.trailer.Flags)
	}
}

func TestQueryForWhatIsNotThere(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"crm.csv": crm})
	a := ask(t, dir, "{"+crmConfig+"}", connector.Query{Report: "ads", Measures: []string{"revenu"}, Dimensions: []string{"stag"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-01"),
		Filter: connector.Filter{{condition("colour", connector.OperatorIn, "red"), condition("owner", "about", "ana")}}})
	for _, want := range []string{`no report "ads"`, `no dimension "stag". Did you mean "stage"?`, `no measure "revenu". Did you mean "revenue"?`, `no dimension "colour"`, `unknown operator "about"`} {
		if !strings.Contains(said(a.diags), want) {
			t.Errorf("nothing says %s:\n%s", want, said(a.diags))
		}
	}
}

func TestSeveralFilesAreOneSource(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{
		"data/a.csv":      "Date;Spent;Campaign\n2026-05-01;1,50;x\n",
		"data/b.tsv":      "Campaign\tDate\tSpent\nx\t2026-05-01\t2,25\ny\t2026-05-02\t4\n",
		"data/c.jsonl":    `{"Date": "2026-05-02", "Spent": 8.125, "Campaign": null}` + "\n" + `{"Date": "2026-05-03", "Spent": "1,5", "Campaign": "x"}`,
		"data/sub/d.csv":  "Date,Campaign,Spent\n2026-04-30,z,\"1.000,00\"\n",
		"data/notes.text": "not for us",
	})
	a := ask(t, dir, `{"path": ["data/*.csv", "data/a.*", "data/**/*.{csv,tsv,jsonl}"], "date": "Date", "decimal": ",", "currency": "EUR", "overlap": "add",
		"dimension": [{"name": "campaign", "column": "Campaign"}], "measure": [{"name": "spend", "column": "Spent"}]}`,
		connector.Query{Measures: []string{"spend"}, Dimensions: []string{"campaign"}, Grain: connector.GrainDay, Intervals: days(t, "2026-05-01", "2026-05-31")})
	if a.diags != nil {
		t.Fatal(said(a.diags))
	}
	want := []string{"2026-05-01 | x | 3.75", "2026-05-02 | y | 4", "2026-05-02 | <null> | 8.125", "2026-05-03 | x | 1.5"}
	if diff := cmp.Diff(want, a.rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if a.trailer.CoveredFrom.String() != "2026-04-30" {
		t.Errorf("covered from %s", a.trailer.CoveredFrom)
	}
}

func TestPeriodsLongerThanADay(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"weeks.csv": "week,n\n2026-W17,1\n2026-W18,2\n2026-W19,4\n2026-W22,8\n"})
	// Week 18 of 2026 is 27 April to 3 May, week 22 is 25 to 31 May.
	query := connector.Query{Measures: []string{"n"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")}
	a := ask(t, dir, `{"path": "weeks.csv", "date": {"column": "week", "format": "YYYY-Www"}, "measure": [{"name": "n", "column": "n", "unit": "count"}]}`, query)
	if diff := cmp.Diff([]string{"0 | 12"}, a.rows); diff != "" {
		t.Error(diff)
	}
	if a.trailer.CoveredFrom.String() != "2026-04-20" || a.trailer.FreshUntil.String() != "2026-05-31" {
		t.Errorf("covered %s..%s", a.trailer.CoveredFrom, a.trailer.FreshUntil)
	}
	if diff := cmp.Diff([]string{"FILE_PERIOD_CUT weeks.csv:3:0 date"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
	// Whole weeks are not cut.
	query.Intervals = days(t, "2026-04-27", "2026-05-10")
	if a := ask(t, dir, `{"path": "weeks.csv", "date": {"column": "week", "format": "YYYY-Www"}, "measure": [{"name": "n", "column": "n", "unit": "count"}]}`, query); a.diags != nil || len(a.rows) != 1 || a.rows[0] != "0 | 6" {
		t.Errorf("%v %v", a.rows, a.diags)
	}
	// A declared cover goes before that of the column.
	dir = directory(t, map[string]string{"m.csv": "day,n\n2026-01-01,1\n2026-02-01,2\n"})
	a = ask(t, dir, `{"path": "m.csv", "date": "day", "covers": "quarter", "measure": [{"name": "n", "column": "n", "unit": "count"}]}`,
		connector.Query{Measures: []string{"n"}, Grain: connector.GrainDay, Intervals: days(t, "2026-01-01", "2026-12-31")})
	if a.trailer.FreshUntil.String() != "2026-04-30" {
		t.Errorf("fresh until %s", a.trailer.FreshUntil)
	}
}

func TestInstantsAreCutInTheTimeZone(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"orders.csv": "at,total\n2026-05-31T21:59:59Z,1\n2026-05-31T22:00:00Z,2\n2026-06-01T00:30:00+02:00,4\n"})
	query := connector.Query{Measures: []string{"orders"}, Grain: connector.GrainDay, Intervals: days(t, "2026-05-01", "2026-06-30")}
	const rest = `"path": "orders.csv", "date": "at", "measure": [{"name": "orders", "aggregation": "count"}]`
	// Berlin, the reporting zone, is two hours ahead of UTC in summer.
	a := ask(t, dir, `{`+rest+`}`, query)
	if diff := cmp.Diff([]string{"2026-05-31 | 1", "2026-06-01 | 2"}, a.rows); diff != "" || a.header.TimeZone != "Europe/Berlin" {
		t.Errorf("zone %q\n%s", a.header.TimeZone, diff)
	}
	a = ask(t, dir, `{"timezone": "UTC", `+rest+`}`, query)
	if diff := cmp.Diff([]string{"2026-05-31 | 3"}, a.rows); diff != "" || a.header.TimeZone != "UTC" {
		t.Errorf("zone %q\n%s", a.header.TimeZone, diff)
	}
}

func TestExcludedRows(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"ads.csv": "Campaign,Date,n\nSpring,2026-05-01,1\nTest 1,2026-05-01,2\nTotal,,3\n,2026-05-01,4\n"})
	a := ask(t, dir, `{"path": "ads.csv", "date": "Date", "exclude": {"campaign": ["Total*", "Test ?", ""]},
		"dimension": [{"name": "campaign", "column": "Campaign"}], "measure": [{"name": "n", "column": "n", "unit": "count"}]}`,
		connector.Query{Measures: []string{"n"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-01")})
	if diff := cmp.Diff([]string{"0 | 1"}, a.rows); diff != "" || a.diags != nil {
		t.Errorf("%s%v", diff, a.diags)
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"a.csv": "Date,time,share,wide\n2026-05-01,0:01:05,12.5 %,7.123456789\n2026-05-01,1m 5s,7.5%,1.000000001\n"})
	config := `{"path": "a.csv", "date": "Date", "measure": [
		{"name": "time", "column": "time", "unit": "duration"},
		{"name": "share", "column": "share", "unit": "percent", "aggregation": "avg"},
		{"name": "wide", "column": "wide", "unit": "count", "round": 2}]}`
	a := ask(t, dir, config, connector.Query{Measures: []string{"time", "share", "wide"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-01")})
	if diff := cmp.Diff([]string{"0 | 130 | 0.1 | 8.12"}, a.rows); diff != "" || a.diags != nil {
		t.Errorf("%s%v", diff, a.diags)
	}
	dir = directory(t, map[string]string{"a.csv": "Date,share\n2026-05-01,12.5\n"})
	a = ask(t, dir, `{"path": "a.csv", "date": "Date", "measure": [{"name": "share", "column": "share", "unit": "percent", "aggregation": "avg"}]}`,
		connector.Query{Measures: []string{"share"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-01")})
	if diff := cmp.Diff([]string{"FILE_PERCENT a.csv:2:12 measure.share.column"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
}

func TestSumsThatDoNotFit(t *testing.T) {
	t.Parallel()
	// The noise of binary fractions: 17 digits each, and more in the sum.
	dir := directory(t, map[string]string{"a.csv": "Date,n\n" + strings.Repeat("2026-05-01,413173.98404999997\n", 999)})
	const rest = `"path": "a.csv", "date": "Date", "measure": [{"name": "n", "column": "n", "unit": "count"`
	query := connector.Query{Measures: []string{"n"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-01")}
	a := ask(t, dir, `{`+rest+`}]}`, query)
	if diff := cmp.Diff([]string{"FILE_SUM_RANGE - measure.n.column"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
	a = ask(t, dir, `{`+rest+`, "round": 4}]}`, query)
	if diff := cmp.Diff([]string{"0 | 412760810.016"}, a.rows); diff != "" || a.diags != nil {
		t.Errorf("%s%v", diff, a.diags)
	}
}

func TestPlanQueryReadsNothing(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"a.csv": "this is not even a table", "b.csv": strings.Repeat("x", 12_345)})
	handle := connector.Direct(New())
	ctx := context.Background()
	if diags, err := handle.Configure(ctx, settings(dir, `{"path": "*.csv", "date": "Date", "dimension": [{"name": "campaign"}], "measure": [{"name": "orders", "aggregation": "count"}]}`)); diags != nil || err != nil {
		t.Fatal(diags, err)
	}
	query := connector.Query{Report: "rows", Measures: []string{"orders"}, Grain: connector.GrainDay, Intervals: days(t, "2026-05-01", "2026-05-31"),
		Filter: connector.Filter{{condition("campaign", connector.OperatorIn, "x"), condition("campaign", connector.OperatorNotIn, "y")}}}
	plan, err := handle.PlanQuery(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	want := connector.QueryPlan{PushedDown: []string{"campaign"}, EstimatedRows: -1, Steps: []string{"read a.csv (24 B)", "read b.csv (12.3 kB)"}}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	query.Measures = []string{"order"}
	if plan, err = handle.PlanQuery(ctx, query); err != nil || !strings.Contains(said(plan.Diagnostics), `Did you mean "orders"?`) {
		t.Errorf("%v %+v", err, plan)
	}
}

func TestCancellation(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"a.csv": "Date,n\n" + strings.Repeat("2026-05-01,1\n", 200_000)})
	handle := connector.Direct(New())
	ctx, cancel := context.WithCancel(context.Background())
	if diags, err := handle.Configure(ctx, settings(dir, `{"path": "a.csv", "date": "Date", "measure": [{"name": "rows", "aggregation": "count"}]}`)); diags != nil || err != nil {
		t.Fatal(diags, err)
	}
	_, _, err := handle.Query(ctx, connector.Query{Report: "rows", Measures: []string{"rows"}, Grain: connector.GrainDay, Intervals: days(t, "2026-05-01", "2026-05-31")}, &canceller{cancel: cancel})
	if err != context.Canceled {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}

// canceller cancels at the first sign of progress.
type canceller struct {
	answer
	cancel context.CancelFunc
}

func (c *canceller) Progress(connector.Progress) { c.cancel() }

func TestBytes(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 12_345: "12.3 kB", 999_999: "999.9 kB", 12_400_000: "12.4 MB", 5_000_000_000: "5.0 GB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
}
