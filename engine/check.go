package engine

import (
	"context"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// Check runs a plan: it fetches, sums, evaluates and judges. A source that fails
// takes only what depends on it along. The diagnostics of the result come in
// addition to those of Bind and Plan.
func (b *Bound) Check(ctx context.Context, plan *Plan, observer Observer) *Result {
	opts := plan.Options
	if opts.Now == nil {
		opts.Now = time.Now
		plan.Options.Now = time.Now
	}
	result := &Result{
		AsOf:      opts.AsOf,
		Period:    opts.Period,
		Currency:  b.Config.Settings.Currency,
		TimeZone:  b.Config.Settings.TimeZone,
		StartedAt: opts.Now(),
	}
	fetched := b.fetch(ctx, plan.Queries, opts, observer)
	fetched.diags = append(fetched.diags, b.fetchRates(ctx, plan.days())...)
	e := &evaluator{
		bound:    b,
		plan:     plan,
		outcomes: fetched.outcomes,
		figures:  make(map[figureKey]*campaignFigures),
	}
	for _, p := range plan.KPIs {
		result.KPIs = append(result.KPIs, e.kpiResult(p))
	}
	for _, campaign := range plan.Campaigns {
		result.Campaigns = append(result.Campaigns, e.campaignResult(campaign))
	}
	for _, decl := range b.Config.Connectors {
		if line, asked := fetched.results[decl.Address]; asked {
			result.Sources = append(result.Sources, line)
		}
	}
	result.Diagnostics = sorted(fetched.diags)
	result.ExitCode = exitCode(result.KPIs, opts.FailOn)
	result.FinishedAt = opts.Now()
	return result
}

// Estimate asks the connectors what the planned queries will cost. It asks no
// platform for data.
func (b *Bound) Estimate(ctx context.Context, plan *Plan) hcl.Diagnostics {
	var diags hcl.Diagnostics
	handles := make(map[config.Address]connector.Handle)
	for _, q := range plan.Queries {
		handle, open := handles[q.Source]
		if !open {
			opened, found := b.open(ctx, q.source)
			diags = append(diags, found...)
			if found.HasErrors() {
				opened = nil
			}
			handle, handles[q.Source] = opened, opened
		}
		if handle == nil {
			continue // reported when it was opened
		}
		cost, err := handle.PlanQuery(ctx, q.Query)
		if err != nil {
			diags = append(diags, sourceFailure(q.source.decl, "plan a query", err))
			continue
		}
		q.Cost = cost
		diags = append(diags, translate(q.source, cost.Diagnostics)...)
	}
	return diags
}

// days are all days that any query of the plan asks for.
func (p *Plan) days() connector.Interval {
	days := connector.Interval{Start: p.Options.lastDay(), End: p.Options.lastDay()}
	for _, q := range p.Queries {
		for _, i := range q.Query.Intervals {
			days.Start, days.End = min(days.Start, i.Start), max(days.End, i.End)
		}
	}
	for _, c := range p.Campaigns {
		days.Start = min(days.Start, c.Start)
	}
	return days
}

// sorted puts diagnostics in the order of their places, since sources answer in
// any order.
func sorted(diags hcl.Diagnostics) hcl.Diagnostics {
	ordered := append(hcl.Diagnostics{}, diags...)
	sortDiagnostics(ordered)
	return ordered
}
