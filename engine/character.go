package engine

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

func (b *Bound) characterOf(n config.Node, diags *hcl.Diagnostics) character {
	switch n := n.(type) {
	case *config.Number:
		return character{unit: unitOfNumber(n), constant: true}
	case *config.Reference:
		return b.characterOfReference(n, diags)
	case *config.Negation:
		c := b.characterOf(n.X, diags)
		return character{broken: c.broken, unit: c.unit, constant: c.constant, cumulative: c.cumulative, falling: true}
	case *config.Operation:
		return b.characterOfOperation(n, diags)
	case *config.Call:
		return b.characterOfCall(n, diags)
	}
	return character{broken: true}
}

func unitOfNumber(n *config.Number) connector.Unit {
	switch {
	case n.Currency != "":
		return connector.UnitMoney
	case n.Percent:
		return connector.UnitPercent
	}
	return ""
}

func (b *Bound) characterOfReference(n *config.Reference, diags *hcl.Diagnostics) character {
	if n.Address.Kind == config.KindCampaign {
		return b.characterOfCampaign(n, diags)
	}
	m, ok := b.metrics[n.Address]
	if !ok {
		return character{broken: true}
	}
	if m.computed() {
		*diags = append(*diags, b.bindComputedMetric(m)...)
	}
	if m.progress != bound && !m.measured {
		return character{broken: true}
	}
	return m.shape.character
}

// characterOfCampaign tells the unit of a campaign's figure.
func (b *Bound) characterOfCampaign(n *config.Reference, diags *hcl.Diagnostics) character {
	c, ok := b.campaigns[n.Address]
	if !ok {
		return character{broken: true}
	}
	*diags = append(*diags, b.bindCampaign(c)...)
	if c.progress != bound {
		return character{broken: true}
	}
	switch n.Attribute {
	case "roi":
		return character{unit: connector.UnitPercent}
	case "roas":
		return character{unit: connector.UnitRatio}
	default:
		return character{unit: connector.UnitMoney}
	}
}

func (b *Bound) characterOfOperation(n *config.Operation, diags *hcl.Diagnostics) character {
	x, y := b.characterOf(n.X, diags), b.characterOf(n.Y, diags)
	c := character{broken: x.broken || y.broken, constant: x.constant && y.constant, falling: x.falling || y.falling}
	if c.broken {
		return c
	}
	unit, err := value.UnitOf(n.Operator, x.unit, y.unit)
	if err != nil {
		*diags = append(*diags, unitMismatch(err, "Only amounts of the same kind can be added or subtracted.", n.Range))
		return character{broken: true}
	}
	c.unit = unit
	switch n.Operator {
	case '+', '-':
		c.cumulative = x.cumulative && y.cumulative
		c.falling = c.falling || n.Operator == '-'
	case '*':
		switch {
		case y.constant:
			c.scale(n, x, n.X, n.Y)
		case x.constant:
			c.scale(n, y, n.Y, n.X)
		}
	case '/':
		switch {
		case y.constant:
			c.scale(n, x, n.X, n.Y)
		case y.unit == connector.UnitCount:
			events, each := y.counted(n.Y)
			c.denominator, c.numerator = events, n.X
			if each != nil { // spend / (impressions / 1000)
				c.numerator = &config.Operation{Operator: '/', X: n.X, Y: each, Range: n.Range}
			}
		}
	}
	return c
}

// scale gives an operation of a part with a constant what it keeps of the part:
// the sample of a ratio (cost / impressions * 1000) and the events of a count
// (impressions / 1000).
func (c *character) scale(n *config.Operation, part character, partNode, factor config.Node) {
	c.cumulative = part.cumulative
	c.falling = part.falling || !positive(factor)
	scaled := func(x config.Node) config.Node {
		return &config.Operation{Operator: n.Operator, X: x, Y: factor, Range: n.Range}
	}
	switch {
	case part.denominator != nil:
		c.denominator, c.numerator = part.denominator, scaled(part.numerator)
	case part.unit == connector.UnitCount && c.unit == connector.UnitCount:
		events, each := part.counted(partNode)
		if each == nil {
			each = &config.Number{Value: big.NewRat(1, 1), Range: n.Range}
		}
		c.events, c.each = events, scaled(each)
	}
}

// positive says whether a constant is surely not below zero.
func positive(n config.Node) bool {
	switch n := n.(type) {
	case *config.Number:
		return n.Value.Sign() >= 0
	case *config.Operation:
		return n.Operator != '-' && positive(n.X) && positive(n.Y)
	}
	return false
}

func (b *Bound) characterOfCall(n *config.Call, diags *hcl.Diagnostics) character {
	c := character{constant: true, cumulative: n.Function == "sum"}
	for i, arg := range n.Args {
		a := b.characterOf(arg, diags)
		c.broken = c.broken || a.broken
		c.constant = c.constant && a.constant
		c.cumulative = c.cumulative && a.cumulative
		c.falling = c.falling || a.falling
		if c.broken {
			continue
		}
		if i == 0 {
			c.unit = a.unit
			continue
		}
		unit, err := value.UnitOf('+', c.unit, a.unit)
		if err != nil {
			*diags = append(*diags, unitMismatch(err, fmt.Sprintf("All arguments of %s must be amounts of the same kind.", n.Function), arg.Place()))
			c.broken = true
			continue
		}
		c.unit = unit
	}
	return c
}

func unitMismatch(err error, rule string, place hcl.Range) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Units do not fit",
		Detail:   sentence(err.Error()) + ". " + rule,
		Subject:  place.Ptr(),
		Extra:    codeUnits,
	}
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
