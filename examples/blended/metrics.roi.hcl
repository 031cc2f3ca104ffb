# One name of the season in the links of both platforms.
locals {
  season = "spring-2026"
}

tracking "facebook" {
  channel  = "Paid Social"
  source   = "facebook"
  medium   = "paid_social"
  campaign = local.season
  landing  = ["https://shop.example.com/spring"]
}

tracking "linkedin" {
  channel  = "Paid Social"
  source   = "linkedin"
  medium   = "paid_social"
  campaign = local.season
  landing  = ["https://shop.example.com/companies"]
}

# What ads cost. Money of two platforms adds up, and so do impressions. People do
# not: whoever saw ads on both would count twice, so that there is no blended reach.
metric "facebook_spend" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "spend"
  where   = { campaign = "Spring*" }
}

metric "linkedin_spend" {
  source  = connector.linkedin.business
  report  = "ads"
  measure = "spend"
  where   = { objective = "LEAD_GENERATION" }
}

metric "spend" {
  value = metric.facebook_spend + metric.linkedin_spend
}

metric "facebook_impressions" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "impressions"
  where   = { campaign = "Spring*" }
}

metric "linkedin_impressions" {
  source  = connector.linkedin.business
  report  = "ads"
  measure = "impressions"
  where   = { objective = "LEAD_GENERATION" }
}

metric "facebook_clicks" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "link_clicks"
  where   = { campaign = "Spring*" }
}

metric "linkedin_clicks" {
  source  = connector.linkedin.business
  report  = "ads"
  measure = "link_clicks"
  where   = { objective = "LEAD_GENERATION" }
}

# What each platform says that it brought. These stand beside what Analytics and the
# CRM count, and are never added to it, nor to each other.
metric "facebook_forms" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "leads"
  where   = { campaign = "Spring*" }
}

metric "linkedin_forms" {
  source  = connector.linkedin.business
  report  = "ads"
  measure = "leads"
  where   = { objective = "LEAD_GENERATION" }
}

metric "facebook_claimed_orders" {
  source  = connector.facebook.shop
  report  = "ads"
  measure = "purchases"
  where   = { campaign = "Spring*" }
}

# Leads of the CRM, each of which has one source.
metric "leads" {
  source  = connector.file.crm
  measure = "leads"
}

metric "facebook_leads" {
  source  = connector.file.crm
  measure = "leads"
  where   = { lead_source = "Facebook" }
}

metric "linkedin_leads" {
  source  = connector.file.crm
  measure = "leads"
  where   = { lead_source = "LinkedIn" }
}

metric "deals" {
  source  = connector.file.crm
  measure = "revenue"
}

metric "facebook_deals" {
  source  = connector.file.crm
  measure = "revenue"
  where   = { lead_source = "Facebook" }
}

metric "linkedin_deals" {
  source  = connector.file.crm
  measure = "revenue"
  where   = { lead_source = "LinkedIn" }
}

# The web shop, as its analytics sees it.
metric "visits" {
  source   = connector.ga4.shop
  measure  = "sessions"
  tracking = [tracking.facebook, tracking.linkedin]
}

metric "social_visits" {
  source  = connector.ga4.shop
  measure = "sessions"
  where   = { channel = ["Paid Social", "Organic Social"] }
}

metric "social_orders" {
  source  = connector.ga4.shop
  measure = "ecommercePurchases"
  where   = { channel = ["Paid Social", "Organic Social"] }
}

metric "shop_revenue" {
  source  = connector.ga4.shop
  measure = "purchaseRevenue"
}

metric "orders" {
  source   = connector.ga4.shop
  measure  = "ecommercePurchases"
  tracking = [tracking.facebook, tracking.linkedin]
}

metric "facebook_orders" {
  source   = connector.ga4.shop
  measure  = "ecommercePurchases"
  tracking = tracking.facebook
}

metric "facebook_revenue" {
  source   = connector.ga4.shop
  measure  = "purchaseRevenue"
  tracking = tracking.facebook
}

metric "linkedin_revenue" {
  source   = connector.ga4.shop
  measure  = "purchaseRevenue"
  tracking = tracking.linkedin
}

# What the pages of the company reach without paying.
metric "facebook_organic" {
  source  = connector.facebook.shop
  report  = "page"
  measure = "views"
  where   = { origin = "organic" }
}

metric "linkedin_organic" {
  source  = connector.linkedin.business
  report  = "page"
  measure = "impressions"
}

metric "facebook_follows" {
  source  = connector.facebook.shop
  report  = "page"
  measure = "follows"
}

metric "linkedin_follows" {
  source  = connector.linkedin.business
  report  = "page"
  measure = "follows"
}
