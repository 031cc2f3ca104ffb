package engine

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// shape is what is known of a formula before it has a value.
type shape struct {
	character
	basis
}

// character is what the operators of a formula make of its parts.
type character struct {
	broken     bool // something below was reported already
	unit       connector.Unit
	constant   bool // it refers to nothing measured
	cumulative bool // a plain sum over days: it grows towards a period's target
	falling    bool // a cumulative one that may also fall, such as revenue minus refunds

	// denominator is the count of events below a ratio, which is the sample
	// behind the value, and numerator what the value would be with one event.
	// They are nil when the value is no ratio of that kind.
	denominator, numerator config.Node

	// events is what a scaled count counts (of impressions / 1000, the
	// impressions), and each how much of the value one event makes. They are nil
	// when the value counts its events itself.
	events, each config.Node
}

// shapeOf infers unit and character of a formula and reports units that cannot
// be combined, at the operator's place.
func (b *Bound) shapeOf(f *config.Formula) (shape, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	s := shape{character: b.characterOf(f.Root, &diags)}
	if !s.broken {
		s.basis = b.basisOf(f)
	}
	return s, diags
}

func shapeOfMeasure(m *metric) shape {
	unit := m.measure.Unit
	if m.decl.Unit != "" {
		unit = m.decl.Unit
	}
	sums := unit == connector.UnitCount || unit == connector.UnitMoney || unit == connector.UnitDuration
	return shape{
		character: character{
			unit:       unit,
			cumulative: m.measure.Aggregation == connector.AggregateSum && sums,
		},
		basis: basis{
			metrics:  []*metric{m},
			maturity: m.measure.Maturity,
			micro:    m.measure.Kind == connector.KindMicro,
			macro:    m.measure.Kind == connector.KindMacro,
		},
	}
}

// sampled returns the count of events behind a value of this character, written
// as n; nil where there is none.
func (c character) sampled(n config.Node) config.Node {
	if c.denominator != nil {
		return c.denominator
	}
	if c.unit != connector.UnitCount {
		return nil
	}
	events, _ := c.counted(n)
	return events
}

// counted returns what a count, written as n, counts, and how much of it one
// event makes; nil for one.
func (c character) counted(n config.Node) (events, each config.Node) {
	if c.events != nil {
		return c.events, c.each
	}
	return n, nil
}
