package depgraph

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
)

// shop is a small graph with every kind of block, a key that needs quoting, a
// reference that stands twice, and one to a figure of a campaign.
func shop() *config.Graph {
	address := func(kind config.Kind, name string) config.Address { return config.Address{Kind: kind, Name: name} }
	ads := config.Address{Kind: config.KindConnector, Type: "file", Name: "ads", Key: config.StringKey(`e"u`)}
	code, usd, spend := address(config.KindTracking, "meta"), address(config.KindFX, "usd"), address(config.KindMetric, "spend")
	spring := address(config.KindCampaign, "spring")
	line := func(kind config.Kind) config.Address {
		return config.Address{Kind: kind, Parent: "spring", Name: "x"}
	}
	cost, income, benefit := line(config.KindCost), line(config.KindReturn), line(config.KindBenefit)
	goal, kpi := address(config.KindGoal, "sales"), config.Address{Kind: config.KindKPI, Parent: "sales", Name: "roi"}

	g := &config.Graph{}
	for _, a := range []config.Address{ads, code, usd, spend, spring, cost, income, benefit, goal, kpi} {
		g.Nodes = append(g.Nodes, config.Meta{Address: a})
	}
	for _, e := range [][2]config.Address{{spend, ads}, {spend, code}, {spend, code}, {spring, cost}, {spring, income}, {spring, benefit}, {cost, spend}, {goal, kpi}} {
		g.Edges = append(g.Edges, config.Edge{From: e[0], To: e[1]})
	}
	g.Edges = append(g.Edges, config.Edge{From: kpi, To: spring, Attribute: "roi"})
	return g
}

func TestDOT(t *testing.T) {
	t.Parallel()
	const want = `digraph roictl {
  rankdir = "LR"
  node [fontname = "sans-serif"]

  "connector.file.ads[\"e\\\"u\"]" [shape = cylinder]
  "tracking.meta" [shape = tag]
  "fx.usd" [shape = note]
  "metric.spend" [shape = ellipse]
  "campaign.spring" [shape = folder]
  "campaign.spring.cost.x" [shape = plain]
  "campaign.spring.return.x" [shape = plain]
  "campaign.spring.benefit.x" [shape = plain]
  "goal.sales" [shape = house]
  "goal.sales.roi" [shape = box]

  "metric.spend" -> "connector.file.ads[\"e\\\"u\"]"
  "metric.spend" -> "tracking.meta"
  "campaign.spring" -> "campaign.spring.cost.x"
  "campaign.spring" -> "campaign.spring.return.x"
  "campaign.spring" -> "campaign.spring.benefit.x"
  "campaign.spring.cost.x" -> "metric.spend"
  "goal.sales" -> "goal.sales.roi"
  "goal.sales.roi" -> "campaign.spring" [label = "roi"]
}
`
	var out strings.Builder
	if err := DOT(&out, shop()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMermaid(t *testing.T) {
	t.Parallel()
	const want = `flowchart LR
  n1[("connector.file.ads[#quot;e\#quot;u#quot;]")]
  n2>"tracking.meta"]
  n3[/"fx.usd"/]
  n4(["metric.spend"])
  n5[["campaign.spring"]]
  n6["campaign.spring.cost.x"]
  n7["campaign.spring.return.x"]
  n8["campaign.spring.benefit.x"]
  n9{{"goal.sales"}}
  n10("goal.sales.roi")
  n4 --> n1
  n4 --> n2
  n5 --> n6
  n5 --> n7
  n5 --> n8
  n6 --> n4
  n9 --> n10
  n10 -- "roi" --> n5
`
	var out strings.Builder
	if err := Mermaid(&out, shop()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEmpty holds that nothing declared is a graph too.
func TestEmpty(t *testing.T) {
	t.Parallel()
	var dot, mermaid strings.Builder
	if err := DOT(&dot, &config.Graph{}); err != nil {
		t.Fatal(err)
	}
	if err := Mermaid(&mermaid, &config.Graph{}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(dot.String(), "\n}\n") || mermaid.String() != "flowchart LR\n" {
		t.Errorf("got %q and %q", dot.String(), mermaid.String())
	}
}
