package schema

// auth belongs to roictl, whatever the connector: it owns the credentials.
var auth = &Block{
	Name: "auth", Labels: []string{"scheme"}, Single: true,
	Description: "How to get credentials for the source. The label is one of the connector's ways to log in, which `roictl connectors schema TYPE` lists; each way takes some of the arguments. Without the block the first way is taken for which there is something at hand. `roictl login` gets what has to be got, and never writes it here.",
	Attributes: []*Attribute{
		{Name: "client_id", Type: String, Description: "Id of your own OAuth client (app).", Example: `"1234.apps.googleusercontent.com"`, Also: []string{"app_id", "client"}, Conflicts: []string{"client_file"}},
		{Name: "client_secret", Type: Secret, Needs: []string{"client_id"}, Description: "Secret of the OAuth client, from a sensitive variable. `ROICTL_CLIENT_SECRET_TYPE_NAME` in the environment gives it as well.", Example: `var.fb_secret`, Also: []string{"app_secret", "secret"}},
		{Name: "client_file", Type: String, Description: "The OAuth client as a file that Google's console lets you download, relative to the configuration's directory.", Example: `"~/keys/client_secret.json"`, Also: []string{"client_secret_file", "client_secrets"}},
		{Name: "key_file", Type: String, Description: "Key of a service account, relative to the configuration's directory.", Example: `"~/keys/ga4.json"`, Also: []string{"credentials", "credentials_file", "key", "service_account"}},
		{Name: "token", Type: Secret, Description: "An access token that does not have to be renewed, from a sensitive variable. `ROICTL_TOKEN_TYPE_NAME` in the environment gives it as well.", Example: `var.fb_token`, Also: []string{"access_token"}},
		{Name: "scopes", Type: StringList, Default: "those that the connector needs", Description: "What to ask the user's consent for.", Example: `["ads_read"]`, Also: []string{"scope", "permissions"}},
		{Name: "redirect_host", Type: String, Values: []string{"127.0.0.1", "localhost"}, Default: `"127.0.0.1"`, Description: "Host of the address to which the browser is sent back.", Also: []string{"host"}},
		{Name: "redirect_port", Type: Number, Bounds: Positive, Default: "any free port", Description: "Port of that address, where the platform wants it registered: the address is then `http://127.0.0.1:PORT/callback`.", Example: `8123`, Also: []string{"port"}},
		{Name: "redirect_url", Type: String, Conflicts: []string{"redirect_host", "redirect_port"}, Description: "A page of your own that is registered as the address to which the browser is sent back, for platforms that refuse addresses of your own machine. You paste the address that the browser ends at.", Example: `"https://example.com/signed-in"`, Also: []string{"redirect_uri", "callback_url"}},
		{Name: "auth_url", Type: String, Description: "Another address of the consent page, for a simulator or a sovereign cloud.", Also: []string{"auth_uri", "authorization_url"}},
		{Name: "token_url", Type: String, Description: "Another address of the token endpoint. It also confirms the address that the key of a service account names.", Also: []string{"token_uri"}},
		{Name: "revoke_url", Type: String, Description: "Another address at which `roictl logout` ends a credential.", Also: []string{"revoke_uri", "revocation_url"}},
	},
	Example: `auth "service_account" {
  key_file = "~/keys/ga4.json"
}`,
}
