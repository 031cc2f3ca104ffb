package cost

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// note says in one line how an amount came about, such as "65 weekdays x 30 min
// x 10.00 EUR/h".
func note(c *config.Cost, campaign, days connector.Interval, times *big.Rat, currency string) string {
	var factors []string
	if c.Every == config.EveryOnce {
		factors = append(factors, fmt.Sprintf("%d of %d days", days.Days(), campaign.Days()))
	} else {
		factors = append(factors, frequency(c, times))
	}
	if c.Amount != nil {
		return strings.Join(append(factors, money(c.Amount, currency).String()), " x ")
	}
	hour := big.NewRat(3600, 1)
	worked := value.Scale(value.Span(c.Hours.Low, c.Hours.High, connector.UnitDuration, ""), hour)
	factors = append(factors, worked.String(), money(c.HourlyRate, currency).String()+"/h")
	if workers := people(c); workers.Cmp(big.NewRat(1, 1)) != 0 {
		factors = append(factors, counted(workers)+" people")
	}
	return strings.Join(factors, " x ")
}

// frequency names the occurrences: 65 weekdays, 2.5 months.
func frequency(c *config.Cost, times *big.Rat) string {
	text := counted(times) + " " + string(c.Every)
	if times.Cmp(big.NewRat(1, 1)) != 0 {
		text += "s"
	}
	if c.Year == config.Year52Weeks && (c.Every == config.EveryDay || c.Every == config.EveryWeekday || c.Every == config.EveryWeek) {
		text += " at 52 weeks a year"
	}
	return text
}

func counted(r *big.Rat) string { return value.Number(r, connector.UnitCount, "").String() }
