package report

import (
	"fmt"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// perEuro is what a euro buys, in thousandths. Google converts with the rate of each
// day; the world's rates move by a third of a percent over a week.
var perEuro = map[string]int64{"EUR": 1000, "USD": 1085, "GBP": 855, "CHF": 955, "JPY": 168000, "ILS": 4020, "SEK": 11300, "PLN": 4290}

// money decides the currency of the report.
func (p *plan) money() *wire.Error {
	p.currency = p.Property.Currency
	wanted := p.request.CurrencyCode
	if wanted == "" || wanted == p.currency {
		return nil
	}
	from, to := perEuro[p.currency], perEuro[wanted]
	if from == 0 || to == 0 {
		return wire.Invalid(fmt.Sprintf("Invalid currencyCode : %s.", wanted))
	}
	p.currency = wanted
	p.query.Rate = func(day world.Day, amount world.Micros) world.Micros {
		ratio := float64(to) / float64(from) * (1 + float64(day%7)/2000)
		return world.Micros(float64(amount)*ratio + 0.5)
	}
	return nil
}
