package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// traceText writes an explanation, one part a line.
func traceText(t *engine.Trace, depth int) string {
	line := strings.Repeat("  ", depth) + plain(t.Label) + " = " + figureOf(t.Value)
	if t.Window != nil {
		line += " in " + t.Window.String()
	}
	if len(t.Queries) > 0 {
		line += " from " + strings.Join(t.Queries, ",")
	}
	if t.Note != "" {
		line += " (" + plain(t.Note) + ")"
	}
	line += "\n"
	for _, child := range t.Children {
		line += traceText(child, depth+1)
	}
	return line
}

// plain writes no-break spaces as spaces.
func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

// Acceptance figure 12 of domain.md §1.12 (R92, F16a): the engagement rate is of
// followers, and the explanation names them as the denominator, with the day they
// were counted on. 30 interactions of 600 followers are 5 %.
func TestEngagementRateNamesItsDenominator(t *testing.T) {
	t.Parallel()
	const text = `
connector "shelf" "page" {
}
metric "interactions" {
  source  = connector.shelf.page
  measure = "engagements"
}
metric "followers" {
  source  = connector.shelf.page
  measure = "followers"
}
metric "engagement_rate" {
  value = metric.interactions / metric.followers
}
goal "community" {
  kpi "engagement" {
    value = metric.engagement_rate
    every = "month"
    target {
      at_least = "5%"
    }
  }
}
`
	data := &set{rows: rows(t, "2026-04-30 followers=400\n2026-05-01 engagements=10 followers=500\n2026-05-20 engagements=20 followers=580\n2026-05-31 engagements=0 followers=600\n2026-06-01 engagements=99 followers=700")}
	k := kpi(t, stage(t, one(ads(), data), text).check(t, may()), "goal.community.engagement")
	if got := k.Actual.String(); got != "5\u00a0%" || k.Status != engine.Met || k.N.RatString() != "600" {
		t.Errorf("%s, %s, n = %s; want 5 %%, met, n = 600", got, k.Status, k.N)
	}
	want := `metric.engagement_rate = 0.05
  metric.interactions / metric.followers = 0.05
    metric.interactions = 30 in 2026-05-01..2026-05-31 from q1
    metric.followers = 600 in 2026-05-01..2026-05-31 from q1 (as of 2026-05-31)
`
	if diff := cmp.Diff(want, traceText(k.Trace, 0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An explanation goes down to what sources measured, each with its query and its
// days, and to what was declared, with the rates it was converted at.
func TestTracesAreComplete(t *testing.T) {
	t.Parallel()
	text := `
roictl {
  currency = "EUR"
}
fx "usd" {
  from = "USD"
  rate = 0.5
}
connector "shelf" "ads" {
}
connector "shelf" "web" {
}
metric "spend" {
  for_each = ["a", "b"]
  source   = connector.shelf.ads
  measure  = "spend"
  where    = { campaign = each.value }
}
metric "orders" {
  source  = connector.shelf.web
  measure = "purchases"
}
metric "reach" {
  source  = connector.shelf.web
  measure = "reach"
}
metric "all" {
  value = sum(metric.spend)
}
campaign "c" {
  start = "2026-05-11"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spend["a"]
  }
  cost "tools" {
    amount      = 31
    every       = "month"
    currency    = "USD"
    shared_with = [campaign.d]
  }
  return "orders" {
    value  = metric.orders * money(20, "USD")
    margin = 0.5
  }
}
campaign "d" {
  start = "2026-05-22"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spend["b"]
  }
}
goal "g" {
` + monthly("k", "-(metric.all - 2 * (metric.all - 1)) / max(metric.orders, metric.reach)", "") + monthly("roi", "campaign.c.roi", "") + `
}
`
	source := &set{rows: rows(t, "2026-05-01 campaign=a spend=1 purchases=1 reach=x\n2026-05-12 campaign=a spend=2 purchases=1 reach=x\n2026-05-31 campaign=b spend=3 purchases=1 reach=y"), currency: "EUR"}
	result := stage(t, one(inEuros(ads()), source), text).check(t, may())

	// - (6 - 2 (6 - 1)) / max(3, 2)
	want := `-(metric.all - 2 * (metric.all - 1)) / max(metric.orders, metric.reach) = 4/3
  -(metric.all - 2 * (metric.all - 1)) = 4
    metric.all - 2 * (metric.all - 1) = -4
      metric.all = 6
        sum(metric.spend) = 6
          metric.spend["a"] = 3 in 2026-05-01..2026-05-31 from q1
          metric.spend["b"] = 3 in 2026-05-01..2026-05-31 from q1
      2 * (metric.all - 1) = 10
        2 = 2
        metric.all - 1 = 5
          metric.all = 6
            sum(metric.spend) = 6
              metric.spend["a"] = 3 in 2026-05-01..2026-05-31 from q1
              metric.spend["b"] = 3 in 2026-05-01..2026-05-31 from q1
          1 = 1
  max(metric.orders, metric.reach) = 3
    metric.orders = 3 in 2026-05-01..2026-05-31 from q2
    metric.reach = 2 in 2026-05-01..2026-05-31 from q3
`
	if diff := cmp.Diff(want, traceText(kpi(t, result, "goal.g.k").Trace, 0)); diff != "" {
		t.Errorf("a formula (-want +got):\n%s", diff)
	}
	// Tools: 31 USD a month are a dollar a day. From 11 to 21 May 11 days alone,
	// from 22 May on 10 days for two: 5.50 + 2.50 EUR. Orders: 2 at 10 EUR, half
	// of which is margin: 10. ROI: 10 / (2 + 8) - 1.
	want = `campaign.c.roi = 0 in 2026-05-01..2026-05-31
  (return - cost) / cost = 0
    return = 10
      orders = 10 (margin of 50 % on revenue)
        margin of 50 % on revenue = 10
          metric.orders * money(20, "USD") = 20
            metric.orders = 2 in 2026-05-11..2026-05-31 from q2
            20.00 USD = 10 (USD converted by fx.usd, constant)
    cost = 10
      ads = 2
        metric.spend["a"] = 2 in 2026-05-11..2026-05-31 from q1
      tools = 8 (shared by 2 campaigns, divided in 2 spans of days by who runs)
        shared by 2 campaigns, divided in 2 spans of days by who runs = 8
          all of it, since no other campaign runs that shares it = 5.5 in 2026-05-11..2026-05-21
            campaign.c.cost.tools = 5.5 in 2026-05-11..2026-05-21 (0.355 months x 31.00 USD; USD converted by fx.usd, constant)
            share = 1
          50 % of it, shared by 2 campaigns equally = 2.5 in 2026-05-22..2026-05-31
            campaign.c.cost.tools = 5 in 2026-05-22..2026-05-31 (0.323 months x 31.00 USD; USD converted by fx.usd, constant)
            share = 0.5
`
	if diff := cmp.Diff(want, traceText(kpi(t, result, "goal.g.roi").Trace, 0)); diff != "" {
		t.Errorf("a campaign (-want +got):\n%s", diff)
	}
	for _, c := range result.Campaigns {
		for _, attribute := range []string{"cost", "media_cost", "return", "revenue", "net", "roi", "roas"} {
			if c.Traces[attribute] == nil {
				t.Errorf("%s.%s has no explanation", c.Campaign.Address, attribute)
			}
		}
	}
	everyLeafIsTraced(t, result)
}

// everyLeafIsTraced checks that each figure of a source names its query and days,
// and that the query is among those that were run.
func everyLeafIsTraced(t *testing.T, result *engine.Result) {
	t.Helper()
	ran := make(map[string]connector.Query)
	for _, s := range result.Sources {
		for _, q := range s.Queries {
			ran[q.ID] = q.Query
		}
	}
	leaves := 0
	var visit func(*engine.Trace)
	visit = func(part *engine.Trace) {
		for _, child := range part.Children {
			visit(child)
		}
		if len(part.Children) > 0 || !strings.HasPrefix(part.Label, "metric.") {
			return
		}
		leaves++
		if len(part.Queries) != 1 || part.Window == nil || part.Place.Filename == "" {
			t.Errorf("%s: queries %v, window %v, place %v", part.Label, part.Queries, part.Window, part.Place)
			return
		}
		covered := false
		for _, i := range ran[part.Queries[0]].Intervals {
			covered = covered || i.Contains(part.Window.Start) && i.Contains(part.Window.End)
		}
		if !covered {
			t.Errorf("%s: query %s did not ask for %s", part.Label, part.Queries[0], part.Window)
		}
	}
	for _, k := range result.KPIs {
		visit(k.Trace)
	}
	for _, c := range result.Campaigns {
		for _, trace := range c.Traces {
			visit(trace)
		}
	}
	if leaves < 20 {
		t.Errorf("only %d figures of sources were found", leaves)
	}
}

// A chain of metrics each of which uses the one before twice has as many parts as
// metrics, not two to the power of that.
func TestDoublingChains(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("connector \"shelf\" \"ads\" {\n}\nmetric \"m0\" {\n  source  = connector.shelf.ads\n  measure = \"leads\"\n}\n")
	const n = 200
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&text, "metric \"m%d\" {\n  value = metric.m%d + metric.m%d\n}\n", i, i-1, i-1)
	}
	text.WriteString("goal \"g\" {\n" + monthly("k", fmt.Sprintf("metric.m%d / metric.m%d", n, n-1), target("at_least = 1")) + "}\n")
	data := &set{rows: rows(t, "2026-05-01 leads=30\n2026-05-31 leads=10")}
	k := kpi(t, stage(t, one(ads(), data), text.String()).check(t, may()), "goal.g.k")
	if got := figureOf(k.Actual); got != "2" || k.Status != engine.Met {
		t.Errorf("%s, %s (%s), want 2, met", got, k.Status, k.Reason)
	}
}
