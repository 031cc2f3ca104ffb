package calendar_test

import (
	"testing"
	"time"

	"github.com/roictl/roictl/engine/calendar"
)

func TestYearAgo(t *testing.T) {
	t.Parallel()
	rolling := func(days int, end string) calendar.Period { return iso.RollingEnding(days, date(t, end)) }
	named := func(name string) calendar.Period {
		p, err := iso.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	campaign := named("2026-03-01..2026-05-31")
	campaign.Every = calendar.Campaign
	tests := []struct {
		period calendar.Period
		want   string
		note   string
	}{
		{named("2026-05-20"), "2025-05-20", ""},
		{named("2028-02-29"), "2027-02-28", "2027 has no 29 February: 28 February is compared"},
		{named("2026-W21"), "2025-W21", ""},
		// 28 December 2026 less 364 days is Monday, 29 December 2025, which ISO
		// counts to 2026.
		{named("2026-W53"), "2026-W01", "2025 has no week 53: the nearest dates, 364 days before, are 2026-W01 (2025-12-29..2026-01-04)"},
		{named("2027-W52"), "2026-W52", ""},
		{named("2026-05"), "2025-05", ""},
		{named("2028-02"), "2027-02", ""},
		{named("2026-Q2"), "2025-Q2", ""},
		{named("2026"), "2025", ""},
		{rolling(28, "2026-05-20"), "2025-04-23..2025-05-20", ""},
		// 28 days around a leap day stay 28 days.
		{rolling(28, "2028-03-10"), "2027-02-11..2027-03-10", ""},
		{rolling(7, "2028-02-29"), "2027-02-22..2027-02-28", "2027 has no 29 February: 28 February is compared"},
		{named("2026-03-01..2026-05-31"), "2025-03-01..2025-05-31", ""},
		{campaign, "2025-03-01..2025-05-31", ""},
		{named("2028-02-01..2028-02-29"), "2027-02-01..2027-02-28", "29 days are compared with 28, because of 29 February"},
		{named("2028-02-29..2028-02-29"), "2027-02-28..2027-02-28", "2027 has no 29 February: 28 February is compared"},
	}
	for _, test := range tests {
		got, note := iso.YearAgo(test.period)
		if got.Name != test.want || note != test.note || got.Every != test.period.Every {
			t.Errorf("a year before %s is %s %q (%s), want %s (%s)", test.period.Name, got.Every, got.Name, note, test.want, test.note)
		}
	}
}

// A counterpart of a calendar length is itself such a period, about a year
// before, and 364 days before where weeks are compared.
func TestYearAgoOfAnyPeriod(t *testing.T) {
	t.Parallel()
	for _, c := range calendars() {
		for d := date(t, "2019-12-20"); d < date(t, "2033-01-20"); d += 11 {
			for _, every := range lengths {
				p := c.Containing(every, d)
				ago, _ := c.YearAgo(p)
				if c.Containing(every, ago.Start) != ago {
					t.Fatalf("%v: a year before %v is %v, no period", c, p, ago)
				}
				shift := int(p.Start - ago.Start)
				if every == calendar.Week && shift != 364 && shift != 371 || every != calendar.Week && shift != 365 && shift != 366 {
					t.Fatalf("%v: a year before %v is %v, %d days before", c, p, ago, shift)
				}
			}
		}
	}
}

func TestWeek53FromSunday(t *testing.T) {
	t.Parallel()
	c := calendar.Calendar{WeekStart: time.Sunday}
	p, err := c.Parse("2025-W53")
	if err != nil {
		t.Fatal(err)
	}
	if ago, note := c.YearAgo(p); ago.Name != "2025-W01" || note == "" || p.Start-ago.Start != 364 {
		t.Errorf("a year before %s is %s (%s)", p.Name, ago.Name, note)
	}
}
