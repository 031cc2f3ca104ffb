# The shop does not exist: simulators of Meta and of Google Analytics, which come
# with the source code of roictl, made its ads and its visitors up. For your own
# accounts leave out the variables and the lines that use them.
variable "meta" {
  type        = string
  description = "Address that Meta's simulator printed, such as http://127.0.0.1:8701"
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

connector "facebook" "shop" {
  account_id = "act_1001"
  page_id    = "333000000000001"
  endpoint   = var.meta

  # The token itself comes from the environment: ROICTL_TOKEN_FACEBOOK_SHOP. With
  # the app's id and secret, Meta also tells what the token may read, and until when.
  auth "system_user" {
    client_id     = "111000000000001"
    client_secret = var.facebook_app_secret
  }
}

# Revenue is what the shop's own analytics counts, not what the ads claim.
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
