package connectortest

import (
	"context"
	"errors"
	"math/big"
	"slices"

	"github.com/roictl/roictl/connector"
)

// checkFilters compares what the connector filters with what the host would:
// pushing a filter down must change nothing but the cost.
func checkFilters(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	for column, name := range r.query.Dimensions {
		dimension, ok := r.report.Dimension(name)
		if !ok {
			continue
		}
		for _, condition := range r.conditions(column, dimension) {
			if !r.checkFilter(ctx, handle, connector.Filter{{condition}}) {
				return
			}
		}
	}
}

// conditions makes one for every operator of a dimension, with values that the
// source has.
func (r *run) conditions(column int, dimension connector.Dimension) []connector.Condition {
	var values []string
	for _, row := range r.whole.rows {
		if text := row.texts[column]; !text.Null && !slices.Contains(values, text.Value) {
			values = append(values, text.Value)
		}
	}
	if len(values) == 0 {
		return nil
	}
	slices.Sort(values)
	first := values[0]
	var conditions []connector.Condition
	for _, operator := range dimension.Operators {
		wanted := [][]string{{first}, values, {"conformance kit: no such value"}}
		if operator == connector.OperatorMatch || operator == connector.OperatorNotMatch {
			start := []rune(first)
			wanted = [][]string{{first}, {"*"}, {string(start[:len(start)/2]) + "*"}, {"*" + string(start[len(start)/2:])}, {"?*"}, {"conformance kit*"}}
		}
		for _, values := range wanted {
			conditions = append(conditions, connector.Condition{Dimension: r.query.Dimensions[column], Operator: operator, Values: values})
		}
	}
	return conditions
}

// checkFilter checks one filter, with its dimension in the result and without;
// false when it is useless to go on.
func (r *run) checkFilter(ctx context.Context, handle connector.Handle, filter connector.Filter) bool {
	matcher, err := connector.CompileFilter(filter, r.dimensionIndex)
	if err != nil {
		r.problemf("%v", err)
		return false
	}
	kept := func(row row) bool { return matcher.Match(row.texts) }
	want := r.whole.keep(kept)
	query := r.query
	query.Filter = filter
	plan, err := handle.PlanQuery(ctx, query)
	if err := errors.Join(err, asError(plan.Diagnostics)); err != nil {
		r.problemf("PlanQuery fails: %v (%s)", err, describeQuery(query))
		return false
	}
	got := r.ask(ctx, handle, query)
	if got == nil {
		return false
	}
	pushedDown := slices.Contains(plan.PushedDown, filter[0][0].Dimension)
	if !pushedDown {
		got = got.keep(kept) // as the host does
	}
	if difference := got.differs(want); difference != "" {
		r.problemf("filtered by the connector (pushed down: %v), other than by the host: %s (%s)", pushedDown, difference, describeQuery(query))
	}
	if pushedDown && r.query.Grain == connector.GrainDay {
		r.checkHiddenFilter(ctx, handle, query, want)
	}
	return true
}

// checkHiddenFilter asks for the same without any dimension in the result: a
// filter has to work on what is not shown too.
func (r *run) checkHiddenFilter(ctx context.Context, handle connector.Handle, query connector.Query, want *answer) {
	query.Dimensions = nil
	if c := r.report.CurrencyDimension; c != "" {
		return // without it, money of several currencies would be added up
	}
	got := r.ask(ctx, handle, query)
	if got == nil {
		return
	}
	for i, name := range query.Measures {
		if m, ok := r.report.Measure(name); !ok || m.Aggregation != connector.AggregateSum {
			continue
		}
		gotCells, wantCells := make(map[string]*big.Rat), make(map[string]*big.Rat)
		for _, row := range got.rows {
			add(gotCells, row.key(), row.numbers[i])
		}
		for _, day := range want.rows {
			day.texts = nil
			add(wantCells, day.key(), day.numbers[i])
		}
		if key, a, b := firstDifference(gotCells, wantCells); key != "" {
			r.problemf("%q on day %s is %s where the filter's dimension is not shown, and %s where it is (%s)", name, key, number(a), number(b), describeQuery(query))
			return
		}
	}
}

// checkLimit wants as many rows as asked for, and a flag when some were cut.
func checkLimit(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	all := int64(len(r.whole.rows))
	for _, limit := range []int64{1, all - 1, all, all + 1} {
		if limit < 1 {
			continue
		}
		query := r.query
		query.Limit = limit
		got := r.ask(ctx, handle, query)
		if got == nil {
			return
		}
		capped := slices.ContainsFunc(got.trailer.Flags, func(f connector.Flag) bool { return f.Code == connector.FlagCapped })
		if rows := int64(len(got.rows)); rows != min(limit, all) || capped != (limit < all) {
			r.problemf("with a limit of %d, %d of %d rows come, and the flag %s is %v", limit, rows, all, connector.FlagCapped, capped)
		}
	}
}
