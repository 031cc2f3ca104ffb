package engine

import (
	"math/big"
	"sort"

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
	for _, address := range p.kpi.shape.metrics {
		m := e.bound.metrics[address]
		c, ok := e.plan.cells[need{metric: m, window: p.window, by: ownNames(m, by)}.key()]
		if !ok {
			continue
		}
		for _, group := range c.sums.groups {
			combinations[keyOf(group.segment)] = group.segment
		}
	}
	keys := make([]string, 0, len(combinations))
	for key := range combinations {
		keys = append(keys, string(key))
	}
	sort.Strings(keys)
	segments := make([]Segment, 0, len(keys))
	for _, key := range keys {
		texts := combinations[segmentKey(key)]
		at := scope{window: p.window, by: by, segment: texts, evidence: &evidence{}}
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
func (e *evaluator) sample(p *PlannedKPI, at scope) *big.Rat {
	s := p.kpi.shape
	node := s.denominator
	if node == nil {
		if s.unit != connector.UnitCount {
			return nil
		}
		node = p.KPI.Value.Root
	}
	quiet := at
	quiet.evidence = &evidence{}
	n, _ := e.node(node, quiet)
	return n.Rat()
}
