package engine

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/roictl/roictl/connector"
)

// selection sums the rows of one query that satisfy one filter, by one set of
// segments, for all windows and measures that need just that. Many KPIs differ
// only in window and measure and so share a selection.
type selection struct {
	matcher  connector.Matcher
	by       []int // positions of the segment dimensions in the query
	currency int   // position of the currency dimension; -1 when there is none
	windows  []*windowSums
	total    bool // rows carry the interval's index instead of a day
	// daily says of which currencies each day is converted at its own rate.
	daily func(currency string) bool
	fault error // the filter cannot be run
}

// windowSums are the sums of one window.
type windowSums struct {
	window   connector.Interval
	columns  []column
	groups   map[string]*groupSums
	whole    *groupSums // the only group where there are neither segments nor currencies
	interval int32      // index in the query, with GrainTotal
	// segments indexes the groups once all rows are in.
	segments map[segmentKey][]*groupSums
}

// column is a measure to sum.
type column struct {
	position int // in the query's measures
	stock    bool
}

// groupSums are the sums for one segment and currency.
type groupSums struct {
	segment  []connector.Text
	currency string         // "" when it is the header's
	day      connector.Date // set where each day is converted at its own rate
	daily    bool
	rows     int64
	sums     []sum // by column
}

// selectionsOf builds the selections of a query and registers the cells they
// fill with the plan.
func selectionsOf(b *Bound, plan *Plan, q *PlannedQuery, g *group) []*selection {
	byKey := make(map[string]*selection)
	var ordered []*selection
	for _, n := range g.needs {
		key := canonicalFilter(n.metric.filter) + "\x00" + n.key().by
		s, ok := byKey[key]
		if !ok {
			s = newSelection(b, q, g, n)
			byKey[key] = s
			ordered = append(ordered, s)
		}
		w := s.window(n.window, int32(slices.Index(q.Query.Intervals, n.window)))
		position := slices.Index(q.Query.Measures, n.metric.measure.Name)
		plan.cells[n.key()] = &cell{
			query:  q,
			sums:   w,
			column: w.column(position, n.metric.measure.Aggregation == connector.AggregateLast),
			by:     n.by,
			metric: n.metric,
		}
	}
	return ordered
}

func newSelection(b *Bound, q *PlannedQuery, g *group, n need) *selection {
	s := &selection{currency: -1, total: !g.additive, daily: b.dailyRates}
	if g.additive {
		// The query returns every dimension of the filter, so this cannot fail
		// for a filter that was bound.
		s.matcher, s.fault = connector.CompileFilter(n.metric.filter, func(name string) (int, bool) {
			position := slices.Index(q.Query.Dimensions, name)
			return position, position >= 0
		})
	}
	for _, name := range n.by {
		s.by = append(s.by, slices.Index(q.Query.Dimensions, name))
	}
	if g.report.CurrencyDimension != "" {
		s.currency = slices.Index(q.Query.Dimensions, g.report.CurrencyDimension)
	}
	return s
}

func (s *selection) window(i connector.Interval, index int32) *windowSums {
	for _, w := range s.windows {
		if w.window == i {
			return w
		}
	}
	w := &windowSums{window: i, interval: index, groups: make(map[string]*groupSums)}
	s.windows = append(s.windows, w)
	return w
}

func (w *windowSums) column(position int, stock bool) int {
	for i, c := range w.columns {
		if c.position == position {
			return i
		}
	}
	w.columns = append(w.columns, column{position: position, stock: stock})
	return len(w.columns) - 1
}

// consume sums the rows of a batch that the matcher, made for the batch's
// stream, keeps.
func (s *selection) consume(batch *connector.Batch, header connector.Header, matcher *connector.BatchMatcher) {
	var scratch []byte
	for row := range batch.Rows {
		if !matcher.Match(batch, row) {
			continue
		}
		for _, w := range s.windows {
			var day connector.Date
			if s.total {
				if batch.Intervals[row] != w.interval {
					continue
				}
				day = w.window.End
			} else {
				day = batch.Dates[row]
				if !w.window.Contains(day) {
					continue
				}
			}
			var group *groupSums
			group, scratch = s.group(w, batch, header, row, day, scratch)
			group.rows++
			for i, c := range w.columns {
				values := &batch.Measures[c.position]
				if values.Nulls != nil && values.Nulls[row] {
					continue
				}
				if c.stock {
					group.sums[i].addLast(day, values.Unscaled[row], values.Scale)
				} else {
					group.sums[i].add(values.Unscaled[row], values.Scale)
				}
			}
		}
	}
}

// group finds the sums that a row belongs to.
func (s *selection) group(w *windowSums, batch *connector.Batch, header connector.Header, row int, day connector.Date, scratch []byte) (*groupSums, []byte) {
	currency := header.Currency
	if s.currency >= 0 {
		currency = batch.Dimensions[s.currency].Text(row).Value
	}
	daily := s.daily(currency)
	if len(s.by) == 0 && s.currency < 0 && !daily {
		if w.whole == nil {
			w.whole = &groupSums{currency: currency, sums: make([]sum, len(w.columns))}
			w.groups[""] = w.whole
		}
		return w.whole, scratch
	}
	scratch = scratch[:0]
	for _, position := range s.by {
		scratch = binary.LittleEndian.AppendUint32(scratch, batch.Dimensions[position].Indexes[row])
	}
	if s.currency >= 0 {
		scratch = binary.LittleEndian.AppendUint32(scratch, batch.Dimensions[s.currency].Indexes[row])
	}
	if daily {
		scratch = binary.LittleEndian.AppendUint32(scratch, uint32(day))
	}
	if g, ok := w.groups[string(scratch)]; ok {
		return g, scratch
	}
	g := &groupSums{currency: currency, day: day, daily: daily, sums: make([]sum, len(w.columns))}
	for _, position := range s.by {
		g.segment = append(g.segment, batch.Dimensions[position].Text(row))
	}
	w.groups[string(scratch)] = g
	return g, scratch
}

// groupsOf returns the groups of a segment, or all of them where it is nil, in a
// fixed order, so that the same inputs give the same bytes. It is called after
// the last row.
func (w *windowSums) groupsOf(segment []connector.Text) []*groupSums {
	if w.segments == nil {
		w.segments = make(map[segmentKey][]*groupSums)
		for _, g := range w.groups {
			key := keyOf(g.segment)
			w.segments[key] = append(w.segments[key], g)
			if len(g.segment) > 0 {
				w.segments[""] = append(w.segments[""], g)
			}
		}
		for _, groups := range w.segments {
			slices.SortFunc(groups, func(a, b *groupSums) int {
				return cmp.Or(cmp.Compare(a.currency, b.currency), cmp.Compare(a.day, b.day), cmp.Compare(keyOf(a.segment), keyOf(b.segment)))
			})
		}
	}
	return w.segments[keyOf(segment)]
}
