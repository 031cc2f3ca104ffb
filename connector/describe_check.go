package connector

import (
	"fmt"
	"slices"
)

var (
	units        = []Unit{UnitCount, UnitMoney, UnitRatio, UnitPercent, UnitDuration}
	aggregations = []Aggregation{AggregateSum, AggregateLast, AggregateAverage, AggregateNone}
	grains       = []Grain{GrainTotal, GrainDay}
)

// Faults says what makes a description unusable: what lacks a name, stands twice
// or has a unit that there is not. Each fault continues "the connector"; none is
// the user's. A description of a later version of the SDK may say more than this
// version knows, which is no fault.
func (d Description) Faults() []string {
	var faults []string
	if d.Name == "" {
		faults = append(faults, "does not say its name")
	}
	if d.Version == "" {
		faults = append(faults, "does not say its version")
	}
	names := make(map[string]bool)
	for _, r := range d.Reports {
		if r.Name == "" || names[r.Name] {
			faults = append(faults, fmt.Sprintf("describes the report %q without a name or twice", r.Name))
		}
		names[r.Name] = true
		faults = append(faults, r.faults()...)
	}
	return faults
}

func (r Report) faults() []string {
	var faults []string
	fault := func(format string, values ...any) {
		faults = append(faults, fmt.Sprintf("describes, in report %q, ", r.Name)+fmt.Sprintf(format, values...))
	}
	names := make(map[string]bool)
	for _, m := range r.Measures {
		if m.Name == "" || names[m.Name] {
			fault("the measure %q without a name or twice", m.Name)
		}
		names[m.Name] = true
		if !slices.Contains(units, m.Unit) {
			fault("the measure %q with the unknown unit %q", m.Name, m.Unit)
		}
		if !slices.Contains(aggregations, m.Aggregation) {
			fault("the measure %q with the unknown aggregation %q", m.Name, m.Aggregation)
		}
		if m.Maturity < 0 {
			fault("the measure %q with a maturity of %d days", m.Name, m.Maturity)
		}
	}
	clear(names)
	for _, d := range r.Dimensions {
		if d.Name == "" || names[d.Name] {
			fault("the dimension %q without a name or twice", d.Name)
		}
		names[d.Name] = true
	}
	for _, g := range r.Grains {
		if !slices.Contains(grains, g) {
			fault("the unknown grain %q", g)
		}
	}
	if !slices.Contains(r.Grains, GrainTotal) {
		fault("no rows of the grain %q, which every report has", GrainTotal)
	}
	if r.Currency != "" && !currencyCode(r.Currency) {
		fault("money in %q, which is no currency code of ISO 4217", r.Currency)
	}
	if c := r.CurrencyDimension; c != "" {
		if _, ok := r.Dimension(c); !ok {
			fault("no dimension %q, in which it says the currency of each row stands", c)
		}
	}
	if r.RowDays < RowDaysYear {
		fault("rows of %d days", r.RowDays)
	}
	return faults
}

// currencyCode says whether a text has the shape of an ISO 4217 code. Which codes
// there are changes with the world.
func currencyCode(text string) bool {
	if len(text) != 3 {
		return false
	}
	for _, letter := range []byte(text) {
		if letter < 'A' || letter > 'Z' {
			return false
		}
	}
	return true
}
