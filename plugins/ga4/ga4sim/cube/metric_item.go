package cube

import "github.com/roictl/roictl/plugins/ga4/ga4sim/world"

func quantity(i *world.Item) world.Micros  { return world.Micros(i.Quantity) * world.One }
func itemMoney(i *world.Item) world.Micros { return i.Revenue }

// Items carry their own money: shipping and coupons of an order are not in it.
var (
	grossItems    = money(items(world.Purchase, itemMoney))
	refundedItems = money(items(world.Refund, itemMoney))
)

var itemMetrics = itemScoped(append(restricted("REVENUE_DATA", []Metric{
	difference(grossItems, refundedItems).named("itemRevenue", "Item revenue", ecommerce, Currency),
	total(grossItems).named("grossItemRevenue", "Gross item revenue", ecommerce, Currency),
	total(refundedItems).named("itemRefundAmount", "Item refund amount", ecommerce, Currency),
	total(nothing).named("itemDiscountAmount", "Item discount amount", ecommerce, Currency),
}),
	total(items(world.ViewItem, quantity)).named("itemsViewed", "Items viewed", ecommerce, Integer),
	total(items(world.AddToCart, quantity)).named("itemsAddedToCart", "Items added to cart", ecommerce, Integer),
	total(items(world.BeginCheckout, quantity)).named("itemsCheckedOut", "Items checked out", ecommerce, Integer),
	total(items(world.Purchase, quantity)).named("itemsPurchased", "Items purchased", ecommerce, Integer),
	total(nothing).named("itemsViewedInList", "Items viewed in list", ecommerce, Integer),
	total(nothing).named("itemsClickedInList", "Items clicked in list", ecommerce, Integer),
	total(nothing).named("itemsViewedInPromotion", "Items viewed in promotion", ecommerce, Integer),
	total(nothing).named("itemsClickedInPromotion", "Items clicked in promotion", ecommerce, Integer),
))

func itemScoped(list []Metric) []Metric {
	for i := range list {
		list[i].Scope = ItemScope
	}
	return list
}

// money marks an amount that is converted where a report is in another currency.
func money(m *measure) *measure {
	m.money = true
	return m
}
