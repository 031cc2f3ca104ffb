# What the ads of both platforms need beside money for media.
locals {
  content = 3600 # photographs, film and white paper
  tools   = 89   # a month
  hourly  = 45
  minutes = 40 # a weekday
}

# The season as a whole: all that it cost, and all that came of it.
campaign "spring" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.facebook, tracking.linkedin]

  cost "facebook" {
    value    = metric.facebook_spend
    category = "ads"
  }
  cost "linkedin" {
    value    = metric.linkedin_spend
    category = "ads"
  }
  cost "content" {
    amount = local.content
    every  = "once"
  }
  cost "tools" {
    amount = local.tools
    every  = "month"
  }
  cost "time" {
    hourly_rate = local.hourly
    minutes     = local.minutes
    every       = "weekday"
  }

  # Consumers order in the web shop, and companies by contract: nobody is in both.
  return "orders" {
    value  = metric.facebook_revenue + metric.linkedin_revenue
    margin = 0.6
  }
  return "deals" {
    value  = metric.facebook_deals + metric.linkedin_deals
    margin = 0.45
  }
}

# The same season by platform. What both need is divided by what each spent on media.
campaign "facebook" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.facebook]

  cost "ads" {
    value = metric.facebook_spend
  }
  cost "content" {
    amount      = local.content
    every       = "once"
    shared_with = [campaign.linkedin]
    allocate_by = "media_cost"
  }
  cost "tools" {
    amount      = local.tools
    every       = "month"
    shared_with = [campaign.linkedin]
    allocate_by = "media_cost"
  }
  cost "time" {
    hourly_rate = local.hourly
    minutes     = local.minutes
    every       = "weekday"
    shared_with = [campaign.linkedin]
    allocate_by = "media_cost"
  }

  return "orders" {
    value  = metric.facebook_revenue
    margin = 0.6
  }
  return "deals" {
    value  = metric.facebook_deals
    margin = 0.45
  }
}

campaign "linkedin" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.linkedin]

  cost "ads" {
    value = metric.linkedin_spend
  }

  return "orders" {
    value  = metric.linkedin_revenue
    margin = 0.6
  }
  return "deals" {
    value  = metric.linkedin_deals
    margin = 0.45
  }
}
