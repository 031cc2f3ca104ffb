goal "pipeline" {
  description = "Fill the pipeline with leads that sales wants"
  owner       = "demand@robotics.example"

  kpi "clicks" {
    description = "Clicks that lead to the website"
    value       = metric.clicks
    every       = "month"
    stage       = "interest"
    target {
      at_least = 1400
    }
  }

  kpi "leads" {
    value = metric.leads
    every = "month"
    by    = ["campaign"]
    stage = "evaluation"
    target {
      at_least = 100
    }
  }

  kpi "cost_per_lead" {
    value = metric.lead_spend / metric.leads
    every = "month"
    stage = "evaluation"
    target {
      at_most = 25
    }
  }

  kpi "cost_per_qualified_lead" {
    description = "What a lead costs that sales accepts"
    value       = metric.lead_spend / metric.qualified_leads
    every       = "month"
    stage       = "evaluation"
    target {
      at_most = 80
    }
  }
}

goal "brand" {
  description = "Be known to those who decide, and be asked for demos"
  owner       = "brand@robotics.example"

  kpi "new_followers" {
    value = metric.new_followers
    every = "month"
    stage = "interest"
    target {
      grow   = "5%"
      versus = "previous_period"
    }
  }

  kpi "organic_impressions" {
    value = metric.organic_impressions
    every = "month"
    stage = "awareness"
    target {
      at_least = 20000
    }
  }

  kpi "reach" {
    value = metric.dach_reach
    every = "month"
    stage = "awareness"
    target {
      at_least = 30000
    }
  }

  kpi "audience" {
    description = "Clicks, by the size of the company of who clicks"
    value       = metric.audience_clicks
    every       = "month"
    by          = ["company_size"]
    stage       = "interest"
    target {
      at_least = 1500
    }
  }

  kpi "demo_requests" {
    value = metric.demo_requests
    every = "month"
    stage = "purchase"
    target {
      at_least = 80
    }
  }
}

goal "tracking" {
  description = "Know where visitors come from"
  owner       = "ops@robotics.example"

  kpi "untagged_links" {
    value = metric.untagged_links
    every = "month"
    target {
      at_most = 0
    }
  }
}

campaign "dach" {
  start = "2026-08-01"
  end   = "2026-10-31"

  cost "ads" {
    value = metric.dach_spend
  }
  cost "content" {
    amount = 1200
    every  = "month"
  }
  cost "tools" {
    amount = 89
    every  = "month"
  }
  cost "time" {
    hourly_rate = 60
    minutes     = 45
    every       = "weekday"
  }

  return "deals" {
    value  = metric.deals
    margin = 0.55
  }
}
