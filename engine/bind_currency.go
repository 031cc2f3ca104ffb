package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// bindCurrencies finds amounts that will have to be converted and for which no rate
// is declared, as far as the currencies are known before anything is asked. What
// only an answer says is reported by the check.
func (b *Bound) bindCurrencies() hcl.Diagnostics {
	c := &currencyCheck{bound: b, told: make(map[string]bool)}
	for _, k := range b.kpis {
		if k.fault == "" && !c.formula(k.decl.Value, k.shape.metrics, b.Config.Settings.Currency) {
			k.fault = missingRate
		}
	}
	for _, decl := range b.Config.Campaigns {
		if campaign := b.campaigns[decl.Address]; campaign.progress == bound {
			c.campaign(campaign)
		}
	}
	return c.diags
}

// missingRate is the summary of what is found here.
const missingRate = "No exchange rate"

// currencyCheck collects what is missing, each place and pair of currencies once.
type currencyCheck struct {
	bound *Bound
	told  map[string]bool
	diags hcl.Diagnostics
}

// formula checks what a formula makes of source metrics, in a currency; "" is that
// of whatever comes first, which only one may be. It says whether all is well.
func (c *currencyCheck) formula(f *config.Formula, metrics []*metric, to string) bool {
	well := true
	if to == "" {
		return c.single(f, metrics)
	}
	for _, m := range metrics {
		if from := m.knownCurrency(); !c.convertible(from, to) {
			c.miss(from, to, amountsIn(m, from), m.decl.MeasureRange)
			well = false
		}
	}
	config.Walk(f.Root, func(n config.Node) {
		if number, ok := n.(*config.Number); ok && !c.convertible(number.Currency, to) {
			c.miss(number.Currency, to, "This amount is in "+number.Currency, number.Range)
			well = false
		}
	})
	return well
}

// single checks that a figure of which nobody says the currency is made of one.
func (c *currencyCheck) single(f *config.Formula, metrics []*metric) bool {
	var currencies []string
	for _, m := range metrics {
		if from := m.knownCurrency(); from != "" {
			currencies = appendNew(currencies, from)
		}
	}
	if len(currencies) < 2 {
		return true
	}
	slices.Sort(currencies)
	c.tell(&hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Several currencies",
		Detail: fmt.Sprintf("This is made of amounts in %s, and two currencies are never added without a rate.\n\n"+
			"Say in which one to report, with currency = %q in the roictl block, and declare an fx block for each other one.", strings.Join(currencies, " and "), currencies[0]),
		Subject: f.Range.Ptr(),
		Extra:   codeNoRate,
	})
	return false
}

// campaign checks the lines of a campaign, which are in its own currency.
func (c *currencyCheck) campaign(campaign *campaign) {
	to := campaign.currency
	if to == "" {
		return
	}
	for _, m := range campaign.basis.metrics {
		if from := m.knownCurrency(); !c.convertible(from, to) {
			c.miss(from, to, amountsIn(m, from), m.decl.MeasureRange)
		}
	}
	for _, cost := range campaign.decl.Costs {
		if !c.convertible(cost.Currency, to) {
			c.miss(cost.Currency, to, fmt.Sprintf("The cost %s is in %s", cost.Address, cost.Currency), cost.Range)
		}
	}
}

// convertible says whether amounts in a currency can be told in another; of an
// unknown one nothing is known.
func (c *currencyCheck) convertible(from, to string) bool {
	return c.bound.rates.convertible(from, to)
}

func (c *currencyCheck) miss(from, to, what string, place hcl.Range) {
	c.tell(noRate(from, to, what, place))
}

func (c *currencyCheck) tell(d *hcl.Diagnostic) {
	if key := d.Subject.String() + d.Detail; !c.told[key] {
		c.told[key] = true
		c.diags = append(c.diags, d)
	}
}

// noRate says which rate is missing, and how one is declared.
func noRate(from, to, what string, place hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  missingRate,
		Detail: fmt.Sprintf("%s and is reported in %s, and no exchange rate says what the one is worth in the other. Declare it:\n\n"+
			"fx %q {\n  from = %q\n  to   = %q\n  rate = … # what 1 %s is worth in %s; or path, date and column of a file of rates\n}",
			what, to, strings.ToLower(from+"_"+to), from, to, from, to),
		Subject: place.Ptr(),
		Extra:   codeNoRate,
	}
}

func amountsIn(m *metric, currency string) string {
	return fmt.Sprintf("The measure %q of %s is in %s", m.measure.Name, m.decl.Source, currency)
}

// knownCurrency is the currency of a metric's amounts, where it is money of one
// currency that is known before a query; "" otherwise.
func (m *metric) knownCurrency() string {
	if !m.money() || m.currencyDimension() != "" {
		return ""
	}
	return m.report.Currency
}
