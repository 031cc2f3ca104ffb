# Morgenrot Coffee does not exist. Its four exports in data/ were made up for this
# example, in the formats in which the platforms really export.

roictl {
  currency       = "EUR"
  timezone       = "Europe/Berlin"
  business_model = "dtc"
}

# Ads Manager: Reports, Export table data, broken down by day and age.
connector "file" "meta" {
  path    = "data/meta-ads-manager.csv"
  preset  = "meta_ads_manager"
  decimal = "."
}

# Campaign Manager: Export, time breakdown Daily.
connector "file" "linkedin" {
  path    = "data/linkedin-campaign-manager.csv"
  preset  = "linkedin_campaign_manager"
  decimal = "."
}

# Google Analytics: an exploration with the dimension Date, Download as CSV.
connector "file" "shop" {
  path     = "data/ga4-acquisition.csv"
  preset   = "ga4_export"
  decimal  = "."
  currency = "EUR"
}

# The CRM has no preset, so its columns are named here.
connector "file" "crm" {
  path     = "data/crm-deals.csv"
  date     = { column = "Created", format = "DD.MM.YYYY" }
  decimal  = ","
  currency = { column = "Currency" }

  dimension "stage" {
    column = "Stage"
  }
  dimension "source" {
    column = "Lead source"
  }
  measure "amount" {
    column = "Amount"
    unit   = "money"
  }
  measure "won" {
    where       = { stage = "Closed Won" }
    aggregation = "count"
    kind        = "macro"
    description = "Deals won"
  }
}
