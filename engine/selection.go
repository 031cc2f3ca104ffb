package engine

import (
	"slices"

	"github.com/roictl/roictl/connector"
)

// selection says which rows of a query are summed together: those that satisfy
// one filter, by one set of segments. Many KPIs differ only in window and measure
// and so share one.
type selection struct {
	matcher  connector.Matcher
	by       []int // positions of the segment dimensions in the query
	currency int   // position of the currency dimension; -1 when there is none
	windows  []windowed
	total    bool  // rows carry the interval's index instead of a day
	fault    error // the filter cannot be run
}

// windowed says what is summed in one window.
type windowed struct {
	window   connector.Interval
	interval int32 // index in the query, of rows without a day
	columns  []column
}

// column is a measure to sum.
type column struct {
	position int // in the query's measures
	stock    bool
}

// cell is where the answer to one need stands once its query has run.
type cell struct {
	query     *PlannedQuery
	selection int
	window    int // in the selection's windows
	column    int // in the window's columns
}

// selections works out the selections of a query and notes which cell answers
// which need.
func (g *group) selections(cells map[needKey]cell, q *PlannedQuery) []*selection {
	type key struct{ filter, by string }
	known := make(map[key]int)
	windows := make(map[needKey]int)
	measures, intervals := positions(q.Query.Measures), positions(q.Query.Intervals)
	var all []*selection
	for _, n := range g.needs {
		need := n.key()
		k := key{n.metric.filterKey, need.by}
		if n.metric.currencyDimension() != "" {
			k.by += "\x00currency"
		}
		at, ok := known[k]
		if !ok {
			at = len(all)
			known[k] = at
			all = append(all, g.selection(q, n))
		}
		s := all[at]
		here := needKey{window: n.window, by: k.filter + "\x00" + k.by}
		w, ok := windows[here]
		if !ok {
			w = len(s.windows)
			windows[here] = w
			s.windows = append(s.windows, windowed{window: n.window, interval: int32(intervals[n.window])})
		}
		cells[need] = cell{query: q, selection: at, window: w, column: s.windows[w].add(column{
			position: measures[n.metric.measure.Name],
			stock:    n.metric.stock(),
		})}
	}
	return all
}

func positions[T comparable](list []T) map[T]int {
	at := make(map[T]int, len(list))
	for i, item := range list {
		at[item] = i
	}
	return at
}

func (g *group) selection(q *PlannedQuery, n need) *selection {
	position := func(name string) int { return slices.Index(q.Query.Dimensions, name) }
	s := &selection{currency: -1, total: !g.additive}
	if g.additive {
		// The query returns every dimension of the filter, so this cannot fail
		// for a filter that was bound.
		s.matcher, s.fault = connector.CompileFilter(n.metric.filter, func(name string) (int, bool) {
			at := position(name)
			return at, at >= 0
		})
	}
	for _, name := range n.by {
		s.by = append(s.by, position(name))
	}
	if name := n.metric.currencyDimension(); name != "" {
		s.currency = position(name)
	}
	return s
}

// add returns the position of a column, which is new when it is not there.
func (w *windowed) add(c column) int {
	if at := slices.Index(w.columns, c); at >= 0 {
		return at
	}
	w.columns = append(w.columns, c)
	return len(w.columns) - 1
}
