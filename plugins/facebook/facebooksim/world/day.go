package world

import (
	"fmt"
	"time"
)

// Day is a calendar day, counted from 1970-01-01. Whose midnight it starts at is
// up to its owner: an ad account has its own time zone, a Page has Pacific time.
type Day int32

// DayOf returns the calendar day of a moment in the moment's own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Date(year, month, day)
}

// Date returns a calendar day, normalised as by time.Date.
func Date(year int, month time.Month, day int) Day {
	const seconds = 24 * 60 * 60
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / seconds)
}

// ParseDay reads YYYY-MM-DD.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("read day: %w", err)
	}
	return DayOf(t), nil
}

// In returns the midnight that a day starts at.
func (d Day) In(zone *time.Location) time.Time {
	year, month, dom := time.Unix(int64(d)*24*60*60, 0).UTC().Date()
	return time.Date(year, month, dom, 0, 0, 0, 0, zone)
}

// Civil returns the parts of a day.
func (d Day) Civil() (year int, month time.Month, dom int) {
	return d.In(time.UTC).Date()
}

// String writes YYYY-MM-DD.
func (d Day) String() string { return d.In(time.UTC).Format(time.DateOnly) }

// Append appends YYYY-MM-DD.
func (d Day) Append(b []byte) []byte { return d.In(time.UTC).AppendFormat(b, time.DateOnly) }
