package property

import "github.com/roictl/roictl/connector"

// Where Google answers.
const (
	DataEndpoint  = "https://analyticsdata.googleapis.com"
	AdminEndpoint = "https://analyticsadmin.googleapis.com"
)

// Schema says what a block may hold.
func Schema() connector.ConfigSchema {
	return connector.ConfigSchema{Attributes: []connector.Attribute{
		{Name: "property_id", Type: connector.TypeString, Required: true,
			Description: "Number of the property, such as \"123456789\": Analytics shows it under Admin, Property details. It is not the measurement ID that begins with G-."},
		{Name: "currency", Type: connector.TypeString, Default: "the currency of the property",
			Description: "ISO 4217 code of the currency that Google gives money in. Other than the property's own, Google converts by its rates of each day; an fx block converts by yours."},
		{Name: "endpoint", Type: connector.TypeString, Default: DataEndpoint,
			Description: "Address of the Data API, for simulators and gateways."},
		{Name: "admin_endpoint", Type: connector.TypeString, Default: AdminEndpoint + ", or endpoint where that is set",
			Description: "Address of the Admin API, which says since when the property exists."},
	}}
}

// Scope is the one permission that is asked for; it only reads, and is enough for
// the Data API and for what is read of the Admin API.
const Scope = "https://www.googleapis.com/auth/analytics.readonly"

// Names of the schemes.
const (
	OAuth              = "oauth"
	ServiceAccount     = "service_account"
	ApplicationDefault = "application_default"
	Token              = "token"
)

// AuthSchemes says how to log in, the way for people first.
func AuthSchemes() []connector.AuthScheme {
	scopes := []string{Scope}
	return []connector.AuthScheme{
		{
			Name: OAuth, Kind: connector.AuthOAuth2Code, Title: "Google account", Scopes: scopes,
			AuthURL: "https://accounts.google.com/o/oauth2/v2/auth", TokenURL: tokenURL, RevokeURL: "https://oauth2.googleapis.com/revoke",
			PKCE: true,
			// Google gives a refresh token for offline access only, and again only
			// where the user consents again.
			Params: map[string]string{"access_type": "offline", "prompt": "consent"},
		},
		{Name: ServiceAccount, Kind: connector.AuthServiceAccount, Title: "Google service account", Scopes: scopes, TokenURL: tokenURL},
		{Name: ApplicationDefault, Kind: connector.AuthApplicationDefault, Title: "Google application default credentials", Scopes: scopes, TokenURL: tokenURL},
		{Name: Token, Kind: connector.AuthStaticToken, Title: "Access token", Scopes: scopes},
	}
}

const tokenURL = "https://oauth2.googleapis.com/token"
