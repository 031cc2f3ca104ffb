package engine

import (
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

// campaignResult is the campaign's line in the report: to date, whatever period
// the KPIs are judged on.
func (e *evaluator) campaignResult(c *config.Campaign) *CampaignResult {
	window := campaignWindow(c, e.plan.Options)
	f := e.campaign(c, window)
	r := &CampaignResult{
		Campaign:  c,
		Window:    calendar.Period{Every: calendar.Campaign, Interval: window, Name: c.Address.String()},
		Currency:  e.bound.Config.Settings.Currency,
		Cost:      f.cost,
		MediaCost: f.media,
		Return:    f.returned,
		Revenue:   f.revenue,
		Net:       f.net,
		ROI:       f.roi,
		ROAS:      f.roas,
		Basis:     "revenue",
		Costs:     f.costs,
		Returns:   f.returns,
		Benefits:  f.benefits,
		Flags:     f.evidence.flags,
		Traces:    f.traces,
	}
	for _, decl := range c.Returns {
		if decl.Margin != nil {
			r.Basis = "margin"
		}
	}
	r.Declared, r.Missing = cost.Coverage(c.Costs)
	if window.Days() > 0 {
		for _, m := range e.bound.countedBy(c) {
			count, _ := e.metric(m, scope{window: window, evidence: &evidence{}})
			per := value.Div(f.cost, count, m.decl.Range)
			r.CostPer = append(r.CostPer, Line{Name: m.decl.Address.String(), Amount: per, Place: m.decl.Range})
		}
	}
	return r
}

// countedBy are the metrics that count actions of the campaign: counts whose
// rows carry one of its tracking codes. A cost per each of them is shown.
func (b *Bound) countedBy(c *config.Campaign) []*metric {
	var counted []*metric
	for _, decl := range b.Config.Metrics {
		m := b.metrics[decl.Address]
		if m.broken || decl.Value != nil || m.shape.unit != connector.UnitCount || m.measure.Kind != connector.KindMacro {
			continue
		}
		for _, tracking := range decl.Tracking {
			if slices.Contains(c.Tracking, tracking) {
				counted = append(counted, m)
				break
			}
		}
	}
	return counted
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
