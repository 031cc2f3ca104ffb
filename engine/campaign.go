package engine

import (
	"fmt"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

// figureKey identifies the figures of one campaign in one window.
type figureKey struct {
	campaign config.Address
	window   connector.Interval
}

// campaignFigures are a campaign's sums in a window, before they become a line
// of the report.
type campaignFigures struct {
	cost, media, revenue, returned value.Value
	net, roi, roas                 value.Value
	costs, returns, benefits       []Line
	traces                         map[string]*Trace
	evidence                       *evidence
}

// campaignAttribute evaluates campaign.x.roi and its like in a scope.
func (e *evaluator) campaignAttribute(n *config.Reference, at scope) (value.Value, *Trace) {
	campaign, ok := e.bound.campaigns[n.Address]
	if !ok {
		missing := value.Missing(fmt.Sprintf("%s is not declared", n.Address))
		return missing, &Trace{Label: n.Address.String(), Value: missing, Place: n.Range}
	}
	figures := e.campaign(campaign, campaignPart(campaign, at.window, e.plan.Options))
	at.evidence.join(figures.evidence)
	result := figures.attribute(n.Attribute)
	label := n.Address.String() + "." + n.Attribute
	trace := &Trace{Label: label, Value: result, Place: n.Range, Window: &at.window}
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

// campaign computes a campaign's figures in a window, once.
func (e *evaluator) campaign(c *config.Campaign, window connector.Interval) *campaignFigures {
	key := figureKey{c.Address, window}
	if figures, ok := e.figures[key]; ok {
		return figures
	}
	f := &campaignFigures{evidence: &evidence{}, traces: make(map[string]*Trace)}
	e.figures[key] = f
	if window.Days() == 0 {
		missing := value.Missing("the campaign has no complete day in this window")
		f.cost, f.media, f.revenue, f.returned, f.net, f.roi, f.roas = missing, missing, missing, missing, missing, missing, missing
		return f
	}
	f.costs = e.ownCosts(c, window, f.evidence)
	f.returns, f.revenue, f.returned = e.returns(c, window, f.evidence)
	for _, decl := range c.Benefits {
		amount, trace := e.formula(decl.Value, scope{window: window, evidence: f.evidence})
		if scaled(decl.Value.Root) {
			amount = e.asMoney(amount)
		}
		f.benefits = append(f.benefits, Line{Name: lineName(decl.Address), Amount: amount, Place: decl.Range, Trace: trace})
	}
	f.costs = append(e.allocate(c, window, f), e.sharedWith(c, window)...)
	f.settle(c)
	return f
}

// settle adds the lines up and divides last.
func (f *campaignFigures) settle(c *config.Campaign) {
	f.cost, f.media = total(f.costs, ""), total(f.costs, "ads")
	f.net = cost.Net(f.returned, f.cost)
	f.roi = cost.ROI(f.returned, f.cost, c.Range)
	f.roas = cost.ROAS(f.revenue, f.media, c.Range)
	costTrace := linesTrace("cost", f.cost, f.costs, c)
	returnTrace := linesTrace("return", f.returned, f.returns, c)
	f.traces["cost"], f.traces["return"] = costTrace, returnTrace
	f.traces["net"] = &Trace{Label: "return - cost", Value: f.net, Place: c.Range, Children: []*Trace{returnTrace, costTrace}}
	f.traces["roi"] = &Trace{Label: "(return - cost) / cost", Value: f.roi, Place: c.Range, Children: []*Trace{returnTrace, costTrace}}
	f.traces["roas"] = &Trace{Label: "revenue / media cost", Value: f.roas, Place: c.Range, Children: []*Trace{
		{Label: "revenue", Value: f.revenue, Place: c.Range},
		{Label: "media cost", Value: f.media, Place: c.Range},
	}}
}

// returns are the lines of money brought, gross and after margin.
func (e *evaluator) returns(c *config.Campaign, window connector.Interval, ev *evidence) (lines []Line, revenue, returned value.Value) {
	var gross []Line
	for _, decl := range c.Returns {
		amount, trace := e.formula(decl.Value, scope{window: window, evidence: ev})
		amount = e.asMoney(amount)
		gross = append(gross, Line{Amount: amount})
		line := Line{Name: lineName(decl.Address), Amount: amount, Place: decl.Range, Trace: trace}
		if decl.Margin != nil {
			line.Amount = value.Scale(amount, decl.Margin)
			line.Note = fmt.Sprintf("margin of %s on revenue", value.Number(decl.Margin, connector.UnitPercent, ""))
			line.Trace = &Trace{Label: line.Note, Value: line.Amount, Place: decl.Range, Children: []*Trace{trace}}
		}
		lines = append(lines, line)
	}
	return lines, total(gross, ""), total(lines, "")
}

// asMoney takes a plain number as an amount in the reporting currency: binding
// has made sure that it is one.
func (e *evaluator) asMoney(v value.Value) value.Value {
	if v.IsKnown() && v.Unit != connector.UnitMoney {
		v.Unit, v.Currency = connector.UnitMoney, e.bound.Config.Settings.Currency
	}
	return v
}

// total adds up the lines of a category, or all with "".
func total(lines []Line, category string) value.Value {
	var sum value.Value
	found := false
	for _, line := range lines {
		if category != "" && line.Category != category {
			continue
		}
		if !found {
			sum, found = line.Amount, true
			continue
		}
		sum = value.Add(sum, line.Amount)
	}
	if !found {
		return value.Missing("none is declared")
	}
	return sum
}

func lineName(a config.Address) string { return a.Name + a.Key.String() }

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}
