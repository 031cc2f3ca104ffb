# The company does not exist: it sells running gear in its web shop, and equips
# other companies. Simulators of Meta, LinkedIn and Google Analytics, which come with
# the source code of roictl, made its ads and its visitors up. For your own accounts
# leave out the variables of addresses and the lines that use them.
variable "meta" {
  type        = string
  description = "Address that Meta's simulator printed, such as http://127.0.0.1:8701"
}

variable "linkedin" {
  type        = string
  description = "Address that the simulator of LinkedIn printed"
}

variable "analytics" {
  type        = string
  description = "Address that the simulator of Analytics printed"
}

variable "facebook_app_secret" {
  type        = string
  sensitive   = true
  description = "Secret of your app, as Meta's developer site shows it under App settings, Basic"
}

roictl {
  currency       = "EUR"
  timezone       = "Europe/Berlin"
  business_model = "dtc"
}

# The token comes from the environment: ROICTL_TOKEN_FACEBOOK_SHOP.
connector "facebook" "shop" {
  account_id = "act_1001"
  page_id    = "333000000000001"
  endpoint   = var.meta

  auth "system_user" {
    client_id     = "111000000000001"
    client_secret = var.facebook_app_secret
  }
}

# Two ad accounts, of which one pays in euros and one in dollars. The token comes
# from the environment: ROICTL_TOKEN_LINKEDIN_BUSINESS.
connector "linkedin" "business" {
  account_ids     = ["500000001", "500000002"]
  organization_id = "1001"
  endpoint        = var.linkedin

  auth "token" {}
}

# What came of the ads in the web shop is what the shop's own analytics counts.
connector "ga4" "shop" {
  property_id = "310000001"
  endpoint    = var.analytics

  auth "oauth" {
    client_file = "client.json"
    auth_url    = "${var.analytics}/o/oauth2/auth"
    token_url   = "${var.analytics}/token"
    revoke_url  = "${var.analytics}/revoke"
  }
}

# Companies do not order in the web shop. What came of them stands in the CRM, which
# also knows the leads that no ad brought.
connector "file" "crm" {
  path     = "data/crm-leads.csv"
  date     = { column = "Created", format = "YYYY-MM-DD" }
  decimal  = "."
  currency = "EUR"

  dimension "lead_source" {
    column = "Lead source"
  }
  measure "leads" {
    aggregation = "count"
    kind        = "macro"
    description = "Leads that sales took on, each once"
  }
  measure "revenue" {
    column = "Amount"
    unit   = "money"
    where  = { Stage = "Won" }
  }
}

# The rate that the company plans with. Without it, dollars are added to no euros.
fx "usd" {
  from        = "USD"
  rate        = 0.92
  description = "Planned rate of 2026"
}
