package engine

import (
	"context"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// matched says whether any row of a source has passed a filter.
//
// Absent rows of a source that has all rows are 0. But where there is a filter, a
// misspelt one is likelier than that nothing ever happened, and must not look green:
// only one that rows have passed at some time is known to be spelt right. Whether
// one has must not depend on what else a run asks for, so that where no row of an
// answer passes, the source is asked about a year as well.
type matched struct {
	ever    bool
	looked  connector.Interval // the days that were looked at
	failure string             // why that is not known; "" when it is
}

// reason says why a figure is not 0.
func (m matched) reason(of *metric) string {
	if m.failure != "" {
		return fmt.Sprintf("no row of %s passes the filter of %s, and whether any ever did is not known: %s", of.decl.Source, of.decl.Address, m.failure)
	}
	return fmt.Sprintf("no row of %s passes the filter of %s, on any day from %s to %s: look for a typing mistake in it", of.decl.Source, of.decl.Address, m.looked.Start, m.looked.End)
}

// lookBack is how many days are looked at for rows that pass a filter, at least:
// a year, so that what comes back every season is found.
const lookBack = 366

// lookForMatches notes of the filters in an answered query whether any row has ever
// passed them, as far as a figure depends on it.
func (f *fetcher) lookForMatches(ctx context.Context, handle connector.Handle, q *PlannedQuery, out *outcome) {
	out.matched = make(map[string]matched)
	open := make(map[string]need)
	cells := q.cells
	if cells == nil {
		cells = f.cells
	}
	for _, n := range q.needs {
		m := n.metric
		if len(m.filter) == 0 {
			continue
		}
		if !out.tallies[cells[n.key()].selection].empty() {
			out.matched[m.filterKey] = matched{ever: true}
		} else if m.zeroWhenAbsent() && out.settled(n.window) {
			if _, noted := open[m.filterKey]; !noted {
				open[m.filterKey] = need{metric: m}
			}
		}
	}
	days := f.lookedAt(q, out)
	var needs []need
	for _, n := range q.needs { // in their order, so that the question is always the same
		key := n.metric.filterKey
		if again, asked := open[key]; asked && !out.matched[key].ever {
			again.window = days
			needs = append(needs, again)
			delete(open, key)
		}
	}
	for _, g := range mergeNeeds(needs) {
		f.lookFurther(ctx, handle, q, g, out)
	}
}

// lookedAt are the days on which rows may show that a filter is spelt right: those
// that the source has, a year, and those that were asked for.
func (f *fetcher) lookedAt(q *PlannedQuery, out *outcome) connector.Interval {
	last := f.opts.lastDay()
	days := connector.Interval{Start: min(last-lookBack+1, out.trailer.CoveredFrom), End: last}
	for _, n := range q.needs {
		days.Start, days.End = min(days.Start, n.window.Start), max(days.End, n.window.End)
	}
	return days
}

// lookFurther asks whether any row of many days passes the filters of a group.
func (f *fetcher) lookFurther(ctx context.Context, handle connector.Handle, q *PlannedQuery, g *group, out *outcome) {
	cells := make(map[needKey]cell, len(g.needs))
	further := g.query(q.ID, f.bound, cells)
	further.whole = q.planned()
	found := &outcome{}
	credential, diags := f.bound.credential(ctx, q.source)
	if !diags.HasErrors() {
		diags = append(hcl.Diagnostics{}, f.attempt(ctx, handle, further, credential, found)...)
	}
	failure, _ := failureOf(ctx, diags)
	out.trailer.APICalls += found.trailer.APICalls
	for _, n := range g.needs {
		m := matched{looked: n.window, failure: failure}
		if failure == "" {
			m.ever = !found.tallies[cells[n.key()].selection].empty()
		}
		out.matched[n.metric.filterKey] = m
	}
}

// zeroWhenAbsent says whether the metric is 0 where nothing is: sums are, and so
// are counts of different people. Averages and the state on a day are not, nor what
// a report does not list, which may be either.
func (m *metric) zeroWhenAbsent() bool {
	switch m.measure.Aggregation {
	case connector.AggregateSum:
		return true
	case connector.AggregateNone:
		_, listed := m.report.Measure(m.measure.Name)
		return listed && m.measure.Unit == connector.UnitCount
	}
	return false
}
