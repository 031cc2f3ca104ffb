package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// query writes the query of a group, and notes which of its cells each need is in.
func (g *group) query(id string, b *Bound, cells map[needKey]cell) *PlannedQuery {
	q := &PlannedQuery{
		ID:     id,
		Source: g.source.decl.Address,
		Query: connector.Query{
			Report:     g.report.Name,
			Dimensions: slices.Clone(g.dimensions),
			Grain:      connector.GrainTotal,
			TimeZone:   b.Config.Settings.TimeZone,
			Options:    g.needs[0].metric.decl.Options,
		},
		source: g.source,
		report: g.report,
		needs:  g.needs,
	}
	measures, metrics := make(map[string]bool), make(map[config.Address]bool)
	intervals := make([]connector.Interval, 0, len(g.needs))
	for _, n := range g.needs {
		intervals = append(intervals, g.asked(n.window))
		if name := n.metric.measure.Name; !measures[name] {
			measures[name] = true
			q.Query.Measures = append(q.Query.Measures, name)
		}
		if address := n.metric.decl.Address; !metrics[address] {
			metrics[address] = true
			q.Needs = append(q.Needs, address)
		}
		if name := n.metric.currencyDimension(); name != "" && !slices.Contains(q.Query.Dimensions, name) {
			q.Query.Dimensions = append(q.Query.Dimensions, name)
		}
	}
	if g.additive {
		q.Query.Grain = connector.GrainDay
		q.Query.Intervals = mergeIntervals(intervals)
		q.Query.Filter = g.commonFilter()
	} else {
		q.Query.Intervals = distinctIntervals(intervals)
		q.Query.Filter = g.needs[0].metric.filter
	}
	q.fingerprint = fingerprint(q)
	q.selections = g.selections(cells, q)
	return q
}

// maxPushedClauses bounds the filter that is sent along: a longer one costs the
// source more than it saves, since the rows are filtered here anyway.
const maxPushedClauses = 24

// commonFilter is the union of all filters, where every need has one and the
// source can apply all of it. The rows are filtered again here, by each need.
func (g *group) commonFilter() connector.Filter {
	var union connector.Filter
	joined := make(map[string]bool)
	for _, n := range g.needs {
		if len(n.metric.filter) == 0 {
			return nil
		}
		if joined[n.metric.filterKey] {
			continue
		}
		joined[n.metric.filterKey] = true
		for _, clause := range n.metric.filter {
			for _, condition := range clause {
				if !pushable(g.report, condition) {
					return nil
				}
			}
		}
		if union = canonical(append(union, n.metric.filter...)); len(union) > maxPushedClauses {
			return nil
		}
	}
	return union
}

// fingerprint identifies a query across runs: the same question to the same
// source has the same fingerprint.
func fingerprint(q *PlannedQuery) string {
	text, err := json.Marshal(struct {
		Source string
		Query  connector.Query
	}{q.Source.String(), q.Query})
	if err != nil {
		// A query holds texts and dates only, which always marshal.
		return ""
	}
	digest := sha256.Sum256(text)
	return hex.EncodeToString(digest[:])
}
