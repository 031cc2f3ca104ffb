package cube

import "github.com/roictl/roictl/plugins/ga4/ga4sim/world"

var (
	adCost   = money(costs(func(c *world.AdCost) world.Micros { return c.Cost }))
	adClicks = costs(func(c *world.AdCost) world.Micros { return world.Micros(c.Clicks) * world.One })
	adViews  = costs(func(c *world.AdCost) world.Micros { return world.Micros(c.Impressions) * world.One })
)

const advertising = "Advertising"

var costMetrics = costScoped([]Metric{
	total(adCost).named("advertiserAdCost", "Ads cost", advertising, Currency),
	total(adClicks).named("advertiserAdClicks", "Ads clicks", advertising, Integer),
	total(adViews).named("advertiserAdImpressions", "Ads impressions", advertising, Integer),
	ratio(adCost, adClicks).named("advertiserAdCostPerClick", "Ads cost per click", advertising, Currency),
	renamed(ratio(adCost, keyEvents).named("advertiserAdCostPerKeyEvent", "Cost per key event", advertising, Currency), "advertiserAdCostPerConversion"),
	Metric{of: []*measure{gross, refunded, adCost}, value: func(v []float64) float64 {
		return quotient([]float64{v[0] - v[1], v[2]})
	}}.named("returnOnAdSpend", "Return on ad spend", advertising, Float),
})

func costScoped(list []Metric) []Metric {
	for i := range list {
		list[i].Restricted, list[i].Scope = "COST_DATA", CostScope
		if list[i].Name == "advertiserAdClicks" || list[i].Name == "advertiserAdImpressions" {
			list[i].Restricted = ""
		}
	}
	return list
}
