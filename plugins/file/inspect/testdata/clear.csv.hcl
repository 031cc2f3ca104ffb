# note: 1 row(s) look like totals and must not be added up.
connector "file" "shop" {
  path     = "data/clear.csv"
  date     = { column = "Datum", format = "DD/MM/YYYY" }
  decimal  = "," # as in 1.234,50 € on line 2
  currency = "EUR"
  exclude  = { "Datum" = "Total*" } # Total;;1.236,80 €;30;;

  dimension "campaign" { column = "Kampagne" }
  dimension "kanal_id" { column = "Kanal ID" }

  measure "ausgaben" {
    column = "Ausgaben"
    unit   = "money" # amounts with a currency
  }
  measure "clicks" {
    column = "Klicks"
    unit   = "count"
  }

  # Anteil: a ratio or score, which cannot be added up: divide the sums of its two parts in a metric
}
