goal "growth" {
  description = "Bring more people to the shop, and keep them"
  owner       = "marketing@shop.example"

  kpi "visits" {
    value = metric.visits
    every = "month"
    by    = ["channel"]
    stage = "interest"
    target {
      grow   = "2%"
      versus = "same_period_last_year"
    }
  }

  kpi "visitors" {
    value = metric.visitors
    every = "month"
    stage = "interest"
    target {
      at_least = 2200
    }
  }

  kpi "sign_ups" {
    value = metric.sign_ups
    every = "month"
    stage = "evaluation"
    target {
      at_least = 60
    }
  }
}

goal "spring_sale" {
  description = "Sell with the spring ads"
  owner       = "social@shop.example"

  kpi "visits" {
    description = "Visits that the spring links brought, by the page they began on"
    value       = metric.spring_visits
    every       = "month"
    by          = ["landing_page"]
    stage       = "interest"
    target {
      at_least = 200
    }
  }

  kpi "conversion_rate" {
    value = metric.spring_orders / metric.spring_visits
    every = "month"
    stage = "purchase"
    target {
      at_least = "4%"
    }
  }

  kpi "revenue" {
    value = metric.spring_revenue
    every = "month"
    stage = "purchase"
    target {
      at_least = 2000
    }
  }

  kpi "key_events" {
    description = "All that counts as a success"
    value       = metric.spring_key_events
    every       = "month"
    target {
      at_least = 20
    }
  }
}

goal "newsletter" {
  description = "Make customers come back"
  owner       = "crm@shop.example"

  kpi "visits" {
    value = metric.newsletter_visits
    every = "month"
    stage = "interest"
    target {
      at_least = 150
    }
  }

  kpi "revenue" {
    value = metric.newsletter_revenue
    every = "month"
    stage = "purchase"
    target {
      at_least = 1000
    }
  }
}

campaign "spring" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.spring]

  cost "ads" {
    amount = 700
    every  = "month"
  }
  cost "content" {
    amount = 250
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
    margin = 0.5
  }
}
