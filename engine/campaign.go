package engine

import (
	"fmt"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
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

// campaignScope identifies the figures of one campaign in one period and
// currency.
type campaignScope struct {
	campaign *campaign
	period   connector.Interval // of the campaign's days, with those to come
	currency string
}

// campaignFigures are a campaign's sums in a window, before they become a line
// of the report. Each side is computed when it is first asked for: the returns of a
// campaign may say how a cost is divided that it bears, and its benefits may be
// made of its return on investment.
type campaignFigures struct {
	campaign *config.Campaign
	begun    map[side]bool
	evidence map[side]*evidence

	costs, returns, gross, benefits []Line // gross are the returns before margin
	cost, media, revenue, returned  value.Value
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
	sides := sidesOf(n.Attribute)
	figures := e.campaign(campaignScope{c, calendar.Overlap(c.days(), at.period), currency}, sides...)
	for _, side := range sides {
		at.evidence.join(figures.evidence[side])
	}
	detail := figures.figure(n.Attribute)
	result, trace := e.traced(n, detail.Value, detail)
	trace.Window = &at.window
	return result, trace
}

// campaignAttributes are the figures of a campaign that formulas and people ask for.
var campaignAttributes = []string{"cost", "media_cost", "return", "revenue", "net", "roi", "roas"}

// figure is a figure of a campaign and how it came about. Sums come first, and are
// divided last.
func (f *campaignFigures) figure(attribute string) *Trace {
	c := f.campaign
	derived := func(label string, v value.Value, parts ...*Trace) *Trace {
		return &Trace{Label: label, Value: v, Place: c.Range, Children: parts}
	}
	switch attribute {
	case "cost":
		return linesTrace("cost", f.cost, f.costs, c)
	case "media_cost":
		return linesTrace("media cost", f.media, linesOf(f.costs, categoryAds), c)
	case "return":
		return linesTrace("return", f.returned, f.returns, c)
	case "revenue":
		return linesTrace("revenue", f.revenue, f.gross, c)
	case "net":
		return derived("return - cost", cost.Net(f.returned, f.cost), f.figure("return"), f.figure("cost"))
	case "roi":
		return derived("(return - cost) / cost", cost.ROI(f.returned, f.cost, c.Range), f.figure("return"), f.figure("cost"))
	case "roas":
		return derived("revenue / media cost", cost.ROAS(f.revenue, f.media, c.Range), f.figure("revenue"), f.figure("media_cost"))
	}
	return derived(attribute, value.Missing(fmt.Sprintf("a campaign has no %q", attribute)))
}

// campaign returns a campaign's figures in a window with the given sides, each of
// which is computed once.
func (e *evaluator) campaign(key campaignScope, sides ...side) *campaignFigures {
	c := key.campaign
	f, ok := e.figures[key]
	if !ok {
		f = &campaignFigures{
			campaign: c.decl,
			begun:    make(map[side]bool),
			evidence: map[side]*evidence{costs: {}, returns: {}, benefits: {}},
		}
		e.figures[key] = f
	}
	if clip(key.period, e.lastDay).Days() == 0 {
		none := value.Missing(fmt.Sprintf("%s has no complete day in this window", c.decl.Address))
		f.cost, f.media, f.revenue, f.returned = none, none, none, none
		return f
	}
	for _, side := range sides {
		if f.begun[side] {
			continue
		}
		f.begun[side] = true
		at := e.in(key.period, key.currency)
		at.evidence = f.evidence[side]
		switch side {
		case costs:
			f.costs = e.costs(c, at)
			f.cost = total(f.costs, fmt.Sprintf("%s declares no cost", c.decl.Address))
			f.media = total(linesOf(f.costs, categoryAds), fmt.Sprintf("%s declares no cost of the category %q", c.decl.Address, categoryAds))
		case returns:
			f.returns, f.gross = e.returns(c, at)
			f.returned = total(f.returns, fmt.Sprintf("%s declares no return", c.decl.Address))
			f.revenue = total(f.gross, fmt.Sprintf("%s declares no return", c.decl.Address))
		case benefits:
			f.benefits = e.benefits(c, at)
		}
	}
	return f
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
