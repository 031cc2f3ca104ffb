package cube

import (
	"fmt"
	"strconv"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const timeCategory = "Time"

// timeDimensions are read from the day and the time at which a session began.
var timeDimensions = []Dimension{
	ofDay("date", "Date", func(t time.Time) string { return t.Format("20060102") }),
	ofClock("dateHour", "Date + hour (YYYYMMDDHH)", func(t time.Time, minute int) string {
		return fmt.Sprintf("%s%02d", t.Format("20060102"), minute/60)
	}),
	ofClock("dateHourMinute", "Date hour and minute", func(t time.Time, minute int) string {
		return fmt.Sprintf("%s%02d%02d", t.Format("20060102"), minute/60, minute%60)
	}),
	ofDay("year", "Year", func(t time.Time) string { return t.Format("2006") }),
	ofDay("month", "Month", func(t time.Time) string { return t.Format("01") }),
	ofDay("day", "Day", func(t time.Time) string { return t.Format("02") }),
	ofClock("hour", "Hour", func(_ time.Time, minute int) string { return fmt.Sprintf("%02d", minute/60) }),
	ofClock("minute", "Minute", func(_ time.Time, minute int) string { return fmt.Sprintf("%02d", minute%60) }),
	ofDay("dayOfWeek", "Day of week", func(t time.Time) string { return strconv.Itoa(int(t.Weekday())) }),
	ofDay("dayOfWeekName", "Day of week name", func(t time.Time) string { return t.Weekday().String() }),
	ofDay("yearMonth", "Year month", func(t time.Time) string { return t.Format("200601") }),
	ofDay("week", "Week", func(t time.Time) string { return fmt.Sprintf("%02d", week(t)) }),
	ofDay("yearWeek", "Year week", func(t time.Time) string { return fmt.Sprintf("%d%02d", t.Year(), week(t)) }),
	ofDay("isoWeek", "ISO week of the year", func(t time.Time) string { _, w := t.ISOWeek(); return fmt.Sprintf("%02d", w) }),
	ofDay("isoYear", "ISO year", func(t time.Time) string { y, _ := t.ISOWeek(); return strconv.Itoa(y) }),
	ofDay("isoYearIsoWeek", "ISO week of ISO year", func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprintf("%d%02d", y, w) }),
	nth("nthDay", "Nth day", func(first, day time.Time) int { return int(day.Sub(first).Hours() / 24) }),
	nth("nthWeek", "Nth week", func(first, day time.Time) int { return int(sunday(day).Sub(sunday(first)).Hours() / 24 / 7) }),
	nth("nthMonth", "Nth month", func(first, day time.Time) int {
		return (day.Year()-first.Year())*12 + int(day.Month()-first.Month())
	}),
}

func ofDay(name, ui string, format func(time.Time) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: timeCategory, Scope: TimeScope, Value: func(f *Fact) string { return format(f.Day.Date()) }}
}

// ofClock reads the clock too; a cost has a day only.
func ofClock(name, ui string, format func(day time.Time, minute int) string) Dimension {
	return Dimension{Name: name, UI: ui, Category: timeCategory, Scope: TimeScope,
		Value: ofSession(func(s *world.Session) string { return format(s.Day.Date(), int(s.Minute)) })}
}

// nth counts units from the start of the date range, zero-based with four digits.
func nth(name, ui string, count func(first, day time.Time) int) Dimension {
	return Dimension{Name: name, UI: ui, Category: timeCategory, Scope: TimeScope,
		Value: func(f *Fact) string { return fmt.Sprintf("%04d", count(f.First.Date(), f.Day.Date())) }}
}

// week numbers weeks from Sunday; the first contains 1 January.
func week(t time.Time) int {
	newYear := time.Date(t.Year(), time.January, 1, 0, 0, 0, 0, time.UTC)
	return (t.YearDay()-1+int(newYear.Weekday()))/7 + 1
}

func sunday(t time.Time) time.Time { return t.AddDate(0, 0, -int(t.Weekday())) }
