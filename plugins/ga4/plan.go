package ga4

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// PlanQuery estimates what a query costs. It asks nobody.
func (s *source) PlanQuery(_ context.Context, query connector.Query) connector.QueryPlan {
	plan := connector.QueryPlan{EstimatedRows: -1}
	asked, diags := s.question(query)
	plan.Diagnostics = diags
	if asked == nil {
		return plan
	}
	for _, clause := range query.Filter {
		for _, condition := range clause {
			if !slices.Contains(plan.PushedDown, condition.Dimension) {
				plan.PushedDown = append(plan.PushedDown, condition.Dimension)
			}
		}
	}
	for _, r := range asked.Split() {
		plan.EstimatedCalls++
		plan.QuotaUnits += r.Tokens()
		step := fmt.Sprintf("runReport of %s: %s", s.property.Name(), strings.Join(r.Metrics, ", "))
		if by := r.Dimensions(); len(by) > 0 {
			step += " by " + strings.Join(by, ", ")
		}
		var ranges []string
		for _, days := range r.Ranges() {
			ranges = append(ranges, days.String())
		}
		plan.Steps = append(plan.Steps, step+" in "+strings.Join(ranges, ", "))
	}
	plan.Diagnostics = append(plan.Diagnostics, asked.doubts()...)
	if len(asked.unlisted) > 0 {
		plan.EstimatedCalls++
		plan.Steps = append(plan.Steps, "names of the property's own dimensions and metrics")
	}
	if since := firstProvisional(connector.DateIn(s.now(), s.zone)); slices.ContainsFunc(query.Intervals, func(i connector.Interval) bool { return i.End >= since }) {
		plan.ProvisionalTo = since
	}
	return plan
}
