package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// bindCampaigns checks that costs and returns are money.
func (b *Bound) bindCampaigns() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, campaign := range b.Config.Campaigns {
		for _, cost := range campaign.Costs {
			if cost.Value != nil {
				diags = append(diags, b.checkMoney("cost", cost.Value)...)
			}
		}
		for _, ret := range campaign.Returns {
			diags = append(diags, b.checkMoney("return", ret.Value)...)
		}
		for _, benefit := range campaign.Benefits {
			_, found := b.shapeOf(benefit.Value)
			diags = append(diags, found...)
		}
	}
	return diags
}

// checkMoney accepts money, and a count that is multiplied by a plain number,
// which then is the worth of one in the reporting currency. A bare count is most
// likely a mistake: 31 orders are not 31 euros.
func (b *Bound) checkMoney(block string, f *config.Formula) hcl.Diagnostics {
	s, diags := b.shapeOf(f)
	if s.broken || diags.HasErrors() || s.unit == connector.UnitMoney {
		return diags
	}
	if (s.unit == connector.UnitCount || s.unit == "") && scaled(f.Root) {
		return diags
	}
	return append(diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Not an amount of money",
		Detail: fmt.Sprintf("A %s is money, but %s is a %s.\n\nMultiply it by what one is worth, such as %s * money(35, \"EUR\"), or choose a measure whose unit is money.",
			block, f.Source, unitName(s.unit), f.Source),
		Subject: f.Range.Ptr(),
		Extra:   config.Code("not_money"),
	})
}

// scaled says whether a formula multiplies by a constant somewhere, or is one.
func scaled(n config.Node) bool {
	found := constant(n)
	config.Walk(n, func(n config.Node) {
		if op, ok := n.(*config.Operation); ok && op.Operator == '*' && (constant(op.X) || constant(op.Y)) {
			found = true
		}
	})
	return found
}

// campaignFormulas returns every formula of a campaign.
func campaignFormulas(c *config.Campaign) []*config.Formula {
	var formulas []*config.Formula
	for _, cost := range c.Costs {
		if cost.Value != nil {
			formulas = append(formulas, cost.Value)
		}
	}
	for _, ret := range c.Returns {
		formulas = append(formulas, ret.Value)
	}
	for _, benefit := range c.Benefits {
		formulas = append(formulas, benefit.Value)
	}
	return formulas
}

// unitName says a unit in words.
func unitName(unit connector.Unit) string {
	switch unit {
	case "":
		return "plain number"
	case connector.UnitPercent:
		return "percentage"
	default:
		return string(unit)
	}
}
