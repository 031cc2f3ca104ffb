package world

// costs adds what the linked Google Ads campaigns cost on a day. Money is spent on
// the silent day too: ads do not know that the tag is missing.
func (g *generator) costs(day Day) {
	if !g.sells {
		return
	}
	for _, campaign := range []struct {
		traffic *Traffic
		clicks  int64 // a day, on average
		cents   int64 // a click, on average
	}{{brandSearch, 25, 31}, {genericSearch, 12, 84}, {performanceMax, 15, 47}, {retargeting, 6, 22}} {
		clicks := campaign.clicks/2 + g.random.Int64N(campaign.clicks)
		cost := Micros(0)
		for range clicks {
			cost += Micros(campaign.cents/2+g.random.Int64N(campaign.cents)) * One / 100
		}
		g.property.Costs = append(g.property.Costs, AdCost{
			Day: day, Traffic: campaign.traffic, Cost: cost, Clicks: clicks, Impressions: clicks * (18 + g.random.Int64N(9)),
		})
	}
}
