package engine

import (
	"context"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
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

// Estimate asks the connectors what the planned queries will cost, and notes it
// in the plan. It asks no platform for data and nobody for credentials: a plan
// needs no login.
func (b *Bound) Estimate(ctx context.Context, plan *Plan) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, q := range plan.Queries {
		handle, found := b.open(ctx, q.source, connector.Credential{})
		diags = append(diags, found...)
		if found.HasErrors() {
			continue
		}
		cost, err := handle.PlanQuery(ctx, q.Query)
		if err != nil {
			diags = append(diags, sourceFailure(q.source, "plan a query", err))
			continue
		}
		for i, step := range cost.Steps {
			cost.Steps[i] = q.source.masked(step)
		}
		q.Cost = cost
		diags = append(diags, translate(q.source, cost.Diagnostics)...)
	}
	return sorted(diags)
}
