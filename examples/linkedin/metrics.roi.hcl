metric "lead_spend" {
  source  = connector.linkedin.robotics
  report  = "ads"
  measure = "spend"
  where   = { objective = "LEAD_GENERATION" }
}

metric "leads" {
  source  = connector.linkedin.robotics
  report  = "ads"
  measure = "leads"
}

metric "clicks" {
  source  = connector.linkedin.robotics
  report  = "ads"
  measure = "link_clicks"
}

metric "demo_requests" {
  source  = connector.linkedin.robotics
  report  = "ads"
  measure = "conversions"
  where   = { conversion = "Demo request" }
}

# Different people cannot be added up, so they are asked for by the month.
metric "dach_reach" {
  source  = connector.linkedin.robotics
  report  = "ads"
  measure = "reach"
  where   = { campaign_group = "*DACH*" }
}

metric "dach_spend" {
  source  = connector.linkedin.robotics
  report  = "ads"
  measure = "spend"
  where   = { campaign_group = "*DACH*" }
}

# Paid and organic stand side by side: what the page does by itself is no part of
# what ads do.
metric "new_followers" {
  source  = connector.linkedin.robotics
  report  = "page"
  measure = "follows"
}

metric "organic_impressions" {
  source  = connector.linkedin.robotics
  report  = "page"
  measure = "impressions"
}

# Who saw the ads.
metric "audience_clicks" {
  source  = connector.linkedin.robotics
  report  = "audience"
  measure = "clicks"
}

# Links as they are now, of ads that are shown. One leads to a post that was deleted:
# what cannot be read is unverifiable, and neither tagged nor untagged.
metric "untagged_links" {
  source  = connector.linkedin.robotics
  report  = "links"
  measure = "untagged"
  where   = { serving = "yes", state = "verified" }
}

metric "qualified_leads" {
  source  = connector.file.crm
  measure = "qualified"
  where   = { source = "LinkedIn" }
}

metric "deals" {
  source  = connector.file.crm
  measure = "revenue"
  where   = { source = "LinkedIn" }
}
