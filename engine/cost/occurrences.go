package cost

import (
	"math/big"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

const (
	daysPerWeek  = 7
	weeksPerYear = 52 // of a budget that counts by weeks
)

// occurrences is how often a cost occurs on some days of its campaign, in
// fractions for parts of a period, and whether the cost says how often.
func occurrences(c *config.Cost, campaign, days connector.Interval, cal calendar.Calendar) (*big.Rat, bool) {
	byWeeks := c.Year == config.Year52Weeks
	switch c.Every {
	case config.EveryOnce:
		return big.NewRat(int64(days.Days()), int64(campaign.Days())), true
	case config.EveryDay:
		if byWeeks {
			return perYear(weeksPerYear*daysPerWeek, days, cal), true
		}
		return big.NewRat(int64(days.Days()), 1), true
	case config.EveryWeekday:
		if byWeeks {
			return perYear(weeksPerYear*cal.WorkdaysPerWeek(), days, cal), true
		}
		return big.NewRat(int64(cal.Workdays(days)), 1), true
	case config.EveryWeek:
		if byWeeks {
			return perYear(weeksPerYear, days, cal), true
		}
		return parts(calendar.Week, days, cal), true
	case config.EveryMonth:
		return parts(calendar.Month, days, cal), true
	case config.EveryQuarter:
		return parts(calendar.Quarter, days, cal), true
	case config.EveryYear:
		return parts(calendar.Year, days, cal), true
	}
	return nil, false
}

// parts adds up which share of each period of a length the days make.
func parts(every calendar.Every, days connector.Interval, cal calendar.Calendar) *big.Rat {
	sum := new(big.Rat)
	for _, period := range cal.Periods(every, days) {
		covered := calendar.Overlap(period.Interval, days).Days()
		sum.Add(sum, big.NewRat(int64(covered), int64(period.Days())))
	}
	return sum
}

// perYear spreads a number of occurrences a year evenly over the year's days.
func perYear(times int, days connector.Interval, cal calendar.Calendar) *big.Rat {
	years := parts(calendar.Year, days, cal)
	return years.Mul(years, big.NewRat(int64(times), 1))
}
