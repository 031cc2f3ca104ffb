package engine

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

// campaignResult is the campaign's line in the report: to date, whatever period
// the KPIs are judged on.
func (e *evaluator) campaignResult(c *campaign) *CampaignResult {
	window := c.soFar(e.lastDay)
	sides := []side{costs, returns, benefits}
	f := e.campaign(campaignScope{c, c.days(), c.currency}, sides...)
	r := &CampaignResult{
		Campaign:  c.decl,
		Window:    calendar.Period{Every: calendar.Campaign, Interval: window, Name: c.decl.Address.String()},
		Currency:  c.currency,
		Cost:      f.cost,
		MediaCost: f.media,
		Return:    f.returned,
		Revenue:   f.revenue,
		Net:       f.figure("net").Value,
		ROI:       f.figure("roi").Value,
		ROAS:      f.figure("roas").Value,
		Basis:     "revenue",
		Costs:     f.costs,
		Returns:   f.returns,
		Benefits:  f.benefits,
		Traces:    make(map[string]*Trace),
	}
	if slices.ContainsFunc(c.decl.Returns, func(ret *config.Return) bool { return ret.Margin != nil }) {
		r.Basis = "margin"
	}
	r.Declared, r.Missing = cost.Coverage(c.carried())
	if window.Days() == 0 {
		return r
	}
	for _, attribute := range campaignAttributes {
		r.Traces[attribute] = f.figure(attribute)
	}
	at := e.in(c.days(), c.currency)
	for _, m := range c.counts {
		r.CostPer = append(r.CostPer, costPer(m, f, c, e, at))
	}
	for _, side := range sides {
		at.evidence.join(f.evidence[side])
	}
	r.Flags = at.evidence.quality(window, e.lastDay, c.basis.maturity)
	if at.evidence.cuts(c.days(), e.lastDay) != "" {
		r.Flags = append(r.Flags, flagCut)
	}
	if at.evidence.shifts(window, e.bound.Config.Settings.Location) {
		r.Flags = append(r.Flags, flagZone)
	}
	slices.Sort(r.Flags)
	e.campaignFailed = e.campaignFailed || len(at.evidence.failures) > 0
	return r
}

// costPer is the cost of the campaign for each of what a metric counts (F11,
// F12): fully loaded, not the media's alone.
func costPer(m *metric, f *campaignFigures, c *campaign, e *evaluator, at *scope) Line {
	count, trace := e.metric(m, at)
	per := value.Div(f.cost, count, m.decl.Range)
	if count.State == value.Known && count.Low.Sign() == 0 && f.cost.IsKnown() {
		per.Reason = fmt.Sprintf("division by zero: %s is 0", m.decl.Address)
	}
	name := m.decl.Address.String()
	return Line{Name: name, Amount: per, Place: m.decl.Range, Trace: &Trace{
		Label: c.decl.Address.String() + ".cost / " + name, Value: per, Place: m.decl.Range,
		Children: []*Trace{f.figure("cost"), trace},
	}}
}
