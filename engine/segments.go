package engine

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
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
		c, ok := e.cells[need{metric: m, window: p.window, by: ownNames(m, by)}.key()]
		if !ok || e.outcomes[c.query].failure != "" {
			continue
		}
		window := &e.outcomes[c.query].tallies[c.selection].windows[c.window]
		for _, group := range window.groups {
			combinations[keyOf(group.segment)] = group.segment
		}
		if window.crowded || len(combinations) > mostSegments {
			e.diags = append(e.diags, crowded(p.KPI))
			return nil
		}
	}
	all := make([][]connector.Text, 0, len(combinations))
	for _, texts := range combinations {
		all = append(all, texts)
	}
	slices.SortFunc(all, compareSegments)
	segments := make([]Segment, 0, len(all))
	for _, texts := range all {
		at := e.inSegment(p.Period.Interval, by, texts)
		actual, _ := e.formula(p.KPI.Value, at)
		segment := Segment{Actual: e.inUnit(p, actual), N: e.sample(p, at), Flags: slices.Clone(at.evidence.flags)}
		if segment.Actual.IsKnown() && p.kpi.shape.bounded(at.evidence) {
			segment.Flags = append(segment.Flags, flagLowerBound)
		}
		slices.Sort(segment.Flags)
		for i, dimension := range by {
			segment.By = append(segment.By, SegmentKey{Dimension: dimension, Value: texts[i]})
		}
		segments = append(segments, segment)
	}
	return segments
}

// crowded says that a KPI is reported without its segments.
func crowded(decl *config.KPI) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagWarning,
		Summary:  "Too many segments",
		Detail: fmt.Sprintf("%s is split by %s, which has more than %d combinations, so that it is reported as a whole only. Its figure and its verdict are those of all of them.\n\n"+
			"Split it by something coarser, or let its metrics choose rows with where.", decl.Address, strings.Join(decl.By, " and "), mostSegments),
		Subject: decl.Range.Ptr(),
		Extra:   codeManySegments,
	}
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
