package connector

import (
	"fmt"
	"time"
)

// Date is a civil calendar day without a time zone, counted in days since
// 1970-01-01. It is four bytes wide so that a column of dates stays small, and
// arithmetic on it cannot meet a daylight-saving change.
type Date int32

// DateOf returns the civil day of a year, month and day; out-of-range values
// are normalised as by [time.Date].
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// DateIn returns the civil day that t falls on in the location loc.
func DateIn(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return DateOf(y, m, d)
}

// ParseDate reads an ISO 8601 calendar date such as 2026-05-31.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("parse date %q: want YYYY-MM-DD, such as 2026-05-31", s)
	}
	return Date(t.Unix() / secondsPerDay), nil
}

const secondsPerDay = 24 * 60 * 60

// Time returns midnight UTC of the day, for formatting and calendar fields.
func (d Date) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String returns the day in ISO 8601, such as 2026-05-31.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// MarshalText writes the day in ISO 8601, so that JSON shows a date, not a number.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Interval is a closed range of days: both ends are in it.
type Interval struct {
	Start Date `json:"start"`
	End   Date `json:"end"`
}

// Days is the number of days in the interval; 0 when End is before Start.
func (i Interval) Days() int {
	if i.End < i.Start {
		return 0
	}
	return int(i.End-i.Start) + 1
}

// Contains says whether the day lies in the interval.
func (i Interval) Contains(d Date) bool { return i.Start <= d && d <= i.End }

// String returns the interval as roictl writes it: 2026-05-01..2026-05-31.
func (i Interval) String() string { return i.Start.String() + ".." + i.End.String() }
