package cost_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/cost"
)

func TestNotesSayHowAnAmountCameAbout(t *testing.T) {
	t.Parallel()
	spring := days(t, "2026-03-01", "2026-05-31")
	tests := []struct {
		cost *config.Cost
		want string
	}{
		{&config.Cost{HourlyRate: one(t, "10"), Hours: one(t, "0.5"), Every: config.EveryWeekday}, "65 weekdays x 30 min x 10.00 EUR/h"},
		{&config.Cost{HourlyRate: one(t, "10"), Hours: between(t, "3", "4"), Every: config.EveryDay, People: big.NewRat(5, 1)}, "92 days x 3 h to 4 h x 10.00 EUR/h x 5 people"},
		{&config.Cost{HourlyRate: one(t, "10"), Hours: one(t, "0.5"), Every: config.EveryWeekday, Year: config.Year52Weeks}, "65.5 weekdays at 52 weeks a year x 30 min x 10.00 EUR/h"},
		{&config.Cost{Amount: between(t, "1000", "3000"), Every: config.EveryMonth}, "3 months x 1,000.00 to 3,000.00 EUR"},
		{&config.Cost{Amount: one(t, "1200"), Every: config.EveryYear}, "0.252 years x 1,200.00 EUR"},
		{&config.Cost{Amount: one(t, "9200"), Every: config.EveryOnce}, "92 of 92 days x 9,200.00 EUR"},
		{&config.Cost{Amount: one(t, "5"), Every: config.EveryQuarter}, "1 quarter x 5.00 EUR"},
	}
	for _, test := range tests {
		window := spring
		if test.cost.Every == config.EveryQuarter {
			window = days(t, "2026-04-01", "2026-06-30")
		}
		_, got := cost.Accrue(test.cost, days(t, "2026-03-01", "2026-05-31"), window, iso, "EUR")
		if test.cost.Every == config.EveryQuarter {
			_, got = cost.Accrue(test.cost, window, window, iso, "EUR")
		}
		if got = strings.ReplaceAll(got, "\u00a0", " "); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	_, got := cost.Accrue(tests[0].cost, spring, days(t, "2026-06-01", "2026-06-30"), iso, "EUR")
	if got != "no day of the campaign" {
		t.Errorf("outside the campaign: %q", got)
	}
}
