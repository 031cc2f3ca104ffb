package connectortest

import (
	"context"
	"math/big"

	"github.com/roictl/roictl/connector"
)

// checkDays asks for parts of the interval. Both ends of a window are in it, and
// cutting a window in two loses and doubles nothing.
func checkDays(ctx context.Context, r *run) {
	if r.query.Grain != connector.GrainDay {
		return
	}
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	whole := r.suite.Interval
	middle := whole.Start + connector.Date(whole.Days()/2)
	windows := [][]connector.Interval{
		{{Start: whole.Start, End: whole.Start}},
		{{Start: whole.End, End: whole.End}},
		{{Start: whole.Start, End: middle}},
	}
	if middle < whole.End {
		windows = append(windows,
			[]connector.Interval{{Start: middle + 1, End: whole.End}},
			[]connector.Interval{{Start: whole.Start, End: middle}, {Start: middle + 1, End: whole.End}})
	}
	if whole.Days() > 2 {
		windows = append(windows, []connector.Interval{{Start: whole.Start, End: whole.Start}, {Start: whole.End, End: whole.End}})
	}
	for _, intervals := range windows {
		query := r.query
		query.Intervals = intervals
		got := r.ask(ctx, handle, query)
		if got == nil {
			return
		}
		want := r.whole.keep(func(row row) bool {
			for _, interval := range intervals {
				if interval.Contains(connector.Date(row.position)) {
					return true
				}
			}
			return false
		})
		if difference := got.differs(want); difference != "" {
			r.problemf("in %v, other than in the whole of %s: %s", intervals, whole, difference)
		}
	}
}

// checkTotals compares the days' sum with the total that the source gives, for
// measures that can be added up.
func checkTotals(ctx context.Context, r *run) {
	if r.query.Grain != connector.GrainDay {
		return
	}
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	query := r.query
	query.Grain = connector.GrainTotal
	query.Intervals = []connector.Interval{r.suite.Interval, {Start: r.suite.Interval.Start, End: r.suite.Interval.Start}}
	totals := r.ask(ctx, handle, query)
	if totals == nil {
		return
	}
	for i, name := range r.query.Measures {
		m, ok := r.report.Measure(name)
		if !ok || m.Aggregation != connector.AggregateSum {
			continue
		}
		want := make(map[string]*big.Rat)
		for position, interval := range query.Intervals {
			for _, day := range r.whole.rows {
				if interval.Contains(connector.Date(day.position)) {
					day.position = int64(position)
					add(want, day.key(), day.numbers[i])
				}
			}
		}
		got := make(map[string]*big.Rat)
		for _, total := range totals.rows {
			add(got, total.key(), total.numbers[i])
		}
		if key, a, b := firstDifference(got, want); key != "" {
			r.problemf("the total of %q in the cell %s is %s, but its days add up to %s", name, key, number(a), number(b))
		}
	}
}

// add sums into a cell. Null adds nothing, and a cell of nulls only is no cell.
func add(cells map[string]*big.Rat, key string, value *big.Rat) {
	if value == nil {
		return
	}
	if cells[key] == nil {
		cells[key] = new(big.Rat)
	}
	cells[key].Add(cells[key], value)
}

// firstDifference returns a cell in which two results differ; no key when there
// is none. A nil value is no data.
func firstDifference(a, b map[string]*big.Rat) (key string, inA, inB *big.Rat) {
	for _, cells := range []map[string]*big.Rat{a, b} {
		for key := range cells {
			if a[key] == nil || b[key] == nil || a[key].Cmp(b[key]) != 0 {
				return key, a[key], b[key]
			}
		}
	}
	return "", nil, nil
}

func number(r *big.Rat) string {
	if r == nil {
		return "no data"
	}
	return r.RatString()
}

// checkNoData asks for days long before the source has any, and for the cells
// that the suite knows to be empty. No data is not zero.
func checkNoData(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	query := r.query
	long := connector.Date(40 * 365)
	query.Intervals = []connector.Interval{{Start: r.suite.Interval.Start - long, End: r.suite.Interval.End - long}}
	if empty := r.ask(ctx, handle, query); empty != nil {
		for _, row := range empty.rows {
			for i, value := range row.numbers {
				if value != nil {
					r.problemf("%q is %s in %s, where there can be no data", r.query.Measures[i], number(value), query.Intervals[0])
					return
				}
			}
		}
	}
	for _, cell := range r.suite.Nulls {
		r.checkNull(ctx, handle, cell)
	}
}

func (r *run) checkNull(ctx context.Context, handle connector.Handle, cell Cell) {
	query := r.query
	query.Measures = []string{cell.Measure}
	query.Intervals = []connector.Interval{{Start: cell.Day, End: cell.Day}}
	got := r.ask(ctx, handle, query)
	if got == nil {
		return
	}
	matcher, err := connector.CompileFilter(connector.Filter{cell.Where}, r.dimensionIndex)
	if err != nil {
		r.problemf("the suite's cell %+v: %v", cell, err)
		return
	}
	for _, row := range got.rows {
		if matcher.Match(row.texts) && row.numbers[0] != nil {
			r.problemf("%q is %s in the cell %s, where the source has no value", cell.Measure, number(row.numbers[0]), row.key())
		}
	}
}

// dimensionIndex finds a dimension among those the suite asks for.
func (r *run) dimensionIndex(name string) (int, bool) {
	for i, asked := range r.query.Dimensions {
		if asked == name {
			return i, true
		}
	}
	return 0, false
}
