package calendar_test

import (
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// domain.md R61: weekdays of a year.
func TestWorkdaysOfAYear(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"2014": 261, "2023": 260, "2024": 262, "2025": 261, "2026": 261} {
		p, err := iso.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := iso.Workdays(p.Interval); got != want {
			t.Errorf("%s has %d weekdays, want %d", name, got, want)
		}
	}
}

// Counting day by day is the obvious way; Workdays takes whole weeks at once.
func TestWorkdaysCountsDayByDay(t *testing.T) {
	t.Parallel()
	weeks := map[string][]time.Weekday{
		"default": nil,
		"Israel":  {time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday},
		"Iran":    {time.Saturday, time.Sunday, time.Monday, time.Tuesday, time.Wednesday},
		"twice":   {time.Monday, time.Monday, 9},
	}
	for name, week := range weeks {
		c := calendar.Calendar{Workweek: week}
		works := week
		if len(works) == 0 {
			works = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
		}
		counts := make(map[time.Weekday]bool)
		for _, d := range works {
			counts[d] = true
		}
		for start := date(t, "2026-01-01"); start < date(t, "2026-01-09"); start++ {
			want := 0
			for end := start - 1; end < start+30; end++ {
				if end >= start && counts[end.Time().Weekday()] {
					want++
				}
				if got := c.Workdays(connector.Interval{Start: start, End: end}); got != want {
					t.Fatalf("%s: %s..%s has %d workdays, want %d", name, start, end, got, want)
				}
			}
		}
	}
	if got := (calendar.Calendar{Workweek: weeks["twice"]}).WorkdaysPerWeek(); got != 1 {
		t.Errorf("a work week of Monday has %d days", got)
	}
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	may := interval(t, "2026-05-01", "2026-05-31")
	if got := calendar.Overlap(may, interval(t, "2026-05-20", "2026-06-10")); got != interval(t, "2026-05-20", "2026-05-31") {
		t.Errorf("overlap is %v", got)
	}
	if got := calendar.Overlap(may, interval(t, "2026-06-01", "2026-06-10")); got.Days() != 0 {
		t.Errorf("intervals apart share %v", got)
	}
}
