package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// Plan says what a check will judge and ask. Checking it does not change it.
type Plan struct {
	Options   Options
	KPIs      []*PlannedKPI
	Campaigns []*config.Campaign
	Queries   []*PlannedQuery

	cells map[needKey]cell
	days  connector.Interval // all days on which anything is computed
}

// PlannedKPI is one KPI with the period it will be judged on.
type PlannedKPI struct {
	KPI    *config.KPI
	Period calendar.Period
	Skip   string // why it is not judged; "" when it is

	kpi      *kpi
	window   connector.Interval // the complete days of Period
	previous *calendar.Period   // nil where there is none, as before a campaign
	baseline *calendar.Period
	note     string // on the baseline period
}

// PlannedQuery is one query to one connector, and what it is for.
type PlannedQuery struct {
	ID     string
	Source config.Address
	Query  connector.Query
	Needs  []config.Address // metrics that it answers
	// Cost is what the connector says about the query; zero until Estimate.
	Cost connector.QueryPlan

	source      *source
	report      connector.Report
	needs       []need
	fingerprint string
	selections  []*selection

	// Of a part of a query, and of a further question about one:
	whole *PlannedQuery // the one that is planned
	cells map[needKey]cell
}

// planned is the query of the plan that this one is or belongs to.
func (q *PlannedQuery) planned() *PlannedQuery {
	if q.whole != nil {
		return q.whole
	}
	return q
}

// Plan decides the periods and merges everything that the selected KPIs and
// campaigns need into the fewest queries. It asks nobody.
func (b *Bound) Plan(opts Options) (*Plan, hcl.Diagnostics) {
	plan := &Plan{Options: opts, cells: make(map[needKey]cell)}
	choice, diags := b.choosePeriods(opts)
	if diags.HasErrors() {
		return plan, diags
	}
	selected, found := b.selectAddresses(opts)
	diags = append(diags, found...)
	for _, k := range b.kpis {
		if selected(k.decl.Address) {
			plan.KPIs = append(plan.KPIs, choice.plan(k))
		}
	}
	for _, decl := range b.Config.Campaigns {
		if selected(decl.Address) && b.campaigns[decl.Address].progress == bound {
			plan.Campaigns = append(plan.Campaigns, decl)
		}
	}
	needs := b.collectNeeds(plan)
	for i, g := range mergeNeeds(needs) {
		plan.Queries = append(plan.Queries, g.query(fmt.Sprintf("q%d", i+1), b, plan.cells))
	}
	return plan, diags
}
