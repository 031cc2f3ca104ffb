package linkedinsim

import (
	"net/url"
	"strings"
)

// route is a resource below /rest/.
type route struct {
	pattern   string // segments; {} is a key
	resource  string // its name in permissions
	scopes    []string
	serve     func(*call) (any, error)
	ownFields bool // it reads `fields` by itself
	gone      bool // nobody has permission any more
}

// The scopes that open each family of resources; one of them is enough.
var (
	adsScopes       = []string{"r_ads", "rw_ads"}
	reportingScopes = []string{"r_ads_reporting"}
	socialScopes    = []string{"r_organization_social"}
	pageScopes      = []string{"rw_organization_admin", "r_organization_admin"}
	leadScopes      = []string{"r_marketing_leadgen_automation"}
)

// routes are all resources of /rest/.
var routes = []route{
	{pattern: "adAnalytics", resource: "AdAnalytics", scopes: reportingScopes, serve: (*call).adAnalytics, ownFields: true},
	{pattern: "adAccounts", resource: "AdAccounts", scopes: adsScopes, serve: (*call).searchAccounts},
	{pattern: "adAccounts/{}", resource: "AdAccounts", scopes: adsScopes, serve: (*call).getAccount},
	{pattern: "adAccountUsers", resource: "AdAccountUsers", scopes: adsScopes, serve: (*call).accountUsers},
	{pattern: "adAccounts/{}/adCampaignGroups", resource: "AdCampaignGroups", scopes: adsScopes, serve: (*call).searchGroups},
	{pattern: "adAccounts/{}/adCampaignGroups/{}", resource: "AdCampaignGroups", scopes: adsScopes, serve: (*call).getGroup},
	{pattern: "adAccounts/{}/adCampaigns", resource: "AdCampaigns", scopes: adsScopes, serve: (*call).searchCampaigns},
	{pattern: "adAccounts/{}/adCampaigns/{}", resource: "AdCampaigns", scopes: adsScopes, serve: (*call).getCampaign},
	{pattern: "adAccounts/{}/creatives", resource: "Creatives", scopes: adsScopes, serve: (*call).findCreatives},
	{pattern: "adAccounts/{}/creatives/{}", resource: "Creatives", scopes: adsScopes, serve: (*call).getCreative},
	{pattern: "adCreatives", resource: "AdCreatives", scopes: adsScopes, gone: true},
	{pattern: "adTrackingParameters/{}", resource: "AdTrackingParameters", scopes: adsScopes, serve: (*call).trackingParameters},
	{pattern: "inMailContents/{}", resource: "InMailContents", scopes: adsScopes, serve: (*call).getMessage},
	{pattern: "conversions", resource: "Conversions", scopes: append([]string{"rw_conversions"}, adsScopes...), serve: (*call).conversionRules},
	{pattern: "leadForms", resource: "LeadForms", scopes: leadScopes, serve: (*call).leadForms},
	{pattern: "leadFormResponses", resource: "LeadFormResponses", scopes: leadScopes, serve: (*call).leadResponses},
	{pattern: "posts", resource: "PostsExternal", scopes: socialScopes, serve: (*call).posts},
	{pattern: "posts/{}", resource: "PostsExternal", scopes: socialScopes, serve: (*call).getPost},
	{pattern: "socialMetadata/{}", resource: "SocialMetadata", scopes: socialScopes, serve: (*call).socialMetadata},
	{pattern: "organizationAcls", resource: "OrganizationAcls", scopes: pageScopes, serve: (*call).organizationAcls},
	{pattern: "organizations/{}", resource: "Organizations", scopes: append(append([]string{}, pageScopes...), socialScopes...), serve: (*call).getOrganization},
	{pattern: "networkSizes/{}", resource: "NetworkSizes", scopes: pageScopes, serve: (*call).networkSize},
	{pattern: "organizationalEntityShareStatistics", resource: "OrganizationalEntityShareStatistics", scopes: pageScopes, serve: (*call).shareStatistics},
	{pattern: "organizationalEntityFollowerStatistics", resource: "OrganizationalEntityFollowerStatistics", scopes: pageScopes, serve: (*call).followerStatistics},
	{pattern: "organizationPageStatistics", resource: "OrganizationPageStatistics", scopes: pageScopes, serve: (*call).pageStatistics},
}

// find returns the route of a path, nil where there is none.
func find(path []string) *route {
	for i := range routes {
		if matchesPattern(strings.Split(routes[i].pattern, "/"), path) {
			return &routes[i]
		}
	}
	return nil
}

func matchesPattern(pattern, path []string) bool {
	if len(pattern) != len(path) {
		return false
	}
	for i, part := range pattern {
		if part != "{}" && part != path[i] || path[i] == "" {
			return false
		}
	}
	return true
}

// key returns the decoded key at a place in the path.
func (c *call) key(i int) string {
	text, err := url.PathUnescape(c.path[i])
	if err != nil {
		return ""
	}
	return text
}
