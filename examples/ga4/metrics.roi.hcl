# What the links carry. Sessions are matched with what the link said (utm_source
# and so on), in this very spelling, not with what Analytics made of it.
tracking "spring" {
  channel  = "Paid Social"
  source   = "facebook"
  medium   = "paid_social"
  campaign = "spring-2026"
  landing  = ["https://shop.example/spring"]
}

tracking "newsletter" {
  channel  = "Email"
  source   = "newsletter"
  medium   = "email"
  campaign = "weekly"
}

metric "visits" {
  source  = connector.ga4.shop
  measure = "sessions"
}

# Different people cannot be added up, so they are asked for by the month.
metric "visitors" {
  source  = connector.ga4.shop
  measure = "totalUsers"
}

# One key event among those that the property has.
metric "sign_ups" {
  source  = connector.ga4.shop
  measure = "keyEvents"
  where   = { eventName = "sign_up" }
}

metric "spring_visits" {
  source   = connector.ga4.shop
  measure  = "sessions"
  tracking = tracking.spring
}

metric "spring_key_events" {
  source   = connector.ga4.shop
  measure  = "keyEvents"
  tracking = tracking.spring
}

metric "spring_orders" {
  source   = connector.ga4.shop
  measure  = "ecommercePurchases"
  tracking = tracking.spring
}

metric "spring_revenue" {
  source   = connector.ga4.shop
  measure  = "purchaseRevenue"
  tracking = tracking.spring
}

metric "newsletter_visits" {
  source   = connector.ga4.shop
  measure  = "sessions"
  tracking = tracking.newsletter
}

metric "newsletter_revenue" {
  source   = connector.ga4.shop
  measure  = "purchaseRevenue"
  tracking = tracking.newsletter
}
