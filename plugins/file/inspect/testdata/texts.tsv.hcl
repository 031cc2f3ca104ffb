connector "file" "shop" {
  path = "data/texts.tsv"
  date = "when"

  dimension "evil_name" { column = "$${evil} \"name\"\\" }

  measure "rows" { aggregation = "count" } # no column is certain to hold numbers: the rows are counted
}
