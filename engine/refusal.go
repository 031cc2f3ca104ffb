package engine

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// about is what the error of a connector speaks of.
type about uint8

const (
	// aboutSource errors would come whatever is asked: of the login, the network,
	// the platform, the block's settings or the connector itself.
	aboutSource about = iota
	// aboutQuestion errors are those of what was asked, such as a name that the
	// platform does not know, or names that it does not give together.
	aboutQuestion
)

// sourceCodes are the codes of errors that do not depend on the question.
var sourceCodes = []string{
	connector.CodeAuthExpired, connector.CodeAuthScope, connector.CodeAccountNotVisible, connector.CodeQuota,
	connector.CodeNetwork, connector.CodeVersionSunset, connector.CodePlatform, string(connector.TestSource),
}

// aboutOf tells what an error speaks of. One that leads into the block, or that may
// pass with time, is not about the question.
func aboutOf(d connector.Diagnostic) about {
	_, asked := connector.AskedAt(d.Path)
	switch {
	case slices.Contains(sourceCodes, d.Code), strings.HasPrefix(d.Code, "CONNECTOR_"), d.Retryable, len(d.Path) > 0 && !asked:
		return aboutSource
	}
	return aboutQuestion
}

// refusedQuestion says that a query failed for what was asked, and nothing else.
func refusedQuestion(diags hcl.Diagnostics) bool {
	refused := false
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		if extra, ok := d.Extra.(told); !ok || extra.about != aboutQuestion {
			return false
		}
		refused = true
	}
	return refused
}

// concerns says whether a diagnostic names what a need asks for.
func (t told) concerns(n need) bool {
	if t.asked.Measure != "" {
		return t.asked.Measure == n.metric.measure.Name
	}
	return t.asked.Dimension != "" && (slices.Contains(n.by, t.asked.Dimension) || n.metric.filters(t.asked.Dimension))
}

// filters says whether the metric's filter looks at a dimension.
func (m *metric) filters(dimension string) bool {
	return slices.ContainsFunc(m.filter, func(clause connector.Clause) bool {
		return slices.ContainsFunc(clause, func(c connector.Condition) bool { return c.Dimension == dimension })
	})
}

// atMetric moves what a source says about a question to the lines that ask it:
// those of the metric whose part of it is named, or of the only one.
func (b *Bound) atMetric(q *PlannedQuery, diags hcl.Diagnostics) hcl.Diagnostics {
	moved := make(hcl.Diagnostics, len(diags))
	for i, d := range diags {
		moved[i] = d
		extra, ok := d.Extra.(told)
		if !ok {
			continue
		}
		at := slices.IndexFunc(q.needs, extra.concerns)
		if at < 0 && len(q.Needs) == 1 && d.Severity == hcl.DiagError && extra.about == aboutQuestion {
			at = 0
		}
		if at >= 0 {
			copied := *d
			copied.Subject = b.lineOf(q.needs[at].metric, extra.asked).Ptr()
			moved[i] = &copied
		}
	}
	return moved
}

// lineOf is where a metric asks for a part of a query: in its measure, in where or
// except, or in the KPI that splits it.
func (b *Bound) lineOf(m *metric, asked connector.Asked) hcl.Range {
	if asked.Dimension != "" {
		for _, match := range slices.Concat(m.decl.Where, m.decl.Except) {
			if match.Dimension == asked.Dimension || slices.Equal(ownNames(m, []string{match.Dimension}), []string{asked.Dimension}) {
				return match.Range
			}
		}
		if m.filters(asked.Dimension) {
			return m.decl.SourceRange // by a tracking code, which has no line here
		}
		for _, k := range b.kpis {
			if slices.Contains(k.shape.metrics, m) && slices.Contains(ownNames(m, k.decl.By), asked.Dimension) {
				return k.decl.Range
			}
		}
	}
	if m.decl.MeasureRange != (hcl.Range{}) {
		return m.decl.MeasureRange
	}
	return m.decl.Range
}

// refusal is a part of a query that its source will not answer.
type refusal struct {
	query *PlannedQuery
	diags hcl.Diagnostics
}

// divide splits a query whose question was refused: into what is worth asking
// again, and what the source has named as what it cannot answer. Where it names
// nothing, the halves are worth asking, down to a single metric and its segments.
// Both are empty where the query cannot be divided: one that reads a whole file is
// not, since the fault then lies in the file.
func (b *Bound) divide(q *PlannedQuery, diags hcl.Diagnostics) (again []*PlannedQuery, refused []refusal) {
	if q.report.ScanCost {
		return nil, nil
	}
	rest, faults := b.named(q, diags)
	switch {
	case len(faults) > 1 || len(faults) == 1 && len(rest) > 0:
		return b.parts(q, rest), faults
	case len(faults) == 1:
		return nil, nil // it is the whole query
	}
	for _, unit := range []func(need) string{
		func(n need) string { return n.metric.decl.Address.String() },
		func(n need) string { return strings.Join(n.by, "\x00") },
	} {
		if first, second := halves(q.needs, unit); len(second) > 0 {
			return slices.Concat(b.parts(q, first), b.parts(q, second)), nil
		}
	}
	return nil, nil
}

// named sorts out the needs that errors name, by metric; none where an error names
// nothing of the query.
func (b *Bound) named(q *PlannedQuery, diags hcl.Diagnostics) (rest []need, faults []refusal) {
	at := make(map[config.Address][]need)
	for _, n := range q.needs {
		if slices.ContainsFunc(diags, func(d *hcl.Diagnostic) bool { return names(d, n) }) {
			at[n.metric.decl.Address] = append(at[n.metric.decl.Address], n)
		} else {
			rest = append(rest, n)
		}
	}
	for _, d := range diags {
		if d.Severity == hcl.DiagError && !slices.ContainsFunc(q.needs, func(n need) bool { return names(d, n) }) {
			return q.needs, nil
		}
	}
	for _, address := range q.Needs {
		if len(at[address]) == 0 {
			continue
		}
		for _, part := range b.parts(q, at[address]) {
			faults = append(faults, refusal{part, slices.DeleteFunc(slices.Clone(diags), func(d *hcl.Diagnostic) bool {
				return !slices.ContainsFunc(part.needs, func(n need) bool { return names(d, n) })
			})})
		}
	}
	return rest, faults
}

// names says whether a diagnostic is an error that names what a need asks for.
func names(d *hcl.Diagnostic, n need) bool {
	extra, ok := d.Extra.(told)
	return ok && d.Severity == hcl.DiagError && extra.concerns(n)
}

// halves splits needs in two, none of which has a unit of the other; all are in
// the first where they have one unit in common.
func halves(needs []need, unit func(need) string) (first, second []need) {
	var units []string
	for _, n := range needs {
		units = appendNew(units, unit(n))
	}
	front := units[:(len(units)+1)/2]
	for _, n := range needs {
		if slices.Contains(front, unit(n)) {
			first = append(first, n)
		} else {
			second = append(second, n)
		}
	}
	return first, second
}

// parts are the queries that answer some needs of a query.
func (b *Bound) parts(q *PlannedQuery, needs []need) []*PlannedQuery {
	var parts []*PlannedQuery
	for _, g := range mergeNeeds(needs) {
		cells := make(map[needKey]cell, len(g.needs))
		part := g.query(q.planned().ID, b, cells)
		part.whole, part.cells = q.planned(), cells
		parts = append(parts, part)
	}
	return parts
}
