package cost

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
)

// Accrue returns what a declared amount or time cost comes to in a window of a
// campaign, in the given currency, and how that came about (domain.md F6).
//
// A recurring amount accrues evenly over the days of each calendar period, so
// that whole months come to exactly the amount and a part of one to its share. A
// single amount spreads evenly over the campaign. Time costs are hourly rate x
// hours x people for each occurrence. The window must lie inside the campaign.
func Accrue(decl *config.Cost, campaign, window connector.Interval, cal calendar.Calendar, currency string) (value.Value, string) {
	times := occurrences(decl, campaign, window, cal)
	one, note := unitCost(decl, currency)
	amount := value.Scale(one, times)
	return amount, fmt.Sprintf("%s x %s", timesText(decl, times), note)
}

// unitCost is what one occurrence costs.
func unitCost(decl *config.Cost, currency string) (value.Value, string) {
	if decl.Amount != nil {
		amount := value.Span(decl.Amount.Low, decl.Amount.High, connector.UnitMoney, currency)
		return amount, amount.String()
	}
	rate := value.Span(decl.HourlyRate.Low, decl.HourlyRate.High, connector.UnitMoney, currency)
	hours := value.Span(decl.Hours.Low, decl.Hours.High, "", "")
	note := fmt.Sprintf("%s h at %s an hour", hours, rate)
	one := value.Mul(rate, hours)
	if decl.People != nil && decl.People.Cmp(big.NewRat(1, 1)) != 0 {
		one = value.Scale(one, decl.People)
		note += fmt.Sprintf(" x %s people", value.Decimal(decl.People))
	}
	return one, note
}

// weeksOfBudgetYear is how many weeks a year has by the rule "52w": the usual one
// of budgets, by which a weekday cost has 260 occurrences a year (R61).
const weeksOfBudgetYear = 52

// occurrences counts how often a cost occurs in a window; the part of a period is
// a fraction.
func occurrences(decl *config.Cost, campaign, window connector.Interval, cal calendar.Calendar) *big.Rat {
	if decl.Every == config.EveryOnce {
		return share(window.Days(), campaign.Days())
	}
	if decl.Year == config.Year52Weeks {
		if perWeek := timesPerWeek(decl.Every, cal); perWeek > 0 {
			years := periods(cal, calendar.Year, window)
			return years.Mul(years, big.NewRat(int64(perWeek*weeksOfBudgetYear), 1))
		}
	}
	switch decl.Every {
	case config.EveryDay:
		return big.NewRat(int64(window.Days()), 1)
	case config.EveryWeekday:
		return big.NewRat(int64(cal.Workdays(window)), 1)
	default:
		return periods(cal, calendar.Every(decl.Every), window)
	}
}

// timesPerWeek is 0 for what does not occur by the week.
func timesPerWeek(every config.Every, cal calendar.Calendar) int {
	switch every {
	case config.EveryDay:
		return 7
	case config.EveryWeekday:
		return cal.WorkdaysPerWeek()
	case config.EveryWeek:
		return 1
	default:
		return 0
	}
}

// periods counts the calendar periods in a window, parts by their days.
func periods(cal calendar.Calendar, every calendar.Every, window connector.Interval) *big.Rat {
	count := new(big.Rat)
	for _, p := range cal.Periods(every, window) {
		count.Add(count, share(calendar.Overlap(p.Interval, window).Days(), p.Days()))
	}
	return count
}

func share(part, whole int) *big.Rat {
	if whole == 0 {
		return new(big.Rat)
	}
	return big.NewRat(int64(part), int64(whole))
}

// timesText says how often, such as "65 weekdays" or "2.5 months".
func timesText(decl *config.Cost, times *big.Rat) string {
	if decl.Every == config.EveryOnce {
		if times.Cmp(big.NewRat(1, 1)) == 0 {
			return "once"
		}
		return value.Number(times, connector.UnitPercent, "").String() + " of one"
	}
	text := times.FloatString(2)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "1" {
		return "1 " + string(decl.Every)
	}
	return text + " " + string(decl.Every) + "s"
}
