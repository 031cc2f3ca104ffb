package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

var iso = calendar.Calendar{WeekStart: time.Monday}

func date(t testing.TB, s string) connector.Date {
	t.Helper()
	d, err := connector.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func interval(t testing.TB, start, end string) connector.Interval {
	t.Helper()
	return connector.Interval{Start: date(t, start), End: date(t, end)}
}

// calendars have every start of a week and of a fiscal year. The two do not
// depend on each other, so they need no combining.
func calendars() []calendar.Calendar {
	var all []calendar.Calendar
	for fiscal := time.January; fiscal <= time.December; fiscal++ {
		all = append(all, calendar.Calendar{WeekStart: time.Weekday(fiscal) % 7, FiscalStart: fiscal})
	}
	return all
}

var lengths = []calendar.Every{calendar.Day, calendar.Week, calendar.Month, calendar.Quarter, calendar.Year}

// Periods tile time: each day lies in exactly one, neighbours touch, names are
// unique and lead back. Four hundred and one days from each of some years cover
// all places of a leap day and of the turn of the year.
func TestPeriodsTileTime(t *testing.T) {
	t.Parallel()
	for _, c := range calendars() {
		for _, year := range []int{1969, 1999, 2019, 2023, 2026, 2099} {
			first := connector.DateOf(year, time.January, 1)
			for d := first; d < first+401; d += 3 {
				for _, every := range lengths {
					if fault := tilingFault(c, every, d); fault != "" {
						t.Fatalf("%+v %s around %s: %s", c, every, d, fault)
					}
				}
			}
		}
	}
}

func tilingFault(c calendar.Calendar, every calendar.Every, d connector.Date) string {
	p := c.Containing(every, d)
	before, after := c.Previous(p), c.Next(p)
	parsed, err := c.Parse(p.Name)
	switch {
	case !p.Contains(d) || p.Every != every:
		return fmt.Sprintf("%v does not contain it", p)
	case c.Containing(every, p.Start) != p || c.Containing(every, p.End) != p:
		return "its ends lie in other periods"
	case before.End+1 != p.Start || after.Start != p.End+1:
		return "its neighbours leave a gap or overlap"
	case c.Next(before) != p || c.Previous(after) != p:
		return "the neighbours' neighbour is another period"
	case err != nil || parsed != p:
		return fmt.Sprintf("its name leads to %v, %v", parsed, err)
	case before.Name >= p.Name:
		return fmt.Sprintf("names do not sort in time: %s before %s", before.Name, p.Name)
	}
	return ""
}

// The standard library computes ISO 8601 weeks independently.
func TestWeeksFromMondayAreISO(t *testing.T) {
	t.Parallel()
	for d := connector.DateOf(1995, time.January, 1); d < connector.DateOf(2045, time.January, 1); d++ {
		year, week := d.Time().ISOWeek()
		if got, want := iso.Containing(calendar.Week, d).Name, fmt.Sprintf("%04d-W%02d", year, week); got != want {
			t.Fatalf("%s is in %s, want %s", d, got, want)
		}
	}
}

// Weeks from Sunday under the fourth-day rule are the MMWR weeks of the US
// public health service, whose published calendars give these.
func TestWeeksFromSundayAreMMWR(t *testing.T) {
	t.Parallel()
	c := calendar.Calendar{WeekStart: time.Sunday}
	tests := []struct{ name, start, end string }{
		{"2014-W53", "2014-12-28", "2015-01-03"},
		{"2020-W53", "2020-12-27", "2021-01-02"},
		{"2021-W01", "2021-01-03", "2021-01-09"},
		{"2025-W01", "2024-12-29", "2025-01-04"},
		{"2025-W53", "2025-12-28", "2026-01-03"},
		{"2026-W01", "2026-01-04", "2026-01-10"},
	}
	for _, test := range tests {
		p, err := c.Parse(test.name)
		if err != nil || p.Interval != interval(t, test.start, test.end) {
			t.Errorf("%s is %v, %v; want %s..%s", test.name, p.Interval, err, test.start, test.end)
		}
	}
	if _, err := c.Parse("2026-W53"); err == nil {
		t.Error("2026 has 53 weeks from Monday, but not from Sunday")
	}
}

// domain.md §3.8: ISO years with 53 weeks.
func TestYearsWith53Weeks(t *testing.T) {
	t.Parallel()
	var long []int
	for year := 2015; year <= 2032; year++ {
		if _, err := iso.Parse(fmt.Sprintf("%d-W53", year)); err == nil {
			long = append(long, year)
		}
	}
	if diff := cmp.Diff([]int{2015, 2020, 2026, 2032}, long); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Published fiscal years: the United States government's 2026 runs from
// 1 October 2025; the Indian and the Japanese government's 2025/26 from 1 April
// 2025, which ends in 2026 and so is 2026 here.
func TestFiscalYears(t *testing.T) {
	t.Parallel()
	october, april := calendar.Calendar{FiscalStart: time.October}, calendar.Calendar{FiscalStart: time.April}
	tests := []struct {
		calendar         calendar.Calendar
		name, start, end string
	}{
		{october, "2026", "2025-10-01", "2026-09-30"},
		{october, "2026-Q1", "2025-10-01", "2025-12-31"},
		{october, "2026-Q2", "2026-01-01", "2026-03-31"},
		{april, "2026", "2025-04-01", "2026-03-31"},
		{april, "2026-Q4", "2026-01-01", "2026-03-31"},
		{april, "2026-05", "2026-05-01", "2026-05-31"},
		{calendar.Calendar{}, "2026", "2026-01-01", "2026-12-31"},
		{calendar.Calendar{FiscalStart: time.January}, "2026-Q2", "2026-04-01", "2026-06-30"},
		{calendar.Calendar{FiscalStart: time.December}, "2026-Q1", "2025-12-01", "2026-02-28"},
	}
	for _, test := range tests {
		p, err := test.calendar.Parse(test.name)
		if err != nil || p.Interval != interval(t, test.start, test.end) || p.Name != test.name {
			t.Errorf("%s from %v is %v, %v; want %s..%s", test.name, test.calendar.FiscalStart, p, err, test.start, test.end)
		}
	}
}

func TestContainingKnowsOnlyCalendarLengths(t *testing.T) {
	t.Parallel()
	for _, every := range []calendar.Every{calendar.Campaign, calendar.Rolling, calendar.Range, "fortnight"} {
		if p := iso.Containing(every, date(t, "2026-05-20")); p != (calendar.Period{}) {
			t.Errorf("%s gives %v", every, p)
		}
	}
}
