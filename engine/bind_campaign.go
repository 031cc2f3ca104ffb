package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// campaign is a declared campaign with what binding found out about it.
type campaign struct {
	decl     *config.Campaign
	currency string // its lines are reported in
	basis    basis  // of all its figures, benefits included
	progress progress

	shared map[*config.Cost]*sharedCost // its own costs that others bear a part of
	borne  []*sharedCost                // costs of others that it bears a part of
	counts []*metric                    // counts of macro actions that carry its tracking codes, all and no other
}

// indexCampaigns links campaigns that share costs, before anything is bound.
func (b *Bound) indexCampaigns() {
	for _, decl := range b.Config.Campaigns {
		c := &campaign{decl: decl, currency: decl.Currency, shared: make(map[*config.Cost]*sharedCost)}
		if c.currency == "" {
			c.currency = b.Config.Settings.Currency
		}
		b.campaigns[decl.Address] = c
	}
	for _, decl := range b.Config.Campaigns {
		owner := b.campaigns[decl.Address]
		for _, cost := range decl.Costs {
			if len(cost.SharedWith) == 0 {
				continue
			}
			s := &sharedCost{decl: cost, owner: owner, bearers: []*campaign{owner}}
			owner.shared[cost] = s
			for _, address := range cost.SharedWith {
				if partner, ok := b.campaigns[address]; ok && partner != owner {
					s.bearers = append(s.bearers, partner)
					partner.borne = append(partner.borne, s)
				}
			}
		}
	}
}

// bindCampaigns checks that costs and returns are money, and finds the metrics
// that count what the campaigns brought. A metric with some of a campaign's codes, or
// with codes of others beside them, is none: its count and the campaign's cost are
// not about the same.
func (b *Bound) bindCampaigns() hcl.Diagnostics {
	var diags hcl.Diagnostics
	carriers := make(map[string][]*campaign) // by their codes
	for _, decl := range b.Config.Campaigns {
		c := b.campaigns[decl.Address]
		diags = append(diags, b.bindCampaign(c)...)
		if codes := codesOf(decl.Tracking); codes != "" {
			carriers[codes] = append(carriers[codes], c)
		}
	}
	for _, decl := range b.Config.Metrics {
		m := b.metrics[decl.Address]
		if m.progress != bound || m.computed() || m.shape.unit != connector.UnitCount || m.measure.Kind != connector.KindMacro {
			continue
		}
		for _, c := range carriers[codesOf(decl.Tracking)] {
			c.counts = append(c.counts, m)
		}
	}
	return diags
}

// codesOf identifies a set of tracking codes, whatever their order; "" is none.
func codesOf(tracking []*config.Tracking) string {
	var codes []string
	for _, t := range tracking {
		codes = append(codes, t.Address.String())
	}
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), " ")
}

// bindCampaign binds one campaign, once. One that is met again on its own way
// down is in a cycle, which the configuration has reported.
func (b *Bound) bindCampaign(c *campaign) hcl.Diagnostics {
	if c.progress != unbound {
		if c.progress == binding {
			c.progress = broken
		}
		return nil
	}
	c.progress = binding
	whole, diags := b.bindReturnOnInvestment(c)
	if !whole || c.progress == broken {
		c.progress = broken
		return diags
	}
	// A benefit may be made of the figures beside which it stands.
	formulas := c.formulas()
	c.basis, c.progress = b.basisOf(formulas...), bound
	for _, benefit := range c.decl.Benefits {
		if benefit.Value == nil {
			c.progress = broken
			continue
		}
		s, found := b.shapeOf(benefit.Value) // a soft return may be anything
		diags = append(diags, found...)
		if s.broken || s.faulty() || found.HasErrors() {
			c.progress = broken
		}
		formulas = append(formulas, benefit.Value)
	}
	c.basis = b.basisOf(formulas...)
	return diags
}

// bindReturnOnInvestment checks what a campaign's cost and return are made of, and
// says whether nothing of it is missing.
func (b *Bound) bindReturnOnInvestment(c *campaign) (whole bool, diags hcl.Diagnostics) {
	whole = true
	check := func(f *config.Formula, block string) {
		s, found := b.shapeOf(f)
		if !s.broken && !found.HasErrors() {
			found = append(found, checkMoney(block, f, s)...)
		}
		diags = append(diags, found...)
		whole = whole && !s.broken && !s.faulty() && !found.HasErrors()
	}
	for _, cost := range c.decl.Costs {
		if cost.Value != nil {
			check(cost.Value, "cost")
		}
	}
	for _, ret := range c.decl.Returns {
		if ret.Value != nil {
			check(ret.Value, "return")
		} else {
			whole = false // reported where it is missing
		}
	}
	return whole, diags
}

// formulas returns every formula that the campaign's cost and return rest on, among
// them those of the costs that it bears of others and of what divides them.
func (c *campaign) formulas() []*config.Formula {
	var all []*config.Formula
	add := func(f *config.Formula) {
		if f != nil {
			all = append(all, f)
		}
	}
	for _, cost := range c.decl.Costs {
		add(cost.Value)
	}
	for _, ret := range c.decl.Returns {
		add(ret.Value)
	}
	for _, s := range c.borne {
		add(s.decl.Value)
	}
	for _, s := range c.sharing() {
		for _, bearer := range s.bearers {
			for _, f := range s.weightFormulas(bearer) {
				add(f)
			}
		}
	}
	return all
}

// sharing are all shared costs of which the campaign bears a part, in order of
// declaration: its own first.
func (c *campaign) sharing() []*sharedCost {
	var all []*sharedCost
	for _, cost := range c.decl.Costs {
		if s, ok := c.shared[cost]; ok {
			all = append(all, s)
		}
	}
	return append(all, c.borne...)
}

// carried are the costs of which the campaign bears a part at least: its own, and
// those that others share with it.
func (c *campaign) carried() []*config.Cost {
	carried := slices.Clone(c.decl.Costs)
	for _, s := range c.borne {
		carried = append(carried, s.decl)
	}
	return carried
}

// checkMoney accepts money, and a count that is multiplied by a plain number,
// which then is the worth of one in the campaign's currency. A bare count is most
// likely a mistake: 31 orders are not 31 euros.
func checkMoney(block string, f *config.Formula, s shape) hcl.Diagnostics {
	if s.unit == connector.UnitMoney || (s.unit == connector.UnitCount || s.unit == "") && scaled(f.Root) {
		return nil
	}
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  "Not an amount of money",
		Detail: fmt.Sprintf("A %s is money, but %s is a %s.\n\nMultiply it by what one is worth, such as %s * money(35, \"EUR\"), or choose a measure whose unit is money.",
			block, f.Source, unitName(s.unit), f.Source),
		Subject: f.Range.Ptr(),
		Extra:   codeNotMoney,
	}}
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

// constant says whether a node refers to nothing.
func constant(n config.Node) bool {
	fixed := true
	config.Walk(n, func(n config.Node) {
		if _, ok := n.(*config.Reference); ok {
			fixed = false
		}
	})
	return fixed
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
