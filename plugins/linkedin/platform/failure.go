package platform

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/linkedin/advertiser"
)

// CodeRequest says that LinkedIn refused a request for a reason of its own.
const CodeRequest = "LINKEDIN_REQUEST"

// platformName is what messages call LinkedIn.
const platformName = "LinkedIn"

// Service error codes of 401 (LinkedIn API, "Error Handling").
const (
	revokedToken     = 65601
	expiredToken     = 65602
	restrictedMember = 65608
)

// Problem is what is wrong, in words for the user.
type Problem struct {
	connector.Diagnostic
	Status int // of HTTP; 0 where there was no answer
}

// Error is the problem in a line.
func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// Denied says that LinkedIn hides what was asked for, or does not have it: the two
// cannot be told apart for certain.
func (p *Problem) Denied() bool {
	return p.Status == http.StatusForbidden || p.Status == http.StatusNotFound
}

// refused turns an answer with an error into words, and remembers where the day's
// quota is used up.
func (c *Client) refused(path string, response httpclient.Response) *Problem {
	e := envelopeOf(response.Body)
	p := &Problem{Status: response.Status}
	switch status := response.Status; {
	case status == http.StatusUnauthorized:
		p.Diagnostic = unauthorized(e)
	case status == http.StatusTooManyRequests:
		kind := throttleOf(response.Body)
		p.Diagnostic = throttledFor(kind, e.said(), c.Moment())
		if kind == daily {
			c.used.note(resourceOf(path), p.Diagnostic)
		}
	case status == http.StatusUpgradeRequired:
		p.Diagnostic = c.sunset(e)
	case status == http.StatusForbidden && e.Message != "":
		p.Diagnostic = forbidden(e)
	case status >= http.StatusInternalServerError || status == http.StatusRequestTimeout:
		p.Diagnostic = failed(status, e)
	case e.Message == "" && e.Code == "":
		p.Diagnostic = c.notUnderstood(status)
	default:
		d := connector.NewError(CodeRequest, "LinkedIn refused the request", fmt.Sprintf("LinkedIn answered with the status %d: %q.", status, e.said()))
		d.Hint = "Run roictl connectors test to see what the login may read. If a name in the message is one of LinkedIn's fields, it may not exist in this api_version."
		p.Diagnostic = d
	}
	return p
}

func unauthorized(e envelope) connector.Diagnostic {
	d := connector.NewError(connector.CodeAuthExpired, "Login is not accepted", "LinkedIn does not accept the access token.")
	d.Hint = "Run roictl login for this connector, or put a new token where the old one stands: the developer portal gives one at https://www.linkedin.com/developers/tools/oauth."
	switch {
	case e.ServiceErrorCode == restrictedMember || e.Code == "RESTRICTED_MEMBER":
		d.Code = connector.CodeAuthScope // another token of the same person is refused as well
		d.Detail = "LinkedIn has restricted the person who logged in, and answers none of their tokens."
		d.Hint = "That person has to clear it up with LinkedIn, or somebody else with a role on the accounts logs in."
	case e.ServiceErrorCode == expiredToken || e.Code == "EXPIRED_ACCESS_TOKEN":
		d.Detail = "The access token has expired: LinkedIn's last 60 days."
	case e.ServiceErrorCode == revokedToken || e.Code == "REVOKED_ACCESS_TOKEN":
		d.Detail = "The access token was revoked: by the person, by LinkedIn, or by a later login of the same person with other permissions, which ends all tokens before it."
	case e.Code == "EMPTY_ACCESS_TOKEN":
		d.Detail = "LinkedIn wants a login, and there is none."
	}
	return d
}

// scopes are the permissions behind LinkedIn's resources, as its refusals name them
// (partnerApiAdAnalytics.FINDER-analytics.20260701).
var scopes = []struct{ resource, scope string }{
	{"AdAnalytics", advertiser.ScopeReporting},
	{"Posts", advertiser.ScopeSocial},
	{"Organization", advertiser.ScopePage},
	{"NetworkSizes", advertiser.ScopePage},
	{"Ad", advertiser.ScopeAds},
	{"Creatives", advertiser.ScopeAds},
}

func forbidden(e envelope) connector.Diagnostic {
	d := connector.NewError(connector.CodeAuthScope, "Permission is missing", fmt.Sprintf("LinkedIn does not let the login read this: %q.", e.said()))
	d.Hint = "Either the login lacks a permission, the application lacks the product behind it (developer portal, Products), or the person has no role there."
	for _, s := range scopes {
		if strings.Contains(e.Message, "partnerApi"+s.resource) {
			d.Hint = fmt.Sprintf("It takes the permission %s, an application with the product behind it (developer portal, Products), and a role of the person on the account or page. After a change, run roictl login again.", s.scope)
			break
		}
	}
	return d
}

func (c *Client) sunset(e envelope) connector.Diagnostic {
	d := connector.NewError(connector.CodeVersionSunset, "LinkedIn has retired the version of its interface",
		fmt.Sprintf("LinkedIn answers nothing to version %s of its Marketing API any more, or not yet: %q.", c.advertiser.Version, e.said()))
	d.Hint = fmt.Sprintf("Set api_version = %q in the connector block, or a later one that LinkedIn lists under \"Marketing API Versioning\". A later roictl chooses a later one by itself.", advertiser.DefaultVersion)
	if c.advertiser.Version == advertiser.DefaultVersion {
		d.Hint = "Set api_version in the connector block to a later one that LinkedIn lists under \"Marketing API Versioning\". A later roictl chooses a later one by itself."
	}
	d.Path = connector.Path("api_version")
	return d
}

// failed says that LinkedIn itself failed, after as many attempts as there are.
func failed(status int, e envelope) connector.Diagnostic {
	d := connector.NewError(connector.CodePlatform, "LinkedIn failed to answer", fmt.Sprintf("LinkedIn's own servers failed with the status %d, however often they were asked.", status))
	if said := e.said(); said != "" {
		d.Detail += fmt.Sprintf(" They said: %q.", said)
	}
	d.Hint = "Try again later. https://www.linkedin-apistatus.com says whether it is known."
	d.Retryable = true
	return d
}

// notUnderstood says that something else answered than the API.
func (c *Client) notUnderstood(status int) connector.Diagnostic {
	d := connector.NewError(connector.CodeNetwork, "LinkedIn was not understood",
		fmt.Sprintf("What came from %s, with the status %d, is not an answer of the Marketing API, but a web page or a part of an answer.", c.advertiser.API.Host, status))
	d.Hint = "A proxy or a login page of the network may stand between. Check the proxy settings of this machine (HTTPS_PROXY) and the endpoint of the block."
	d.Retryable = true
	return d
}
