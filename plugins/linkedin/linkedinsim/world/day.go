package world

import "time"

// Day is a UTC day, counted from 1970-01-01. LinkedIn's ad days are UTC days
// whatever the zone of the advertiser.
type Day int32

// Date is the day of a date; the month counts from 1.
func Date(year, month, day int) Day {
	return DayOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

// DayOf is the UTC day that an instant falls into.
func DayOf(t time.Time) Day {
	seconds := t.Unix()
	if seconds < 0 {
		seconds -= 24*60*60 - 1
	}
	return Day(seconds / (24 * 60 * 60))
}

// Start is the midnight that the day begins with.
func (d Day) Start() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// End is the midnight that the day ends with.
func (d Day) End() time.Time { return (d + 1).Start() }

// Milli is the midnight that the day begins with, in milliseconds since 1970.
func (d Day) Milli() int64 { return d.Start().UnixMilli() }

// String is the day as YYYY-MM-DD.
func (d Day) String() string { return d.Start().Format(time.DateOnly) }

// MonthStart is the first day of the day's month.
func (d Day) MonthStart() Day {
	y, m, _ := d.Start().Date()
	return Date(y, int(m), 1)
}

// MonthEnd is the last day of the day's month.
func (d Day) MonthEnd() Day {
	y, m, _ := d.Start().Date()
	return Date(y, int(m)+1, 1) - 1
}

// YearEnd is the last day of the day's year.
func (d Day) YearEnd() Day { return Date(d.Start().Year(), 12, 31) }

func (d Day) weekend() bool {
	weekday := d.Start().Weekday()
	return weekday == time.Saturday || weekday == time.Sunday
}
