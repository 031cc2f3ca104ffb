package dates

import (
	"time"

	"github.com/roictl/roictl/connector"
)

// Cover is how long a time one row of a file stands for, from its date on.
type Cover string

// The covers.
const (
	Day     Cover = "day"
	Week    Cover = "week"
	Month   Cover = "month"
	Quarter Cover = "quarter"
	Year    Cover = "year"
)

// Covers returns all covers, from short to long.
func Covers() []Cover { return []Cover{Day, Week, Month, Quarter, Year} }

// End returns the last day that a row covers whose date is start. A month from
// the 15th ends on the 14th of the next one.
func (c Cover) End(start connector.Date) connector.Date {
	switch c {
	case Week:
		return start + 6
	case Month:
		return monthsLater(start, 1) - 1
	case Quarter:
		return monthsLater(start, 3) - 1
	case Year:
		return monthsLater(start, 12) - 1
	default:
		return start
	}
}

// monthsLater returns the same day of a later month, or its last day where it
// has no such day.
func monthsLater(start connector.Date, months int) connector.Date {
	year, month, day := start.Time().Date()
	return connector.DateOf(year, month+time.Month(months), min(day, daysIn(year, month+time.Month(months))))
}

// daysIn returns the number of days of a month; months beyond December count on
// into the next year.
func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
