package config

import "github.com/hashicorp/hcl/v2"

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
	c.trace(tracer{
		node: func(m Meta) { g.Nodes = append(g.Nodes, m) },
		edge: func(e Edge) { g.Edges = append(g.Edges, e) },
	})
	return g
}

// tracer is told of all blocks and references. Of a large configuration there are
// too many to keep them all for a question about some.
type tracer struct {
	node func(Meta)
	edge func(Edge)
}

func (c *Config) trace(t tracer) {
	for _, x := range c.Connectors {
		t.node(x.Meta)
	}
	for _, x := range c.Trackings {
		t.node(x.Meta)
	}
	for _, x := range c.FX {
		t.node(x.Meta)
	}
	for _, m := range c.Metrics {
		t.metric(m)
	}
	for _, x := range c.Campaigns {
		t.campaign(x)
	}
	for _, x := range c.Goals {
		t.node(x.Meta)
		for _, k := range x.KPIs {
			t.kpi(k)
		}
	}
}

func (t tracer) metric(m *Metric) {
	t.node(m.Meta)
	if m.Source.Kind != "" {
		t.use(m.Address, m.Source, m.SourceRange)
	}
	for _, code := range m.Tracking {
		t.use(m.Address, code.Address, m.Range)
	}
	t.formula(m.Address, m.Value)
}

func (t tracer) campaign(c *Campaign) {
	t.node(c.Meta)
	for _, code := range c.Tracking {
		t.use(c.Address, code.Address, c.Range)
	}
	for _, cost := range c.Costs {
		t.node(cost.Meta)
		t.use(c.Address, cost.Address, cost.Range)
		t.formula(cost.Address, cost.Value)
		for _, other := range cost.SharedWith {
			t.use(other, cost.Address, cost.Range)
		}
	}
	for _, r := range c.Returns {
		t.node(r.Meta)
		t.use(c.Address, r.Address, r.Range)
		t.formula(r.Address, r.Value)
	}
	for _, b := range c.Benefits {
		t.node(b.Meta)
		t.use(c.Address, b.Address, b.Range)
		t.formula(b.Address, b.Value)
	}
}

func (t tracer) kpi(k *KPI) {
	t.node(k.Meta)
	t.use(k.Goal, k.Address, k.Range)
	if k.Campaign.Kind != "" {
		t.use(k.Address, k.Campaign, k.Period.Range)
	}
	t.formula(k.Address, k.Value)
}

func (t tracer) use(from, to Address, place hcl.Range) {
	t.edge(Edge{From: from, To: to, Range: place})
}

func (t tracer) formula(from Address, f *Formula) {
	if f == nil {
		return
	}
	for _, reference := range f.References() {
		t.edge(Edge{From: from, To: reference.Address, Attribute: reference.Attribute, Range: reference.Range})
	}
}
