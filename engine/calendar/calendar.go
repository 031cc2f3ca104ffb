package calendar

import (
	"time"

	"github.com/roictl/roictl/connector"
)

// Calendar is the declared way of counting time.
type Calendar struct {
	WeekStart   time.Weekday
	Workweek    []time.Weekday // Monday to Friday when empty
	FiscalStart time.Month     // first month of the fiscal year; January when zero
}

// Every is the length of a period.
type Every string

// The lengths.
const (
	Day      Every = "day"
	Week     Every = "week"
	Month    Every = "month"
	Quarter  Every = "quarter"
	Year     Every = "year"
	Campaign Every = "campaign" // from a campaign's start to its end
	Rolling  Every = "rolling"  // a number of days
	Range    Every = "range"    // two given days
)

// Period is a closed interval of days with a name.
type Period struct {
	Every Every
	connector.Interval
	Name string // 2026-05-20, 2026-W21, 2026-05, 2026-Q2, 2026, or first..last
}

// Containing returns the period of a calendar length around a day.
//
// Quarters and years are fiscal, and a fiscal year is named after the calendar
// year in which it ends. A week belongs to the year that has its fourth day, and
// week 1 is the first such week: with a Monday start that is ISO 8601.
//
// A campaign, a rolling window and a range are not cut by the calendar: for
// them the result is the zero Period.
func (c Calendar) Containing(every Every, d connector.Date) Period {
	year, month, _ := d.Time().Date()
	switch every {
	case Day:
		return Period{Day, connector.Interval{Start: d, End: d}, d.String()}
	case Week:
		return c.week(d)
	case Month:
		return monthOf(year, month)
	case Quarter:
		fiscal, since := c.fiscal(year, month)
		return c.quarter(fiscal, since/monthsInQuarter+1)
	case Year:
		fiscal, _ := c.fiscal(year, month)
		return c.year(fiscal)
	}
	return Period{}
}

const (
	daysInWeek      = 7
	monthsInQuarter = 3
	monthsInYear    = 12
)

// week returns the week around a day.
func (c Calendar) week(d connector.Date) Period {
	since := (int(d.Time().Weekday()-c.WeekStart) + daysInWeek) % daysInWeek
	start := d - connector.Date(since)
	return Period{Week, connector.Interval{Start: start, End: start + daysInWeek - 1}, weekName(weekNumber(start))}
}

// weekNumber returns the year and the number of the week that starts on a day.
func weekNumber(start connector.Date) (year, number int) {
	fourth := (start + 3).Time()
	return fourth.Year(), (fourth.YearDay()-1)/daysInWeek + 1
}

// weekOf returns a numbered week, and whether the year has it. The fourth of
// January is in week 1, on whatever day weeks start.
func (c Calendar) weekOf(year, number int) (Period, bool) {
	first := c.week(connector.DateOf(year, time.January, 4))
	p := c.week(first.Start + connector.Date((number-1)*daysInWeek))
	return p, p.Name == weekName(year, number)
}

// fiscal returns the fiscal year of a month and how many months it began before.
func (c Calendar) fiscal(year int, month time.Month) (fiscalYear, since int) {
	first := c.firstMonth()
	since = (int(month-first) + monthsInYear) % monthsInYear
	if first > time.January && month >= first {
		year++
	}
	return year, since
}

// year returns a fiscal year.
func (c Calendar) year(fiscalYear int) Period {
	return Period{Year, c.fiscalMonths(fiscalYear, 0, monthsInYear), yearName(fiscalYear)}
}

// quarter returns a fiscal quarter, counted from 1.
func (c Calendar) quarter(fiscalYear, number int) Period {
	return Period{Quarter, c.fiscalMonths(fiscalYear, (number-1)*monthsInQuarter, monthsInQuarter), quarterName(fiscalYear, number)}
}

// fiscalMonths returns a run of months of a fiscal year.
func (c Calendar) fiscalMonths(fiscalYear, skip, count int) connector.Interval {
	first := c.firstMonth()
	if first > time.January {
		fiscalYear--
	}
	first += time.Month(skip)
	return connector.Interval{
		Start: connector.DateOf(fiscalYear, first, 1),
		End:   connector.DateOf(fiscalYear, first+time.Month(count), 1) - 1,
	}
}

func (c Calendar) firstMonth() time.Month { return max(c.FiscalStart, time.January) }

// monthOf returns a calendar month, whatever the fiscal year.
func monthOf(year int, month time.Month) Period {
	start := connector.DateOf(year, month, 1)
	end := connector.DateOf(year, month+1, 1) - 1
	return Period{Month, connector.Interval{Start: start, End: end}, monthName(start)}
}
