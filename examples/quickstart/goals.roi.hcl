goal "online_sales" {
  description = "Sell more coffee in the online shop"
  owner       = "shop@morgenrot.example"

  kpi "orders" {
    value = metric.orders
    every = "month"
    stage = "purchase"
    target {
      at_least = 250
    }
  }

  kpi "visits" {
    description = "Visits that the spring links brought"
    value       = metric.sessions
    every       = "month"
    stage       = "interest"
    target {
      at_least = 1500
    }
  }

  kpi "conversion_rate" {
    value = metric.spring_orders / metric.sessions
    every = "month"
    stage = "evaluation"
    target {
      at_least = "3%"
    }
  }
}

goal "paid_social" {
  description = "Pay no more for an order than it brings"
  owner       = "ads@morgenrot.example"

  kpi "cpa" {
    description = "Spring ads per order that they brought"
    value       = metric.spend / metric.spring_orders
    every       = "month"
    target {
      at_most = 26
    }
  }

  kpi "cpc" {
    value = metric.spend / metric.clicks
    every = "month"
    by    = ["age"]
    target {
      at_most = "1 EUR"
    }
  }

  kpi "roi" {
    value = campaign.spring.roi
    every = "campaign"
    target {
      at_least = "0%"
    }
  }
}

goal "wholesale_leads" {
  description = "Fill the list of cafés and offices"
  owner       = "wholesale@morgenrot.example"

  kpi "cost_per_lead" {
    value = metric.linkedin_spend / metric.linkedin_leads
    every = "month"
    target {
      at_most = 60
    }
    guard {
      min_sample = 20
    }
  }
}

goal "wholesale_deals" {
  description = "Win cafés and offices as customers"
  owner       = "wholesale@morgenrot.example"

  # In May no deal from LinkedIn was won, so there is nothing to divide by.
  kpi "cost_per_deal" {
    value = metric.linkedin_spend / metric.linkedin_deals
    every = "month"
    target {
      at_most = 2500
    }
  }
}
