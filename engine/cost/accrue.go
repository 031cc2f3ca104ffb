package cost

import (
	"math/big"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
)

// Accrue returns what a declared amount or working time costs on the days of a
// window that lie inside its campaign, in the cost's own currency, and a note on
// how that came about.
//
// An amount per day, weekday, week, month, quarter or year accrues by the
// calendar: whole periods count fully and a part of one by its share of days, so
// that the parts of a month sum to exactly the month's amount. An amount that
// occurs once is spread evenly over the campaign's days. Working time is hourly
// rate x hours x people x occurrences (domain.md F6). With year = "52w" the
// occurrences of a day, weekday or week are 52 weeks' worth a year, spread evenly
// over the year's days (R61). Years and quarters are those of the calendar, so
// fiscal where it is.
//
// Outside its campaign a cost is zero. A cost that is a formula over metrics does
// not accrue and gives no data.
func Accrue(c *config.Cost, campaign, window connector.Interval, cal calendar.Calendar, currency string) (value.Value, string) {
	rate, ok := perOccurrence(c, currency)
	if !ok {
		return value.Missing("this cost is computed from metrics and does not accrue by the day"), ""
	}
	days := calendar.Overlap(campaign, window)
	if days.Days() == 0 {
		return value.Number(new(big.Rat), connector.UnitMoney, currency), "no day of the campaign"
	}
	times, ok := occurrences(c, campaign, days, cal)
	if !ok {
		return value.UndefinedAt("the cost does not say how often it occurs; set every", c.Range).In(connector.UnitMoney, currency), ""
	}
	return value.Scale(rate, times), note(c, campaign, days, times, currency)
}

// perOccurrence is what the cost amounts to each time, and whether it is a
// declared amount at all.
func perOccurrence(c *config.Cost, currency string) (value.Value, bool) {
	switch {
	case c.Amount != nil:
		return money(c.Amount, currency), true
	case c.HourlyRate != nil && c.Hours != nil:
		total := value.Mul(money(c.HourlyRate, currency), value.Span(c.Hours.Low, c.Hours.High, "", ""))
		return value.Scale(total, people(c)), true
	}
	return value.Value{}, false
}

func money(s *config.Span, currency string) value.Value {
	return value.Span(s.Low, s.High, connector.UnitMoney, currency)
}

// people is how many work; one unless declared.
func people(c *config.Cost) *big.Rat {
	if c.People == nil {
		return big.NewRat(1, 1)
	}
	return c.People
}
