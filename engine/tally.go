package engine

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/roictl/roictl/connector"
)

// tally sums the rows of one selection in one run.
type tally struct {
	selection *selection
	daily     func(currency string) bool // whether amounts in a currency are kept by day
	header    connector.Header
	matcher   *connector.BatchMatcher
	windows   []windowTally
	scratch   []byte
}

// windowTally are the sums of one window.
type windowTally struct {
	groups map[string]*groupSums
	whole  *groupSums // the only group where there are neither segments nor currencies
	// segments indexes the groups once all rows are in.
	segments map[segmentKey][]*groupSums
	// crowded says that there were more groups than anybody reads, so that the
	// sums of all of them were given up.
	crowded bool
}

// mostSegments is how many segments a figure may have. What has more is an
// identifier rather than a property, and a report of it is no report.
const mostSegments = 10_000

// groupSums are the sums for one segment and currency.
type groupSums struct {
	segment  []connector.Text
	currency string // of the row, or else of the header; "" when neither names one
	nameless bool   // rows name their currency, but these do not
	rows     int64
	sums     []sum // by column; nil where days are kept apart
	days     map[connector.Date][]sum
}

func newTally(s *selection, daily func(string) bool) *tally {
	t := &tally{selection: s, daily: daily, windows: make([]windowTally, len(s.windows))}
	for i := range t.windows {
		t.windows[i].groups = make(map[string]*groupSums)
	}
	return t
}

// begin prepares for the batches of a stream.
func (t *tally) begin(h connector.Header) error {
	t.header, t.matcher = h, t.selection.matcher.ForStream()
	return t.selection.fault
}

// consume sums a row that the filter keeps.
func (t *tally) consume(batch *connector.Batch, row int) {
	for i := range t.selection.windows {
		w := &t.selection.windows[i]
		day := w.window.End
		if t.selection.total {
			if batch.Intervals[row] != w.interval {
				continue
			}
		} else if day = batch.Dates[row]; !w.window.Contains(day) {
			continue
		}
		if g := t.group(i, batch, row); g != nil {
			g.add(batch, row, day, w.columns)
		}
	}
}

// empty says that no row was kept, in any window. Where there is a filter, a
// misspelt one is likelier than that nothing ever happened, so that is not zero.
func (t *tally) empty() bool {
	for i := range t.windows {
		if len(t.windows[i].groups) > 0 || t.windows[i].crowded {
			return false
		}
	}
	return true
}

// add sums one row.
func (g *groupSums) add(batch *connector.Batch, row int, day connector.Date, columns []column) {
	g.rows++
	sums := g.sums
	if g.days != nil {
		if sums = g.days[day]; sums == nil {
			sums = make([]sum, len(columns))
			g.days[day] = sums
		}
	}
	for i, c := range columns {
		values := &batch.Measures[c.position]
		switch {
		case values.Nulls != nil && values.Nulls[row]:
		case c.stock:
			sums[i].addLast(day, values.Unscaled[row], values.Scale)
		default:
			sums[i].add(values.Unscaled[row], values.Scale)
		}
	}
}

// group finds the sums that a row belongs to; nil where segments are too many.
func (t *tally) group(window int, batch *connector.Batch, row int) *groupSums {
	s, w := t.selection, &t.windows[window]
	if len(s.by) == 0 && s.currency < 0 {
		if w.whole == nil {
			w.whole = t.newGroup(window, t.header.Currency)
			w.groups[""] = w.whole
		}
		return w.whole
	}
	if w.crowded {
		return nil
	}
	t.scratch = t.scratch[:0]
	for _, position := range s.by {
		t.scratch = binary.LittleEndian.AppendUint32(t.scratch, batch.Dimensions[position].Indexes[row])
	}
	if s.currency >= 0 {
		t.scratch = binary.LittleEndian.AppendUint32(t.scratch, batch.Dimensions[s.currency].Indexes[row])
	}
	if g, ok := w.groups[string(t.scratch)]; ok {
		return g
	}
	if len(s.by) > 0 && len(w.groups) >= mostSegments {
		w.groups, w.crowded = nil, true
		return nil
	}
	currency := t.header.Currency
	if s.currency >= 0 {
		currency = batch.Dimensions[s.currency].Text(row).Value
	}
	g := t.newGroup(window, currency)
	g.nameless = s.currency >= 0 && currency == ""
	for _, position := range s.by {
		g.segment = append(g.segment, batch.Dimensions[position].Text(row))
	}
	w.groups[string(t.scratch)] = g
	return g
}

func (t *tally) newGroup(window int, currency string) *groupSums {
	g := &groupSums{currency: currency}
	if !t.selection.total && t.daily(currency) {
		g.days = make(map[connector.Date][]sum)
	} else {
		g.sums = make([]sum, len(t.selection.windows[window].columns))
	}
	return g
}

// groupsOf returns the groups of a segment, or all of them where it is nil, in a
// fixed order, so that the same inputs give the same bytes. It is called after
// the last row.
func (w *windowTally) groupsOf(segment []connector.Text) []*groupSums {
	if w.segments == nil {
		w.segments = make(map[segmentKey][]*groupSums)
		for _, g := range w.groups {
			key := keyOf(g.segment)
			w.segments[key] = append(w.segments[key], g)
		}
		for _, groups := range w.segments {
			slices.SortFunc(groups, func(a, b *groupSums) int { return cmp.Compare(a.currency, b.currency) })
		}
	}
	return w.segments[keyOf(segment)]
}

// part is one amount of a cell, in one currency and perhaps of one day.
type part struct {
	sum      *sum
	currency string
	nameless bool
	day      connector.Date // 0 where the days of the window are summed
}

// parts returns the sums of a column for a segment, in a fixed order, and how
// many rows there were. Of a stock, only those of the last day that has any are
// among them.
func (w *windowTally) parts(column int, segment []connector.Text, stock bool) (parts []part, rows int64) {
	for _, g := range w.groupsOf(segment) {
		rows += g.rows
		add := func(s *sum, day connector.Date) {
			if s.values > 0 {
				parts = append(parts, part{sum: s, currency: g.currency, nameless: g.nameless, day: day})
			}
		}
		if g.days == nil {
			add(&g.sums[column], 0)
			continue
		}
		for _, day := range slices.Sorted(maps.Keys(g.days)) {
			add(&g.days[day][column], day)
		}
	}
	if stock && len(parts) > 1 {
		last := slices.MaxFunc(parts, func(a, b part) int { return cmp.Compare(a.sum.last, b.sum.last) }).sum.last
		parts = slices.DeleteFunc(parts, func(p part) bool { return p.sum.last != last })
	}
	return parts, rows
}
