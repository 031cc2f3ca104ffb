package platform

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"google.golang.org/api/googleapi"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// Codes of what only Google Analytics can say.
const (
	// CodeField says that the property has no dimension or metric of that name.
	CodeField = "GA4_FIELD"
	// CodeIncompatible says that Google does not split such a metric in such a way.
	CodeIncompatible = "GA4_INCOMPATIBLE"
	// CodeRequest says that Google refused a request for another reason.
	CodeRequest = "GA4_REQUEST"
)

// platformName is what messages call Google Analytics.
const platformName = "Google Analytics"

// Problem is what is wrong, in words for the user.
type Problem struct {
	connector.Diagnostic
	// Remove are the fields that Google names as what does not fit with the others,
	// where the code is CodeIncompatible.
	Remove []string
}

// Error is the problem in a line.
func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// diagnose turns an error of a request into words. It remembers where quotas are
// used up.
func (c *Client) diagnose(err error, endpoint *url.URL) *Problem {
	var refused *googleapi.Error
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	var d connector.Diagnostic
	switch {
	case errors.As(err, &refused):
		d = c.refusal(refused)
		if refused.Code == http.StatusTooManyRequests && endpoint == c.property.Data {
			c.quota.refuse(d)
		}
	case errors.As(err, &syntax), errors.As(err, &mistyped):
		d = notUnderstood(endpoint)
	default:
		d = httpclient.Diagnose(err, platformName, endpoint)
	}
	p := &Problem{Diagnostic: d}
	if d.Code == CodeIncompatible {
		p.Remove = misfits(refused.Message)
	}
	return p
}

// Interrupted is the problem of who waits until their context is done.
func (c *Client) Interrupted(ctx context.Context) *Problem {
	return c.diagnose(context.Cause(ctx), c.property.Data)
}

// remove is how Google names what does not fit: "Please remove eventCount to make
// the request compatible."
var remove = regexp.MustCompile(`Please remove (.*?) to make the request compatible`)

func misfits(message string) []string {
	named := remove.FindStringSubmatch(message)
	if named == nil {
		return nil
	}
	return strings.FieldsFunc(named[1], func(r rune) bool { return r == ',' || r == ' ' })
}

// notUnderstood says that something else answered than the API.
func notUnderstood(endpoint *url.URL) connector.Diagnostic {
	d := connector.NewError(connector.CodeNetwork, platformName+" was not understood", fmt.Sprintf("What came from %s is not an answer of the Data API, but a web page or a part of an answer.", endpoint.Host))
	d.Hint = "A proxy or a login page of the network may stand between. Open the address in a browser on this machine."
	d.Retryable = true
	return d
}

// refusal says what a response with an error status means.
func (c *Client) refusal(e *googleapi.Error) connector.Diagnostic {
	switch {
	case e.Code == http.StatusUnauthorized:
		return unauthorized(e)
	case e.Code == http.StatusTooManyRequests:
		return usedUp(bucketOf(e.Message), e.Message)
	case e.Code == http.StatusForbidden && e.Message != "":
		return c.forbidden(e)
	case e.Code == http.StatusBadRequest && e.Message != "":
		return c.invalid(e)
	case e.Code == http.StatusGatewayTimeout && e.Message != "":
		d := failed(e)
		d.Detail += " The question takes too long to answer."
		d.Hint = "Ask for a shorter period or fewer segments, or try again later."
		return d
	case e.Code >= http.StatusInternalServerError:
		return failed(e)
	case e.Message == "":
		d := connector.NewError(connector.CodeNetwork, platformName+" was not understood",
			fmt.Sprintf("The answer has the status %d and is a web page. Google has no such address, or a proxy of the network answered instead of it.", e.Code))
		d.Hint = "Check the address and the proxy settings of this machine (HTTPS_PROXY)."
		d.Path = connector.Path("endpoint")
		return d
	}
	d := connector.NewError(CodeRequest, platformName+" refused the request", fmt.Sprintf("Google answered with the status %d: %q", e.Code, e.Message))
	d.Hint = "Run roictl connectors test to see what the login may read."
	return d
}

func unauthorized(e *googleapi.Error) connector.Diagnostic {
	d := connector.NewError(connector.CodeAuthExpired, "Login is not accepted", "Google does not accept the access token: it has expired or was revoked.")
	if reason(e) == "CREDENTIALS_MISSING" || strings.Contains(e.Message, "missing required") {
		d.Detail = "Google wants a login, and there is none."
	}
	d.Hint = "Run roictl login for this connector."
	return d
}

// failed says that Google itself failed, after as many attempts as there are.
func failed(e *googleapi.Error) connector.Diagnostic {
	d := connector.NewError(connector.CodePlatform, platformName+" failed to answer", fmt.Sprintf("Google's own servers failed with the status %d, however often they were asked.", e.Code))
	if e.Message != "" {
		d.Detail += fmt.Sprintf(" They said: %q.", strings.TrimSuffix(e.Message, "."))
	}
	d.Hint = "Try again later."
	d.Retryable = true
	return d
}

// forbidden tells apart why a good token may not do something.
func (c *Client) forbidden(e *googleapi.Error) connector.Diagnostic {
	switch why := reason(e); {
	case why == "SERVICE_DISABLED" || strings.Contains(e.Message, "has not been used in project"):
		d := connector.NewError(connector.CodeAuthScope, "Interface is switched off", fmt.Sprintf("The Google Cloud project of the login has the interface switched off: %q", firstSentence(e.Message)))
		d.Hint = "Somebody who administers the project enables it: " + enable(e)
		return d
	case why == "ACCESS_TOKEN_SCOPE_INSUFFICIENT" || strings.Contains(e.Message, "insufficient authentication scopes"):
		d := connector.NewError(connector.CodeAuthScope, "Login may not read Analytics", "The login is good, but lacks the permission to read reports of Analytics (analytics.readonly).")
		d.Hint = "Run roictl login again and leave the permission ticked. Application default credentials need it among --scopes when they are made."
		return d
	case why == "USER_PROJECT_DENIED" || strings.Contains(e.Message, "quota project") || strings.Contains(e.Message, "caller does not have required permission to use project"):
		d := connector.NewError(connector.CodeAuthScope, "Quota project is not usable", fmt.Sprintf("Requests with this login have to count against a Google Cloud project that it may use: %q", e.Message))
		d.Hint = "Set one: gcloud auth application-default set-quota-project PROJECT."
		return d
	}
	d := connector.NewError(connector.CodeAccountNotVisible, "Property is not visible",
		fmt.Sprintf("Google lets this login see no property %s: it does not exist, or nobody gave the login access to it.", c.property.ID))
	d.Hint = "Check the number, and that the login, also that of a service account, stands in Analytics under Admin, Property access management, as a Viewer at least. A role in Google Cloud does not help."
	d.Path = connector.Path("property_id")
	return d
}

// invalid tells apart what is wrong with a request.
func (c *Client) invalid(e *googleapi.Error) connector.Diagnostic {
	switch {
	case strings.Contains(e.Message, "Invalid property ID"):
		d := connector.NewError(connector.CodeAccountNotVisible, "Invalid property ID", fmt.Sprintf("Google knows no property %q.", c.property.ID))
		d.Hint = "The property ID is the number that Analytics shows under Admin, Property details."
		d.Path = connector.Path("property_id")
		return d
	case strings.Contains(e.Message, "is not a valid dimension") || strings.Contains(e.Message, "is not a valid metric"):
		said, _, _ := strings.Cut(e.Message, "For a list")
		d := connector.NewError(CodeField, "Unknown dimension or metric", fmt.Sprintf("The property has no such name. Google said: %q", strings.TrimSpace(said)))
		d.Hint = "Names are those of the Data API, in which capitals count: https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema."
		return d
	case strings.Contains(e.Message, "to make the request compatible") || strings.Contains(e.Message, "incompatible"):
		d := connector.NewError(CodeIncompatible, "Metric cannot be split in this way", fmt.Sprintf("Google counts these metrics and dimensions in different ways and gives them in no report together. It said: %q", firstSentence(e.Message)))
		d.Hint = "Change by or where of the metric. Which names go together: https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/."
		return d
	}
	d := connector.NewError(CodeRequest, platformName+" refused the request", fmt.Sprintf("Google said: %q", e.Message))
	d.Hint = "Check measures, dimensions and days of what is asked."
	return d
}

// reason is the reason in the ErrorInfo of an error (google.rpc); empty where
// there is none.
func reason(e *googleapi.Error) string {
	for _, detail := range e.Details {
		if fields, ok := detail.(map[string]any); ok {
			if why, ok := fields["reason"].(string); ok {
				return why
			}
		}
	}
	return ""
}

// enable is the address at which an interface is switched on.
func enable(e *googleapi.Error) string {
	for word := range strings.FieldsSeq(e.Message) {
		if strings.HasPrefix(word, "https://") {
			return strings.TrimSuffix(word, ".")
		}
	}
	return "https://console.cloud.google.com/apis/library"
}

func firstSentence(text string) string {
	first, _, more := strings.Cut(text, ". ")
	if more {
		return first + "."
	}
	return text
}
