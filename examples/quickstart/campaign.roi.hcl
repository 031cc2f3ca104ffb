# The unit of return on investment, with all that it cost.
campaign "spring" {
  start    = "2026-03-01"
  end      = "2026-05-31"
  tracking = [tracking.spring]

  cost "ads" {
    value = metric.spend
  }
  cost "content" {
    amount = 900
    every  = "once"
  }
  cost "time" {
    hourly_rate = 35
    minutes     = 20
    every       = "weekday"
  }
  # The plan of the tool depends on the month, so its price is a range.
  cost "tools" {
    amount = [29, 49]
    every  = "month"
  }

  return "orders" {
    value  = metric.spring_revenue
    margin = 0.55
  }

  # What a click is worth to the brand is an opinion: shown beside, never inside.
  benefit "attention" {
    value = metric.clicks * 0.05
  }
}
