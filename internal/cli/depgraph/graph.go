package depgraph

import (
	"github.com/roictl/roictl/config"
)

// Graph is the blocks of a configuration and what each needs.
type Graph struct {
	Nodes []config.Address // in order of declaration within each kind
	Edges []Edge           // in order of their From nodes; none twice
}

// Edge says that From needs To.
type Edge struct{ From, To config.Address }

// Of returns the graph of a configuration: connectors, tracking codes, metrics,
// exchange rates, campaigns, goals and KPIs. The costs, returns and benefits of
// a campaign are part of it.
func Of(cfg *config.Config) Graph {
	b := builder{seen: make(map[Edge]bool)}
	for _, block := range cfg.Connectors {
		b.node(block.Address)
	}
	for _, block := range cfg.Trackings {
		b.node(block.Address)
	}
	for _, block := range cfg.FX {
		b.node(block.Address)
	}
	for _, metric := range cfg.Metrics {
		b.metric(metric)
	}
	for _, campaign := range cfg.Campaigns {
		b.campaign(campaign)
	}
	for _, goal := range cfg.Goals {
		b.goal(goal)
	}
	return b.graph
}

// builder collects nodes and edges.
type builder struct {
	graph Graph
	seen  map[Edge]bool
}

func (b *builder) node(address config.Address) { b.graph.Nodes = append(b.graph.Nodes, address) }

// edge adds an edge, unless it is there or would lead nowhere.
func (b *builder) edge(from, to config.Address) {
	e := Edge{From: from, To: to}
	if to == (config.Address{}) || from == to || b.seen[e] {
		return
	}
	b.seen[e] = true
	b.graph.Edges = append(b.graph.Edges, e)
}

// formula adds an edge to everything that a formula refers to.
func (b *builder) formula(from config.Address, formula *config.Formula) {
	if formula == nil {
		return
	}
	for _, ref := range formula.References() {
		b.edge(from, ref.Address)
	}
}

func (b *builder) metric(metric *config.Metric) {
	b.node(metric.Address)
	b.edge(metric.Address, metric.Source)
	for _, tracking := range metric.Tracking {
		b.edge(metric.Address, tracking.Address)
	}
	b.formula(metric.Address, metric.Value)
}

func (b *builder) campaign(campaign *config.Campaign) {
	b.node(campaign.Address)
	for _, tracking := range campaign.Tracking {
		b.edge(campaign.Address, tracking.Address)
	}
	for _, cost := range campaign.Costs {
		b.formula(campaign.Address, cost.Value)
		for _, other := range cost.SharedWith {
			b.edge(campaign.Address, other)
		}
	}
	for _, line := range campaign.Returns {
		b.formula(campaign.Address, line.Value)
	}
	for _, line := range campaign.Benefits {
		b.formula(campaign.Address, line.Value)
	}
}

func (b *builder) goal(goal *config.Goal) {
	b.node(goal.Address)
	for _, kpi := range goal.KPIs {
		b.node(kpi.Address)
		b.edge(goal.Address, kpi.Address)
		b.formula(kpi.Address, kpi.Value)
		b.edge(kpi.Address, kpi.Campaign)
	}
}
