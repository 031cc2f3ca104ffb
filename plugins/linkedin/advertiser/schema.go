package advertiser

import "github.com/roictl/roictl/connector"

// Where LinkedIn answers.
const (
	Endpoint     = "https://api.linkedin.com"
	AuthEndpoint = "https://www.linkedin.com"
)

// Schema says what a block may hold.
func Schema() connector.ConfigSchema {
	return connector.ConfigSchema{Attributes: []connector.Attribute{
		{Name: "account_ids", Type: connector.TypeStringList,
			Description: "Ad accounts, such as [\"500000001\"]: Campaign Manager shows the number beside the account's name. URNs (urn:li:sponsoredAccount:500000001) do as well. The reports ads, audience and links need one."},
		{Name: "organization_id", Type: connector.TypeString,
			Description: "Number of the company page, such as \"1001\": it stands in the address of the page's administration. The report page needs it. The login has to be an administrator of the page."},
		{Name: "api_version", Type: connector.TypeString, Default: DefaultVersion,
			Description: "Version of LinkedIn's Marketing API, as year and month. LinkedIn switches each off about a year after it came out."},
		{Name: "endpoint", Type: connector.TypeString, Default: Endpoint,
			Description: "Address of the Marketing API, for simulators and gateways."},
		{Name: "auth_endpoint", Type: connector.TypeString, Default: AuthEndpoint + ", or endpoint where that is set",
			Description: "Address of LinkedIn's sign-in, which is asked about the token when the connection is tested."},
	}}
}

// Names of the schemes.
const (
	OAuth         = "oauth"
	OAuthWithPage = "oauth_with_page"
	Token         = "token"
)

// The permissions that are asked for; all of them only read, but for the page's,
// which LinkedIn gives to administrators only and under no other name (Community
// Management API, "Organization Page Statistics").
const (
	ScopeAds       = "r_ads"
	ScopeReporting = "r_ads_reporting"
	ScopeSocial    = "r_organization_social"
	ScopePage      = "rw_organization_admin"
)

// AuthSchemes says how to log in, the way for most people first. LinkedIn knows no
// machine accounts: a person with a role on the accounts consents. It refuses the
// whole login where the application lacks the product behind any one scope, so that
// those of the page, which is a product of its own, are asked for only by who
// chooses so. It ends all earlier tokens of a person where the scopes differ: who
// reads both logs in with both.
func AuthSchemes() []connector.AuthScheme {
	member := connector.AuthScheme{
		Name: OAuth, Kind: connector.AuthOAuth2Code, Title: "LinkedIn member, for ads",
		Scopes:     []string{ScopeAds, ScopeReporting},
		AuthURL:    AuthEndpoint + "/oauth/v2/authorization",
		TokenURL:   AuthEndpoint + "/oauth/v2/accessToken",
		PassClient: true, // introspection wants the client's secret
	}
	withPage := member
	withPage.Name, withPage.Title = OAuthWithPage, "LinkedIn member, for ads, their posts and the company page"
	withPage.Scopes = []string{ScopeAds, ScopeReporting, ScopeSocial, ScopePage}
	return []connector.AuthScheme{
		member,
		withPage,
		{Name: Token, Kind: connector.AuthStaticToken, Title: "Token of the developer portal (https://www.linkedin.com/developers/tools/oauth)", PassClient: true},
	}
}
