package cube

import (
	"slices"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// The types of metrics that the simulator's metrics have.
const (
	Integer  = "TYPE_INTEGER"
	Float    = "TYPE_FLOAT"
	Seconds  = "TYPE_SECONDS"
	Currency = "TYPE_CURRENCY"
	Standard = "TYPE_STANDARD"
)

// Metric is a column of numbers: a formula over sums and counts that are taken from
// facts. The formula is applied to the sums of a row or of a total, never to values of rows.
type Metric struct {
	Name, UI, Category, Type string
	Deprecated               []string // earlier names
	Scope                    Scope
	Restricted               string // COST_DATA or REVENUE_DATA where a role may hide it
	Custom                   bool
	of                       []*measure
	value                    func(v []float64) float64 // over the values of `of`; nil takes the first
}

// Metrics returns all that a property measures, with its key events and registered
// metrics. A nil property has the universal ones only.
func Metrics(p *world.Property) []Metric {
	list := slices.Concat(trafficMetrics, windowMetrics, engagementMetrics, eventMetrics, revenueMetrics, buyerMetrics, itemMetrics, costMetrics)
	if p == nil {
		return list
	}
	for _, key := range p.KeyEvents {
		list = append(list, keyEventMetrics(key.Name)...)
	}
	for _, custom := range p.CustomMetrics {
		list = append(list, customMetrics(custom)...)
	}
	return list
}

// MetricNamed finds a metric of a property.
func MetricNamed(p *world.Property, name string) (Metric, bool) {
	list := Metrics(p)
	i := slices.IndexFunc(list, func(m Metric) bool { return m.Name == name })
	if i < 0 {
		return Metric{}, false
	}
	return list[i], true
}

// compute applies the formula.
func (m *Metric) compute(v []float64) float64 {
	if m.value == nil {
		return v[0]
	}
	return m.value(v)
}

// quotient divides the first value by the second. Google shows an undefined ratio as 0.
func quotient(v []float64) float64 {
	if v[1] == 0 {
		return 0
	}
	return v[0] / v[1]
}

func (m Metric) named(name, ui, category, kind string) Metric {
	m.Name, m.UI, m.Category, m.Type = name, ui, category, kind
	return m
}

// total is a metric that is one measure as it is; ratio is a quotient of two.
func total(of *measure) Metric          { return Metric{of: []*measure{of}} }
func ratio(top, bottom *measure) Metric { return Metric{of: []*measure{top, bottom}, value: quotient} }
func difference(from, less *measure) Metric {
	return Metric{of: []*measure{from, less}, value: func(v []float64) float64 { return v[0] - v[1] }}
}
