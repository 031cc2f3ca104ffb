package engine

import (
	"fmt"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

// side is a part of a campaign's figures that can be known without the others.
type side uint8

const (
	costs side = iota
	returns
	benefits
)

// sidesOf are those that a figure of a campaign is made of.
func sidesOf(attribute string) []side {
	switch attribute {
	case "cost", "media_cost":
		return []side{costs}
	case "return", "revenue":
		return []side{returns}
	}
	return []side{costs, returns}
}

// campaignScope identifies the figures of one campaign in one window and
// currency.
type campaignScope struct {
	campaign *campaign
	window   connector.Interval
	currency string
}

// campaignFigures are a campaign's sums in a window, before they become a line
// of the report.
type campaignFigures struct {
	cost, media, revenue, returned value.Value
	net, roi, roas                 value.Value
	costs, returns, benefits       []Line
	traces                         map[string]*Trace // by attribute
	evidence                       map[side]*evidence
}

// campaignAttribute evaluates campaign.x.roi and its like in a scope. What has no
// currency is computed in the campaign's own, in which fewest amounts have to be
// converted.
func (e *evaluator) campaignAttribute(n *config.Reference, at *scope) (value.Value, *Trace) {
	c, ok := e.bound.campaigns[n.Address]
	if !ok || c.progress != bound {
		return e.traced(n, value.Missing(fmt.Sprintf("%s has a mistake", n.Address)))
	}
	currency := at.currency
	if n.Attribute == "roi" || n.Attribute == "roas" {
		currency = c.currency
	}
	figures := e.campaign(campaignScope{c, c.part(at.window, e.lastDay), currency})
	for _, side := range sidesOf(n.Attribute) {
		at.evidence.join(figures.evidence[side])
	}
	result, trace := e.traced(n, figures.attribute(n.Attribute))
	trace.Window = &at.window
	if detail := figures.traces[n.Attribute]; detail != nil {
		trace.Children = []*Trace{detail}
	}
	return result, trace
}

func (f *campaignFigures) attribute(name string) value.Value {
	switch name {
	case "cost":
		return f.cost
	case "media_cost":
		return f.media
	case "return":
		return f.returned
	case "revenue":
		return f.revenue
	case "net":
		return f.net
	case "roi":
		return f.roi
	case "roas":
		return f.roas
	}
	return value.Missing(fmt.Sprintf("a campaign has no %q", name))
}

// setAll gives all figures the same value.
func (f *campaignFigures) setAll(v value.Value) {
	f.cost, f.media, f.revenue, f.returned, f.net, f.roi, f.roas = v, v, v, v, v, v, v
}

// campaign computes a campaign's figures in a window, once.
func (e *evaluator) campaign(key campaignScope) *campaignFigures {
	if figures, ok := e.figures[key]; ok {
		return figures
	}
	c := key.campaign
	f := &campaignFigures{
		traces:   make(map[string]*Trace),
		evidence: map[side]*evidence{costs: {}, returns: {}, benefits: {}},
	}
	e.figures[key] = f
	if key.window.Days() == 0 {
		f.setAll(value.Missing(fmt.Sprintf("%s has no complete day in this window", c.decl.Address)))
		return f
	}
	// What meets the campaign again on its way down finds this.
	f.setAll(value.UndefinedAt(fmt.Sprintf("the figures of %s depend on themselves, through a cost that is shared", c.decl.Address), c.decl.Range))
	in := func(s side) *scope {
		at := e.in(key.window, key.currency)
		at.evidence = f.evidence[s]
		return at
	}
	f.costs = e.costs(c, in(costs))
	returned, revenue := e.returns(c, in(returns))
	f.returns = returned
	f.benefits = e.benefits(c, in(benefits))
	f.settle(c.decl, revenue)
	return f
}

// settle adds the lines up and divides last.
func (f *campaignFigures) settle(c *config.Campaign, revenue []Line) {
	ads := linesOf(f.costs, categoryAds)
	f.cost = total(f.costs, fmt.Sprintf("%s declares no cost", c.Address))
	f.media = total(ads, fmt.Sprintf("%s declares no cost of the category %q", c.Address, categoryAds))
	f.revenue = total(revenue, fmt.Sprintf("%s declares no return", c.Address))
	f.returned = total(f.returns, fmt.Sprintf("%s declares no return", c.Address))
	f.net = cost.Net(f.returned, f.cost)
	f.roi = cost.ROI(f.returned, f.cost, c.Range)
	f.roas = cost.ROAS(f.revenue, f.media, c.Range)

	costTrace, mediaTrace := linesTrace("cost", f.cost, f.costs, c), linesTrace("media cost", f.media, ads, c)
	returnTrace, revenueTrace := linesTrace("return", f.returned, f.returns, c), linesTrace("revenue", f.revenue, revenue, c)
	derived := func(label string, v value.Value, parts ...*Trace) *Trace {
		return &Trace{Label: label, Value: v, Place: c.Range, Children: parts}
	}
	f.traces = map[string]*Trace{
		"cost": costTrace, "media_cost": mediaTrace, "return": returnTrace, "revenue": revenueTrace,
		"net":  derived("return - cost", f.net, returnTrace, costTrace),
		"roi":  derived("(return - cost) / cost", f.roi, returnTrace, costTrace),
		"roas": derived("revenue / media cost", f.roas, revenueTrace, mediaTrace),
	}
}

// returns are the lines of money brought, after margin and before it.
func (e *evaluator) returns(c *campaign, at *scope) (lines, gross []Line) {
	for _, decl := range c.decl.Returns {
		amount, trace := e.formula(decl.Value, at)
		line := Line{Name: lineName(decl.Address), Amount: asMoney(amount, at), Place: decl.Range, Trace: trace}
		gross = append(gross, line)
		if decl.Margin != nil {
			line.Amount = cost.OnMargin(line.Amount, decl.Margin)
			line.Note = fmt.Sprintf("margin of %s on revenue", value.Number(decl.Margin, connector.UnitPercent, ""))
			line.Trace = &Trace{Label: line.Note, Value: line.Amount, Place: decl.Range, Children: []*Trace{trace}}
		}
		lines = append(lines, line)
	}
	return lines, gross
}

// benefits are the lines of soft returns.
func (e *evaluator) benefits(c *campaign, at *scope) []Line {
	lines := make([]Line, 0, len(c.decl.Benefits))
	for _, decl := range c.decl.Benefits {
		amount, trace := e.formula(decl.Value, at)
		if scaled(decl.Value.Root) && (amount.Unit == connector.UnitCount || amount.Unit == "") {
			amount = asMoney(amount, at)
		}
		lines = append(lines, Line{Name: lineName(decl.Address), Amount: amount, Place: decl.Range, Trace: trace})
	}
	return lines
}

// asMoney takes a plain number as an amount in the scope's currency: binding has
// made sure that it is one.
func asMoney(v value.Value, at *scope) value.Value {
	if v.Unit != connector.UnitMoney {
		v = v.In(connector.UnitMoney, at.currency)
	}
	return v
}

// total adds up lines; without any it is no data, for the reason given.
func total(lines []Line, none string) value.Value {
	if len(lines) == 0 {
		return value.Missing(none)
	}
	sum := lines[0].Amount
	for _, line := range lines[1:] {
		sum = value.Add(sum, line.Amount)
	}
	return sum
}

// linesOf are the lines of one category.
func linesOf(lines []Line, category string) []Line {
	var some []Line
	for _, line := range lines {
		if line.Category == category {
			some = append(some, line)
		}
	}
	return some
}

func linesTrace(label string, sum value.Value, lines []Line, c *config.Campaign) *Trace {
	trace := &Trace{Label: label, Value: sum, Place: c.Range}
	for _, line := range lines {
		child := &Trace{Label: line.Name, Value: line.Amount, Place: line.Place, Note: line.Note}
		if line.Trace != nil {
			child.Children = []*Trace{line.Trace}
		}
		trace.Children = append(trace.Children, child)
	}
	return trace
}

func lineName(a config.Address) string { return a.Name + a.Key.String() }

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}
