package calendar

import (
	"time"

	"github.com/roictl/roictl/connector"
)

// Workdays counts the days of the work week in an interval. Public holidays are
// not known and so count.
func (c Calendar) Workdays(i connector.Interval) int {
	week := c.workweek()
	days := i.Days()
	count := days / daysInWeek * c.WorkdaysPerWeek()
	for d := i.End - connector.Date(days%daysInWeek) + 1; d <= i.End; d++ {
		if week[d.Time().Weekday()] {
			count++
		}
	}
	return count
}

// WorkdaysPerWeek is the length of the work week in days.
func (c Calendar) WorkdaysPerWeek() int {
	count := 0
	for _, works := range c.workweek() {
		if works {
			count++
		}
	}
	return count
}

// workweek says of each weekday whether it belongs to the work week.
func (c Calendar) workweek() [daysInWeek]bool {
	days := c.Workweek
	if len(days) == 0 {
		days = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
	}
	var week [daysInWeek]bool
	for _, d := range days {
		if time.Sunday <= d && d <= time.Saturday {
			week[d] = true
		}
	}
	return week
}
