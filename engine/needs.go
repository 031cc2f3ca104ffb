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

// needKey identifies a need. The names in by are joined by a byte that no name
// holds.
type needKey struct {
	metric *metric
	window connector.Interval
	by     string
}

func (n need) key() needKey {
	return needKey{metric: n.metric, window: n.window, by: strings.Join(n.by, "\x00")}
}

// needCollector gathers needs without repeating any. It goes through formulas as
// the evaluator will.
type needCollector struct {
	bound   *Bound
	lastDay connector.Date
	seen    map[needKey]bool   // of metrics, the computed ones included
	figures map[figureKey]bool // of campaigns
	needs   []need
	days    connector.Interval
}

// figureKey identifies a side of a campaign's figures in a window.
type figureKey struct {
	campaign *campaign
	window   connector.Interval
	side     side
}

// collectNeeds lists what the planned KPIs and campaigns need, in order of
// declaration, and notes in the plan which days that takes.
func (b *Bound) collectNeeds(plan *Plan) []need {
	lastDay := plan.Options.lastDay()
	c := &needCollector{
		bound:   b,
		lastDay: lastDay,
		seen:    make(map[needKey]bool),
		figures: make(map[figureKey]bool),
		days:    connector.Interval{Start: lastDay, End: lastDay},
	}
	for _, p := range plan.KPIs {
		if p.Skip != "" {
			continue
		}
		formula := p.KPI.Value
		c.formula(formula, p.window, nil)
		if len(p.KPI.By) > 0 {
			c.formula(formula, p.window, p.KPI.By)
		}
		if p.previous != nil {
			c.formula(formula, p.previous.Interval, nil)
		}
		if p.baseline != nil && p.baseline.End <= lastDay {
			c.formula(formula, p.baseline.Interval, nil)
		}
	}
	for _, decl := range plan.Campaigns {
		campaign := b.campaigns[decl.Address]
		window := campaign.soFar(lastDay)
		for _, side := range []side{costs, returns, benefits} {
			c.campaign(figureKey{campaign, window, side})
		}
		for _, m := range campaign.counts {
			c.metric(m, window, nil)
		}
	}
	plan.days = c.days
	return c.needs
}

func (c *needCollector) formula(f *config.Formula, window connector.Interval, by []string) {
	if window.Days() == 0 {
		return
	}
	c.days.Start, c.days.End = min(c.days.Start, window.Start), max(c.days.End, window.End)
	for _, ref := range f.References() {
		if ref.Address.Kind == config.KindCampaign {
			if campaign, ok := c.bound.campaigns[ref.Address]; ok {
				for _, side := range sidesOf(ref.Attribute) {
					c.campaign(figureKey{campaign, campaign.part(window, c.lastDay), side})
				}
			}
			continue
		}
		if m, ok := c.bound.metrics[ref.Address]; ok {
			c.metric(m, window, by)
		}
	}
}

func (c *needCollector) metric(m *metric, window connector.Interval, by []string) {
	if m.progress != bound || window.Days() == 0 {
		return
	}
	n := need{metric: m, window: window, by: ownNames(m, by)}
	key := n.key()
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	if m.computed() {
		c.formula(m.decl.Value, window, by)
		return
	}
	c.needs = append(c.needs, n)
}

// campaign needs the formulas of one side of its figures, and for shared costs
// the cost and what divides it, on the days on which they are shared.
func (c *needCollector) campaign(key figureKey) {
	campaign, window := key.campaign, key.window
	if c.figures[key] || window.Days() == 0 || campaign.progress != bound {
		return
	}
	c.figures[key] = true
	c.days.Start, c.days.End = min(c.days.Start, window.Start), max(c.days.End, window.End)
	switch key.side {
	case returns:
		for _, ret := range campaign.decl.Returns {
			c.formula(ret.Value, window, nil)
		}
	case benefits:
		for _, benefit := range campaign.decl.Benefits {
			c.formula(benefit.Value, window, nil)
		}
	case costs:
		for _, cost := range campaign.decl.Costs {
			if cost.Value != nil && campaign.shared[cost] == nil {
				c.formula(cost.Value, window, nil)
			}
		}
		for _, s := range campaign.sharing() {
			for _, span := range s.spans(window) {
				c.span(s, span)
			}
		}
	}
}

// span needs a shared cost on a span of days, and what divides it.
func (c *needCollector) span(s *sharedCost, span span) {
	if s.decl.Value != nil {
		c.formula(s.decl.Value, span.days, nil)
	}
	if len(span.running) == 1 {
		return // who runs alone bears all of it
	}
	for _, bearer := range span.running {
		for _, f := range s.weightFormulas(bearer) {
			c.formula(f, span.days, nil)
		}
	}
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
