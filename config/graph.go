package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// Edge says that one block uses another, and where it says so.
type Edge struct {
	From, To Address
	// Attribute is the figure of a campaign that is used; "" otherwise.
	Attribute string
	Range     hcl.Range
}

// Graph is who uses whom. Nodes are in order of declaration, by kind.
type Graph struct {
	Nodes []Meta
	Edges []Edge
}

// Graph returns all blocks and their references.
func (c *Config) Graph() *Graph {
	g := &Graph{}
	for _, x := range c.Connectors {
		g.Nodes = append(g.Nodes, x.Meta)
	}
	for _, x := range c.Trackings {
		g.Nodes = append(g.Nodes, x.Meta)
	}
	for _, x := range c.FX {
		g.Nodes = append(g.Nodes, x.Meta)
	}
	for _, m := range c.Metrics {
		g.addMetric(m)
	}
	for _, x := range c.Campaigns {
		g.addCampaign(x)
	}
	for _, x := range c.Goals {
		g.Nodes = append(g.Nodes, x.Meta)
		for _, k := range x.KPIs {
			g.addKPI(k)
		}
	}
	return g
}

func (g *Graph) addMetric(m *Metric) {
	g.Nodes = append(g.Nodes, m.Meta)
	if m.Source.Kind != "" {
		g.add(m.Address, m.Source, m.SourceRange)
	}
	for _, t := range m.Tracking {
		g.add(m.Address, t.Address, m.Range)
	}
	g.addFormula(m.Address, m.Value)
}

func (g *Graph) addCampaign(c *Campaign) {
	g.Nodes = append(g.Nodes, c.Meta)
	for _, t := range c.Tracking {
		g.add(c.Address, t.Address, c.Range)
	}
	for _, cost := range c.Costs {
		g.Nodes = append(g.Nodes, cost.Meta)
		g.add(c.Address, cost.Address, cost.Range)
		g.addFormula(cost.Address, cost.Value)
		for _, other := range cost.SharedWith {
			g.add(other, cost.Address, cost.Range)
		}
	}
	for _, r := range c.Returns {
		g.Nodes = append(g.Nodes, r.Meta)
		g.add(c.Address, r.Address, r.Range)
		g.addFormula(r.Address, r.Value)
	}
	for _, b := range c.Benefits {
		g.Nodes = append(g.Nodes, b.Meta)
		g.add(c.Address, b.Address, b.Range)
		g.addFormula(b.Address, b.Value)
	}
}

func (g *Graph) addKPI(k *KPI) {
	g.Nodes = append(g.Nodes, k.Meta)
	g.add(k.Goal, k.Address, k.Range)
	if k.Campaign.Kind != "" {
		g.add(k.Address, k.Campaign, k.Period.Range)
	}
	g.addFormula(k.Address, k.Value)
}

func (g *Graph) add(from, to Address, place hcl.Range) {
	g.Edges = append(g.Edges, Edge{From: from, To: to, Range: place})
}

func (g *Graph) addFormula(from Address, f *Formula) {
	if f == nil {
		return
	}
	for _, reference := range f.References() {
		g.Edges = append(g.Edges, Edge{From: from, To: reference.Address, Attribute: reference.Attribute, Range: reference.Range})
	}
}

// reportCycles reports metrics and campaigns that need one another.
func (l *loader) reportCycles() {
	g := l.config.Graph()
	var nodes []Address
	for _, node := range g.Nodes {
		if computed(node.Address.Kind) {
			nodes = append(nodes, node.Address)
		}
	}
	links := make(map[Address][]link[Address], len(nodes))
	for _, e := range g.Edges {
		if computed(e.From.Kind) && computed(e.To.Kind) {
			links[e.From] = append(links[e.From], link[Address]{to: e.To, place: e.Range})
		}
	}
	divided := make(map[link[Address]]bool) // links of shared costs to what they are divided by
	for _, c := range l.config.Campaigns {
		for _, cost := range c.Costs {
			for _, used := range l.weights(c, cost) {
				divided[used] = true
				links[cost.Address] = append(links[cost.Address], used)
			}
		}
	}
	_, cycles := sortByUse(nodes, func(a Address) []link[Address] { return links[a] })
	for _, cycle := range cycles {
		d := cycleDiagnostic(cycle, Address.String)
		if slices.ContainsFunc(cycle, func(s step[Address]) bool { return s.from.Kind == KindCost && divided[s.link] }) {
			d.Detail += " A cost that is shared with allocate_by is divided by the media costs or returns of its campaigns, so that it uses what they use."
		}
		l.report(d)
	}
}

// weights are what the division of a shared cost uses: what the media costs or the
// returns of all campaigns that bear it refer to.
func (l *loader) weights(owner *Campaign, shared *Cost) []link[Address] {
	if len(shared.SharedWith) == 0 {
		return nil
	}
	bearers := []*Campaign{owner}
	for _, address := range shared.SharedWith {
		if c := l.made.campaigns[address]; c != nil {
			bearers = append(bearers, c)
		}
	}
	var formulas []*Formula
	for _, bearer := range bearers {
		switch shared.AllocateBy {
		case AllocateMedia:
			for _, cost := range bearer.Costs {
				if cost != shared && cost.Category == "ads" {
					formulas = append(formulas, cost.Value)
				}
			}
		case AllocateReturn:
			for _, gain := range bearer.Returns {
				formulas = append(formulas, gain.Value)
			}
		}
	}
	var used []link[Address]
	for _, f := range formulas {
		if f == nil {
			continue
		}
		for _, reference := range f.References() {
			used = append(used, l.usedBy(reference)...)
		}
	}
	return used
}

// usedBy is what a reference needs. The returns of a campaign need none of its
// costs, so that a cost may be divided by them although the campaign bears it.
func (l *loader) usedBy(reference *Reference) []link[Address] {
	campaign := l.made.campaigns[reference.Address]
	if campaign == nil || reference.Attribute != "return" && reference.Attribute != "revenue" {
		return []link[Address]{{to: reference.Address, place: reference.Range}}
	}
	var used []link[Address]
	for _, gain := range campaign.Returns {
		used = append(used, link[Address]{to: gain.Address, place: reference.Range})
	}
	return used
}

// computed says whether blocks of the kind can be part of a cycle. A benefit
// cannot: it stands beside a campaign's figures, so none of them needs it.
func computed(kind Kind) bool {
	switch kind {
	case KindMetric, KindCampaign, KindCost, KindReturn:
		return true
	}
	return false
}
