# note: Rows seem to stand for a week each, from 2026-01-05 to 2026-02-02.
connector "file" "shop" {
  path    = "data/weekly.csv"
  date    = "week_start"
  covers  = "week"
  decimal = "." # as in 10.5 on line 2

  dimension "interest" { column = "interest" } # numbers, but only few different ones: taken for a property

  measure "purchases" {
    column = "orders"
    unit   = "count"
  }

  # measure "tv_s" { # numbers, but the file does not say of what: 10.5, 20.25, 0
  #   column = "tv_S"
  #   unit   = "…" # count, money or duration?
  # }

  # email: e-mail addresses are personal data
  # CTR: a ratio or score, which cannot be added up: divide the sums of its two parts in a metric
}
