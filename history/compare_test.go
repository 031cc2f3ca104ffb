package history

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seen is a run that saw one amount of money as the CPA of May.
func seen(asOf, amount string, final bool) *Run {
	return &Run{AsOf: asOf, FinishedAt: finished, Period: "current", Observations: []Observation{
		{Cell: mayCPA, State: "number", Low: amount, High: amount, Unit: "money", Currency: "EUR", Final: final},
	}}
}

// "Sep CPA 42.10 -> 39.80" of domain.md §3.6.
func TestRestatements(t *testing.T) {
	t.Parallel()
	restated := Change{Kind: Restated, Address: "goal.sales.cpa", Period: "2026-05-01..2026-05-31",
		Before: "42.10", After: "39.80", Unit: "money", Currency: "EUR", Since: finished}
	gone := seen("2026-06-11", "", false)
	gone.Observations[0].State = "no_data"
	otherPeriod := seen("2026-06-11", "39.80", true)
	otherPeriod.Observations[0].Start = "2026-04-01"
	segment := seen("2026-06-11", "39.80", true)
	segment.Observations[0].Segment = `{"age":"30-34"}`

	for _, test := range []struct {
		name          string
		before, after *Run
		want          []Change
	}{
		{"a final figure moved", seen("2026-06-10", "42.10", true), seen("2026-06-11", "39.80", true), []Change{restated}},
		{"on the same as-of day", seen("2026-06-10", "42.10", true), seen("2026-06-10", "39.80", true), []Change{restated}},
		{"it is held for immature now", seen("2026-06-10", "42.10", true), seen("2026-06-11", "39.80", false), []Change{restated}},
		{"it is missing, which its status says", seen("2026-06-10", "42.10", true), gone, nil},
		{"it is the same, written differently", seen("2026-06-10", "42.10", true), seen("2026-06-11", "421/10", true), nil},
		{"the period was open", seen("2026-05-30", "42.10", false), seen("2026-05-31", "39.80", false), nil},
		{"it was not mature", seen("2026-06-01", "42.10", false), seen("2026-06-11", "39.80", true), nil},
		{"a look back into the open period", seen("2026-06-10", "42.10", true), seen("2026-05-10", "12", false), nil},
		{"a look back at the closed one", seen("2026-07-10", "42.10", true), seen("2026-06-30", "39.80", true), []Change{restated}},
		{"another period", seen("2026-06-10", "42.10", true), otherPeriod, nil},
		{"a segment is not the whole", seen("2026-06-10", "42.10", true), segment, nil},
		{"nothing before", nil, seen("2026-06-11", "39.80", true), nil},
	} {
		if diff := cmp.Diff(test.want, Compare(test.before, test.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// An edit must not be taken for a platform that rewrote its past.
func TestARestatementNamesWhatWasEditedToo(t *testing.T) {
	t.Parallel()
	declarations := func(kpi, spend, orders string) []Declaration {
		return []Declaration{
			{Address: "goal.sales.cpa", Kind: "kpi", Summary: kpi},
			{Address: "metric.spend", Kind: "metric", Summary: spend},
			{Address: "metric.orders", Kind: "metric", Summary: orders},
		}
	}
	for _, test := range []struct {
		name  string
		after []Declaration
		want  string
	}{
		{"nothing", declarations(`{"value":"a"}`, `{}`, `{}`), ""},
		{"the KPI", declarations(`{"value":"b"}`, `{"measure":"x"}`, `{}`), "goal.sales.cpa was itself declared differently in between"},
		{"two metrics", declarations(`{"value":"a"}`, `{"measure":"x","where":{}}`, `{"measure":"y"}`),
			"declared differently in between: metric.spend, metric.orders"},
		{"only its target", declarations(`{"value":"a","target":{"kind":"at_most","value":"1"}}`, `{}`, `{}`), ""},
	} {
		before, after := seen("2026-06-10", "42.10", true), seen("2026-06-11", "39.80", true)
		before.Declarations, after.Declarations = declarations(`{"value":"a"}`, `{}`, `{}`), test.after
		changes := Compare(before, after)
		if len(changes) == 0 || changes[0].Kind != Restated || changes[0].Reason != test.want {
			t.Errorf("%s: %+v, want a restatement with the reason %q", test.name, changes, test.want)
		}
	}
}

// judged is a run with one verdict on the CPA of a month.
func judged(period, start, end, status string, target Target) *Run {
	return &Run{Period: period, AsOf: end, FinishedAt: finished, Verdicts: []Verdict{
		{Address: "goal.sales.cpa", Every: "month", Start: start, End: end, Status: status, Reason: "why " + status, Target: target},
	}}
}

func TestStatusChanges(t *testing.T) {
	t.Parallel()
	may := func(selection, status string) *Run {
		return judged(selection, "2026-05-01", "2026-05-31", status, Target{})
	}
	june := func(selection, status string) *Run {
		return judged(selection, "2026-06-01", "2026-06-30", status, Target{})
	}
	both := may("current", "met")
	both.Verdicts = append(both.Verdicts, june("current", "on_track").Verdicts...)
	change := func(period, before, after string) []Change {
		return []Change{{Kind: StatusMoved, Address: "goal.sales.cpa", Period: period,
			Before: before, After: after, Reason: "why " + after, Since: finished}}
	}
	for _, test := range []struct {
		name          string
		before, after *Run
		want          []Change
	}{
		{"in the same period", may("current", "on_track"), may("current", "at_risk"), change("2026-05-01..2026-05-31", "on_track", "at_risk")},
		{"in the same period, picked otherwise", may("current", "on_track"), may("last", "met"), change("2026-05-01..2026-05-31", "on_track", "met")},
		{"in the next period", may("current", "missed"), june("current", "on_track"), change("2026-06-01..2026-06-30", "missed", "on_track")},
		{"a daily check after a monthly one", may("last", "missed"), june("current", "on_track"), nil},
		{"no change", may("current", "met"), may("current", "met"), nil},
		{"the same period comes first", both, may("current", "missed"), change("2026-05-01..2026-05-31", "met", "missed")},
		{"the next after the latest of several", both, judged("current", "2026-07-01", "2026-07-31", "missed", Target{}),
			change("2026-07-01..2026-07-31", "on_track", "missed")},
	} {
		if diff := cmp.Diff(test.want, Compare(test.before, test.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestGoalpostsMovedInsideAPeriod(t *testing.T) {
	t.Parallel()
	atMost := func(declared string) Target { return Target{Kind: "at_most", Declared: declared, Value: declared} }
	grow := func(declared, value string) Target {
		return Target{Kind: "grow", Declared: declared, Value: value, Versus: "previous_period"}
	}
	between := func(low, high string) Target {
		return Target{Kind: "between", Declared: low + " to " + high, Low: low, High: high}
	}
	const baseline = "the baseline it is measured against is another figure now; the target itself is declared as before"
	moved := func(before, after string, direction Direction, reason string) []Change {
		return []Change{{Kind: TargetMoved, Address: "goal.sales.cpa", Period: "2026-05-01..2026-05-31",
			Before: before, After: after, Unit: "money", Currency: "EUR", Direction: direction, Reason: reason, Since: finished}}
	}
	for _, test := range []struct {
		name          string
		before, after Target
		want          []Change
	}{
		{"unchanged", atMost("20"), atMost("20"), nil},
		{"written differently", atMost("20"), Target{Kind: "at_most", Declared: "20.00", Value: "20.00"}, nil},
		{"raised", atMost("20"), atMost("25"), moved("at_most 20", "at_most 25", Loosened, "")},
		{"lowered by the last digit a float loses", atMost("20.00000000000000001"), atMost("20"),
			moved("at_most 20.00000000000000001", "at_most 20", Tightened, "")},
		{"taken away", atMost("20"), Target{}, moved("at_most 20", "", Loosened, "")},
		{"set", Target{}, atMost("20"), moved("", "at_most 20", Tightened, "")},
		{"never there", Target{}, Target{}, nil},
		{"another kind", atMost("20"), between("10", "20"), moved("at_most 20", "between 10 to 20", Tightened, "")},
		{"the other way round", atMost("20"), Target{Kind: "at_least", Declared: "20", Value: "20"}, moved("at_most 20", "at_least 20", "", "")},
		{"less growth", grow("20%", "600"), grow("10%", "550"),
			moved("grow 20% versus previous_period", "grow 10% versus previous_period", Loosened, "")},
		{"the baseline moved", grow("20%", "600"), grow("20%", "588"), moved("600", "588", Loosened, baseline)},
		{"the baseline is not known now", grow("20%", "600"), grow("20%", ""), nil},
		{"changed while the baseline is not known", grow("20%", ""), grow("10%", ""),
			moved("grow 20% versus previous_period", "grow 10% versus previous_period", "", "")},
		{"through a variable", Target{Kind: "at_most", Declared: "var.limit", Value: "20"}, Target{Kind: "at_most", Declared: "var.limit", Value: "22"},
			moved("at_most var.limit", "at_most var.limit", Loosened, "")},
	} {
		before := judged("current", "2026-05-01", "2026-05-31", "met", test.before)
		after := judged("current", "2026-05-01", "2026-05-31", "met", test.after)
		after.Observations = seen("2026-05-31", "19", false).Observations
		if diff := cmp.Diff(test.want, Compare(before, after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	before := judged("current", "2026-05-01", "2026-05-31", "met", atMost("20"))
	after := judged("current", "2026-06-01", "2026-06-30", "met", atMost("25"))
	if changes := Compare(before, after); len(changes) != 0 {
		t.Errorf("a target for the next period: %+v, want no goalpost moved", changes)
	}
}

// What else was redefined of a KPI is told beside its moved target.
func TestAMovedTargetHidesNothingElse(t *testing.T) {
	t.Parallel()
	before := judged("current", "2026-05-01", "2026-05-31", "met", Target{Kind: "at_most", Declared: "20", Value: "20"})
	before.Declarations = []Declaration{{Address: "goal.sales.cpa", Kind: "kpi", Summary: `{"on_miss":"fail","target":{"kind":"at_most","value":"20"}}`}}
	after := judged("current", "2026-05-01", "2026-05-31", "met", Target{Kind: "at_most", Declared: "25", Value: "25"})
	after.Declarations = []Declaration{{Address: "goal.sales.cpa", Kind: "kpi", Summary: `{"on_miss":"info","target":{"kind":"at_most","value":"25"}}`}}
	want := []Change{
		{Kind: TargetMoved, Address: "goal.sales.cpa", Period: "2026-05-01..2026-05-31",
			Before: "at_most 20", After: "at_most 25", Direction: Loosened, Since: finished},
		{Kind: Redefined, Address: "goal.sales.cpa", Attribute: "on_miss", Before: "fail", After: "info", Since: finished},
	}
	if diff := cmp.Diff(want, Compare(before, after)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A moved target is told once: with its period if it was moved inside one.
func TestAMovedTargetIsToldOnce(t *testing.T) {
	t.Parallel()
	declared := func(value string) []Declaration {
		return []Declaration{{Address: "goal.sales.cpa", Kind: "kpi", Summary: `{"target":{"kind":"at_most","value":"` + value + `"}}`}}
	}
	target := func(value string) Target { return Target{Kind: "at_most", Declared: value, Value: value} }
	before := judged("current", "2026-05-01", "2026-05-31", "met", target("20"))
	before.Declarations = declared("20")
	for _, test := range []struct {
		name, start, end, period string
	}{
		{"inside the period", "2026-05-01", "2026-05-31", "2026-05-01..2026-05-31"},
		{"for the next one", "2026-06-01", "2026-06-30", ""},
	} {
		after := judged("current", test.start, test.end, "met", target("25"))
		after.Declarations = declared("25")
		changes := Compare(before, after)
		if len(changes) != 1 || changes[0].Kind != TargetMoved || changes[0].Period != test.period || changes[0].Direction != Loosened {
			t.Errorf("%s: %+v, want one moved target with the period %q", test.name, changes, test.period)
		}
	}
}
