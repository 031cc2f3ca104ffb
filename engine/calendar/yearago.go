package calendar

import (
	"fmt"
	"time"

	"github.com/roictl/roictl/connector"
)

// YearAgo returns the period's counterpart a year before, and a note for people
// where that is not simply the period of the same name (domain.md §3.8).
//
// A week is compared with the week of the same number. Week 53 of a year after
// one with 52 weeks has none: it is compared with the nearest dates, 364 days
// before. A rolling window ends on the same date and keeps its number of days; a
// campaign or a range keeps its dates, and 29 February becomes 28 February.
func (c Calendar) YearAgo(p Period) (Period, string) {
	switch p.Every {
	case Week:
		return c.weekAgo(p)
	case Month, Quarter, Year:
		return c.Containing(p.Every, yearBefore(p.Start)), ""
	case Day:
		return c.Containing(Day, yearBefore(p.Start)), leapNote(p.Start)
	case Rolling:
		return c.RollingEnding(p.Days(), yearBefore(p.End)), leapNote(p.End)
	}
	ago := window(p.Every, connector.Interval{Start: yearBefore(p.Start), End: yearBefore(p.End)})
	if ago.Days() != p.Days() {
		return ago, fmt.Sprintf("%d days are compared with %d, because of 29 February", p.Days(), ago.Days())
	}
	return ago, leapNote(p.Start)
}

func (c Calendar) weekAgo(p Period) (Period, string) {
	year, number := weekNumber(p.Start)
	if ago, ok := c.weekOf(year-1, number); ok {
		return ago, ""
	}
	ago := c.Containing(Week, p.Start-52*daysInWeek)
	return ago, fmt.Sprintf("%d has no week %d: the nearest dates, 364 days before, are %s (%s)", year-1, number, ago.Name, ago.Interval)
}

// yearBefore returns the same date a year before; 28 February for 29 February.
func yearBefore(d connector.Date) connector.Date {
	year, month, day := d.Time().Date()
	if leapDay(d) {
		day--
	}
	return connector.DateOf(year-1, month, day)
}

func leapNote(d connector.Date) string {
	if !leapDay(d) {
		return ""
	}
	return fmt.Sprintf("%d has no 29 February: 28 February is compared", d.Time().Year()-1)
}

func leapDay(d connector.Date) bool {
	_, month, day := d.Time().Date()
	return month == time.February && day == 29
}
