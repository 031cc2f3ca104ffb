# Example Robotics does not exist: a simulator of LinkedIn, which comes with the
# source code of roictl, made its ads and its page up. For your own accounts leave
# out the variable and the line that uses it, and write your own numbers.
variable "simulator" {
  type        = string
  description = "Address that the simulator printed, such as http://127.0.0.1:8080"
}

roictl {
  currency       = "EUR"
  timezone       = "Europe/Berlin"
  business_model = "b2b"
}

connector "linkedin" "robotics" {
  account_ids     = ["500000001"]
  organization_id = "1001"
  endpoint        = var.simulator

  # The token comes from the environment (ROICTL_TOKEN_LINKEDIN_ROBOTICS): the
  # developer portal gives one for 60 days, also to applications that no browser
  # can be led back to.
  auth "token" {}
}

# What became of the leads: an export of the CRM.
connector "file" "crm" {
  path     = "data/crm-leads.csv"
  date     = { column = "Created", format = "YYYY-MM-DD" }
  decimal  = "."
  currency = "EUR"

  dimension "source" {
    column = "Source"
  }
  measure "qualified" {
    where       = { Stage = ["Qualified", "Won"] }
    aggregation = "count"
    kind        = "macro"
    description = "Leads that sales accepted"
  }
  measure "revenue" {
    column = "Amount"
    unit   = "money"
    where  = { Stage = "Won" }
  }
}
