package record

import (
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/history"
)

// The check of these tests runs on 2026-05-20 and ends at 08:00:05.
var (
	asOf     = connector.DateOf(2026, time.May, 20)
	answered = time.Date(2026, 5, 20, 8, 0, 3, 0, time.UTC)
	finished = time.Date(2026, 5, 20, 8, 0, 5, 0, time.UTC)
	april    = calendar.Period{Every: calendar.Month, Interval: connector.Interval{Start: connector.DateOf(2026, time.April, 1), End: connector.DateOf(2026, time.April, 30)}}
	may      = calendar.Period{Every: calendar.Month, Interval: connector.Interval{Start: connector.DateOf(2026, time.May, 1), End: connector.DateOf(2026, time.May, 31)}}
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("not a number: " + s)
	}
	return r
}

func money(s string) value.Value { return value.Number(rat(s), connector.UnitMoney, "EUR") }

// cpa is the KPI of these tests, with a target of at most 20.
func cpa() *config.KPI {
	return &config.KPI{
		Meta:   config.Meta{Address: config.Address{Kind: config.KindKPI, Parent: "sales", Name: "cpa"}},
		OnMiss: config.OnMissFail, Required: true,
		Target: &config.Target{Kind: config.AtMost, Value: config.Amount{Value: rat("20"), Source: "20"}},
	}
}

// result is a check of one KPI, changed as a test needs it.
func result(change func(*engine.KPIResult)) *engine.Result {
	previous := money("18.50")
	k := &engine.KPIResult{
		KPI: cpa(), Period: may, PreviousPeriod: april, Previous: &previous,
		Status: engine.AtRisk, Actual: money("64/3"), N: rat("212"),
		Target: &engine.TargetResult{Kind: config.AtMost, Value: money("20"), Declared: "20"},
		Trace:  &engine.Trace{Children: []*engine.Trace{{Queries: []string{"q1"}}, {Queries: []string{"q1"}}}},
	}
	if change != nil {
		change(k)
	}
	return &engine.Result{
		AsOf: asOf, Period: "current", StartedAt: finished.Add(-5 * time.Second), FinishedAt: finished, ExitCode: 2,
		KPIs: []*engine.KPIResult{k},
		Sources: []*engine.SourceResult{{
			Address: config.Address{Kind: config.KindConnector, Type: "file", Name: "crm"}, Version: "0.1.0",
			Queries: []engine.QueryResult{{ID: "q1", Fingerprint: "abc", ObservedAt: answered}},
		}},
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	cfg := &config.Config{Goals: []*config.Goal{{
		Meta: config.Meta{Address: config.Address{Kind: config.KindGoal, Name: "sales"}}, KPIs: []*config.KPI{cpa()},
	}}}
	got, err := Run(cfg, result(nil), Circumstances{Version: "0.1.0", Commit: "c0ffee", ConfigDigest: "d1"})
	if err != nil {
		t.Fatal(err)
	}
	// SHA-256 of "abc", by sha256sum.
	const fingerprint = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	want := &history.Run{
		StartedAt: finished.Add(-5 * time.Second), FinishedAt: finished, AsOf: "2026-05-20", Period: "current",
		RoictlVersion: "0.1.0", ConfigDigest: "d1", GitCommit: "c0ffee", ExitCode: 2,
		Summary:    map[string]int{"at_risk": 1},
		Connectors: map[string]string{"connector.file.crm": "0.1.0"},
		Observations: []history.Observation{
			{
				Cell:  history.Cell{Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31"},
				State: "number", Low: "64/3", Unit: "money", Currency: "EUR", N: "212",
				ObservedAt: answered, Fingerprint: fingerprint,
			},
			{
				Cell:  history.Cell{Address: "goal.sales.cpa", Every: "month", Start: "2026-04-01", End: "2026-04-30"},
				State: "number", Low: "18.5", Unit: "money", Currency: "EUR",
				ObservedAt: answered, Fingerprint: fingerprint, Final: true,
			},
		},
		Verdicts: []history.Verdict{{
			Address: "goal.sales.cpa", Every: "month", Start: "2026-05-01", End: "2026-05-31", Status: "at_risk",
			Target: history.Target{Kind: "at_most", Declared: "20", Value: "20"}, Actual: "64/3", OnMiss: "fail", Required: true,
		}},
		Declarations: []history.Declaration{
			{Address: "goal.sales", Kind: "goal", Summary: "{}"},
			{
				Address: "goal.sales.cpa", Kind: "kpi",
				Summary: `{"on_miss":"fail","required":true,"target":{"kind":"at_most","declared":"20","value":"20"}}`,
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := got.Validate(); err != nil {
		t.Errorf("the history does not take it: %v", err)
	}
}

// TestFinal holds what counts as the last word on a period: it is over, and the
// source may no longer change it.
func TestFinal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*engine.KPIResult)
		want   map[string]bool // by start of the period
	}{
		{"open period", nil, map[string]bool{"2026-05-01": false, "2026-04-01": true}},
		{
			"provisional days may reach into the period before",
			func(k *engine.KPIResult) { k.Flags = []string{"provisional"} },
			map[string]bool{"2026-05-01": false, "2026-04-01": false},
		},
		{
			"the source covers the period before only in part",
			func(k *engine.KPIResult) { k.PreviousFlags = []string{"partial"} },
			map[string]bool{"2026-05-01": false, "2026-04-01": false},
		},
		{
			"rows across an edge are no reason to wait",
			func(k *engine.KPIResult) { k.PreviousFlags = []string{"cut"} },
			map[string]bool{"2026-05-01": false, "2026-04-01": true},
		},
		{
			"closed period",
			func(k *engine.KPIResult) { k.Period, k.Previous = april, nil },
			map[string]bool{"2026-04-01": true},
		},
		{
			"closed, but the source tells only a part",
			func(k *engine.KPIResult) { k.Period, k.Previous, k.Flags = april, nil, []string{"partial"} },
			map[string]bool{"2026-04-01": false},
		},
		{
			"closed, but too old to say",
			func(k *engine.KPIResult) { k.Period, k.Previous, k.Status = april, nil, engine.Stale },
			map[string]bool{"2026-04-01": false},
		},
		{
			"no data is never the last word",
			func(k *engine.KPIResult) {
				k.Period, k.Previous, k.Actual = april, nil, value.Missing("the source has no such days")
			},
			map[string]bool{"2026-04-01": false},
		},
		{
			"the judged period has no complete day yet",
			func(k *engine.KPIResult) { k.Period.Start = asOf },
			map[string]bool{"2026-05-20": false, "2026-04-01": false},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			run, err := Run(&config.Config{}, result(tt.change), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			got := make(map[string]bool)
			for _, o := range run.Observations {
				got[o.Start] = o.Final
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestStatesKeepTheirMeaning holds that no data never becomes a number, and that
// a range keeps both ends.
func TestStatesKeepTheirMeaning(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		value value.Value
		want  history.Observation
	}{
		{"no data", value.Missing("nothing in the file"), history.Observation{State: "no_data", Reason: "nothing in the file"}},
		{"the zero value", value.Value{}, history.Observation{State: "no_data"}},
		{"undefined", value.Value{State: value.Undefined, Reason: "division by zero"}, history.Observation{State: "undefined", Reason: "division by zero"}},
		{"zero", value.Number(new(big.Rat), connector.UnitCount, ""), history.Observation{State: "number", Low: "0", Unit: "count"}},
		{"range", value.Span(rat("1"), rat("709/200"), connector.UnitRatio, ""), history.Observation{State: "range", Low: "1", High: "3.545", Unit: "ratio"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			run, err := Run(&config.Config{}, result(func(k *engine.KPIResult) { k.Actual, k.Previous, k.N, k.Trace = tt.value, nil, nil, nil }), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			if len(run.Observations) != 1 {
				t.Fatalf("%d observations, want 1", len(run.Observations))
			}
			tt.want.Cell, tt.want.ObservedAt = run.Observations[0].Cell, finished
			if diff := cmp.Diff(tt.want, run.Observations[0]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if err := run.Validate(); err != nil {
				t.Errorf("the history does not take it: %v", err)
			}
		})
	}
}

// TestCellsAreSeenOnce holds that a baseline which is the period before is one
// observation, and that segments are cells of their own.
func TestCellsAreSeenOnce(t *testing.T) {
	t.Parallel()
	run, err := Run(&config.Config{}, result(func(k *engine.KPIResult) {
		baseline := *k.Previous
		k.Target.Baseline, k.Target.BaselinePeriod = &baseline, april
		k.Segments = []engine.Segment{
			{By: []engine.SegmentKey{{Dimension: "gender", Value: connector.Text{Value: "F"}}, {Dimension: "age", Value: connector.Text{Null: true}}}, Actual: money("3")},
			{By: []engine.SegmentKey{{Dimension: "gender", Value: connector.Text{Value: `"<`}}}, Actual: money("4")},
		}
	}), Circumstances{})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Validate(); err != nil {
		t.Fatalf("the history does not take it: %v", err)
	}
	var got []string
	for _, o := range run.Observations {
		got = append(got, o.Start+" "+o.Segment)
	}
	want := []string{"2026-05-01 ", `2026-05-01 {"age":null,"gender":"F"}`, `2026-05-01 {"gender":"\"\u003c"}`, "2026-04-01 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSkippedIsNotObserved holds that a muted KPI leaves a verdict and no figure.
func TestSkippedIsNotObserved(t *testing.T) {
	t.Parallel()
	run, err := Run(&config.Config{}, result(func(k *engine.KPIResult) {
		*k = engine.KPIResult{KPI: cpa(), Status: engine.Skipped, Reason: "muted", Actual: value.Missing("muted")}
	}), Circumstances{})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Observations) != 0 || len(run.Verdicts) != 1 || run.Verdicts[0].Status != "skipped" {
		t.Errorf("got %+v and %+v", run.Observations, run.Verdicts)
	}
	if err := run.Validate(); err != nil {
		t.Errorf("the history does not take it: %v", err)
	}
}

func TestCampaignFiguresAreOneStory(t *testing.T) {
	t.Parallel()
	r := result(nil)
	r.KPIs = nil
	r.Campaigns = []*engine.CampaignResult{{
		Campaign: &config.Campaign{
			Meta:  config.Meta{Address: config.Address{Kind: config.KindCampaign, Name: "spring"}},
			Start: connector.DateOf(2026, time.March, 1), End: connector.DateOf(2026, time.May, 31),
		},
		Window: may, Cost: money("12400"), Return: money("31000"), Net: money("18600"), ROI: value.Number(rat("3/2"), connector.UnitRatio, ""),
	}}
	run, err := Run(&config.Config{}, r, Circumstances{})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, o := range run.Observations {
		if o.Every != "campaign" || o.Start != "2026-03-01" || o.End != "2026-05-31" || o.Final {
			t.Errorf("%s: the cell is %v, final %v", o.Address, o.Cell, o.Final)
		}
		got[o.Address] = o.Text()
	}
	want := map[string]string{
		"campaign.spring.cost": "12400", "campaign.spring.media_cost": "no_data", "campaign.spring.return": "31000",
		"campaign.spring.net": "18600", "campaign.spring.roi": "1.5", "campaign.spring.roas": "no_data",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
