# The shop does not exist: a simulator of Google Analytics, which comes with the
# source code of roictl, made its visitors up. For your own property leave out
# the variable and the lines that use it, and write your own property_id.
variable "simulator" {
  type        = string
  description = "Address that the simulator printed, such as http://127.0.0.1:8080"
}

roictl {
  currency       = "EUR"
  timezone       = "Europe/Paris"
  business_model = "dtc"
}

connector "ga4" "shop" {
  property_id = "310000001"
  endpoint    = var.simulator

  # The OAuth client is your own: in Google's cloud console, make one of the type
  # "Desktop app" and download it. It is no secret, but there is no need to share it.
  auth "oauth" {
    client_file = "client.json"
    auth_url    = "${var.simulator}/o/oauth2/auth"
    token_url   = "${var.simulator}/token"
    revoke_url  = "${var.simulator}/revoke"
  }
}
