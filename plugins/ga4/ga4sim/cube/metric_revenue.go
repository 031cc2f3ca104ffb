package cube

import "github.com/roictl/roictl/plugins/ga4/ga4sim/world"

// Orders as events have them. Refunds take back what purchases brought.
var (
	gross     = orders(world.Purchase, func(o *world.Order) world.Micros { return o.Value })
	refunded  = orders(world.Refund, func(o *world.Order) world.Micros { return o.Value })
	shipped   = orders(world.Purchase, func(o *world.Order) world.Micros { return o.Shipping })
	taxed     = orders(world.Purchase, func(o *world.Order) world.Micros { return o.Tax })
	purchases = &measure{kind: perFact, read: func(f *Fact) world.Micros { return when(f.is(world.Purchase) && f.once()) }}
	buyers    = usersWith(world.Purchase)
	newBuyers = &measure{kind: perUser, read: func(f *Fact) world.Micros { return when(f.is(world.Purchase) && f.Event.Detail.Order.FirstOfUser) }}
	nothing   = &measure{kind: perFact, read: func(*Fact) world.Micros { return 0 }}
)

var revenueMetrics = restricted("REVENUE_DATA", []Metric{
	difference(gross, refunded).named("purchaseRevenue", "Purchase revenue", ecommerce, Currency),
	total(gross).named("grossPurchaseRevenue", "Gross purchase revenue", ecommerce, Currency),
	difference(gross, refunded).named("totalRevenue", "Total revenue", "Revenue", Currency),
	total(refunded).named("refundAmount", "Refund amount", ecommerce, Currency),
	total(shipped).named("shippingAmount", "Shipping amount", ecommerce, Currency),
	total(taxed).named("taxAmount", "Tax amount", ecommerce, Currency),
	total(nothing).named("totalAdRevenue", "Total ad revenue", "Revenue", Currency),
	per(purchases).named("averagePurchaseRevenue", "Average purchase revenue", ecommerce, Currency),
	per(buyers).named("averagePurchaseRevenuePerPayingUser", "ARPPU", ecommerce, Currency),
	per(activeUsers).named("averagePurchaseRevenuePerUser", "Average purchase revenue per active user", ecommerce, Currency),
	per(activeUsers).named("averageRevenuePerUser", "ARPU", "Revenue", Currency),
})

// per divides purchase revenue by something.
func per(of *measure) Metric {
	return Metric{of: []*measure{gross, refunded, of}, value: func(v []float64) float64 { return quotient([]float64{v[0] - v[1], v[2]}) }}
}

// restricted marks what a role without access to revenue or cost may not see.
func restricted(data string, list []Metric) []Metric {
	for i := range list {
		list[i].Restricted = data
		list[i].Scope = EventScope
	}
	return list
}

var buyerMetrics = eventScoped([]Metric{
	total(purchases).named("transactions", "Transactions", ecommerce, Integer),
	total(purchases).named("ecommercePurchases", "Ecommerce purchases", ecommerce, Integer),
	total(events(world.AddToCart)).named("addToCarts", "Add to carts", ecommerce, Integer),
	total(events(world.BeginCheckout)).named("checkouts", "Checkouts", ecommerce, Integer),
	total(events(world.ViewItem)).named("itemViewEvents", "Item view events", ecommerce, Integer),
	total(nothing).named("itemListViewEvents", "Item list view events", ecommerce, Integer),
	total(nothing).named("itemListClickEvents", "Item list click events", ecommerce, Integer),
	total(nothing).named("promotionViews", "Promotion views", ecommerce, Integer),
	total(nothing).named("promotionClicks", "Promotion clicks", ecommerce, Integer),
	ratio(usersWith(world.AddToCart), usersWith(world.ViewItem)).named("cartToViewRate", "Cart-to-view rate", ecommerce, Float),
	ratio(buyers, usersWith(world.ViewItem)).named("purchaseToViewRate", "Purchase-to-view rate", ecommerce, Float),
	total(buyers).named("totalPurchasers", "Total purchasers", ecommerce, Integer),
	total(newBuyers).named("firstTimePurchasers", "First time purchasers", ecommerce, Integer),
	renamed(ratio(buyers, activeUsers).named("purchaserRate", "Purchaser rate", ecommerce, Float), "purchaserConversionRate"),
	renamed(ratio(newBuyers, activeUsers).named("firstTimePurchaserRate", "First time purchaser rate", ecommerce, Float), "firstTimePurchaserConversionRate"),
	ratio(newBuyers, newUsers).named("firstTimePurchasersPerNewUser", "First-time purchasers per new user", ecommerce, Float),
	ratio(purchases, buyers).named("transactionsPerPurchaser", "Transactions per purchaser", ecommerce, Float),
})

func eventScoped(list []Metric) []Metric {
	for i := range list {
		list[i].Scope = EventScope
	}
	return list
}
