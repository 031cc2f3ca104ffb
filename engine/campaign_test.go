package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
)

// A campaign is reckoned in its own currency: what needs no rate, needs none.
// The KPI of its cost is in the reporting currency and needs one.
func TestCampaignCurrency(t *testing.T) {
	t.Parallel()
	text := func(fx string) string {
		return `
roictl {
  currency = "EUR"
}
` + fx + `
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
campaign "il" {
  start    = "2026-05-01"
  end      = "2026-05-31"
  currency = "ILS"
  cost "ads" {
    value = metric.spend
  }
  cost "tools" {
    amount = [11000, 25000]
    every  = "once"
  }
  return "sales" {
    value = metric.revenue
  }
}
goal "g" {
` + strings.ReplaceAll(monthly("roi", "campaign.il.roi", target(`at_least = "100%"`))+monthly("cost", "campaign.il.cost", target("at_most = 9000")), `every = "month"`, `every = "campaign"`) + `
}
`
	}
	// Media 0, revenue 50,000: ROI 100 % to 354.5 % as in R72.
	data := &set{rows: rows(t, "2026-05-01 spend=0.00 revenue=20000\n2026-05-31 revenue=30000"), currency: "ILS"}
	for _, test := range []struct {
		name, fx   string
		cost       string
		costReason string
	}{
		{"without a rate", "", "undefined", "there is no exchange rate from ILS to EUR"},
		{"with a rate", "fx \"ils\" {\n  from = \"ILS\"\n  rate = 0.25\n}\n", "2750..6250", ""},
	} {
		result := stage(t, one(ads(), data), text(test.fx)).check(t, may())
		c := campaign(t, result, "campaign.il")
		if got := figureOf(c.Cost); c.Currency != "ILS" || c.Cost.Currency != "ILS" || got != "11000..25000" {
			t.Errorf("%s: cost %s %s in a line in %s", test.name, got, c.Cost.Currency, c.Currency)
		}
		if got := figureOf(c.ROI); got != "1..39/11" {
			t.Errorf("%s: ROI %s, want 1..39/11", test.name, got)
		}
		if k := kpi(t, result, "goal.g.roi"); figureOf(k.Actual) != "1..39/11" || k.Status != engine.Met {
			t.Errorf("%s: the KPI's ROI is %s, %s (%s)", test.name, figureOf(k.Actual), k.Status, k.Reason)
		}
		if k := kpi(t, result, "goal.g.cost"); figureOf(k.Actual) != test.cost || !strings.Contains(k.Reason, test.costReason) {
			t.Errorf("%s: the KPI's cost is %s (%s), want %s", test.name, figureOf(k.Actual), k.Reason, test.cost)
		}
	}
}

// A campaign asks only for the side of its figures that a KPI is about: the cost
// needs no revenue, and nothing needs the benefits but the campaign's own report.
func TestCampaignsAskForWhatTheyNeed(t *testing.T) {
	t.Parallel()
	text := func(attribute string) string {
		return `
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
metric "views" {
  source  = connector.shelf.ads
  measure = "impressions"
}
campaign "c" {
  start = "2026-05-01"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spend
  }
  return "sales" {
    value = metric.revenue
  }
  benefit "views" {
    value = metric.views * 0.01
  }
}
goal "g" {
` + monthly("k", "campaign.c."+attribute, "") + `
}
`
	}
	for attribute, want := range map[string]string{
		"cost": "spend", "media_cost": "spend", "return": "revenue", "revenue": "revenue",
		"net": "spend,revenue", "roi": "spend,revenue", "roas": "spend,revenue",
	} {
		opts := may()
		opts.Targets = []string{"goal.g"}
		plan := stage(t, one(ads(), &set{}), text(attribute)).plan(t, opts)
		if got := strings.Join(plan.Queries[0].Query.Measures, ","); got != want || len(plan.Queries) != 1 {
			t.Errorf("%s asks for %s, want %s", attribute, got, want)
		}
		// In the full plan the campaign itself is reported.
		plan = stage(t, one(ads(), &set{}), text(attribute)).plan(t, may())
		if got := len(plan.Queries[0].Query.Measures); got != 3 {
			t.Errorf("the campaign's report asks for %d measures, want 3", got)
		}
	}
}

// A source that only a benefit rests on does not spoil the return on investment.
// The campaign lacks evidence, which the exit code tells, also without any KPI.
func TestFailuresKeepToTheirSide(t *testing.T) {
	t.Parallel()
	text := `
roictl {
  currency = "EUR"
}
connector "shelf" "good" {
}
connector "shelf" "bad" {
  set = "bad"
}
metric "spend" {
  source  = connector.shelf.good
  measure = "spend"
}
metric "revenue" {
  source  = connector.shelf.good
  measure = "revenue"
}
metric "views" {
  source  = connector.shelf.bad
  measure = "impressions"
}
campaign "c" {
  start = "2026-05-01"
  end   = "2026-05-31"
  cost "ads" {
    value = metric.spend
  }
  return "sales" {
    value = metric.revenue
  }
  benefit "views" {
    value = metric.views * 0.01
  }
}
goal "g" {
` + monthly("roi", "campaign.c.roi", target(`at_least = "0%"`)) + `
}
`
	s := &shelf{reports: []connector.Report{inEuros(ads())}, sets: map[string]*set{
		"":    {rows: rows(t, "2026-05-01 spend=100 revenue=150\n2026-05-31 spend=0.00"), currency: "EUR"},
		"bad": {acts: failing("DOWN")},
	}}
	result := stage(t, s, text).check(t, may())
	if k := kpi(t, result, "goal.g.roi"); k.Status != engine.Met || figureOf(k.Actual) != "0.5" {
		t.Errorf("ROI is %s, %s (%s), want 50 %%", k.Actual, k.Status, k.Reason)
	}
	if c := campaign(t, result, "campaign.c"); c.Benefits[0].Amount.State != value.NoData || figureOf(c.ROI) != "0.5" {
		t.Errorf("benefit %s, ROI %s", c.Benefits[0].Amount, c.ROI)
	}
	if result.ExitCode != 3 {
		t.Errorf("exit code %d, want 3", result.ExitCode)
	}
}

// What the reported lines of a campaign say of their quality: figures that may
// still change are not final, and days that are missing are told.
func TestCampaignFlags(t *testing.T) {
	t.Parallel()
	slow := ads()
	for i := range slow.Measures {
		if slow.Measures[i].Name == "revenue" {
			slow.Measures[i].Maturity = 7
		}
	}
	text := strings.Replace(strings.Replace(sharing("equal"), "2026-01-01", "2026-05-01", 1), "2026-12-31", "2026-05-31", 1)
	const whole = "2026-05-01 campaign=always spend=1 revenue=1\n2026-05-31 campaign=always spend=1 revenue=1"
	for _, test := range []struct {
		name   string
		report connector.Report
		data   *set
		asOf   string
		want   []string
	}{
		{"final", ads(), &set{rows: rows(t, whole)}, "2026-06-02", nil},
		{"a measure still changes", slow, &set{rows: rows(t, whole)}, "2026-06-07", []string{"provisional"}},
		{"and then no more", slow, &set{rows: rows(t, whole)}, "2026-06-08", nil},
		{"the source says so", ads(), &set{rows: rows(t, whole), flags: []connector.Flag{{Code: connector.FlagProvisional, Since: date(t, "2026-05-31")}}}, "2026-06-02", []string{"provisional"}},
		{"days are missing", ads(), &set{rows: rows(t, strings.Split(whole, "\n")[0])}, "2026-06-02", []string{"partial"}},
		{"a sample", ads(), &set{rows: rows(t, whole), flags: []connector.Flag{{Code: connector.FlagSampled}}}, "2026-06-02", []string{"sampled"}},
	} {
		test.data.dense, test.data.currency = true, "EUR"
		result := stage(t, one(inEuros(test.report), test.data), text).check(t, asOf(t, test.asOf))
		if diff := cmp.Diff(test.want, campaign(t, result, "campaign.always").Flags); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// What lacks a side says which, and a cost per nothing where the nothing is.
func TestIncompleteCampaigns(t *testing.T) {
	t.Parallel()
	text := `
roictl {
  currency = "EUR"
}
connector "shelf" "ads" {
}
tracking "code" {
  source = "facebook"
}
metric "spend" {
  source  = connector.shelf.ads
  measure = "spend"
}
metric "revenue" {
  source  = connector.shelf.ads
  measure = "revenue"
}
metric "orders" {
  source   = connector.shelf.ads
  measure  = "purchases"
  tracking = tracking.code
}
metric "clicks" {
  source   = connector.shelf.ads
  measure  = "link_clicks"
  tracking = tracking.code
}
campaign "no_return" {
  start    = "2026-05-01"
  end      = "2026-05-31"
  tracking = [tracking.code]
  cost "ads" {
    value = metric.spend
  }
}
campaign "no_cost" {
  start = "2026-05-01"
  end   = "2026-05-31"
  return "sales" {
    value = metric.revenue
  }
}
campaign "no_ads" {
  start = "2026-05-01"
  end   = "2026-05-31"
  cost "time" {
    amount = 50
    every  = "once"
  }
  return "sales" {
    value = metric.revenue
  }
}
campaign "later" {
  start = "2026-07-01"
  end   = "2026-07-31"
  cost "ads" {
    value = metric.spend
  }
}
`
	data := &set{rows: rows(t, "2026-04-30 source=facebook purchases=1 spend=5 revenue=5\n2026-05-01 source=facebook spend=100 revenue=150\n2026-05-31 source=facebook spend=0.00 purchases=0"), currency: "EUR", dense: true}
	result := stage(t, one(inEuros(ads()), data), text).check(t, may())
	for address, want := range map[string]string{
		"campaign.no_return": "cost 100 return no data (campaign.no_return declares no return) net no data roi no data roas no data (campaign.no_return declares no return)",
		"campaign.no_cost":   "cost no data return 150 () net no data roi no data roas no data (campaign.no_cost declares no cost of the category \"ads\")",
		"campaign.no_ads":    "cost 50 return 150 () net 100 roi 2 roas no data (campaign.no_ads declares no cost of the category \"ads\")",
		"campaign.later":     "cost no data return no data (campaign.later has no complete day in this window) net no data roi no data roas no data (campaign.later has no complete day in this window)",
	} {
		c := campaign(t, result, address)
		got := fmt.Sprintf("cost %s return %s (%s) net %s roi %s roas %s (%s)", figureOf(c.Cost), figureOf(c.Return), c.Return.Reason, figureOf(c.Net), figureOf(c.ROI), figureOf(c.ROAS), c.ROAS.Reason)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", address, diff)
		}
	}
	// Orders are counted for the campaign whose code they carry; clicks are no
	// final action.
	c := campaign(t, result, "campaign.no_return")
	if len(c.CostPer) != 1 || c.CostPer[0].Name != "metric.orders" || c.CostPer[0].Amount.Reason != "division by zero: metric.orders is 0" {
		t.Errorf("cost per: %v", c.CostPer)
	}
}
