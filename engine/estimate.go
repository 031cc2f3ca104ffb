package engine

import (
	"context"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

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
		q.Cost, found = b.estimate(ctx, handle, q)
		diags = append(diags, found...)
	}
	return sorted(diags)
}

// estimate asks what a query will cost, in the parts in which it will be asked
// where the connector knows already that it cannot answer the whole.
func (b *Bound) estimate(ctx context.Context, handle connector.Handle, q *PlannedQuery) (connector.QueryPlan, hcl.Diagnostics) {
	cost, err := handle.PlanQuery(ctx, q.Query)
	if err != nil {
		return connector.QueryPlan{}, hcl.Diagnostics{sourceFailure(q.source, "plan a query", err)}
	}
	for i, step := range cost.Steps {
		cost.Steps[i] = q.source.masked(step)
	}
	diags := b.atMetric(q, translate(q.source, cost.Diagnostics))
	if !refusedQuestion(diags) {
		return cost, diags
	}
	again, refused := b.divide(q, diags)
	if len(again) == 0 && len(refused) == 0 {
		return connector.QueryPlan{}, diags
	}
	diags, cost = nil, connector.QueryPlan{}
	for _, part := range again {
		one, found := b.estimate(ctx, handle, part)
		cost, diags = together(cost, one), append(diags, found...)
	}
	for _, r := range refused {
		diags = append(diags, b.atMetric(r.query, r.diags)...)
	}
	return cost, diags
}

// together is what two queries cost. Rows that are not known for one of them are
// not known for both.
func together(a, b connector.QueryPlan) connector.QueryPlan {
	sum := connector.QueryPlan{
		PushedDown:     slices.Clone(a.PushedDown),
		EstimatedCalls: a.EstimatedCalls + b.EstimatedCalls,
		EstimatedRows:  a.EstimatedRows + b.EstimatedRows,
		QuotaUnits:     a.QuotaUnits + b.QuotaUnits,
		ProvisionalTo:  max(a.ProvisionalTo, b.ProvisionalTo),
		Steps:          slices.Concat(a.Steps, b.Steps),
	}
	for _, dimension := range b.PushedDown {
		sum.PushedDown = appendNew(sum.PushedDown, dimension)
	}
	if a.EstimatedRows < 0 || b.EstimatedRows < 0 {
		sum.EstimatedRows = -1
	}
	if a.ProvisionalTo != 0 && b.ProvisionalTo != 0 {
		sum.ProvisionalTo = min(a.ProvisionalTo, b.ProvisionalTo)
	}
	return sum
}
