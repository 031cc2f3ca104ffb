package cost_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

var iso = calendar.Calendar{WeekStart: time.Monday}

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no fraction", s)
	}
	return r
}

func one(t testing.TB, s string) *config.Span {
	t.Helper()
	return &config.Span{Low: rat(t, s), High: rat(t, s)}
}

func between(t testing.TB, low, high string) *config.Span {
	t.Helper()
	return &config.Span{Low: rat(t, low), High: rat(t, high)}
}

func days(t testing.TB, start, end string) connector.Interval {
	t.Helper()
	var i connector.Interval
	if err := i.Start.UnmarshalText([]byte(start)); err != nil {
		t.Fatal(err)
	}
	if err := i.End.UnmarshalText([]byte(end)); err != nil {
		t.Fatal(err)
	}
	return i
}

func amount(t testing.TB, s, currency string) value.Value {
	t.Helper()
	return value.Number(rat(t, s), connector.UnitMoney, currency)
}

func amounts(t testing.TB, low, high, currency string) value.Value {
	t.Helper()
	return value.Span(rat(t, low), rat(t, high), connector.UnitMoney, currency)
}

// forever is a campaign that no window of these tests reaches beyond.
func forever(t testing.TB) connector.Interval { return days(t, "2000-01-01", "2049-12-31") }

// Acceptance 2 of domain.md §1.12: what the seeds say working time costs.
func TestTimeCost(t *testing.T) {
	t.Parallel()
	half := func(every config.Every, year config.Year) *config.Cost {
		return &config.Cost{HourlyRate: one(t, "10"), Hours: one(t, "0.5"), Every: every, Year: year}
	}
	year := func(name string) connector.Interval { return days(t, name+"-01-01", name+"-12-31") }
	people := func(n int64, c *config.Cost) *config.Cost {
		c.People = big.NewRat(n, 1)
		return c
	}
	tests := []struct {
		name   string
		cost   *config.Cost
		window connector.Interval
		want   value.Value
	}{
		// 10 x 0.5 x 5 x 52.
		{"R61: 52 weeks", half(config.EveryWeekday, config.Year52Weeks), year("2026"), amount(t, "1300", "USD")},
		{"R61: 52 weeks of a leap year", half(config.EveryWeekday, config.Year52Weeks), year("2024"), amount(t, "1300", "USD")},
		{"R61: two years of 52 weeks", half(config.EveryWeekday, config.Year52Weeks), days(t, "2024-01-01", "2025-12-31"), amount(t, "2600", "USD")},
		// 260, 262 and 261 weekdays at 5.
		{"R61: 2023 by the calendar", half(config.EveryWeekday, config.YearCalendar), year("2023"), amount(t, "1300", "USD")},
		{"R61: 2024 by the calendar", half(config.EveryWeekday, config.YearCalendar), year("2024"), amount(t, "1310", "USD")},
		{"R61: 2026 by the calendar", half(config.EveryWeekday, config.YearCalendar), year("2026"), amount(t, "1305", "USD")},
		{"R63: five people", people(5, half(config.EveryWeekday, config.Year52Weeks)), year("2026"), amount(t, "6500", "USD")},
		// 365 x 3 x 10 and 365 x 4 x 10.
		{"R64: 3 to 4 hours a day", &config.Cost{HourlyRate: one(t, "10"), Hours: between(t, "3", "4"), Every: config.EveryDay}, year("2026"), amounts(t, "10950", "14600", "USD")},
		{"ranges of rate and hours", &config.Cost{HourlyRate: between(t, "10", "20"), Hours: between(t, "3", "4"), Every: config.EveryDay}, days(t, "2026-05-01", "2026-05-10"), amounts(t, "300", "800", "USD")},
		{"an hour once", &config.Cost{HourlyRate: one(t, "10"), Hours: one(t, "1"), Every: config.EveryOnce}, forever(t), amount(t, "10", "USD")},
	}
	for _, test := range tests {
		got, _ := cost.Accrue(test.cost, forever(t), test.window, iso, "USD")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// F6: the work week is the declared one. May 2026 begins on a Friday and has
// five Fridays, Saturdays and Sundays, and four of each other day.
func TestTimeCostByWorkWeek(t *testing.T) {
	t.Parallel()
	desk := &config.Cost{HourlyRate: one(t, "1"), Hours: one(t, "1"), Every: config.EveryWeekday}
	sunday, saturday := time.Sunday, time.Saturday
	tests := []struct {
		name string
		week []time.Weekday
		want string
	}{
		{"Monday to Friday", nil, "21"},
		{"Sunday to Thursday", []time.Weekday{sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday}, "21"},
		{"Saturday to Wednesday", []time.Weekday{saturday, sunday, time.Monday, time.Tuesday, time.Wednesday}, "22"},
	}
	for _, test := range tests {
		got, _ := cost.Accrue(desk, forever(t), days(t, "2026-05-01", "2026-05-31"), calendar.Calendar{Workweek: test.week}, "ILS")
		if diff := cmp.Diff(amount(t, test.want, "ILS"), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// R70, R72 and acceptance 3 of domain.md §1.12: the four tools of the seed.
func TestToolsAreARangeOfMoney(t *testing.T) {
	t.Parallel()
	total := amount(t, "0", "ILS")
	for _, tool := range []*config.Span{between(t, "1000", "3000"), between(t, "3000", "7000"), between(t, "5000", "10000"), between(t, "2000", "5000")} {
		got, _ := cost.Accrue(&config.Cost{Amount: tool, Every: config.EveryYear}, forever(t), days(t, "2026-01-01", "2026-12-31"), iso, "ILS")
		total = value.Add(total, got)
	}
	if diff := cmp.Diff(amounts(t, "11000", "25000", "ILS"), total); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAmountsAccrueByTheCalendar(t *testing.T) {
	t.Parallel()
	fiscal := calendar.Calendar{WeekStart: time.Sunday, FiscalStart: time.April}
	tests := []struct {
		name       string
		every      config.Every
		year       config.Year
		cal        calendar.Calendar
		start, end string
		want       string // of an amount of 1
	}{
		{"days", config.EveryDay, "", iso, "2026-05-01", "2026-05-31", "31"},
		{"days of 52 weeks", config.EveryDay, config.Year52Weeks, iso, "2026-01-01", "2026-12-31", "364"},
		{"weekdays", config.EveryWeekday, "", iso, "2026-05-01", "2026-05-31", "21"},
		{"whole weeks", config.EveryWeek, "", iso, "2026-05-04", "2026-05-17", "2"},
		{"a week from Sunday", config.EveryWeek, "", fiscal, "2026-05-03", "2026-05-09", "1"},
		{"weeks in part", config.EveryWeek, "", iso, "2026-05-01", "2026-05-31", "31/7"},
		{"weeks of 52 a year", config.EveryWeek, config.Year52Weeks, iso, "2026-01-01", "2026-12-31", "52"},
		{"a month", config.EveryMonth, "", iso, "2026-05-01", "2026-05-31", "1"},
		{"February in part", config.EveryMonth, "", iso, "2026-02-01", "2026-02-07", "1/4"},
		{"across months", config.EveryMonth, "", iso, "2026-02-15", "2026-04-15", "2"}, // 14/28 + 1 + 15/30
		{"a month and ten days", config.EveryMonth, "", iso, "2026-03-01", "2026-04-10", "4/3"},
		{"52 weeks do not change months", config.EveryMonth, config.Year52Weeks, iso, "2026-01-01", "2026-12-31", "12"},
		{"a quarter in part", config.EveryQuarter, "", iso, "2026-04-01", "2026-04-30", "30/91"},
		{"a fiscal quarter", config.EveryQuarter, "", fiscal, "2026-04-01", "2026-06-30", "1"},
		{"a year in part", config.EveryYear, "", iso, "2026-01-01", "2026-03-14", "1/5"},      // 73 of 365
		{"a leap year in part", config.EveryYear, "", iso, "2028-01-01", "2028-03-01", "1/6"}, // 61 of 366
		{"a fiscal year", config.EveryYear, "", fiscal, "2026-04-01", "2027-03-31", "1"},
		{"nothing", config.EveryMonth, "", iso, "2026-05-02", "2026-05-01", "0"},
	}
	for _, test := range tests {
		c := &config.Cost{Amount: one(t, "1"), Every: test.every, Year: test.year}
		got, _ := cost.Accrue(c, forever(t), days(t, test.start, test.end), test.cal, "EUR")
		if diff := cmp.Diff(amount(t, test.want, "EUR"), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestOnceIsSpreadOverTheCampaign(t *testing.T) {
	t.Parallel()
	spring := days(t, "2026-03-01", "2026-05-31") // 92 days
	video := &config.Cost{Amount: one(t, "9200"), Every: config.EveryOnce}
	for _, test := range []struct{ start, end, want string }{
		{"2026-03-01", "2026-05-31", "9200"},
		{"2026-03-01", "2026-03-31", "3100"},
		{"2026-01-01", "2026-03-01", "100"}, // only the first day lies inside
		{"2026-01-01", "2026-12-31", "9200"},
		{"2026-06-01", "2026-12-31", "0"},
	} {
		got, _ := cost.Accrue(video, spring, days(t, test.start, test.end), iso, "EUR")
		if diff := cmp.Diff(amount(t, test.want, "EUR"), got); diff != "" {
			t.Errorf("%s..%s (-want +got):\n%s", test.start, test.end, diff)
		}
	}
}

// However a span of days is cut, the parts sum to the whole, exactly.
func TestPartsSumToTheWhole(t *testing.T) {
	t.Parallel()
	spring, whole := days(t, "2025-11-20", "2026-05-31"), days(t, "2025-12-03", "2026-04-17")
	for _, every := range []config.Every{config.EveryOnce, config.EveryDay, config.EveryWeekday, config.EveryWeek, config.EveryMonth, config.EveryQuarter, config.EveryYear} {
		for _, year := range []config.Year{config.YearCalendar, config.Year52Weeks} {
			c := &config.Cost{Amount: between(t, "99.99", "1/3"), Every: every, Year: year}
			want, _ := cost.Accrue(c, spring, whole, iso, "EUR")
			for cut := whole.Start; cut < whole.End; cut += 9 {
				first, _ := cost.Accrue(c, spring, connector.Interval{Start: whole.Start, End: cut}, iso, "EUR")
				second, _ := cost.Accrue(c, spring, connector.Interval{Start: cut + 1, End: whole.End}, iso, "EUR")
				if diff := cmp.Diff(want, value.Add(first, second)); diff != "" {
					t.Fatalf("%s %s cut at %s (-want +got):\n%s", every, year, cut, diff)
				}
			}
		}
	}
}

// R71: a cost without a period is a mistake, not a default.
func TestWithoutAPeriodNothingAccrues(t *testing.T) {
	t.Parallel()
	got, _ := cost.Accrue(&config.Cost{Amount: one(t, "1000")}, forever(t), days(t, "2026-01-01", "2026-12-31"), iso, "ILS")
	if got.State != value.Undefined || got.Reason == "" {
		t.Errorf("got %+v, want undefined with a reason", got)
	}
	got, _ = cost.Accrue(&config.Cost{Value: &config.Formula{}}, forever(t), days(t, "2026-01-01", "2026-12-31"), iso, "ILS")
	if got.State != value.NoData {
		t.Errorf("a cost by formula accrues to %+v", got)
	}
}
