package account

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
)

// Where Meta answers, and the version that is asked.
const (
	Endpoint = "https://graph.facebook.com"
	Version  = "v26.0"
)

// Defaults of what a block leaves out.
const (
	defaultPageSize = 500
	defaultMaxWait  = 30 // minutes
)

// Schema says what a block may hold.
func Schema() connector.ConfigSchema {
	return connector.ConfigSchema{Attributes: []connector.Attribute{
		{Name: "account_id", Type: connector.TypeString,
			Description: "Number of the ad account, with or without act_: Ads Manager shows it in the menu of accounts at the top left. The reports \"ads\" and \"links\" need it."},
		{Name: "page_id", Type: connector.TypeString,
			Description: "Number of the Facebook Page: the Page shows it under About, Page transparency. The report \"page\" needs it."},
		{Name: "instagram_id", Type: connector.TypeString, Default: "the Instagram account that is linked to the Page",
			Description: "Number of the professional Instagram account. It is not the user name; roictl connectors test tells it of the Page's own."},
		{Name: "attribution", Type: connector.TypeStringList, Default: "the attribution setting of each ad set, as Ads Manager shows it",
			Description: "Windows in which conversions count, such as [\"7d_click\", \"1d_view\"]: one click window, and 1d_view and 1d_ev beside it. The option attribution of a metric overrides it."},
		{Name: "actions", Type: connector.TypeStringMap, Default: actionDefaults(),
			Description: "Which action type each conversion is counted by, such as { leads = \"offsite_conversion.fb_pixel_lead\" }. Meta lists the same conversion under several types, so that each measure has exactly one."},
		{Name: "api_version", Type: connector.TypeString, Default: Version,
			Description: "Version of Meta's interface. Meta ends versions of the Marketing API after about a year."},
		{Name: "page_size", Type: connector.TypeNumber, Default: fmt.Sprint(defaultPageSize),
			Description: "Rows that one request asks for, 25 to 5000. roictl asks for fewer by itself where Meta finds a page too heavy."},
		{Name: "max_wait_minutes", Type: connector.TypeNumber, Default: fmt.Sprint(defaultMaxWait),
			Description: "Longest wait for Meta's rate limits before a request, in minutes. Where Meta asks for more, the query fails and says for how long."},
		{Name: "endpoint", Type: connector.TypeString, Default: Endpoint,
			Description: "Address of the Graph API, for simulators and gateways."},
	}}
}

// actionDefaults tells the action types that stand for the conversions.
func actionDefaults() string {
	var all []string
	for _, name := range catalogue.Conversions() {
		all = append(all, name+" = "+catalogue.DefaultAction(name))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// Names of the schemes.
const (
	SystemUser = "system_user"
	OAuth      = "oauth"
)

// Scopes are the permissions that are asked for; all of them only read.
// business_management is needed to see what belongs to a business.
var Scopes = []string{
	"ads_read", "business_management",
	"pages_show_list", "pages_read_engagement", "read_insights",
	"instagram_basic", "instagram_manage_insights",
}

// AuthSchemes says how to log in, what suits unattended runs first: the token of a
// system user needs not expire. The app's id and secret go along, for the proof
// that apps may demand and to inspect the token.
func AuthSchemes() []connector.AuthScheme {
	const tokenURL = Endpoint + "/" + Version + "/oauth/access_token"
	return []connector.AuthScheme{
		{Name: SystemUser, Kind: connector.AuthStaticToken, Title: "System user of the business", Scopes: Scopes, TokenURL: tokenURL, PassClient: true},
		{
			Name: OAuth, Kind: connector.AuthOAuth2Code, Title: "Facebook account", Scopes: Scopes,
			AuthURL: "https://www.facebook.com/" + Version + "/dialog/oauth", TokenURL: tokenURL,
			Exchange: true, PassClient: true,
		},
	}
}
