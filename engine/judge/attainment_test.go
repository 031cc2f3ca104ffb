package judge_test

import (
	"testing"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/judge"
)

// The table of domain.md §3.3, and distances where a ratio would mislead.
func TestAttainment(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind      config.TargetKind
		low, high string
		actual    string
		unit      connector.Unit
		want      string // "" for none
	}{
		{config.AtLeast, "500", "", "250", count, "1/2"},
		{config.AtLeast, "500", "", "600", count, "6/5"},
		{config.AtLeast, "500", "", "-50", count, "-1/10"},
		{config.AtLeast, "0%", "", "-0.3", percent, "7/10"},
		{config.AtLeast, "0%", "", "0", percent, "1"},
		{config.AtLeast, "0%", "", "0.5", percent, "3/2"},
		{config.AtLeast, "0", "", "-5000", money, ""},
		{config.AtLeast, "-20%", "", "-0.3", percent, "1/2"},
		{config.AtLeast, "-20%", "", "-0.2", percent, "1"},
		// DESIGN §4: 23.1 against at most 20 is 0.8658.
		{config.AtMost, "20", "", "23.1", money, "200/231"},
		{config.AtMost, "20", "", "10", money, "2"},
		{config.AtMost, "20", "", "0", money, ""},
		{config.AtMost, "20", "", "-5", money, ""},
		{config.AtMost, "0%", "", "0.1", percent, "9/10"},
		{config.AtMost, "-10", "", "-5", money, "1/2"},
		{config.Between, "2", "4", "2", count, "1"},
		{config.Between, "2", "4", "3", count, "1"},
		{config.Between, "2", "4", "1", count, "1/2"},
		{config.Between, "2", "4", "7", count, "-1/2"},
		{config.Equals, "100", "", "100", count, "1"},
		{config.Equals, "100", "", "90", count, "9/10"},
		{config.Equals, "0", "", "1", count, ""},
	}
	for _, test := range tests {
		want := config.Target{Kind: test.kind}
		if test.kind == config.Between {
			want.Low, want.High = amount(t, test.low), amount(t, test.high)
		} else {
			want.Value = amount(t, test.low)
		}
		got := judge.Judge(closed(t, want, num(t, test.actual, test.unit))).Attainment
		switch {
		case test.want == "" && got != nil:
			t.Errorf("%s %s, actual %s: attained %s, want none", test.kind, test.low, test.actual, got)
		case test.want != "" && (got == nil || got.Cmp(rat(t, test.want)) != 0):
			t.Errorf("%s %s, actual %s: attained %v, want %s", test.kind, test.low, test.actual, got, test.want)
		}
	}
}
