goal "leads" {
  description = "Fill the pipeline with leads that sales takes on"
  owner       = "demand@shop.example"

  kpi "leads" {
    description = "All leads of the CRM, by where they came from"
    value       = metric.leads
    every       = "month"
    by          = ["lead_source"]
    stage       = "evaluation"
    target {
      at_least = 100
    }
    # Sales enters what it got at fairs within a week.
    guard {
      maturity = "7d"
    }
  }

  # Paid: what ads cost, by the leads that came from ads.
  kpi "cost_per_lead" {
    value = metric.spend / (metric.facebook_leads + metric.linkedin_leads)
    every = "month"
    stage = "evaluation"
    target {
      at_most = 180
    }
  }

  kpi "cost_per_lead_facebook" {
    value = metric.facebook_spend / metric.facebook_leads
    every = "month"
    stage = "evaluation"
    target {
      at_most = 220
    }
  }

  # LinkedIn brings some thirty leads a month, around which a verdict would come and go
  # with the usual minimum of 30.
  kpi "cost_per_lead_linkedin" {
    value = metric.linkedin_spend / metric.linkedin_leads
    every = "month"
    stage = "evaluation"
    target {
      at_most = 120
    }
    guard {
      min_sample = 20
    }
  }

  # Blended: the same money by all leads, whoever is thanked for them.
  kpi "cost_per_lead_blended" {
    value = metric.spend / metric.leads
    every = "month"
    stage = "evaluation"
    target {
      at_most = 150
    }
  }

  kpi "cost_per_click" {
    value = metric.spend / (metric.facebook_clicks + metric.linkedin_clicks)
    every = "month"
    stage = "interest"
    target {
      at_most = 0.6
    }
  }

  # How much of what a platform calls a lead becomes one: cheap forms may be dear.
  kpi "accepted_facebook" {
    value   = metric.facebook_leads / metric.facebook_forms
    every   = "month"
    on_miss = "warn"
    stage   = "evaluation"
    target {
      at_least = "7%"
    }
  }

  kpi "accepted_linkedin" {
    value   = metric.linkedin_leads / metric.linkedin_forms
    every   = "month"
    on_miss = "warn"
    stage   = "evaluation"
    target {
      at_least = "10%"
    }
  }
}

goal "budget" {
  description = "Spend what was agreed, and no more"
  owner       = "finance@shop.example"

  kpi "spend" {
    value = metric.spend
    every = "month"
    by    = ["account"]
    target {
      at_most = 16000
    }
  }

  kpi "spend_facebook" {
    value = metric.facebook_spend
    every = "month"
    target {
      between = [9000, 11000]
    }
  }

  kpi "spend_linkedin" {
    value = metric.linkedin_spend
    every = "month"
    target {
      between = [4000, 6000]
    }
  }
}

goal "sales" {
  description = "Earn more with the ads than they cost, on each platform"
  owner       = "cmo@shop.example"

  kpi "roi" {
    value = campaign.spring.roi
    every = "campaign"
    target {
      at_least = "0%"
    }
  }

  kpi "roi_facebook" {
    value = campaign.facebook.roi
    every = "campaign"
    target {
      at_least = "0%"
    }
  }

  kpi "roi_linkedin" {
    value = campaign.linkedin.roi
    every = "campaign"
    target {
      at_least = "0%"
    }
  }

  kpi "visits" {
    description = "Visits of the web shop that the links of both platforms brought"
    value       = metric.visits
    every       = "month"
    by          = ["source"]
    stage       = "interest"
    target {
      at_least = 2000
    }
  }

  # Marketing efficiency: all revenue by all spend. It needs no attribution.
  kpi "efficiency" {
    value = (metric.shop_revenue + metric.deals) / metric.spend
    unit  = "ratio"
    every = "month"
    target {
      at_least = 5
    }
  }

  # Meta counts an order after a view or a click, Analytics after the last click of a
  # tagged link. Far above it, several platforms claim the same orders.
  kpi "claimed_orders" {
    value   = metric.facebook_claimed_orders / metric.facebook_orders
    unit    = "ratio"
    every   = "month"
    on_miss = "warn"
    stage   = "purchase"
    target {
      at_most = 1.3
    }
  }
}

goal "attention" {
  description = "Be seen, and not for money alone"
  owner       = "social@shop.example"

  kpi "social_visits" {
    description = "Paid beside organic, as Analytics sorts visits into channels"
    value       = metric.social_visits
    every       = "month"
    by          = ["channel"]
    stage       = "interest"
    target {
      at_least = 3000
    }
  }

  kpi "social_orders" {
    description = "The same of orders"
    value       = metric.social_orders
    every       = "month"
    by          = ["channel"]
    stage       = "purchase"
    target {
      at_least = 180
    }
  }

  kpi "impressions" {
    description = "Of ads on both platforms"
    value       = metric.facebook_impressions + metric.linkedin_impressions
    every       = "month"
    stage       = "awareness"
    target {
      at_least = 1000000
    }
  }

  kpi "organic_facebook" {
    value = metric.facebook_organic
    every = "month"
    stage = "awareness"
    target {
      at_least = 20000
    }
  }

  kpi "organic_linkedin" {
    value = metric.linkedin_organic
    every = "month"
    stage = "awareness"
    target {
      at_least = 20000
    }
  }

  kpi "follows" {
    description = "New followers of both pages"
    value       = metric.facebook_follows + metric.linkedin_follows
    every       = "month"
    stage       = "interest"
    on_miss     = "info"
    target {
      grow   = "2%"
      versus = "previous_period"
    }
  }
}
