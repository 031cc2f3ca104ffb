package catalogue

import (
	"fmt"

	"github.com/roictl/roictl/connector"
)

// Measure is a metric of the Data API.
type Measure struct {
	connector.Measure
	// API is the name that Google knows it by today.
	API string
	// Level is what it counts.
	Level Level
	// Per is the metric below the line of a ratio, empty where it is none or where
	// Google does not offer it. Google writes 0 for a ratio over nothing, which is
	// undefined and not 0.
	Per string
}

// Days for which Google goes on changing a day (Analytics Help, "Data freshness"
// and "Get started with attribution"): it is processed for up to 48 hours, and
// the credit for key events moves between channels for up to 12 days.
const (
	processed  = 2
	attributed = 12
)

// The stages of the funnel, as in connector.Measure.
const (
	awareness  = "awareness"
	interest   = "interest"
	evaluation = "evaluation"
	purchase   = "purchase"
)

func count(level Level, name, title, description string) Measure {
	return Measure{API: name, Level: level, Measure: connector.Measure{
		Name: name, Title: title, Description: description,
		Unit: connector.UnitCount, Aggregation: connector.AggregateSum, Maturity: processed,
	}}
}

// people counts different people, who cannot be added up.
func people(name, title, description string) Measure {
	m := count(User, name, title, description)
	m.Aggregation = connector.AggregateNone
	return m.micro(interest)
}

func money(level Level, name, title, description string) Measure {
	m := count(level, name, title, description)
	m.Unit = connector.UnitMoney
	return m
}

// ratio is a quotient that only Google can compute over a window.
func ratio(unit connector.Unit, name, per, title, description string) Measure {
	m := count(User, name, title, description)
	m.Unit, m.Aggregation, m.Per = unit, connector.AggregateAverage, per
	return m
}

func (m Measure) named(standard string) Measure {
	m.Standard = standard
	return m
}

func (m Measure) micro(stage string) Measure {
	m.Kind, m.Stage = connector.KindMicro, stage
	return m
}

func (m Measure) macro(stage string) Measure {
	m.Kind, m.Stage = connector.KindMacro, stage
	return m
}

func (m Measure) in(unit connector.Unit) Measure {
	m.Unit = unit
	return m
}

// settlesWithAttribution marks what is counted by key event.
func (m Measure) settlesWithAttribution() Measure {
	m.Maturity = attributed
	return m
}

// renamed lists a measure under the name it had before.
func renamed(old string, m Measure) Measure {
	m.Name, m.Standard = old, ""
	m.Deprecated = fmt.Sprintf("Google calls it %s since key events are no longer called conversions (May 2024). Use that name.", m.API)
	return m
}

var (
	sessionKeyEventRate = ratio(connector.UnitPercent, "sessionKeyEventRate", "sessions", "Session key event rate",
		"Share of sessions in which any key event happened. Of one key event: sessionKeyEventRate:EVENT.").settlesWithAttribution()
	userKeyEventRate = ratio(connector.UnitPercent, "userKeyEventRate", "activeUsers", "User key event rate",
		"Share of active users who made any key event. Of one key event: userKeyEventRate:EVENT.").settlesWithAttribution()
	costPerKeyEvent = ratio(connector.UnitMoney, "advertiserAdCostPerKeyEvent", "keyEvents", "Ads cost per key event",
		"advertiserAdCost / keyEvents.").settlesWithAttribution()
	purchaserRate = ratio(connector.UnitPercent, "purchaserRate", "activeUsers", "Purchaser rate",
		"Share of active users who bought.")
	firstTimePurchaserRate = ratio(connector.UnitPercent, "firstTimePurchaserRate", "activeUsers", "First-time purchaser rate",
		"Share of active users who bought for the first time.")
)

var measures = []Measure{
	count(Session, "sessions", "Sessions", "Visits to the website or app that began.").named("sessions").micro(interest),
	count(Session, "engagedSessions", "Engaged sessions", "Sessions that lasted more than 10 seconds, had a key event, or two page or screen views.").named("engaged_sessions").micro(evaluation),
	people("totalUsers", "Total users", "Different visitors who triggered any event. They cannot be added up.").named("users"),
	people("activeUsers", "Active users", "Different visitors who engaged; what reports of Analytics call Users. They cannot be added up."),
	people("newUsers", "New users", "Visitors who came for the first time.").named("new_users"),
	people("active7DayUsers", "7-day active users", "Active users in the seven days up to the last one."),
	people("active28DayUsers", "28-day active users", "Active users in the 28 days up to the last one."),
	people("scrolledUsers", "Scrolled users", "Visitors who saw 90 % of a page."),
	count(Event, "screenPageViews", "Views", "Pages and screens viewed, repeated ones included.").named("page_views").micro(interest),
	count(Event, "eventCount", "Event count", "Events of every kind; with where = { eventName = … } of one.").micro(interest),
	count(Event, "eventValue", "Event value", "Sum of the parameter value of events."),
	count(Event, "userEngagementDuration", "User engagement", "Seconds in which the website or app was in the foreground.").named("engagement_time").micro(evaluation).in(connector.UnitDuration),

	count(Event, "keyEvents", "Key events", "Key events of every kind, by the attribution of the property, so that they may be fractions; with where = { eventName = … } of one kind.").named("conversions").macro(purchase).settlesWithAttribution(),
	count(Event, "transactions", "Transactions", "Purchases by their transaction, so that one that was sent twice counts once.").macro(purchase),
	count(Event, "ecommercePurchases", "E-commerce purchases", "Events of the kind purchase.").named("purchases").macro(purchase),
	count(Event, "addToCarts", "Add to carts", "Times something was put into the cart.").named("add_to_cart").macro(purchase),
	count(Event, "checkouts", "Checkouts", "Checkouts begun.").named("checkouts").macro(purchase),
	people("totalPurchasers", "Total purchasers", "Different visitors who bought.").macro(purchase),
	people("firstTimePurchasers", "First-time purchasers", "Different visitors who bought for the first time.").macro(purchase),

	money(Event, "purchaseRevenue", "Purchase revenue", "Value of purchases without what was refunded.").named("revenue").macro(purchase),
	money(Event, "grossPurchaseRevenue", "Gross purchase revenue", "Value of purchases, refunded ones included.").macro(purchase),
	money(Event, "totalRevenue", "Total revenue", "Purchases, subscriptions and advertising on the own pages, without what was refunded.").macro(purchase),
	money(Event, "refundAmount", "Refund amount", "Value of what was given back.").named("refunds").macro(purchase),
	money(Event, "shippingAmount", "Shipping amount", "Shipping that customers paid."),
	money(Event, "taxAmount", "Tax amount", "Taxes that customers paid."),
	money(Event, "totalAdRevenue", "Total ad revenue", "What advertising on the own pages earned."),

	money(Item, "itemRevenue", "Item revenue", "Revenue from items, without taxes, shipping and what was refunded.").macro(purchase),
	money(Item, "grossItemRevenue", "Gross item revenue", "Revenue from items, refunded ones included.").macro(purchase),
	money(Item, "itemRefundAmount", "Item refund amount", "Value of items that were given back."),
	money(Item, "itemDiscountAmount", "Item discount amount", "Discounts on items."),
	count(Item, "itemsViewed", "Items viewed", "Items whose details were viewed.").micro(evaluation),
	count(Item, "itemsAddedToCart", "Items added to cart", "Items that were put into the cart.").macro(purchase),
	count(Item, "itemsCheckedOut", "Items checked out", "Items for which a checkout was begun.").macro(purchase),
	count(Item, "itemsPurchased", "Items purchased", "Items that were bought.").macro(purchase),

	money(Session, "advertiserAdCost", "Ads cost", "What linked or imported ads cost. Google gives it by campaign only: add sessionCampaignName to by or where.").named("spend"),
	count(Session, "advertiserAdClicks", "Ads clicks", "Clicks on linked or imported ads, by campaign only.").named("clicks").micro(interest),
	count(Session, "advertiserAdImpressions", "Ads impressions", "Impressions of linked or imported ads, by campaign only.").named("impressions").micro(awareness),
	count(Event, "publisherAdClicks", "Publisher ad clicks", "Clicks on ads on the own pages.").micro(interest),
	count(Event, "publisherAdImpressions", "Publisher ad impressions", "Impressions of ads on the own pages.").micro(awareness),

	// A ratio of two metrics is better declared as such: it then adds up over
	// windows and segments, and its sample is known.
	ratio(connector.UnitPercent, "engagementRate", "sessions", "Engagement rate", "engagedSessions / sessions."),
	ratio(connector.UnitPercent, "bounceRate", "sessions", "Bounce rate", "Share of sessions that were not engaged."),
	ratio(connector.UnitDuration, "averageSessionDuration", "sessions", "Average session duration", "Seconds from the first to the last event of a session, on average."),
	ratio(connector.UnitRatio, "sessionsPerUser", "activeUsers", "Sessions per active user", "sessions / activeUsers."),
	ratio(connector.UnitRatio, "screenPageViewsPerSession", "sessions", "Views per session", "screenPageViews / sessions."),
	ratio(connector.UnitRatio, "screenPageViewsPerUser", "activeUsers", "Views per active user", "screenPageViews / activeUsers."),
	ratio(connector.UnitRatio, "eventsPerSession", "sessions", "Events per session", "eventCount / sessions."),
	ratio(connector.UnitRatio, "eventCountPerUser", "activeUsers", "Event count per active user", "eventCount / activeUsers."),
	sessionKeyEventRate,
	userKeyEventRate,
	purchaserRate,
	firstTimePurchaserRate,
	ratio(connector.UnitMoney, "averagePurchaseRevenue", "transactions", "Average purchase revenue", "purchaseRevenue / transactions."),
	ratio(connector.UnitMoney, "averagePurchaseRevenuePerPayingUser", "totalPurchasers", "Average purchase revenue per paying user", "purchaseRevenue / totalPurchasers."),
	ratio(connector.UnitMoney, "averageRevenuePerUser", "activeUsers", "Average revenue per user", "totalRevenue / activeUsers."),
	ratio(connector.UnitMoney, "advertiserAdCostPerClick", "advertiserAdClicks", "Ads cost per click", "advertiserAdCost / advertiserAdClicks."),
	costPerKeyEvent,
	ratio(connector.UnitRatio, "returnOnAdSpend", "advertiserAdCost", "Return on ad spend", "Revenue / advertiserAdCost: 10.73 is 1,073 %. It leaves out all other costs."),

	renamed("sessionConversionRate", sessionKeyEventRate),
	renamed("userConversionRate", userKeyEventRate),
	renamed("advertiserAdCostPerConversion", costPerKeyEvent),
	renamed("purchaserConversionRate", purchaserRate),
	renamed("firstTimePurchaserConversionRate", firstTimePurchaserRate),
}
