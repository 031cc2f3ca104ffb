package engine

import (
	"math/big"
	"slices"

	"github.com/roictl/roictl/connector"
)

// segments evaluates a KPI for every combination of its `by` dimensions that any
// of its metrics has rows for.
func (e *evaluator) segments(p *PlannedKPI) []Segment {
	by := p.KPI.By
	if len(by) == 0 {
		return nil
	}
	combinations := make(map[segmentKey][]connector.Text)
	for _, m := range p.kpi.shape.metrics {
		c, ok := e.plan.cells[need{metric: m, window: p.window, by: ownNames(m, by)}.key()]
		if !ok || e.outcomes[c.query].failure != "" {
			continue
		}
		for _, group := range e.outcomes[c.query].tallies[c.selection].windows[c.window].groups {
			combinations[keyOf(group.segment)] = group.segment
		}
	}
	all := make([][]connector.Text, 0, len(combinations))
	for _, texts := range combinations {
		all = append(all, texts)
	}
	slices.SortFunc(all, compareSegments)
	segments := make([]Segment, 0, len(all))
	for _, texts := range all {
		at := e.inSegment(p.window, by, texts)
		actual, _ := e.formula(p.KPI.Value, at)
		segment := Segment{Actual: e.inUnit(p, actual), N: e.sample(p, at)}
		for i, dimension := range by {
			segment.By = append(segment.By, SegmentKey{Dimension: dimension, Value: texts[i]})
		}
		segments = append(segments, segment)
	}
	return segments
}

// sample is the number of events behind a figure: the count below a ratio, or
// the count itself. It is nil where there is none.
func (e *evaluator) sample(p *PlannedKPI, at *scope) *big.Rat {
	events := p.kpi.shape.sampled(p.KPI.Value.Root)
	if events == nil {
		return nil
	}
	n, _ := e.node(events, at)
	return n.Rat()
}
