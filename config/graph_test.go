package config_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
)

func TestGraph(t *testing.T) {
	t.Parallel()
	c, diags := load(t, map[string]string{"a.roi.hcl": `roictl {
  currency = "EUR"
}
connector "file" "f" {
}
tracking "t" {
  campaign = "x"
}
metric "spend" {
  source   = connector.file.f
  measure  = "spend"
  tracking = tracking.t
}
metric "roi" {
  value = campaign.c.roi * 2
}
campaign "c" {
  start    = "2026-01-01"
  end      = "2026-12-31"
  tracking = [tracking.t]
  cost "ads" {
    value       = metric.spend
    shared_with = [campaign.d]
  }
  return "r" {
    value = metric.spend
  }
  benefit "b" {
    value = 1
  }
}
campaign "d" {
  start = "2026-01-01"
  end   = "2026-12-31"
}
goal "g" {
  kpi "roi" {
    value = campaign.c.roi
    every = "campaign"
  }
}
`})
	if len(diags) > 0 {
		t.Fatal(diagnosticsText(diags))
	}
	g := c.Graph()
	var got strings.Builder
	for _, node := range g.Nodes {
		fmt.Fprintln(&got, node.Address)
	}
	for _, e := range g.Edges {
		fmt.Fprintf(&got, "%s -> %s %s (line %d)\n", e.From, e.To, e.Attribute, e.Range.Start.Line)
	}
	want := `connector.file.f
tracking.t
metric.spend
metric.roi
campaign.c
campaign.c.cost.ads
campaign.c.return.r
campaign.c.benefit.b
campaign.d
goal.g
goal.g.roi
metric.spend -> connector.file.f  (line 10)
metric.spend -> tracking.t  (line 9)
metric.roi -> campaign.c roi (line 15)
campaign.c -> tracking.t  (line 17)
campaign.c -> campaign.c.cost.ads  (line 21)
campaign.c.cost.ads -> metric.spend  (line 22)
campaign.d -> campaign.c.cost.ads  (line 21)
campaign.c -> campaign.c.return.r  (line 25)
campaign.c.return.r -> metric.spend  (line 26)
campaign.c -> campaign.c.benefit.b  (line 28)
goal.g -> goal.g.roi  (line 37)
goal.g.roi -> campaign.c  (line 39)
goal.g.roi -> campaign.c roi (line 38)
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("graph (-want +got):\n%s", diff)
	}
	for _, node := range g.Nodes {
		if !found(c, node.Address) {
			t.Errorf("%s cannot be looked up", node.Address)
		}
	}
	if c.Metric(config.Address{Kind: config.KindMetric, Name: "nothing"}) != nil {
		t.Error("found a metric that is not declared")
	}
}

func found(c *config.Config, a config.Address) bool {
	switch a.Kind {
	case config.KindConnector:
		return c.Connector(a) != nil
	case config.KindTracking:
		return c.Tracking(a) != nil
	case config.KindMetric:
		return c.Metric(a) != nil
	case config.KindCampaign:
		return c.Campaign(a) != nil
	case config.KindGoal:
		return c.Goal(a) != nil
	case config.KindKPI:
		return c.KPI(a) != nil
	case config.KindCost, config.KindReturn, config.KindBenefit:
		outer, ok := a.Outer()
		return ok && c.Campaign(outer) != nil
	}
	return false
}

// TestCyclesOfAKnot reports every definition of a knot in at least one cycle:
// in a ring of n metrics that each also use the one before, n/2 pairs are enough.
func TestCyclesOfAKnot(t *testing.T) {
	t.Parallel()
	const n = 40
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "metric \"m%d\" {\n  value = metric.m%d + metric.m%d\n}\n", i, (i+1)%n, (i+n-1)%n)
	}
	_, diags := load(t, map[string]string{"a.roi.hcl": text.String()})
	report := diagnosticsText(diags)
	if len(diags) > n || len(diags) < n/2 {
		t.Errorf("got %d cycles, want %d to %d", len(diags), n/2, n)
	}
	for i := range n {
		if !strings.Contains(report, fmt.Sprintf("metric.m%d uses", i)) {
			t.Errorf("metric.m%d is in no cycle", i)
		}
	}
}

// TestLongChain holds that a long chain of definitions is no cycle and does not
// exhaust the stack.
func TestLongChain(t *testing.T) {
	t.Parallel()
	const n = 10_000
	var text strings.Builder
	text.WriteString("locals {\n  l0 = 1\n")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&text, "  l%d = local.l%d + 1\n", i, i-1)
	}
	fmt.Fprintf(&text, "}\nmetric \"m0\" {\n  value = local.l%d\n}\n", n-1)
	for i := 1; i < n; i++ {
		fmt.Fprintf(&text, "metric \"m%d\" {\n  value = metric.m%d\n}\n", i, i-1)
	}
	c, diags := load(t, map[string]string{"a.roi.hcl": text.String()})
	if len(diags) > 0 {
		t.Fatal(shortened(diagnosticsText(diags)))
	}
	if got := formula(c.Metrics[0].Value.Root); got != fmt.Sprint(n) {
		t.Errorf("the end of the chain is %s, want %d", got, n)
	}
}
