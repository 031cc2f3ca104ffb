package engine

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// Plan says what a check will judge and ask.
type Plan struct {
	Options   Options
	KPIs      []*PlannedKPI
	Campaigns []*config.Campaign
	Queries   []*PlannedQuery

	bound *Bound
	cells map[cellKey]*cell
}

// PlannedKPI is one KPI with the period it will be judged on.
type PlannedKPI struct {
	KPI    *config.KPI
	Period calendar.Period
	Skip   string // why it is not judged; "" when it is

	kpi      *kpi
	window   connector.Interval // the complete days of Period
	previous calendar.Period
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

	source     *source
	selections []*selection
}

// Plan decides the periods and merges everything that the selected KPIs and
// campaigns need into the fewest queries. It asks nobody.
func (b *Bound) Plan(opts Options) (*Plan, hcl.Diagnostics) {
	plan := &Plan{Options: opts, bound: b, cells: make(map[cellKey]*cell)}
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
	for _, campaign := range b.Config.Campaigns {
		if selected(campaign.Address) && b.campaignBound(campaign) {
			plan.Campaigns = append(plan.Campaigns, campaign)
		}
	}
	needs := b.collectNeeds(plan)
	plan.Queries = mergeNeeds(b, plan, needs)
	return plan, diags
}

// campaignBound says whether all figures of a campaign can be computed.
func (b *Bound) campaignBound(campaign *config.Campaign) bool {
	for _, formula := range campaignFormulas(campaign) {
		if s, diags := b.shapeOf(formula); s.broken || diags.HasErrors() {
			return false
		}
	}
	return true
}

// selectAddresses returns the filter that --target and --exclude make. An
// address that fits nothing is an error, since a typing mistake must not silently
// judge less.
func (b *Bound) selectAddresses(opts Options) (func(config.Address) bool, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	var known []string
	for _, k := range b.kpis {
		known = append(known, k.decl.Address.String(), k.decl.Goal.String())
	}
	for _, campaign := range b.Config.Campaigns {
		known = append(known, campaign.Address.String())
	}
	for _, list := range []struct {
		flag     string
		patterns []string
	}{{"--target", opts.Targets}, {"--exclude", opts.Excludes}} {
		for _, pattern := range list.patterns {
			if anyAddress(known, pattern) {
				continue
			}
			detail := fmt.Sprintf("%s %s fits no goal, KPI or campaign.", list.flag, pattern)
			if suggestion := suggest(pattern, known); suggestion != "" {
				detail += fmt.Sprintf(" Did you mean %q?", suggestion)
			}
			diags = append(diags, &hcl.Diagnostic{
				Severity: hcl.DiagError,
				Summary:  "Unknown address",
				Detail:   detail,
				Extra:    config.Code("unknown_address"),
			})
		}
	}
	return func(address config.Address) bool {
		name := address.String()
		if len(opts.Targets) > 0 && !anyPattern(opts.Targets, name) {
			return false
		}
		return !anyPattern(opts.Excludes, name)
	}, diags
}

func anyAddress(addresses []string, pattern string) bool {
	for _, address := range addresses {
		if covers(pattern, address) {
			return true
		}
	}
	return false
}

func anyPattern(patterns []string, address string) bool {
	for _, pattern := range patterns {
		if covers(pattern, address) {
			return true
		}
	}
	return false
}

// covers says whether a pattern names the address, a block around it, or the
// block whose instance it is.
func covers(pattern, address string) bool {
	if !strings.HasPrefix(address, pattern) {
		return false
	}
	rest := address[len(pattern):]
	return rest == "" || rest[0] == '.' || rest[0] == '['
}
