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
}

// find returns the route of a path.
func find(path []string) (*route, bool) {
	for i := range routes {
		if matchesPattern(strings.Split(routes[i].pattern, "/"), path) {
			return &routes[i], true
		}
	}
	return nil, false
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
