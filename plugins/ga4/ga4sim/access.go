package ga4sim

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const expected = "Expected OAuth 2 access token, login cookie or other valid authentication credential. " +
	"See https://developers.google.com/identity/sign-in/web/devconsole-project."

// realm is the challenge of every 401.
const realm = `Bearer realm="https://accounts.google.com/"`

// caller finds out who calls a method, as Google's front ends do before they look at
// the request: the two kinds of 401, a service that is not enabled, missing scopes.
func (s *Server) caller(r *http.Request, service, method string) (oauth.Grant, *wire.Error) {
	token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		token = r.URL.Query().Get("access_token")
	}
	if token == "" {
		problem := wire.NewError(http.StatusUnauthorized, "Request is missing required authentication credential. "+expected,
			wire.ErrorInfo("CREDENTIALS_MISSING", "googleapis.com", map[string]string{"service": service, "method": method}))
		problem.Challenge = realm
		return oauth.Grant{}, problem
	}
	grant, known := s.tokens.Grant(token)
	if !known {
		return oauth.Grant{}, invalidToken()
	}
	if !s.enabled(service) {
		return oauth.Grant{}, notEnabled(service, grant.Project)
	}
	if !slices.Contains(grant.Scopes, oauth.ScopeReadonly) && !slices.Contains(grant.Scopes, oauth.ScopeFull) {
		problem := wire.NewError(http.StatusForbidden, "Request had insufficient authentication scopes.",
			wire.ErrorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT", "googleapis.com", map[string]string{"service": service, "method": method}))
		problem.Challenge = realm + `, error="insufficient_scope", scope="` + oauth.ScopeReadonly + `"`
		return oauth.Grant{}, problem
	}
	return grant, nil
}

func invalidToken() *wire.Error {
	problem := wire.NewError(http.StatusUnauthorized, "Request had invalid authentication credentials. "+expected)
	problem.Challenge = realm + `, error="invalid_token"`
	return problem
}

func (s *Server) enabled(service string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.disabled[service]
}

var titleOf = map[string]string{DataAPI: "Google Analytics Data API", AdminAPI: "Google Analytics Admin API"}

func notEnabled(service, project string) *wire.Error {
	page := fmt.Sprintf("https://console.developers.google.com/apis/api/%s/overview?project=%s", service, project)
	return wire.NewError(http.StatusForbidden,
		fmt.Sprintf("%s has not been used in project %s before or it is disabled. Enable it by visiting %s then retry. "+
			"If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.", titleOf[service], project, page),
		wire.Detail{Type: "type.googleapis.com/google.rpc.Help", Links: []wire.Link{{Description: "Google developers console API activation", URL: page}}},
		wire.ErrorInfo("SERVICE_DISABLED", "googleapis.com", map[string]string{"service": service, "consumer": "projects/" + project}))
}

const propertyHelp = "To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id."

var numeric = regexp.MustCompile(`^[0-9]+$`)

// property finds a property that a caller may read. One that does not exist is told
// in the same words as one that is not shared with the caller.
func (s *Server) property(grant oauth.Grant, id string) (*world.Property, *wire.Error) {
	if !numeric.MatchString(id) {
		return nil, wire.Invalid(fmt.Sprintf("Invalid property ID: %s. A numeric Property ID is required. %s", id, propertyHelp))
	}
	p, ok := s.world.Property(id)
	if !ok || !mayRead(grant, p) {
		return nil, wire.NewError(http.StatusForbidden, "User does not have sufficient permissions for this property. "+propertyHelp)
	}
	return p, nil
}

// mayRead is the access management of all properties.
func mayRead(grant oauth.Grant, p *world.Property) bool {
	return p.ID != world.Private && (grant.Subject == Reader || grant.Subject == Person)
}
