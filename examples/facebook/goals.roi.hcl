goal "spring_leads" {
  description = "Fill the catalogue's mailing list"
  owner       = "social@shop.example"

  kpi "cost_per_lead" {
    description = "What a lead costs, by who left it"
    value       = metric.lead_spend / metric.leads
    every       = "month"
    by          = ["age", "gender"]
    stage       = "evaluation"
    target {
      at_most = 5
    }
  }

  kpi "cost_per_click" {
    value = metric.lead_spend / metric.lead_link_clicks
    every = "month"
    stage = "interest"
    target {
      at_most = "0.45 EUR"
    }
  }

  kpi "clicked_leads" {
    value = metric.clicked_leads
    every = "month"
    stage = "evaluation"
    target {
      at_least = 500
    }
  }
}

goal "spring_sale" {
  description = "Sell with the spring ads"
  owner       = "social@shop.example"

  kpi "reach" {
    value = metric.spring_reach
    every = "month"
    stage = "awareness"
    target {
      at_least = 250000
    }
  }

  kpi "cost_per_click" {
    value = metric.spring_spend / metric.spring_link_clicks
    every = "month"
    stage = "interest"
    target {
      at_most = "0.40 EUR"
    }
  }

  kpi "orders" {
    description = "What the shop's analytics counts, not what the ads claim"
    value       = metric.spring_orders
    every       = "month"
    stage       = "purchase"
    target {
      at_least = 80
    }
  }
}

goal "community" {
  description = "Be seen without paying"
  owner       = "social@shop.example"

  kpi "organic_views" {
    description = "Views of the Page that no ad paid for"
    value       = metric.organic_page_views
    every       = "month"
    stage       = "awareness"
    target {
      at_least = 20000
    }
  }

  kpi "organic_share" {
    value = metric.organic_page_views / (metric.organic_page_views + metric.paid_page_views)
    every = "month"
    stage = "awareness"
    target {
      at_least = "50%"
    }
  }

  kpi "instagram_views" {
    value = metric.organic_instagram_views
    every = "month"
    stage = "awareness"
    target {
      at_least = 70000
    }
  }

  kpi "follows" {
    value = metric.page_follows
    every = "month"
    stage = "interest"
    target {
      at_least = 400
    }
  }

  kpi "orders" {
    value = metric.social_orders
    every = "month"
    stage = "purchase"
    target {
      at_least = 30
    }
  }
}

# The ads cost what Meta says, and bring what the shop's analytics says that their
# tracking code brought.
campaign "spring" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.spring]

  cost "ads" {
    value = metric.spring_spend
  }
  cost "content" {
    amount = 800
    every  = "once"
  }
  cost "tools" {
    amount = 29
    every  = "month"
  }
  cost "time" {
    hourly_rate = 40
    minutes     = 10
    every       = "weekday"
  }

  return "orders" {
    value  = metric.spring_revenue
    margin = 0.75
  }
}
