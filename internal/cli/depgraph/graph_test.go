package depgraph

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// shop is a small configuration with every kind of block: a CPA of two
// accounts, a campaign that shares a cost, and a KPI on each.
func shop() *config.Config {
	ads := config.Address{Kind: config.KindConnector, Type: "file", Name: "ads", Key: config.StringKey(`e"u`)}
	spend := config.Address{Kind: config.KindMetric, Name: "spend"}
	cpa := config.Address{Kind: config.KindMetric, Name: "cpa"}
	spring := config.Address{Kind: config.KindCampaign, Name: "spring"}
	summer := config.Address{Kind: config.KindCampaign, Name: "summer"}
	goal := config.Address{Kind: config.KindGoal, Name: "sales"}
	code := &config.Tracking{Meta: meta(config.Address{Kind: config.KindTracking, Name: "meta"})}
	return &config.Config{
		Connectors: []*config.Connector{{Meta: meta(ads)}},
		Trackings:  []*config.Tracking{code},
		FX:         []*config.FX{{Meta: meta(config.Address{Kind: config.KindFX, Name: "usd"})}},
		Metrics: []*config.Metric{
			{Meta: meta(spend), Source: ads, Tracking: []*config.Tracking{code, code}},
			{Meta: meta(cpa), Value: ratio(spend, spend)},
		},
		Campaigns: []*config.Campaign{
			{
				Meta:     meta(spring),
				Tracking: []*config.Tracking{code},
				Costs: []*config.Cost{
					{Value: ratio(spend, spend)},
					{SharedWith: []config.Address{spring, summer}},
				},
				Returns:  []*config.Return{{Value: ratio(cpa, spend)}},
				Benefits: []*config.Benefit{{Value: ratio(cpa, cpa)}},
			},
			{Meta: meta(summer)},
		},
		Goals: []*config.Goal{{
			Meta: meta(goal),
			KPIs: []*config.KPI{{
				Meta:     meta(config.Address{Kind: config.KindKPI, Parent: "sales", Name: "roi"}),
				Value:    ratio(spring, cpa),
				Campaign: spring,
			}},
		}},
	}
}

func meta(address config.Address) config.Meta { return config.Meta{Address: address} }

// ratio is the formula x / y.
func ratio(x, y config.Address) *config.Formula {
	return &config.Formula{Root: &config.Operation{
		Operator: '/',
		X:        &config.Reference{Address: x, Range: hcl.Range{}},
		Y:        &config.Reference{Address: y, Range: hcl.Range{}},
	}}
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
  "metric.cpa" [shape = ellipse]
  "campaign.spring" [shape = folder]
  "campaign.summer" [shape = folder]
  "goal.sales" [shape = house]
  "goal.sales.roi" [shape = box]

  "metric.spend" -> "connector.file.ads[\"e\\\"u\"]"
  "metric.spend" -> "tracking.meta"
  "metric.cpa" -> "metric.spend"
  "campaign.spring" -> "tracking.meta"
  "campaign.spring" -> "metric.spend"
  "campaign.spring" -> "campaign.summer"
  "campaign.spring" -> "metric.cpa"
  "goal.sales" -> "goal.sales.roi"
  "goal.sales.roi" -> "campaign.spring"
  "goal.sales.roi" -> "metric.cpa"
}
`
	var out strings.Builder
	if err := Of(shop()).DOT(&out); err != nil {
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
  n5(["metric.cpa"])
  n6[["campaign.spring"]]
  n7[["campaign.summer"]]
  n8{{"goal.sales"}}
  n9["goal.sales.roi"]
  n4 --> n1
  n4 --> n2
  n5 --> n4
  n6 --> n2
  n6 --> n4
  n6 --> n7
  n6 --> n5
  n8 --> n9
  n9 --> n6
  n9 --> n5
`
	var out strings.Builder
	if err := Of(shop()).Mermaid(&out); err != nil {
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
	graph := Of(&config.Config{})
	if err := graph.DOT(&dot); err != nil {
		t.Fatal(err)
	}
	if err := graph.Mermaid(&mermaid); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(dot.String(), "\n}\n") || mermaid.String() != "flowchart LR\n" {
		t.Errorf("got %q and %q", dot.String(), mermaid.String())
	}
}
