connector "file" "shop" {
  path   = "data/ga4.csv"
  preset = "ga4_export"

  # The preset ga4_export knows the columns. Add further ones as dimension and measure blocks.
}
