package engine

import (
	"context"
	"slices"
)

// Check runs a plan: it fetches, sums, evaluates and judges. A source that fails
// takes only what depends on it along. The diagnostics of the result come in
// addition to those of Bind and Plan. The observer may be nil.
//
// A check that was interrupted, by its context, has a result in which what was
// not fetched has the status error; it should not be recorded.
func (b *Bound) Check(ctx context.Context, plan *Plan, observer Observer) *Result {
	opts := plan.Options.withDefaults()
	if observer == nil {
		observer = nobody{}
	}
	result := &Result{
		AsOf:      opts.AsOf,
		Period:    opts.Period,
		Currency:  b.Config.Settings.Currency,
		TimeZone:  b.Config.Settings.TimeZone,
		StartedAt: opts.Now(),
	}
	fetched := b.fetch(ctx, plan, opts, observer)
	sources, diags := b.sourceResults(plan, fetched.outcomes)
	e := newEvaluator(b, plan, fetched, b.rateTable(ctx, plan.days))
	for _, p := range plan.KPIs {
		result.KPIs = append(result.KPIs, e.kpiResult(p))
	}
	for _, decl := range plan.Campaigns {
		result.Campaigns = append(result.Campaigns, e.campaignResult(b.campaigns[decl.Address]))
	}
	result.Sources = sources
	result.Diagnostics = sorted(slices.Concat(diags, e.rates.diags, e.diags))
	result.ExitCode = exitCode(result.KPIs, e.campaignFailed, opts.FailOn)
	result.FinishedAt = opts.Now()
	return result
}
