package facebook

import (
	"context"
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// PlanQuery estimates what a query costs. It asks nobody.
func (s *source) PlanQuery(_ context.Context, query connector.Query) connector.QueryPlan {
	plan := connector.QueryPlan{EstimatedRows: -1}
	for _, clause := range query.Filter {
		for _, condition := range clause {
			if !slices.Contains(plan.PushedDown, condition.Dimension) {
				plan.PushedDown = append(plan.PushedDown, condition.Dimension)
			}
		}
	}
	switch query.Report {
	case catalogue.AdsReport:
		s.planAds(query, &plan)
	case catalogue.PageReport, catalogue.InstagramReport, catalogue.InstagramMediaReport:
		s.planOrganic(query, &plan)
	case catalogue.LinksReport:
		_, plan.Diagnostics = linksQuestion(query)
		plan.EstimatedCalls, plan.QuotaUnits = 2, 2
		plan.Steps = append(plan.Steps, "list of the live ads of "+s.account.Node()+" with their creatives")
	default:
		plan.Diagnostics = connector.Diagnostics{unknownReport(query.Report)}
	}
	return plan
}

// planAds estimates one request for the account, and the first page of each window.
func (s *source) planAds(query connector.Query, plan *connector.QueryPlan) {
	q, diags := s.adsQuestion(query)
	if plan.Diagnostics = diags; diags.HasErrors() {
		return
	}
	today := connector.DateIn(s.now(), s.zone)
	plan.Diagnostics = append(plan.Diagnostics, q.fit(today)...)
	plan.EstimatedCalls = 1 // the account's currency and time zone
	if q.objects != nil {
		plan.EstimatedCalls++
		plan.Steps = append(plan.Steps, fmt.Sprintf("list of the %ss that the filter keeps", q.objectsLevel))
	}
	requests := 1
	if q.Daily {
		requests = len(q.Intervals)
	}
	plan.EstimatedCalls += requests
	plan.QuotaUnits = int64(plan.EstimatedCalls)
	for _, interval := range q.Intervals {
		plan.Steps = append(plan.Steps, fmt.Sprintf("%s of %s, %s", q.Question.String(), s.account.Node(), interval))
		if interval.End > today-catalogue.Delivered {
			plan.ProvisionalTo = today - catalogue.Delivered + 1
		}
	}
}

// planOrganic estimates the batches of a question, and the Page's own token. Meta
// counts every part of a batch.
func (s *source) planOrganic(query connector.Query, plan *connector.QueryPlan) {
	q, diags := s.organicQuestion(query)
	if plan.Diagnostics = diags; diags.HasErrors() {
		return
	}
	var parts []organicPart
	var problems connector.Diagnostics
	switch query.Report {
	case catalogue.PageReport:
		parts, problems = s.pageParts(q)
	case catalogue.InstagramReport:
		parts, problems = q.instagramParts(s.account.InstagramID)
	default:
		plan.Steps = append(plan.Steps, "list of the media of these days, and the figures of each")
	}
	plan.Diagnostics = append(plan.Diagnostics, problems...)
	plan.EstimatedCalls = 1 + platform.Batches(len(parts))
	plan.QuotaUnits = int64(1 + len(parts))
	if len(parts) > 0 {
		plan.Steps = append(plan.Steps, fmt.Sprintf("questions about the %s, in batches of up to 50: %d", query.Report, len(parts)))
	}
	for _, interval := range query.Intervals {
		if interval.End >= q.today-2 {
			plan.ProvisionalTo = q.today - 2
		}
	}
}
