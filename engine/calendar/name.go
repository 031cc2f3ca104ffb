package calendar

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
)

func yearName(year int) string              { return fmt.Sprintf("%04d", year) }
func quarterName(year, number int) string   { return fmt.Sprintf("%04d-Q%d", year, number) }
func weekName(year, number int) string      { return fmt.Sprintf("%04d-W%02d", year, number) }
func monthName(first connector.Date) string { return first.Time().Format("2006-01") }

var (
	// names are the forms of a period's name, in upper case.
	names = regexp.MustCompile(`^(\d{4})(?:-(?:Q(\d)|W(\d{1,2})|(\d{2})))?$`)
	// dayForm is what looks like a day, even one that no calendar has.
	dayForm = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// Parse reads a period's name: a fiscal year 2026, a fiscal quarter 2026-Q2, a
// month 2026-05, a week 2026-W21, a day 2026-05-20, or a range of days
// 2026-05-01..2026-05-31. The error says what is wrong with it.
func (c Calendar) Parse(name string) (Period, error) {
	text := strings.ToUpper(strings.TrimSpace(name))
	if first, last, isRange := strings.Cut(text, ".."); isRange {
		return parseRange(name, first, last)
	}
	if d, err := connector.ParseDate(text); err == nil {
		return c.Containing(Day, d), nil
	}
	parts := names.FindStringSubmatch(text)
	switch {
	case parts == nil && dayForm.MatchString(text):
		return Period{}, fmt.Errorf("period %q: there is no such day", name)
	case parts == nil:
		return Period{}, fmt.Errorf("period %q is not one of the forms 2026, 2026-Q2, 2026-05, 2026-W21, 2026-05-20 and 2026-05-01..2026-05-31", name)
	}
	year, quarter, week, month := number(parts[1]), number(parts[2]), number(parts[3]), number(parts[4])
	switch {
	case parts[2] != "":
		if quarter < 1 || quarter > monthsInYear/monthsInQuarter {
			return Period{}, fmt.Errorf("period %q: quarters go from Q1 to Q4", name)
		}
		return c.quarter(year, quarter), nil
	case parts[3] != "":
		p, ok := c.weekOf(year, week)
		if !ok {
			return Period{}, fmt.Errorf("period %q: the weeks of %04d go from W01 to W%02d", name, year, c.weeks(year))
		}
		return p, nil
	case parts[4] != "":
		if month < 1 || month > monthsInYear {
			return Period{}, fmt.Errorf("period %q: months go from 01 to 12", name)
		}
		return monthOf(year, time.Month(month)), nil
	}
	return c.year(year), nil
}

func parseRange(name, first, last string) (Period, error) {
	start, err := connector.ParseDate(strings.TrimSpace(first))
	if err != nil {
		return Period{}, fmt.Errorf("period %q: the first day %q is not a date such as 2026-05-01", name, first)
	}
	end, err := connector.ParseDate(strings.TrimSpace(last))
	if err != nil {
		return Period{}, fmt.Errorf("period %q: the last day %q is not a date such as 2026-05-31", name, last)
	}
	if end < start {
		return Period{}, fmt.Errorf("period %q: the last day is before the first; write %s..%s", name, end, start)
	}
	return Between(connector.Interval{Start: start, End: end}), nil
}

// weeks is the number of weeks of a year: 52 or 53.
func (c Calendar) weeks(year int) int {
	if _, ok := c.weekOf(year, 53); ok {
		return 53
	}
	return 52
}

// number reads digits that a pattern has matched; "" is 0.
func number(digits string) int {
	n := 0
	for _, digit := range digits {
		n = n*10 + int(digit-'0')
	}
	return n
}
