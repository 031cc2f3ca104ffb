package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// Every figure of a campaign, as KPIs of a part of its days and of all of them,
// by hand. Revenue 900 at 40 % margin is 360; ads 100; tools 31 a month.
func TestCampaignFigures(t *testing.T) {
	t.Parallel()
	var kpis strings.Builder
	attributes := []string{"cost", "media_cost", "revenue", "return", "net", "roi", "roas"}
	for _, attribute := range attributes {
		kpis.WriteString(monthly(attribute, "campaign.c."+attribute, ""))
		kpis.WriteString(strings.Replace(monthly("all_"+attribute, "campaign.c."+attribute, ""), `every = "month"`, `every = "campaign"`, 1))
	}
	text := `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
metric "spend" {
  source  = connector.shelf.ads
  measure = "spend"
}
metric "revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
}
campaign "c" {
  start = "2026-04-01"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spend
  }
  cost "tools" {
    amount = 31
    every  = "month"
  }
  return "sales" {
    value  = metric.revenue
    margin = 0.4
  }
}
goal "g" {
` + kpis.String() + `
}
`
	data := &set{rows: rows(t, "2026-04-01 spend=31 revenue=155\n2026-05-01 spend=69 revenue=745\n2026-05-31 spend=0.00"), currency: "EUR"}
	result := stage(t, one(inEuros(ads()), data), text).check(t, may())
	for attribute, want := range map[string]string{
		// May: ads 69, tools 31, revenue 745 of which 298.
		"cost": "100", "media_cost": "69", "revenue": "745", "return": "298", "net": "198", "roi": "1.98", "roas": "745/69",
		// All: ads 100, tools 62, revenue 900 of which 360.
		"all_cost": "162", "all_media_cost": "100", "all_revenue": "900", "all_return": "360", "all_net": "198", "all_roi": "11/9", "all_roas": "9",
	} {
		if got := figureOf(kpi(t, result, "goal.g."+attribute).Actual); got != want {
			t.Errorf("%s is %s, want %s", attribute, got, want)
		}
	}
	c := campaign(t, result, "campaign.c")
	if c.Basis != "margin" || c.Window.Start != date(t, "2026-04-01") || figureOf(c.ROI) != "11/9" {
		t.Errorf("basis %s, from %s, ROI %s", c.Basis, c.Window.Start, figureOf(c.ROI))
	}
}

// A declared cost in another currency, with a rate for each day: 7 dollars a
// week are one a day, at 0.50, 0.50 and 0.80 EUR. A range stays one.
func TestCostsAtDailyRates(t *testing.T) {
	t.Parallel()
	text := func(amount, every string) string {
		return `
roictl {
  currency = "EUR"
}
fx "usd" {
  from   = "USD"
  path   = "rates.csv"
  date   = { column = "Day" }
  column = "USD"
}
campaign "c" {
  start = "2026-05-04"
  end   = "2026-05-06"
  cost "tools" {
    amount   = ` + amount + `
    currency = "USD"
    every    = "` + every + `"
  }
}
goal "g" {
` + strings.Replace(monthly("k", "campaign.c.cost", target("at_most = 2")), `every = "month"`, `every = "campaign"`, 1) + `
}
`
	}
	rates := map[string]string{"rates.csv": "Day,USD\n2026-05-04,0.5\n2026-05-06,0.8\n"}
	for _, test := range []struct{ amount, every, want string }{
		{"7", "week", "1.8"},
		{"[7, 14]", "week", "1.8..3.6"},
		{"[0, 14]", "week", "0..3.6"},
		{"3", "once", "1.8"},
		{"1", "weekday", "1.8"},
	} {
		result := stageWith(t, nil, text(test.amount, test.every), rates).check(t, may())
		c := campaign(t, result, "campaign.c")
		if got := figureOf(c.Cost); got != test.want || !strings.Contains(c.Costs[0].Note, "USD converted at each day's rate") {
			t.Errorf("%s every %s: %s (%s), want %s", test.amount, test.every, got, c.Costs[0].Note, test.want)
		}
		if k := kpi(t, result, "goal.g.k"); figureOf(k.Actual) != test.want {
			t.Errorf("%s every %s: the KPI is %s, want %s", test.amount, test.every, figureOf(k.Actual), test.want)
		}
	}
	// The campaign's days are read from the file, also where only a KPI is judged.
	opts := may()
	opts.Targets = []string{"goal.g"}
	if k := kpi(t, stageWith(t, nil, text("7", "week"), rates).check(t, opts), "goal.g.k"); k.Status != engine.Met {
		t.Errorf("%s (%s), want met", k.Status, k.Reason)
	}
	result := stageWith(t, nil, text("7", "week"), map[string]string{"rates.csv": "Day,USD\n2026-05-05,0.5\n"}).check(t, may())
	if c := campaign(t, result, "campaign.c"); figureOf(c.Cost) != "undefined" || !strings.Contains(c.Cost.Reason, "no rate on or before 2026-05-04") {
		t.Errorf("a day without a rate: %s (%s)", figureOf(c.Cost), c.Cost.Reason)
	}
}

// A shared cost that is measured is asked for on the days on which it is shared,
// with what divides it, and nothing of the partners besides.
func TestMeasuredSharedCosts(t *testing.T) {
	t.Parallel()
	text := `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
connector "shelf" "web" {
  set = "web"
}
metric "agency" {
  source  = connector.shelf.ads
  measure = "spend"
  where   = { campaign = "agency" }
}
metric "a" {
  source  = connector.shelf.ads
  measure = "revenue"
  where   = { campaign = "a" }
}
metric "b" {
  source  = connector.shelf.ads
  measure = "revenue"
  where   = { campaign = "b" }
}
metric "views" {
  source  = connector.shelf.web
  measure = "impressions"
}
campaign "a" {
  start = "2026-05-01"
  end   = "2026-05-20"
  cost "agency" {
    value       = metric.agency
    shared_with = [campaign.b]
    allocate_by = "return"
  }
  return "sales" {
    value = metric.a
  }
  benefit "views" {
    value = metric.views
  }
}
campaign "b" {
  start = "2026-05-11"
  end   = "2026-05-31"
  cost "time" {
    amount = 5
    every  = "once"
  }
  return "sales" {
    value = metric.b
  }
}
goal "g" {
` + monthly("b", "campaign.b.cost", "") + `
}
`
	// Until the 10th, a bears 100 alone; then 60 are divided 10 : 20.
	s := one(inEuros(ads()), &set{rows: rows(t, `
2026-05-01 campaign=agency spend=100
2026-05-15 campaign=agency spend=60
2026-05-25 campaign=agency spend=999
2026-05-02 campaign=a revenue=500
2026-05-15 campaign=a revenue=10
2026-05-15 campaign=b revenue=20
2026-05-31 campaign=b revenue=7
`), currency: "EUR", dense: true})
	s.sets["web"] = &set{acts: failing("DOWN")}
	scene := stage(t, s, text)
	result := scene.check(t, may())
	for address, want := range map[string]string{"campaign.a": "120", "campaign.b": "45"} {
		if got := figureOf(campaign(t, result, address).Cost); got != want {
			t.Errorf("%s costs %s, want %s", address, got, want)
		}
	}
	opts := may()
	opts.Targets = []string{"goal.g"}
	want := []string{"spend,revenue by campaign day 2026-05-11..2026-05-20 where campaign in a or campaign in agency or campaign in b"}
	if diff := cmp.Diff(want, asked(scene.plan(t, opts))); diff != "" {
		t.Errorf("the KPI asks for (-want +got):\n%s", diff)
	}
	k := kpi(t, scene.check(t, opts), "goal.g.b")
	if got := figureOf(k.Actual); got != "45" {
		t.Errorf("the KPI is %s (%s), want 45", got, k.Reason)
	}
	if got := fmt.Sprint(k.Sources); got != "[connector.shelf.ads]" {
		t.Errorf("it rests on %s", got)
	}
}

// A cost may be divided by returns that are made of revenue of a campaign that
// bears it, since revenue needs no costs. What needs them is circular, which the
// configuration tells.
//
// By hand: the revenue of a is 6 and that of b twice as much, 12, so that a bears
// 6 of 18, a third, of 30.
func TestWeightsOfRevenue(t *testing.T) {
	t.Parallel()
	text := `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
metric "revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
}
campaign "a" {
  start = "2026-05-01"
  end   = "2026-05-31"
  cost "time" {
    amount      = 30
    every       = "once"
    shared_with = [campaign.b]
    allocate_by = "return"
  }
  return "sales" {
    value = metric.revenue
  }
}
campaign "b" {
  start = "2026-05-01"
  end   = "2026-05-31"
  return "upsold" {
    value = campaign.a.revenue * 2
  }
}
`
	data := &set{rows: rows(t, "2026-05-01 revenue=3\n2026-05-31 revenue=3"), currency: "EUR"}
	result := stage(t, one(inEuros(ads()), data), text).check(t, may())
	for address, want := range map[string]string{"campaign.a": "10", "campaign.b": "20"} {
		if c := campaign(t, result, address); figureOf(c.Cost) != want {
			t.Errorf("the cost of %s is %s (%s), want %s", address, figureOf(c.Cost), c.Cost.Reason, want)
		}
	}
}

// A benefit stands beside the figures of its campaign, and may be made of them.
func TestBenefitOfOwnFigures(t *testing.T) {
	t.Parallel()
	text := `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
metric "revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
}
campaign "a" {
  start = "2026-05-01"
  end   = "2026-05-31"
  cost "time" {
    amount = 2
    every  = "once"
  }
  return "sales" {
    value = metric.revenue
  }
  benefit "word_of_mouth" {
    value = campaign.a.net * "10%"
  }
}
`
	data := &set{rows: rows(t, "2026-05-01 revenue=3\n2026-05-31 revenue=3"), currency: "EUR"}
	result := stage(t, one(inEuros(ads()), data), text).check(t, may())
	a := campaign(t, result, "campaign.a")
	if got := figureOf(a.Benefits[0].Amount); got != "0.4" {
		t.Errorf("the benefit is %s (%s), want a tenth of 6 - 2", got, a.Benefits[0].Amount.Reason)
	}
}

// The unit in which a KPI is shown and compared: the declared one, or percent
// where its target is.
func TestUnitsOfKPIs(t *testing.T) {
	t.Parallel()
	data := &set{rows: rows(t, "2026-05-01 leads=5 link_clicks=20 spend=10\n2026-05-31 leads=5 link_clicks=20"), currency: "EUR"}
	const guard = "; guard {\n min_sample = 0\n}"
	for _, test := range []struct {
		value, rest string
		unit        connector.Unit
		shown       string
	}{
		{"metric.leads / metric.clicks", target("at_least = 0.25"), connector.UnitRatio, "0.25"},
		{"metric.leads / metric.clicks", target(`at_least = "25%"`), connector.UnitPercent, "25 %"},
		{"metric.leads / metric.clicks", target(`between = ["20%", "30%"]`), connector.UnitPercent, "25 %"},
		{"metric.leads / metric.clicks", target("equals = \"25%\"\n tolerance = \"1%\""), connector.UnitPercent, "25 %"},
		{"metric.leads / metric.clicks", "unit = \"percent\"; " + target("at_least = 0.25"), connector.UnitPercent, "25 %"},
		{"metric.spend / metric.leads", target("at_most = 1"), connector.UnitMoney, "1.00 EUR"},
		{"metric.leads * 35", "unit = \"money\"; " + target(`at_least = "350 EUR"`), connector.UnitMoney, "350.00 EUR"},
	} {
		s := stage(t, one(inEuros(ads()), data), shopText(monthly("k", test.value, test.rest+guard)))
		k := kpi(t, s.check(t, may()), "goal.g.k")
		if k.Actual.Unit != test.unit || plain(k.Actual.String()) != test.shown || k.Status != engine.Met {
			t.Errorf("%s, %s: %s %s, %s (%s), want %s", test.value, test.rest, k.Actual.Unit, k.Actual, k.Status, k.Reason, test.shown)
		}
	}
}
