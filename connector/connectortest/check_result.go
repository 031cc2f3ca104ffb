package connectortest

import (
	"context"
	"sync"

	"github.com/roictl/roictl/connector"
)

// checkResult looks at the shape of the whole result.
func checkResult(_ context.Context, r *run) {
	a := r.whole
	for _, fault := range a.order {
		r.problemf("%s", fault)
	}
	if a.trailer.Rows != int64(len(a.rows)) {
		r.problemf("the trailer says %d rows, and %d came", a.trailer.Rows, len(a.rows))
	}
	for _, fault := range append(a.header.Faults(r.report, r.query), a.trailer.Faults()...) {
		r.problemf("the connector %s", fault)
	}
	for i, column := range a.header.Measures {
		if column.Unit == "" {
			r.problemf("measure %q is announced without a unit", r.query.Measures[i])
		}
		carried := a.header.Currency != "" || r.report.CurrencyDimension != ""
		if column.Unit == connector.UnitMoney && !carried {
			r.problemf("measure %q is money without a currency, in the header or in a dimension of its own", r.query.Measures[i])
		}
	}
	if a.header.TimeZone == "" {
		r.problemf("the header does not say in which time zone the source cuts its days")
	}
	seen := make(map[string]bool, len(a.rows))
	for _, row := range a.rows {
		if key := row.key(); seen[key] {
			r.problemf("the cell %s comes twice; add up what belongs together", key)
			return
		} else {
			seen[key] = true
		}
	}
}

// checkConcurrency asks several times at once and wants the same answer.
func checkConcurrency(ctx context.Context, r *run) {
	ctx = r.context(ctx)
	handle, end, ok := r.configured(ctx)
	if !ok {
		return
	}
	defer end()
	answers := make([]answer, 4)
	failures := make([]error, len(answers))
	var group sync.WaitGroup
	for i := range answers {
		group.Go(func() {
			_, diags, err := handle.Query(ctx, r.query, &answers[i])
			if failures[i] = err; err == nil {
				failures[i] = asError(diags)
			}
		})
	}
	group.Wait()
	for i := range answers {
		if failures[i] != nil {
			r.problemf("one of several queries at a time fails: %v", failures[i])
		} else if difference := answers[i].differs(r.whole); difference != "" {
			r.problemf("one of several queries at a time answers differently: %s", difference)
		}
	}
}
