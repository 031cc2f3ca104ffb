package engine

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/roictl/roictl/connector"
)

// mergeNeeds turns needs into the fewest queries.
//
// What adds up over days is asked by day, with every dimension that any filter
// or segment looks at, and summed here: one query then answers many KPIs. A
// source that reads everything anyway (a file) gets all of it in one pass;
// elsewhere a need joins a query only where it adds no dimension to it, since
// every dimension multiplies the rows. What does not add up (reach, users) is
// asked for the exact window, filter and segments.
func mergeNeeds(b *Bound, plan *Plan, needs []need) []*PlannedQuery {
	var groups []*group
	for _, n := range needs {
		groups = place(groups, n)
	}
	queries := make([]*PlannedQuery, 0, len(groups))
	for i, g := range groups {
		queries = append(queries, g.query(b, plan, fmt.Sprintf("q%d", i+1)))
	}
	return queries
}

// group is a set of needs that one query answers.
type group struct {
	source     *source
	report     connector.Report
	options    map[string]string
	additive   bool
	dimensions []string // sorted, without the currency's
	filterKey  string   // of a group that is not additive
	needs      []need
}

// place puts a need into the first group that takes it, or into a new one.
func place(groups []*group, n need) []*group {
	dimensions := n.dimensions()
	filterKey := ""
	if !n.metric.additive() {
		filterKey = canonicalFilter(n.metric.filter)
	}
	for _, g := range groups {
		if g.source != n.metric.source || g.report.Name != n.metric.report.Name || g.additive != n.metric.additive() ||
			g.filterKey != filterKey || !sameOptions(g.options, n.metric.decl.Options) {
			continue
		}
		switch {
		case !g.additive:
			if !slices.Equal(g.dimensions, dimensions) {
				continue
			}
		case g.report.ScanCost, subset(dimensions, g.dimensions):
			g.dimensions = sortedUnion(g.dimensions, dimensions)
		case subset(g.dimensions, dimensions):
			g.dimensions = dimensions
		default:
			continue
		}
		g.needs = append(g.needs, n)
		return groups
	}
	return append(groups, &group{
		source:     n.metric.source,
		report:     n.metric.report,
		options:    n.metric.decl.Options,
		additive:   n.metric.additive(),
		dimensions: dimensions,
		filterKey:  filterKey,
		needs:      []need{n},
	})
}

// dimensions are those that the query must return for the need: its segments,
// and for what is filtered here also the filter's.
func (n need) dimensions() []string {
	names := append([]string{}, n.by...)
	if n.metric.additive() {
		for _, clause := range n.metric.filter {
			for _, condition := range clause {
				names = append(names, condition.Dimension)
			}
		}
		sort.Strings(names)
		return slices.Compact(names)
	}
	return names // in the order of the segments
}

func (g *group) query(b *Bound, plan *Plan, id string) *PlannedQuery {
	q := &PlannedQuery{ID: id, Source: g.source.decl.Address, source: g.source}
	query := connector.Query{
		Report:     g.report.Name,
		Dimensions: slices.Clone(g.dimensions),
		Grain:      connector.GrainTotal,
		TimeZone:   b.Config.Settings.TimeZone,
		Options:    g.options,
	}
	money := false
	for _, n := range g.needs {
		if !slices.Contains(query.Measures, n.metric.measure.Name) {
			query.Measures = append(query.Measures, n.metric.measure.Name)
		}
		if address := n.metric.decl.Address; !slices.Contains(q.Needs, address) {
			q.Needs = append(q.Needs, address)
		}
		money = money || n.metric.measure.Unit == connector.UnitMoney
		query.Intervals = append(query.Intervals, n.window)
	}
	if money && g.report.CurrencyDimension != "" && !slices.Contains(query.Dimensions, g.report.CurrencyDimension) {
		query.Dimensions = append(query.Dimensions, g.report.CurrencyDimension)
	}
	if g.additive {
		query.Grain = connector.GrainDay
		query.Intervals = mergeIntervals(query.Intervals)
		query.Filter = g.commonFilter()
	} else {
		query.Intervals = distinctIntervals(query.Intervals)
		query.Filter = g.needs[0].metric.filter
	}
	q.Query = query
	q.selections = selectionsOf(b, plan, q, g)
	return q
}

// maxPushedClauses bounds the filter that is sent along: a longer one costs the
// source more than it saves, since the rows are filtered here anyway.
const maxPushedClauses = 24

// commonFilter is the union of all filters, where every need has one and the
// source can apply all of it. The rows are filtered again here, by each need.
func (g *group) commonFilter() connector.Filter {
	var union connector.Filter
	seen := make(map[string]bool)
	for _, n := range g.needs {
		if len(n.metric.filter) == 0 {
			return nil
		}
		for _, clause := range n.metric.filter {
			key := canonicalFilter(connector.Filter{clause})
			if seen[key] {
				continue
			}
			seen[key] = true
			if !pushable(g.report, clause) {
				return nil
			}
			union = append(union, clause)
		}
	}
	if len(union) > maxPushedClauses {
		return nil
	}
	return union
}

func pushable(report connector.Report, clause connector.Clause) bool {
	for _, condition := range clause {
		dimension, ok := report.Dimension(condition.Dimension)
		if !ok || !slices.Contains(dimension.Operators, condition.Operator) {
			return false
		}
	}
	return true
}

// canonicalFilter is a text that is equal for equal filters.
func canonicalFilter(f connector.Filter) string {
	var text strings.Builder
	for _, clause := range f {
		for _, c := range clause {
			fmt.Fprintf(&text, "%q %s %q;", c.Dimension, c.Operator, c.Values)
		}
		text.WriteByte('|')
	}
	return text.String()
}

// mergeIntervals joins intervals that overlap or touch.
func mergeIntervals(intervals []connector.Interval) []connector.Interval {
	sorted := slices.Clone(intervals)
	slices.SortFunc(sorted, func(a, b connector.Interval) int { return int(a.Start) - int(b.Start) })
	var merged []connector.Interval
	for _, i := range sorted {
		if last := len(merged) - 1; last >= 0 && i.Start <= merged[last].End+1 {
			merged[last].End = max(merged[last].End, i.End)
			continue
		}
		merged = append(merged, i)
	}
	return merged
}

func distinctIntervals(intervals []connector.Interval) []connector.Interval {
	var distinct []connector.Interval
	for _, i := range intervals {
		if !slices.Contains(distinct, i) {
			distinct = append(distinct, i)
		}
	}
	return distinct
}

func sameOptions(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || v != w {
			return false
		}
	}
	return true
}

func subset(small, large []string) bool {
	for _, s := range small {
		if !slices.Contains(large, s) {
			return false
		}
	}
	return true
}

func sortedUnion(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	sort.Strings(all)
	return slices.Compact(all)
}
