connector "file" "shop" {
  path    = "data/meta.csv"
  preset  = "meta_ads_manager"
  decimal = "." # as in 12.50 on line 2

  # The preset meta_ads_manager knows the columns. Add further ones as dimension and measure blocks.
}
