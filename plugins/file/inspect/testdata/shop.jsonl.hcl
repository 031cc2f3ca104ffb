connector "file" "shop" {
  path     = "data/shop.jsonl"
  date     = "created_at"
  currency = { column = "currency" }

  dimension "utm_source" { column = "utm.source" }

  # measure "total" { # numbers, but the file does not say of what: 12.5, 7
  #   column = "total"
  #   unit   = "…" # count, money or duration?
  # }

  measure "rows" { aggregation = "count" } # no column is certain to hold numbers: the rows are counted
}
