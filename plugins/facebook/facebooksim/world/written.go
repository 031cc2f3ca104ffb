package world

// The written days of account 1005. Everything about it can be checked with
// pencil and paper:
//
//	campaign  ad set               ad          day         impressions clicks links spend  conversions
//	Written   stock (7d + 1d view) first       2026-04-01  1000        30     20    10.00  a purchase of 50.00 (click within a day),
//	                                                                                       a purchase of 20.00 (view within a day),
//	                                                                                       a purchase of 30.00 (click, eight days before)
//	                                           2026-04-03  500         10     9     4.50   none
//	                                           2026-04-10  400         8      4     4.00   a purchase of 25.00 that Meta knows of on the 20th
//	                               deleted     2026-04-01  200         4      2     1.25   none
//	          clicks only (7d)     second      2026-04-01  800         16     10    8.00   a purchase of 10.00 (click two days before),
//	                                                                                       a purchase of 99.00 (view within a day)
//	                                           2026-04-02  100         1      1     0.75   a form lead (click within a day)
//
// The ad called "first" was published as "frozen name", which its name macro
// still delivers.
func fillWritten(a *Account, m *maker) {
	c := m.campaign(a, "Written", "OUTCOME_SALES", "2026-03-30")
	stock := m.adSet(c, "stock", ClickAndView)
	first := m.ad(stock, "first", linkAd("https://shop.example.com/written", "utm_campaign={{ad.name}}"), date("2026-04-01"), date("2026-04-10"), 0)
	first.Written = map[Day]Written{
		date("2026-04-01"): {
			Delivery: Delivery{Impressions: 1000, Clicks: 30, LinkClicks: 20, LandingViews: 18, Reactions: 5, Loves: 2, Spend: 1000},
			Conversions: []Conversion{
				{Kind: Purchase, Touch: Click1, Value: 5000, Who: 1},
				{Kind: Purchase, Touch: View1, Value: 2000, Who: 2},
				{Kind: Purchase, Touch: Click28, Value: 3000, Who: 3},
			},
		},
		date("2026-04-03"): {Delivery: Delivery{Impressions: 500, Clicks: 10, LinkClicks: 9, Spend: 450}},
		date("2026-04-10"): {
			Delivery:    Delivery{Impressions: 400, Clicks: 8, LinkClicks: 4, Spend: 400},
			Conversions: []Conversion{{Kind: Purchase, Touch: Click1, Value: 2500, Delay: 10, Who: 4}},
		},
	}
	deleted := m.ad(stock, "deleted", linkAd("https://shop.example.com/written", ""), date("2026-04-01"), date("2026-04-01"), 0)
	deleted.Status = "DELETED"
	deleted.Written = map[Day]Written{date("2026-04-01"): {Delivery: Delivery{Impressions: 200, Clicks: 4, LinkClicks: 2, Spend: 125}}}

	clicks := m.adSet(c, "clicks only", ClickOnly)
	second := m.ad(clicks, "second", linkAd("https://shop.example.com/written", ""), date("2026-04-01"), date("2026-04-02"), 0)
	second.Written = map[Day]Written{
		date("2026-04-01"): {
			Delivery: Delivery{Impressions: 800, Clicks: 16, LinkClicks: 10, Spend: 800},
			Conversions: []Conversion{
				{Kind: Purchase, Touch: Click7, Value: 1000, Who: 5},
				{Kind: Purchase, Touch: View1, Value: 9900, Who: 6},
			},
		},
		date("2026-04-02"): {
			Delivery:    Delivery{Impressions: 100, Clicks: 1, LinkClicks: 1, Spend: 75},
			Conversions: []Conversion{{Kind: FormLead, Touch: Click1, Who: 7}},
		},
	}
}
