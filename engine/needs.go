package engine

import (
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// need is one figure that has to be known: a source metric in a window, as a
// whole or by segments.
type need struct {
	metric *metric
	window connector.Interval
	by     []string // the report's own names of the dimensions; nil for the whole
}

func (n need) key() cellKey {
	return cellKey{metric: n.metric.decl.Address, window: n.window, by: strings.Join(n.by, "\x00")}
}

// cellKey finds the rows that answer a need.
type cellKey struct {
	metric config.Address
	window connector.Interval
	by     string
}

// needCollector gathers needs without repeating any.
type needCollector struct {
	bound  *Bound
	plan   *Plan
	seen   map[cellKey]bool
	needs  []need
	asOf   connector.Date
	active map[config.Address]bool // campaigns on the way down, so that shared costs end
}

// collectNeeds lists what the planned KPIs and campaigns need, in order of
// declaration.
func (b *Bound) collectNeeds(plan *Plan) []need {
	c := &needCollector{bound: b, plan: plan, seen: make(map[cellKey]bool), asOf: plan.Options.AsOf, active: make(map[config.Address]bool)}
	for _, p := range plan.KPIs {
		if p.Skip != "" {
			continue
		}
		formula := p.KPI.Value
		c.formula(formula, p.window, nil)
		if len(p.KPI.By) > 0 {
			c.formula(formula, p.window, p.KPI.By)
		}
		if p.previous.Days() > 0 {
			c.formula(formula, p.previous.Interval, nil)
		}
		if p.baseline != nil {
			c.formula(formula, p.baseline.Interval, nil)
		}
	}
	for _, campaign := range plan.Campaigns {
		c.campaign(campaign, campaignWindow(campaign, plan.Options))
		for _, m := range b.countedBy(campaign) {
			c.metric(m, campaignWindow(campaign, plan.Options), nil)
		}
	}
	return c.needs
}

// campaignWindow is a campaign's days so far.
func campaignWindow(campaign *config.Campaign, opts Options) connector.Interval {
	return clip(connector.Interval{Start: campaign.Start, End: campaign.End}, opts.lastDay())
}

func (c *needCollector) formula(f *config.Formula, window connector.Interval, by []string) {
	for _, ref := range f.References() {
		if ref.Address.Kind == config.KindCampaign {
			if campaign, ok := c.bound.campaigns[ref.Address]; ok {
				c.campaign(campaign, campaignPart(campaign, window, c.plan.Options))
			}
			continue
		}
		if m, ok := c.bound.metrics[ref.Address]; ok {
			c.metric(m, window, by)
		}
	}
}

func (c *needCollector) metric(m *metric, window connector.Interval, by []string) {
	if m.decl.Value != nil {
		c.formula(m.decl.Value, window, by)
		return
	}
	if m.broken || window.Days() == 0 {
		return
	}
	n := need{metric: m, window: window, by: ownNames(m, by)}
	if key := n.key(); !c.seen[key] {
		c.seen[key] = true
		c.needs = append(c.needs, n)
	}
}

// campaign needs all its formulas, and those of the campaigns that share its
// costs or whose costs it shares.
func (c *needCollector) campaign(campaign *config.Campaign, window connector.Interval) {
	if c.active[campaign.Address] {
		return
	}
	c.active[campaign.Address] = true
	defer delete(c.active, campaign.Address)
	for _, formula := range campaignFormulas(campaign) {
		c.formula(formula, window, nil)
	}
	for _, partner := range c.bound.partners(campaign) {
		c.campaign(partner, campaignPart(partner, window, c.plan.Options))
	}
}

// campaignPart is what of a campaign's days lies in a window and is complete.
func campaignPart(campaign *config.Campaign, window connector.Interval, opts Options) connector.Interval {
	whole := campaignWindow(campaign, opts)
	return connector.Interval{Start: max(whole.Start, window.Start), End: min(whole.End, window.End)}
}

// ownNames turns dimension names into the report's own. Binding has checked that
// they exist.
func ownNames(m *metric, names []string) []string {
	if len(names) == 0 {
		return nil
	}
	own := make([]string, len(names))
	for i, name := range names {
		own[i] = name
		if dimension, ok := m.report.Dimension(name); ok {
			own[i] = dimension.Name
		}
	}
	return own
}
