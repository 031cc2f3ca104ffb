package world

import "time"

// Day is a calendar day in the time zone of a property, counted from 1 January
// 1970, so that days compare and subtract as numbers do.
type Day int32

// NewDay returns the day of a calendar date; months and days out of range roll
// over as in [time.Date].
func NewDay(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
}

// DayOf returns the calendar day that an instant falls on where the instant's
// own location is.
func DayOf(t time.Time) Day {
	return NewDay(t.Date())
}

// ParseDay reads YYYY-MM-DD.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, err
	}
	return DayOf(t), nil
}

// Date returns midnight of the day in UTC, for its calendar fields.
func (d Day) Date() time.Time { return time.Unix(int64(d)*secondsOfDay, 0).UTC() }

// In returns the instant at which the day begins in a location.
func (d Day) In(location *time.Location) time.Time {
	year, month, day := d.Date().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, location)
}

// String returns YYYY-MM-DD.
func (d Day) String() string { return d.Date().Format(time.DateOnly) }

const secondsOfDay = 24 * 60 * 60
