# What the links of the spring ads carry, in this very spelling.
tracking "spring" {
  channel  = "Paid Social"
  source   = "facebook"
  medium   = "paid_social"
  campaign = "spring-2026"
  landing  = ["https://shop.example.com/spring"]
}

metric "spring_spend" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "spend"
  where   = { campaign = "Spring Sale 2026" }
}

metric "spring_link_clicks" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "link_clicks"
  where   = { campaign = "Spring Sale 2026" }
}

# People are in no sum: Meta is asked for exactly this campaign and this month.
metric "spring_reach" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "reach"
  where   = { campaign = "Spring Sale 2026" }
}

metric "lead_spend" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "spend"
  where   = { campaign = "Spring Leads 2026" }
}

metric "lead_link_clicks" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "link_clicks"
  where   = { campaign = "Spring Leads 2026" }
}

# Leads of websites and of instant forms, each counted once: Meta lists the same
# lead under several types, and the measure is exactly one of them.
metric "leads" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "leads"
  where   = { campaign = "Spring Leads 2026" }
}

# The same, where only what follows a click counts.
metric "clicked_leads" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "leads"
  where   = { campaign = "Spring Leads 2026" }
  options = { attribution = "7d_click" }
}

# Organic and paid, side by side.
metric "organic_page_views" {
  source  = connector.facebook.shop
  report  = "page"
  measure = "views"
  where   = { origin = "organic" }
}

metric "paid_page_views" {
  source  = connector.facebook.shop
  report  = "page"
  measure = "views"
  where   = { origin = "paid" }
}

metric "page_follows" {
  source  = connector.facebook.shop
  report  = "page"
  measure = "follows"
}

metric "organic_instagram_views" {
  source  = connector.facebook.shop
  report  = "instagram"
  measure = "views"
  where   = { origin = "organic" }
}

metric "spring_revenue" {
  source   = connector.ga4.shop
  measure  = "purchaseRevenue"
  tracking = tracking.spring
}

metric "spring_orders" {
  source   = connector.ga4.shop
  measure  = "ecommercePurchases"
  tracking = tracking.spring
}

# What came from posts that nobody paid for.
metric "social_orders" {
  source  = connector.ga4.shop
  measure = "ecommercePurchases"
  where   = { channel = "Organic Social" }
}
