package cost_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

var monToFri = calendar.Calendar{
	WeekStart:   time.Monday,
	Workweek:    []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
	FiscalStart: time.January,
}

func days(t *testing.T, start, end string) connector.Interval {
	t.Helper()
	first, err := connector.ParseDate(start)
	if err != nil {
		t.Fatal(err)
	}
	last, err := connector.ParseDate(end)
	if err != nil {
		t.Fatal(err)
	}
	return connector.Interval{Start: first, End: last}
}

func span(low, high int64) *config.Span {
	return &config.Span{Low: big.NewRat(low, 1), High: big.NewRat(high, 1)}
}

func halfHour() *config.Span {
	return &config.Span{Low: big.NewRat(1, 2), High: big.NewRat(1, 2)}
}

// TestAccrue holds the worked figures of the requirements and of calendars
// counted by hand: 2026 has 261 days from Monday to Friday.
func TestAccrue(t *testing.T) {
	t.Parallel()
	time30 := config.Cost{HourlyRate: span(10, 10), Hours: halfHour(), Every: config.EveryWeekday}
	budget := time30
	budget.Year = config.Year52Weeks
	team := budget
	team.People = big.NewRat(5, 1)
	tests := []struct {
		name             string
		cost             config.Cost
		campaign, window [2]string
		low, high        string
	}{
		{"R61: 52 weeks", budget, [2]string{"2026-01-01", "2026-12-31"}, [2]string{"2026-01-01", "2026-12-31"}, "1300", "1300"},
		{"R61: a leap year of 52 weeks", budget, [2]string{"2024-01-01", "2024-12-31"}, [2]string{"2024-01-01", "2024-12-31"}, "1300", "1300"},
		{"R61: by the calendar of 2026", time30, [2]string{"2026-01-01", "2026-12-31"}, [2]string{"2026-01-01", "2026-12-31"}, "1305", "1305"},
		{"R61: by the calendar of 2024", time30, [2]string{"2024-01-01", "2024-12-31"}, [2]string{"2024-01-01", "2024-12-31"}, "1310", "1310"},
		{"R61: by the calendar of 2023", time30, [2]string{"2023-01-01", "2023-12-31"}, [2]string{"2023-01-01", "2023-12-31"}, "1300", "1300"},
		{"R63: five people", team, [2]string{"2026-01-01", "2026-12-31"}, [2]string{"2026-01-01", "2026-12-31"}, "6500", "6500"},
		{"R64: 3 to 4 hours every day", config.Cost{HourlyRate: span(10, 10), Hours: span(3, 4), Every: config.EveryDay},
			[2]string{"2026-01-01", "2026-12-31"}, [2]string{"2026-01-01", "2026-12-31"}, "10950", "14600"},
		{"three whole months", config.Cost{Amount: span(1000, 3000), Every: config.EveryMonth},
			[2]string{"2026-03-01", "2026-05-31"}, [2]string{"2026-03-01", "2026-05-31"}, "3000", "9000"},
		{"a month and ten days of April", config.Cost{Amount: span(300, 300), Every: config.EveryMonth},
			[2]string{"2026-03-01", "2026-05-31"}, [2]string{"2026-03-01", "2026-04-10"}, "400", "400"},
		{"half of what is paid once", config.Cost{Amount: span(1000, 1000), Every: config.EveryOnce},
			[2]string{"2026-03-01", "2026-03-10"}, [2]string{"2026-03-01", "2026-03-05"}, "500", "500"},
		{"a week and a day", config.Cost{Amount: span(70, 70), Every: config.EveryWeek},
			[2]string{"2026-03-02", "2026-05-31"}, [2]string{"2026-03-02", "2026-03-09"}, "80", "80"},
		{"a quarter", config.Cost{Amount: span(90, 90), Every: config.EveryQuarter},
			[2]string{"2026-01-01", "2026-12-31"}, [2]string{"2026-01-01", "2026-03-31"}, "90", "90"},
		{"a year, R70", config.Cost{Amount: span(11000, 25000), Every: config.EveryYear},
			[2]string{"2026-01-01", "2026-12-31"}, [2]string{"2026-01-01", "2026-12-31"}, "11000", "25000"},
	}
	for _, test := range tests {
		got, note := cost.Accrue(&test.cost, days(t, test.campaign[0], test.campaign[1]), days(t, test.window[0], test.window[1]), monToFri, "EUR")
		if value.Exact(got.Low) != test.low || value.Exact(got.High) != test.high {
			t.Errorf("%s: %s to %s (%s), want %s to %s", test.name, value.Exact(got.Low), value.Exact(got.High), note, test.low, test.high)
		}
	}
}

// TestAccrueTiles: the parts of a campaign add up to the whole, wherever it is
// cut.
func TestAccrueTiles(t *testing.T) {
	t.Parallel()
	campaign := days(t, "2026-02-10", "2026-06-20")
	for _, every := range []config.Every{config.EveryOnce, config.EveryDay, config.EveryWeekday, config.EveryWeek, config.EveryMonth, config.EveryQuarter, config.EveryYear} {
		for _, year := range []config.Year{config.YearCalendar, config.Year52Weeks} {
			decl := config.Cost{Amount: span(7, 11), Every: every, Year: year}
			whole, _ := cost.Accrue(&decl, campaign, campaign, monToFri, "EUR")
			for cut := campaign.Start; cut < campaign.End; cut += 13 {
				a, _ := cost.Accrue(&decl, campaign, connector.Interval{Start: campaign.Start, End: cut}, monToFri, "EUR")
				b, _ := cost.Accrue(&decl, campaign, connector.Interval{Start: cut + 1, End: campaign.End}, monToFri, "EUR")
				if sum := value.Add(a, b); sum.Low.Cmp(whole.Low) != 0 || sum.High.Cmp(whole.High) != 0 {
					t.Errorf("every %s, year %s, cut after %s: %s, want %s", every, year, cut, sum, whole)
				}
			}
		}
	}
}

// TestWorkweeks: the same May has other workdays where the week is another.
func TestWorkweeks(t *testing.T) {
	t.Parallel()
	decl := config.Cost{HourlyRate: span(10, 10), Hours: span(1, 1), Every: config.EveryWeekday}
	may := days(t, "2026-05-01", "2026-05-31")
	sunToThu := monToFri
	sunToThu.Workweek = []time.Weekday{time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday}
	for _, test := range []struct {
		cal  calendar.Calendar
		want string
	}{{monToFri, "210"}, {sunToThu, "210"}} {
		got, _ := cost.Accrue(&decl, may, may, test.cal, "ILS")
		if value.Exact(got.Low) != test.want {
			t.Errorf("May 2026 with %v: %s, want %s", test.cal.Workweek, value.Exact(got.Low), test.want)
		}
	}
	weekend := days(t, "2026-05-01", "2026-05-03") // Friday to Sunday
	first, _ := cost.Accrue(&decl, weekend, weekend, monToFri, "ILS")
	second, _ := cost.Accrue(&decl, weekend, weekend, sunToThu, "ILS")
	if value.Exact(first.Low) != "10" || value.Exact(second.Low) != "10" {
		t.Errorf("Friday to Sunday: %s and %s, want one workday each", first, second)
	}
}

// TestReturns holds F1 to F3 with their edge cases.
func TestReturns(t *testing.T) {
	t.Parallel()
	money := func(low, high int64) value.Value {
		return value.Span(big.NewRat(low, 1), big.NewRat(high, 1), connector.UnitMoney, "EUR")
	}
	tests := []struct {
		name           string
		returned, cost value.Value
		state          value.State
		low, high      string
	}{
		{"150 for 100 (R4)", money(150, 150), money(100, 100), value.Known, "0.5", "0.5"},
		{"nothing for 100", money(0, 0), money(100, 100), value.Known, "-1", "-1"},
		{"even", money(100, 100), money(100, 100), value.Known, "0", "0"},
		{"refunds", money(-20, -20), money(100, 100), value.Known, "-1.2", "-1.2"},
		{"no cost", money(100, 100), money(0, 0), value.Undefined, "", ""},
		{"neither", money(0, 0), money(0, 0), value.Undefined, "", ""},
		{"a cost below zero", money(100, 100), money(-5, -5), value.Undefined, "", ""},
		{"R72: tools of 11,000 to 25,000", money(50000, 50000), money(11000, 25000), value.Ranged, "1", "39/11"},
		{"unknown return", value.Missing("no rows"), money(100, 100), value.NoData, "", ""},
		{"unknown cost", money(100, 100), value.Missing("no rows"), value.NoData, "", ""},
	}
	for _, test := range tests {
		got := cost.ROI(test.returned, test.cost, hcl.Range{})
		if got.State != test.state || value.Exact(got.Low) != test.low || value.Exact(got.High) != test.high {
			t.Errorf("%s: %s %s..%s (%s), want %s %s..%s", test.name, got.State, value.Exact(got.Low), value.Exact(got.High), got.Reason, test.state, test.low, test.high)
		}
	}
	if roas := cost.ROAS(money(250, 250), money(100, 100), hcl.Range{}); value.Exact(roas.Low) != "2.5" {
		t.Errorf("ROAS of 250 for 100 is %s, want 2.5", roas)
	}
}

func TestShares(t *testing.T) {
	t.Parallel()
	weight := func(n int64) value.Value { return value.Number(big.NewRat(n, 1), "", "") }
	shares := cost.Shares([]value.Value{weight(1), weight(2), weight(4)}, hcl.Range{})
	sum := new(big.Rat)
	for i, want := range []string{"1/7", "2/7", "4/7"} {
		if got := value.Exact(shares[i].Low); got != want {
			t.Errorf("share %d is %s, want %s", i, got, want)
		}
		sum.Add(sum, shares[i].Low)
	}
	if sum.Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("shares add up to %s, want 1", sum)
	}
	for _, s := range cost.Shares([]value.Value{weight(0), weight(0)}, hcl.Range{}) {
		if s.State != value.Undefined {
			t.Errorf("a share by zero weights is %s, want undefined", s.State)
		}
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	declared, missing := cost.Coverage([]*config.Cost{{Category: "ads"}, {Category: "time"}, {Category: "other"}})
	if len(declared) != 2 || len(missing) != 2 || missing[0] != "content" || missing[1] != "tools" {
		t.Errorf("coverage %v, missing %v (F31)", declared, missing)
	}
}
