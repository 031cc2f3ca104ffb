package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// shape is what is known of a formula before it has a value.
type shape struct {
	resolved   bool
	broken     bool // something below was reported already
	unit       connector.Unit
	cumulative bool // a plain sum over days: it grows towards a period's target
	falling    bool // a cumulative one that may also fall, such as revenue minus refunds
	// denominator is the count below a ratio, whose size is the sample behind
	// the value; nil when the value is no ratio of that kind.
	denominator config.Node
	// numerator is what the value would be if that count were one.
	numerator config.Node
	sources   []config.Address // connectors it depends on
	metrics   []config.Address // source metrics it depends on
	campaigns []config.Address // campaigns it depends on
	maturity  int              // days until the slowest measure is final
	micro     bool             // counts a micro action somewhere
	macro     bool             // counts a macro action, or money, somewhere
}

func shapeOfMeasure(m *metric) shape {
	unit := m.measure.Unit
	if m.decl.Unit != "" {
		unit = m.decl.Unit
	}
	return shape{
		resolved:   true,
		unit:       unit,
		cumulative: m.measure.Aggregation == connector.AggregateSum && (unit == connector.UnitCount || unit == connector.UnitMoney || unit == connector.UnitDuration),
		sources:    []config.Address{m.decl.Source},
		metrics:    []config.Address{m.decl.Address},
		maturity:   m.measure.Maturity,
		micro:      m.measure.Kind == connector.KindMicro,
		macro:      m.measure.Kind == connector.KindMacro,
	}
}

// shapeOf infers unit and character of a formula and reports units that cannot
// be combined, at the operator's place.
func (b *Bound) shapeOf(f *config.Formula) (shape, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	s := b.shapeOfNode(f.Root, &diags)
	s.resolved = true
	return s, diags
}

func (b *Bound) shapeOfNode(n config.Node, diags *hcl.Diagnostics) shape {
	switch n := n.(type) {
	case *config.Number:
		s := shape{resolved: true}
		switch {
		case n.Currency != "":
			s.unit = connector.UnitMoney
		case n.Percent:
			s.unit = connector.UnitPercent
		}
		return s
	case *config.Reference:
		return b.shapeOfReference(n, diags)
	case *config.Negation:
		s := b.shapeOfNode(n.X, diags)
		s.numerator, s.denominator, s.falling = nil, nil, true
		return s
	case *config.Operation:
		return b.shapeOfOperation(n, diags)
	case *config.Call:
		return b.shapeOfCall(n, diags)
	}
	return shape{broken: true}
}

func (b *Bound) shapeOfReference(n *config.Reference, diags *hcl.Diagnostics) shape {
	if n.Address.Kind == config.KindCampaign {
		return b.shapeOfCampaign(n, diags)
	}
	m, ok := b.metrics[n.Address]
	if !ok || m.broken {
		return shape{broken: true}
	}
	if !m.shape.resolved {
		*diags = append(*diags, b.bindComputedMetric(m)...)
	}
	s := m.shape
	s.broken = m.broken
	return s
}

// shapeOfCampaign tells the unit of a campaign's attribute. Its dependencies are
// those of all its formulas.
func (b *Bound) shapeOfCampaign(n *config.Reference, diags *hcl.Diagnostics) shape {
	campaign, ok := b.campaigns[n.Address]
	if !ok {
		return shape{broken: true}
	}
	s := shape{resolved: true, unit: connector.UnitMoney, campaigns: []config.Address{n.Address}, macro: true}
	switch n.Attribute {
	case "roi":
		s.unit = connector.UnitPercent
	case "roas":
		s.unit = connector.UnitRatio
	case "cost", "media_cost":
		s.macro = false
	}
	for _, formula := range campaignFormulas(campaign) {
		var ignored hcl.Diagnostics // reported where the campaign itself is bound
		part := b.shapeOfNode(formula.Root, &ignored)
		s.sources = union(s.sources, part.sources)
		s.metrics = union(s.metrics, part.metrics)
		s.maturity = max(s.maturity, part.maturity)
		s.broken = s.broken || part.broken || ignored.HasErrors()
	}
	return s
}

func (b *Bound) shapeOfOperation(n *config.Operation, diags *hcl.Diagnostics) shape {
	x, y := b.shapeOfNode(n.X, diags), b.shapeOfNode(n.Y, diags)
	s := merge(x, y)
	if s.broken {
		return s
	}
	unit, err := value.UnitOf(n.Operator, x.unit, y.unit)
	if err != nil {
		*diags = append(*diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Units do not fit",
			Detail:   fmt.Sprintf("%s. Only amounts of the same kind can be added or subtracted.", sentence(err.Error())),
			Subject:  n.Range.Ptr(),
			Extra:    config.Code("unit_mismatch"),
		})
		s.broken = true
		return s
	}
	s.unit = unit
	switch n.Operator {
	case '+', '-':
		s.cumulative = x.cumulative && y.cumulative
		s.falling = s.falling || n.Operator == '-'
	case '*':
		s.cumulative = x.cumulative && constant(n.Y) || y.cumulative && constant(n.X)
		// Scaling a ratio keeps its sample: cost / impressions * 1000.
		switch {
		case constant(n.Y) && x.denominator != nil:
			s.numerator, s.denominator = &config.Operation{Operator: '*', X: x.numerator, Y: n.Y, Range: n.Range}, x.denominator
		case constant(n.X) && y.denominator != nil:
			s.numerator, s.denominator = &config.Operation{Operator: '*', X: n.X, Y: y.numerator, Range: n.Range}, y.denominator
		}
	case '/':
		switch {
		case constant(n.Y):
			s.cumulative = x.cumulative
			if x.denominator != nil {
				s.numerator, s.denominator = &config.Operation{Operator: '/', X: x.numerator, Y: n.Y, Range: n.Range}, x.denominator
			}
		case y.unit == connector.UnitCount:
			s.numerator, s.denominator = n.X, n.Y
		}
	}
	return s
}

func (b *Bound) shapeOfCall(n *config.Call, diags *hcl.Diagnostics) shape {
	var s shape
	for i, arg := range n.Args {
		a := b.shapeOfNode(arg, diags)
		if i == 0 {
			s = a
			s.numerator, s.denominator = nil, nil
			s.cumulative = a.cumulative && n.Function == "sum"
			continue
		}
		cumulative := s.cumulative && a.cumulative
		unit := s.unit
		s = merge(s, a)
		s.cumulative, s.unit = cumulative, unit
		if s.broken {
			return s
		}
		combined, err := value.UnitOf('+', unit, a.unit)
		if err != nil {
			*diags = append(*diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Units do not fit",
				Detail:   fmt.Sprintf("%s. All arguments of %s must be amounts of the same kind.", sentence(err.Error()), n.Function),
				Subject:  arg.Place().Ptr(),
				Extra:    config.Code("unit_mismatch"),
			})
			s.broken = true
			return s
		}
		s.unit = combined
	}
	return s
}

// constant says whether a node refers to nothing measured.
func constant(n config.Node) bool {
	fixed := true
	config.Walk(n, func(n config.Node) {
		if _, ok := n.(*config.Reference); ok {
			fixed = false
		}
	})
	return fixed
}

// merge joins the dependencies of two parts of a formula.
func merge(x, y shape) shape {
	return shape{
		resolved:  true,
		broken:    x.broken || y.broken,
		falling:   x.falling || y.falling,
		sources:   union(x.sources, y.sources),
		metrics:   union(x.metrics, y.metrics),
		campaigns: union(x.campaigns, y.campaigns),
		maturity:  max(x.maturity, y.maturity),
		micro:     x.micro || y.micro,
		macro:     x.macro || y.macro,
	}
}

func union(x, y []config.Address) []config.Address {
	seen := make(map[config.Address]bool, len(x)+len(y))
	var all []config.Address
	for _, list := range [][]config.Address{x, y} {
		for _, address := range list {
			if !seen[address] {
				seen[address] = true
				all = append(all, address)
			}
		}
	}
	return all
}

// sentence makes an error text start like a sentence.
func sentence(text string) string {
	if text == "" {
		return text
	}
	first := text[0]
	if 'a' <= first && first <= 'z' {
		return string(first-'a'+'A') + text[1:]
	}
	return text
}
