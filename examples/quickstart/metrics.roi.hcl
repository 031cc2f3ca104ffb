# What the links of an action carry, so that its visitors can be told apart.
tracking "spring" {
  channel     = "Paid Social"
  source      = "facebook"
  medium      = "paid_social"
  campaign    = "spring-2026"
  promo_codes = ["SPRING10"]
  landing     = ["https://morgenrot.example/spring"]
}

metric "spend" {
  source  = connector.file.meta
  measure = "spend"
  where   = { campaign = "Spring*" }
}

metric "clicks" {
  source  = connector.file.meta
  measure = "link_clicks"
  where   = { campaign = "Spring*" }
}

metric "sessions" {
  source   = connector.file.shop
  measure  = "sessions"
  tracking = tracking.spring
}

metric "orders" {
  source  = connector.file.shop
  measure = "purchases"
}

metric "revenue" {
  source  = connector.file.shop
  measure = "revenue"
}

metric "spring_orders" {
  source   = connector.file.shop
  measure  = "purchases"
  tracking = tracking.spring
}

metric "spring_revenue" {
  source   = connector.file.shop
  measure  = "revenue"
  tracking = tracking.spring
}

metric "linkedin_spend" {
  source  = connector.file.linkedin
  measure = "spend"
}

metric "linkedin_leads" {
  source  = connector.file.linkedin
  measure = "leads"
}

metric "linkedin_deals" {
  source  = connector.file.crm
  measure = "won"
  where   = { source = "LinkedIn" }
}
