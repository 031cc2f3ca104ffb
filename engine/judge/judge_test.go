package judge_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/judge"
	"github.com/roictl/roictl/engine/value"
)

const (
	count    = connector.UnitCount
	money    = connector.UnitMoney
	percent  = connector.UnitPercent
	duration = connector.UnitDuration
)

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no fraction", s)
	}
	return r
}

func day(t testing.TB, s string) connector.Date {
	t.Helper()
	d, err := connector.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// num reads a number, or a range with "..".
func num(t testing.TB, s string, unit connector.Unit) value.Value {
	t.Helper()
	currency := ""
	if unit == money {
		currency = "EUR"
	}
	low, high, ranged := strings.Cut(s, "..")
	if !ranged {
		high = low
	}
	return value.Span(rat(t, low), rat(t, high), unit, currency)
}

// amount reads what a user writes: 500, 20%, 20 EUR.
func amount(t testing.TB, s string) config.Amount {
	t.Helper()
	a, err := config.ParseAmount(s)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func target(t testing.TB, kind config.TargetKind, s string) config.Target {
	t.Helper()
	return config.Target{Kind: kind, Value: amount(t, s)}
}

// closed is a KPI on May 2026, judged on a day on which May is over.
func closed(t testing.TB, want config.Target, actual value.Value) judge.Input {
	t.Helper()
	return judge.Input{
		Target:   want,
		Actual:   actual,
		Unit:     actual.Unit,
		Currency: actual.Currency,
		Period:   connector.Interval{Start: day(t, "2026-05-01"), End: day(t, "2026-05-31")},
		LastDay:  day(t, "2026-06-15"),
	}
}

// open is the same KPI on 21 May, when 20 of 31 days are complete.
func open(t testing.TB, want config.Target, actual value.Value) judge.Input {
	t.Helper()
	in := closed(t, want, actual)
	in.LastDay = day(t, "2026-05-20")
	return in
}

func against(in judge.Input, baseline value.Value) judge.Input {
	in.Baseline = &baseline
	return in
}

// spaced shows no-break spaces as ordinary ones.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func check(t *testing.T, name string, v judge.Verdict, status judge.Status, reason string) {
	t.Helper()
	if v.Status != status || spaced(v.Reason) != reason {
		t.Errorf("%s:\n got %s %q\nwant %s %q", name, v.Status, spaced(v.Reason), status, reason)
	}
}

// Every kind of domain.md §3.3 on, above and below its boundary.
func TestClosedPeriods(t *testing.T) {
	t.Parallel()
	between := func(low, high string) config.Target {
		return config.Target{Kind: config.Between, Low: amount(t, low), High: amount(t, high)}
	}
	equals := func(exact, tolerance string) config.Target {
		want := target(t, config.Equals, exact)
		if tolerance != "" {
			around := amount(t, tolerance)
			want.Tolerance = &around
		}
		return want
	}
	tests := []struct {
		name   string
		in     judge.Input
		status judge.Status
		reason string
	}{
		{"at least, on it", closed(t, target(t, config.AtLeast, "500"), num(t, "500", count)), judge.Met, ""},
		{"at least, below", closed(t, target(t, config.AtLeast, "500"), num(t, "499", count)), judge.Missed, "499 is below the target of at least 500"},
		// R2: a return of 0 % passes "at least 0 %".
		{"R2: ROI of 0 %", closed(t, target(t, config.AtLeast, "0%"), num(t, "0", percent)), judge.Met, ""},
		{"R2: ROI below 0 %", closed(t, target(t, config.AtLeast, "0%"), num(t, "-0.0001", percent)), judge.Missed, "-0.01 % is below the target of at least 0 %"},
		{"cents that a float64 gets wrong", closed(t, target(t, config.AtLeast, "0.30"), value.Add(num(t, "0.10", money), num(t, "0.20", money))), judge.Met, ""},
		{"a hair below a rate", closed(t, target(t, config.AtLeast, "20%"), num(t, "0.1996", percent)), judge.Missed, "19.96 % is below the target of at least 20 %"},
		{"at most, on it", closed(t, target(t, config.AtMost, "20 EUR"), num(t, "20", money)), judge.Met, ""},
		{"at most, above", closed(t, target(t, config.AtMost, "20"), num(t, "23.1", money)), judge.Missed, "23.10 EUR is above the target of at most 20.00 EUR"},
		{"between, lower end", closed(t, between("2", "3"), num(t, "2", count)), judge.Met, ""},
		{"between, upper end", closed(t, between("2", "3"), num(t, "3", count)), judge.Met, ""},
		{"between, below", closed(t, between("2", "3"), num(t, "1.9", count)), judge.Missed, "1.9 is below the target of 2 to 3"},
		{"between, above", closed(t, between("2", "3"), num(t, "3.1", count)), judge.Missed, "3.1 is above the target of 2 to 3"},
		{"equals exactly", closed(t, equals("7", ""), num(t, "7", count)), judge.Met, ""},
		{"equals, not exactly", closed(t, equals("7", ""), num(t, "7.01", count)), judge.Missed, "7.01 is above the target of 7"},
		{"equals within", closed(t, equals("1000", "50"), num(t, "950", money)), judge.Met, ""},
		{"equals without", closed(t, equals("1000", "50"), num(t, "949.99", money)), judge.Missed, "949.99 EUR is below the target of 950.00 to 1,050.00 EUR"},
		{"equals within 5 %", closed(t, equals("1000", "5%"), num(t, "1050", money)), judge.Met, ""},
		{"equals without 5 %", closed(t, equals("1000", "5%"), num(t, "1050.01", money)), judge.Missed, "1,050.01 EUR is above the target of 950.00 to 1,050.00 EUR"},

		// R28, acceptance 4 of domain.md §1.12: +20 % on 1,000 is 1,200.
		{"R28: grow, on it", against(closed(t, target(t, config.Grow, "20%"), num(t, "1200", count)), num(t, "1000", count)), judge.Met, ""},
		{"R28: grow, below", against(closed(t, target(t, config.Grow, "20%"), num(t, "1199", count)), num(t, "1000", count)), judge.Missed, "1,199 is below the target of at least 1,200"},
		{"reduce, on it", against(closed(t, target(t, config.Reduce, "10%"), num(t, "18", money)), num(t, "20", money)), judge.Met, ""},
		{"reduce, above", against(closed(t, target(t, config.Reduce, "10%"), num(t, "18.01", money)), num(t, "20", money)), judge.Missed, "18.01 EUR is above the target of at most 18.00 EUR"},
		{"R18: increase by", against(closed(t, target(t, config.IncreaseBy, "500"), num(t, "1500", count)), num(t, "1000", count)), judge.Met, ""},
		{"increase by from nothing", against(closed(t, target(t, config.IncreaseBy, "500"), num(t, "499", count)), num(t, "0", count)), judge.Missed, "499 is below the target of at least 500"},
		{"decrease by", against(closed(t, target(t, config.DecreaseBy, "30"), num(t, "71", duration)), num(t, "100", duration)), judge.Missed, "1 min 11 s is above the target of at most 1 min 10 s"},
		// R20: from 2 % to 3 % is one point, and not 1 % more.
		{"R20: a point, on it", against(closed(t, target(t, config.Points, "1"), num(t, "0.03", percent)), num(t, "0.02", percent)), judge.Met, ""},
		{"R20: a point, below", against(closed(t, target(t, config.Points, "1"), num(t, "0.0202", percent)), num(t, "0.02", percent)), judge.Missed, "2.02 % is below the target of at least 3 %"},
		{"points down", against(closed(t, target(t, config.Points, "-5"), num(t, "0.36", percent)), num(t, "0.4", percent)), judge.Missed, "36 % is above the target of at most 35 %"},
	}
	for _, test := range tests {
		check(t, test.name, judge.Judge(test.in), test.status, test.reason)
	}
}

// A range is met or missed only where all of it is.
func TestRanges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		in     judge.Input
		status judge.Status
		reason string
	}{
		// R72: a return of 100 % to 354.5 % for tools of 11,000 to 25,000.
		{"R72: all of it", closed(t, target(t, config.AtLeast, "100%"), num(t, "1..39/11", percent)), judge.Met, ""},
		{"none of it", closed(t, target(t, config.AtLeast, "400%"), num(t, "1..39/11", percent)), judge.Missed, "100 to 354.5 % is below the target of at least 400 %"},
		{"a part of it", closed(t, target(t, config.AtLeast, "200%"), num(t, "1..39/11", percent)), judge.AtRisk, "100 to 354.5 % may or may not reach the target of at least 200 %"},
		{"touching the bound", closed(t, target(t, config.AtLeast, "200%"), num(t, "1..2", percent)), judge.AtRisk, "100 to 200 % may or may not reach the target of at least 200 %"},
		{"a part of it below", closed(t, target(t, config.AtMost, "20"), num(t, "18..22", money)), judge.AtRisk, "18.00 to 22.00 EUR may or may not reach the target of at most 20.00 EUR"},
		{"open, a part of it", open(t, target(t, config.AtMost, "20"), num(t, "18..22", money)), judge.AtRisk, "18.00 to 22.00 EUR may or may not reach the target of at most 20.00 EUR"},
		{"a range as baseline", against(closed(t, target(t, config.Grow, "10%"), num(t, "105", money)), num(t, "90..100", money)), judge.AtRisk, "105.00 EUR may or may not reach the target of at least 99.00 to 110.00 EUR"},
	}
	for _, test := range tests {
		v := judge.Judge(test.in)
		check(t, test.name, v, test.status, test.reason)
		if test.in.Actual.State == value.Ranged && v.Attainment != nil {
			t.Errorf("%s: a range attained %s", test.name, v.Attainment)
		}
	}
}

func TestResolvedTargets(t *testing.T) {
	t.Parallel()
	in := closed(t, config.Target{Kind: config.Equals, Value: amount(t, "1000")}, num(t, "1000", money))
	five := amount(t, "5%")
	in.Target.Tolerance = &five
	v := judge.Judge(in)
	if !v.Value.Equal(num(t, "1000", money)) || !v.Low.Equal(num(t, "950", money)) || !v.High.Equal(num(t, "1050", money)) {
		t.Errorf("1000 within 5 %% is %v, %v to %v", v.Value, v.Low, v.High)
	}
	v = judge.Judge(closed(t, config.Target{Kind: config.Between, Low: amount(t, "2"), High: amount(t, "3")}, num(t, "2", count)))
	if v.Value.IsKnown() || !v.Low.Equal(num(t, "2", count)) || !v.High.Equal(num(t, "3", count)) {
		t.Errorf("between 2 and 3 is %v, %v to %v", v.Value, v.Low, v.High)
	}
	v = judge.Judge(against(closed(t, target(t, config.Points, "1"), num(t, "0.5", percent)), num(t, "0.02", percent)))
	if !v.Value.Equal(num(t, "0.03", percent)) || v.Low.IsKnown() || v.High.IsKnown() {
		t.Errorf("a point above 2 %% is %v, %v to %v", v.Value, v.Low, v.High)
	}
	fixed := amount(t, "1000")
	in = closed(t, target(t, config.Grow, "20%"), num(t, "1", count))
	in.Target.Versus = config.Versus{Kind: config.VersusValue, Value: &fixed}
	if v := judge.Judge(in); !v.Value.Equal(num(t, "1200", count)) {
		t.Errorf("20 %% above the declared 1000 is %v", v.Value)
	}
}

func TestTargetsThatCannotBeResolved(t *testing.T) {
	t.Parallel()
	grow := closed(t, target(t, config.Grow, "20%"), num(t, "1", count))
	neither := against(grow, num(t, "0", count))
	neither.Actual = value.Value{State: value.Undefined, Reason: "division by zero"}
	check(t, "neither actual nor baseline", judge.Judge(neither), judge.Undefined, "division by zero")
	tests := []struct {
		name   string
		in     judge.Input
		reason string
	}{
		{"no baseline declared", grow, "the target compares with a baseline, but none is declared; set versus"},
		{"no data", against(grow, value.Missing("no rows in April")), "there is no data for the baseline: no rows in April"},
		{"no data without a reason", against(grow, value.Value{}), "there is no data for the baseline"},
		{"undefined", against(grow, value.Value{State: value.Undefined, Reason: "division by zero"}), "the baseline is undefined: division by zero"},
		{"zero", against(grow, num(t, "0", count)), "the baseline is or may be 0, and no percentage changes that; use increase_by or decrease_by"},
		{"from zero", against(grow, num(t, "0..5", count)), "the baseline is or may be 0, and no percentage changes that; use increase_by or decrease_by"},
		{"negative", against(grow, num(t, "-5", count)), "the baseline is or may be negative, and a percentage of that has no direction; use increase_by or decrease_by"},
		{"another currency", closed(t, target(t, config.AtMost, "20 USD"), num(t, "1", money)), "the target is in USD, but the value in EUR"},
		{"without a value", closed(t, config.Target{Kind: config.AtLeast}, num(t, "1", count)), "the target states no value"},
		{"of an unknown kind", against(closed(t, target(t, "about", "1"), num(t, "1", count)), num(t, "1", count)), `"about" is no kind of target`},
	}
	for _, test := range tests {
		v := judge.Judge(test.in)
		check(t, test.name, v, judge.Undefined, test.reason)
		if v.Attainment != nil || v.Value.IsKnown() {
			t.Errorf("%s: target %v, attained %v", test.name, v.Value, v.Attainment)
		}
	}
}
