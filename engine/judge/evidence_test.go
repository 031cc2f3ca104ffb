package judge_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/judge"
	"github.com/roictl/roictl/engine/value"
)

func with(in judge.Input, change func(*judge.Input)) judge.Input {
	change(&in)
	return in
}

func on(t testing.TB, in judge.Input, lastDay string) judge.Input {
	t.Helper()
	in.LastDay = day(t, lastDay)
	return in
}

func TestPeriodsThatHaveNotBegun(t *testing.T) {
	t.Parallel()
	in := closed(t, target(t, config.AtLeast, "1"), value.Missing("no rows"))
	check(t, "before", judge.Judge(on(t, in, "2026-04-29")), judge.Skipped, "the period begins on 2026-05-01")
	check(t, "first day", judge.Judge(on(t, in, "2026-04-30")), judge.Skipped, "the period has no complete day yet")
	check(t, "second day", judge.Judge(on(t, in, "2026-05-01")), judge.NoData, "no rows")
}

// No data and undefined never pass or fail, whatever the target.
func TestUnknownActualsGetNoVerdict(t *testing.T) {
	t.Parallel()
	for _, kind := range []config.TargetKind{config.AtLeast, config.AtMost, config.Equals} {
		for _, in := range []judge.Input{closed(t, target(t, kind, "0"), value.Value{}), open(t, target(t, kind, "0"), value.Value{})} {
			in.Actual = value.Missing("no rows")
			check(t, string(kind), judge.Judge(in), judge.NoData, "no rows")
			in.Actual = value.Value{State: value.Undefined, Reason: "division by zero"}
			v := judge.Judge(in)
			check(t, string(kind), v, judge.Undefined, "division by zero")
			if v.Attainment != nil || v.Pace != nil {
				t.Errorf("%s: attained %v at pace %v", kind, v.Attainment, v.Pace)
			}
		}
	}
}

// May is mature once three complete days have followed it: from 4 June on.
func TestMaturity(t *testing.T) {
	t.Parallel()
	in := closed(t, target(t, config.AtLeast, "500"), num(t, "600", count))
	in.Maturity = 3
	check(t, "the day after", judge.Judge(on(t, in, "2026-05-31")), judge.Provisional, "the source may change the figures until 2026-06-03")
	check(t, "the last day", judge.Judge(on(t, in, "2026-06-02")), judge.Provisional, "the source may change the figures until 2026-06-03")
	check(t, "mature", judge.Judge(on(t, in, "2026-06-03")), judge.Met, "")
	zero, ten := 0, 10
	check(t, "the guard shortens it", judge.Judge(with(on(t, in, "2026-05-31"), func(in *judge.Input) { in.Guard.Maturity = &zero })), judge.Met, "")
	check(t, "the guard lengthens it", judge.Judge(with(on(t, in, "2026-06-09"), func(in *judge.Input) { in.Guard.Maturity = &ten })), judge.Provisional, "the source may change the figures until 2026-06-10")
	from := day(t, "2026-05-31")
	called := with(on(t, in, "2026-06-15"), func(in *judge.Input) { in.ProvisionalFrom = &from })
	check(t, "the source says so", judge.Judge(called), judge.Provisional, "the source calls its figures from 2026-05-31 on provisional")
	after := day(t, "2026-06-01")
	check(t, "the source says so of June", judge.Judge(with(called, func(in *judge.Input) { in.ProvisionalFrom = &after })), judge.Met, "")
	check(t, "an open period is judged by its pace", judge.Judge(with(open(t, in.Target, in.Actual), func(in *judge.Input) { in.Maturity = 3 })), judge.OnTrack, "")
}

func TestSamples(t *testing.T) {
	t.Parallel()
	in := closed(t, target(t, config.AtLeast, "4%"), num(t, "1/6", percent))
	in.SampleOf, in.N = true, big.NewRat(6, 1)
	check(t, "1 of 6", judge.Judge(in), judge.Insufficient, "n = 6, and a verdict needs 30")
	check(t, "open", judge.Judge(on(t, in, "2026-05-20")), judge.Insufficient, "n = 6, and a verdict needs 30")
	sample := func(n, least int64) judge.Input {
		return with(in, func(in *judge.Input) { in.N, in.Guard.MinSample = big.NewRat(n, 1), big.NewRat(least, 1) })
	}
	check(t, "29 of 30", judge.Judge(with(in, func(in *judge.Input) { in.N = big.NewRat(29, 1) })), judge.Insufficient, "n = 29, and a verdict needs 30")
	check(t, "30 of 30", judge.Judge(with(in, func(in *judge.Input) { in.N = big.NewRat(30, 1) })), judge.Met, "")
	check(t, "the guard asks for less", judge.Judge(sample(6, 5)), judge.Met, "")
	check(t, "the guard asks for more", judge.Judge(sample(1234, 10000)), judge.Insufficient, "n = 1,234, and a verdict needs 10,000")
	check(t, "the guard asks for none", judge.Judge(sample(1, 0)), judge.Met, "")
	check(t, "no ratio, no default", judge.Judge(with(in, func(in *judge.Input) { in.SampleOf = false })), judge.Met, "")
	check(t, "the guard counts a sum as well", judge.Judge(with(sample(6, 10), func(in *judge.Input) { in.SampleOf = false })), judge.Insufficient, "n = 6, and a verdict needs 10")
	check(t, "nothing to count", judge.Judge(with(sample(6, 10), func(in *judge.Input) { in.N = nil })), judge.Insufficient, "min_sample asks for 10 events, but this value counts none")
}

func TestStaleData(t *testing.T) {
	t.Parallel()
	fresh := func(in judge.Input, until string, maxAge int) judge.Input {
		last := day(t, until)
		in.FreshUntil, in.MaxAge = &last, maxAge
		return in
	}
	may := closed(t, target(t, config.AtLeast, "500"), num(t, "600", count))
	check(t, "all of May", judge.Judge(fresh(may, "2026-05-31", 0)), judge.Met, "")
	check(t, "more than May", judge.Judge(fresh(may, "2026-06-02", 0)), judge.Met, "")
	check(t, "within the age", judge.Judge(fresh(may, "2026-05-30", 7)), judge.Met, "the data end on 2026-05-30, 1 day before the period does")
	check(t, "beyond the age", judge.Judge(fresh(may, "2026-05-23", 7)), judge.Stale, "the data end on 2026-05-23, 8 days before the last day that counts")
	check(t, "no data for that reason", judge.Judge(with(fresh(may, "2026-04-23", 7), func(in *judge.Input) { in.Actual = value.Missing("no rows") })), judge.Stale, "the data end on 2026-04-23, 38 days before the last day that counts")
	two := 2
	check(t, "the guard", judge.Judge(with(fresh(may, "2026-05-28", 7), func(in *judge.Input) { in.Guard.MaxAge = &two })), judge.Stale, "the data end on 2026-05-28, 3 days before the last day that counts")
	check(t, "open, within the age", judge.Judge(fresh(open(t, may.Target, may.Actual), "2026-05-18", 2)), judge.OnTrack, "")
	check(t, "open, beyond the age", judge.Judge(fresh(open(t, may.Target, may.Actual), "2026-05-17", 2)), judge.Stale, "the data end on 2026-05-17, 3 days before the last day that counts")
}

// domain.md F10: a cost per lead without a lead is missed only where what was
// spent would break the target even with one lead.
func TestSpendWithoutLeads(t *testing.T) {
	t.Parallel()
	spent := func(t *testing.T, s string, want config.Target) judge.Input {
		in := closed(t, want, value.Value{State: value.Undefined, Reason: "division by zero", Unit: money, Currency: "EUR"})
		numerator := num(t, s, money)
		in.N, in.SampleOf, in.Numerator = new(big.Rat), true, &numerator
		return in
	}
	atMost := target(t, config.AtMost, "20")
	const reason = "25.00 EUR went without any result, and the target is at most 20.00 EUR for each"
	check(t, "F10: above", judge.Judge(spent(t, "25", atMost)), judge.Missed, reason)
	check(t, "F10: exactly", judge.Judge(spent(t, "20", atMost)), judge.Missed, "20.00 EUR went without any result, and the target is at most 20.00 EUR for each")
	check(t, "F10: below", judge.Judge(spent(t, "19.99", atMost)), judge.Undefined, "division by zero")
	check(t, "F10: a range that crosses it", judge.Judge(spent(t, "19..25", atMost)), judge.Undefined, "division by zero")
	check(t, "F10: nothing spent", judge.Judge(spent(t, "0", target(t, config.AtMost, "0"))), judge.Undefined, "division by zero")
	check(t, "F10: no upper bound", judge.Judge(spent(t, "25", target(t, config.AtLeast, "20"))), judge.Undefined, "division by zero")
	check(t, "F10: still open", judge.Judge(on(t, spent(t, "25", atMost), "2026-05-20")), judge.AtRisk, reason)
	check(t, "F10: not mature", judge.Judge(with(spent(t, "25", atMost), func(in *judge.Input) { in.Maturity = 28 })), judge.Provisional, "the source may change the figures until 2026-06-28")
	check(t, "F10: undefined for another reason", judge.Judge(with(spent(t, "25", atMost), func(in *judge.Input) { in.N = big.NewRat(3, 1) })), judge.Undefined, "division by zero")
}

func TestFlags(t *testing.T) {
	t.Parallel()
	late := day(t, "2026-05-29")
	in := with(closed(t, target(t, config.AtLeast, "4%"), num(t, "1/6", percent)), func(in *judge.Input) {
		in.SampleOf, in.N, in.Guard.MinSample = true, big.NewRat(6, 1), new(big.Rat)
		in.Maturity = 28
		in.FreshUntil, in.MaxAge = &late, 7
	})
	tests := []struct {
		name string
		in   judge.Input
		want []string
	}{
		{"everything", in, []string{"provisional", "small_sample", "partial"}},
		{"too old", with(in, func(in *judge.Input) { in.MaxAge = 1 }), []string{"provisional", "small_sample", "stale"}},
		{"nothing", closed(t, target(t, config.AtLeast, "1"), num(t, "1", count)), nil},
		{"no value, no flags", with(in, func(in *judge.Input) { in.Actual = value.Missing("no rows") }), nil},
		{"open, data on their way", on(t, with(in, func(in *judge.Input) {
			in.Maturity, in.N = 0, big.NewRat(30, 1)
			*in = with(*in, func(in *judge.Input) { in.FreshUntil = ptr(day(t, "2026-05-18")) })
		}), "2026-05-20"), nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, judge.Judge(test.in).Flags); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func ptr(d connector.Date) *connector.Date { return &d }
