package judge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/judge"
	"github.com/roictl/roictl/engine/value"
)

// cumulative is a sum on 21 May: 20 of 31 days are complete.
func cumulative(t testing.TB, want config.Target, actual value.Value) judge.Input {
	t.Helper()
	in := open(t, want, actual)
	in.Cumulative = true
	return in
}

// domain.md §3.4 with equal weights: expected T x 20/31, forecast A x 31/20,
// required (T - A) / 11, by hand.
func TestPaceOfASum(t *testing.T) {
	t.Parallel()
	v := judge.Judge(cumulative(t, target(t, config.AtLeast, "620"), num(t, "380", count)))
	check(t, "below", v, judge.AtRisk, "an even pace ends at 589, the target is at least 620, which takes 21.8 a day from now on")
	want := &judge.Pace{
		Shape: "linear", ElapsedDays: 20, TotalDays: 31,
		Expected: num(t, "400", count), Forecast: num(t, "589", count), Required: num(t, "240/11", count),
	}
	if diff := cmp.Diff(want, v.Pace); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if v.Attainment.Cmp(rat(t, "19/31")) != 0 {
		t.Errorf("attained %s, want 380 of 620", v.Attainment)
	}
}

func TestOpenPeriods(t *testing.T) {
	t.Parallel()
	between := config.Target{Kind: config.Between, Low: amount(t, "310"), High: amount(t, "620")}
	falling := cumulative(t, target(t, config.AtMost, "100"), num(t, "120", money))
	falling.Falling = true
	tests := []struct {
		name   string
		in     judge.Input
		status judge.Status
		reason string
	}{
		{"exactly on pace", cumulative(t, target(t, config.AtLeast, "620"), num(t, "400", count)), judge.OnTrack, "an even pace ends at 620, the target is at least 620"},
		{"reached already, still open", cumulative(t, target(t, config.AtLeast, "100"), num(t, "200", count)), judge.OnTrack, "an even pace ends at 310, the target is at least 100"},
		{"a budget in hand", cumulative(t, target(t, config.AtMost, "620"), num(t, "400", money)), judge.OnTrack, "an even pace ends at 620.00 EUR, the target is at most 620.00 EUR"},
		{"a budget running out", cumulative(t, target(t, config.AtMost, "620"), num(t, "420", money)), judge.AtRisk, "an even pace ends at 651.00 EUR, the target is at most 620.00 EUR"},
		{"a budget just used up", cumulative(t, target(t, config.AtMost, "620"), num(t, "620", money)), judge.AtRisk, "an even pace ends at 961.00 EUR, the target is at most 620.00 EUR"},
		{"a budget exceeded", cumulative(t, target(t, config.AtMost, "620"), num(t, "620.01", money)), judge.Missed, "620.01 EUR is already above the target of at most 620.00 EUR and cannot fall again"},
		{"a sum that may fall", falling, judge.AtRisk, "an even pace ends at 186.00 EUR, the target is at most 100.00 EUR"},
		{"a range partly over budget", cumulative(t, target(t, config.AtMost, "620"), num(t, "600..640", money)), judge.AtRisk, "an even pace ends at 930.00 to 992.00 EUR, the target is at most 620.00 EUR"},
		{"a range all over budget", cumulative(t, target(t, config.AtMost, "620"), num(t, "630..640", money)), judge.Missed, "630.00 to 640.00 EUR is already above the target of at most 620.00 EUR and cannot fall again"},
		{"between, on course", cumulative(t, between, num(t, "300", count)), judge.OnTrack, "an even pace ends at 465, the target is 310 to 620"},
		{"between, too slow", cumulative(t, between, num(t, "100", count)), judge.AtRisk, "an even pace ends at 155, the target is 310 to 620, which takes 19.1 a day from now on"},
		{"between, too much", cumulative(t, between, num(t, "621", count)), judge.Missed, "621 is already above the target of 310 to 620 and cannot fall again"},
		{"nothing so far", cumulative(t, target(t, config.AtLeast, "620"), num(t, "0", count)), judge.AtRisk, "an even pace ends at 0, the target is at least 620, which takes 56.4 a day from now on"},
		{"a ratio that keeps it", open(t, target(t, config.AtMost, "20"), num(t, "20", money)), judge.OnTrack, ""},
		{"a ratio that does not is not lost yet", open(t, target(t, config.AtMost, "20"), num(t, "23.1", money)), judge.AtRisk, "23.10 EUR is above the target of at most 20.00 EUR so far"},
	}
	for _, test := range tests {
		check(t, test.name, judge.Judge(test.in), test.status, test.reason)
	}
}

func TestPaceOfARatio(t *testing.T) {
	t.Parallel()
	v := judge.Judge(open(t, target(t, config.AtMost, "20"), num(t, "18", money)))
	if v.Pace == nil || !v.Pace.Forecast.Equal(num(t, "18", money)) || v.Pace.Expected.State != value.NoData || v.Pace.Required.State != value.NoData {
		t.Errorf("a ratio paces as %+v", v.Pace)
	}
	if v := judge.Judge(closed(t, target(t, config.AtMost, "20"), num(t, "18", money))); v.Pace != nil {
		t.Errorf("a closed period paces as %+v", v.Pace)
	}
}

func TestExpectedAndRequired(t *testing.T) {
	t.Parallel()
	between := config.Target{Kind: config.Between, Low: amount(t, "310"), High: amount(t, "620")}
	v := judge.Judge(cumulative(t, between, num(t, "320", count)))
	if !v.Pace.Expected.Equal(num(t, "200..400", count)) || v.Pace.Required.State != value.NoData {
		t.Errorf("between, reached: %+v", v.Pace)
	}
	v = judge.Judge(cumulative(t, target(t, config.AtMost, "620"), num(t, "100", money)))
	if !v.Pace.Expected.Equal(num(t, "400", money)) || v.Pace.Required.State != value.NoData {
		t.Errorf("at most: %+v", v.Pace)
	}
	// A range that is partly there needs between nothing and the rest.
	v = judge.Judge(cumulative(t, target(t, config.AtLeast, "620"), num(t, "510..730", count)))
	if !v.Pace.Required.Equal(num(t, "0..10", count)) {
		t.Errorf("a range requires %v", v.Pace.Required)
	}
}

// Days whose data have not arrived are not days without events: on 21 May with
// data to the 18th, 18 days count, and 360 in them are on course for 620.
func TestPaceCountsDaysWithData(t *testing.T) {
	t.Parallel()
	in := cumulative(t, target(t, config.AtLeast, "620"), num(t, "360", count))
	fresh := day(t, "2026-05-18")
	in.FreshUntil, in.MaxAge = &fresh, 7
	v := judge.Judge(in)
	if v.Status != judge.OnTrack || v.Pace.ElapsedDays != 18 || !v.Pace.Forecast.Equal(num(t, "620", count)) {
		t.Errorf("%s, %+v", v.Status, v.Pace)
	}
	before := day(t, "2026-04-29")
	in.FreshUntil, in.MaxAge = &before, 30
	check(t, "data end before the period", judge.Judge(in), judge.NoData, "the data end on 2026-04-29, before the period")
}
