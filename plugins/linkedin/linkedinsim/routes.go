package linkedinsim

import (
	"net/url"
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
)

// route is a resource below /rest/.
type route struct {
	pattern   string // segments; {} is a key
	resource  string // its name in permissions
	scopes    []string
	params    string // those that it takes beside `fields`
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

// Parameters of the finders that take many.
const (
	analyticsParams = "q pivot pivots timeGranularity dateRange accounts campaignGroups campaigns creatives shares companies " +
		"campaignType objectiveType sortBy start count"
	creativeParams = "q campaigns creatives contentReferences intendedStatuses leadgenCreativeCallToActionDestinations " +
		"isTestAccount isTotalIncluded sortOrder pageSize pageToken"
)

// routes are all resources of /rest/.
var routes = []route{
	{pattern: "adAnalytics", params: analyticsParams, resource: "AdAnalytics", scopes: reportingScopes, serve: (*call).adAnalytics, ownFields: true},
	{pattern: "adAccounts", params: "q search pageSize pageToken sortOrder", resource: "AdAccounts", scopes: adsScopes, serve: (*call).searchAccounts},
	{pattern: "adAccounts/{}", resource: "AdAccounts", scopes: adsScopes, serve: (*call).getAccount},
	{pattern: "adAccountUsers", params: "q start count", resource: "AdAccountUsers", scopes: adsScopes, serve: (*call).accountUsers},
	{pattern: "adAccounts/{}/adCampaignGroups", params: "q search pageSize pageToken sortOrder", resource: "AdCampaignGroups", scopes: adsScopes, serve: (*call).searchGroups},
	{pattern: "adAccounts/{}/adCampaignGroups/{}", resource: "AdCampaignGroups", scopes: adsScopes, serve: (*call).getGroup},
	{pattern: "adAccounts/{}/adCampaigns", params: "q search pageSize pageToken sortOrder", resource: "AdCampaigns", scopes: adsScopes, serve: (*call).searchCampaigns},
	{pattern: "adAccounts/{}/adCampaigns/{}", resource: "AdCampaigns", scopes: adsScopes, serve: (*call).getCampaign},
	{pattern: "adAccounts/{}/creatives", params: creativeParams, resource: "Creatives", scopes: adsScopes, serve: (*call).findCreatives},
	{pattern: "adAccounts/{}/creatives/{}", resource: "Creatives", scopes: adsScopes, serve: (*call).getCreative},
	{pattern: "adCreatives", resource: "AdCreatives", scopes: adsScopes, gone: true},
	{pattern: "adTrackingParameters/{}", resource: "AdTrackingParameters", scopes: adsScopes, serve: (*call).trackingParameters},
	{pattern: "inMailContents/{}", resource: "InMailContents", scopes: adsScopes, serve: (*call).getMessage},
	{pattern: "conversions", params: "q account start count", resource: "Conversions", scopes: append([]string{"rw_conversions"}, adsScopes...), serve: (*call).conversionRules},
	{pattern: "leadForms", params: "q owner start count", resource: "LeadForms", scopes: leadScopes, serve: (*call).leadForms},
	{pattern: "leadFormResponses", params: "q owner leadType limitedToTestLeads submittedAtTimeRange start count", resource: "LeadFormResponses", scopes: leadScopes, serve: (*call).leadResponses},
	{pattern: "posts", params: "q ids author sortBy dscAdAccount dscAdTypes start count", resource: "PostsExternal", scopes: socialScopes, serve: (*call).posts},
	{pattern: "posts/{}", resource: "PostsExternal", scopes: socialScopes, serve: (*call).getPost},
	{pattern: "socialMetadata/{}", resource: "SocialMetadata", scopes: socialScopes, serve: (*call).socialMetadata},
	{pattern: "organizationAcls", params: "q role state start count", resource: "OrganizationAcls", scopes: pageScopes, serve: (*call).organizationAcls},
	{pattern: "organizations/{}", resource: "Organizations", scopes: append(append([]string{}, pageScopes...), socialScopes...), serve: (*call).getOrganization},
	{pattern: "networkSizes/{}", params: "edgeType", resource: "NetworkSizes", scopes: pageScopes, serve: (*call).networkSize},
	{pattern: "organizationalEntityShareStatistics", params: "q organizationalEntity timeIntervals shares ugcPosts", resource: "OrganizationalEntityShareStatistics", scopes: pageScopes, serve: (*call).shareStatistics},
	{pattern: "organizationalEntityFollowerStatistics", params: "q organizationalEntity timeIntervals", resource: "OrganizationalEntityFollowerStatistics", scopes: pageScopes, serve: (*call).followerStatistics},
	{pattern: "organizationPageStatistics", params: "q organization timeIntervals", resource: "OrganizationPageStatistics", scopes: pageScopes, serve: (*call).pageStatistics},
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

// permitParams refuses parameters that the resource does not have: LinkedIn does
// not ignore what it does not know.
func (c *call) permitParams() *problem.Problem {
	known := strings.Fields(c.route.params)
	names := c.query.Names()
	slices.Sort(names)
	for _, name := range names {
		if !slices.Contains(known, name) {
			return problem.Unpermitted(name)
		}
	}
	return nil
}
