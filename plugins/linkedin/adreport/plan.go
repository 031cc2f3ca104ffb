package adreport

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/catalogue"
	"github.com/roictl/roictl/plugins/linkedin/reporting"
)

// Plan estimates what the question costs, without asking anybody: the requests where
// nothing is cut and nothing is known yet. What LinkedIn cuts takes more.
func (q *Question) Plan(accounts int, today connector.Date) connector.QueryPlan {
	plan := connector.QueryPlan{EstimatedRows: -1, PushedDown: reporting.Filtered(q.query.Filter)}
	lists := len(q.lists())
	if slices.ContainsFunc(q.needed, func(d catalogue.Dimension) bool { return d.Name == catalogue.ConversionName }) {
		lists++
	}
	reports := (&target{pivots: append(q.entityPivot(), q.pivots...)}).question(q.metrics, q.daily()).Requests() * len(q.query.Intervals)
	plan.EstimatedCalls = accounts * (1 + lists + reports)
	plan.Steps = append(plan.Steps, fmt.Sprintf("adAccounts: whether the login can read %d of them", accounts))
	if lists > 0 {
		plan.Steps = append(plan.Steps, "names of campaigns and the like, once")
	}
	step := fmt.Sprintf("adAnalytics of %d accounts: %s by %s", accounts, strings.Join(q.metrics, ", "), strings.Join(append(q.entityPivot(), q.pivots...), ", "))
	if accounts == 1 {
		step = strings.Replace(step, "1 accounts", "1 account", 1)
	}
	var days []string
	for _, interval := range q.query.Intervals {
		days = append(days, interval.String())
	}
	plan.Steps = append(plan.Steps, step+" in "+strings.Join(days, ", "))
	if since := q.provisional(today); reporting.Reaches(q.query, since) {
		plan.ProvisionalTo = since
	}
	return plan
}
