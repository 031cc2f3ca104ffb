package platform

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// Codes of what only Meta can say.
const (
	// CodeRequest says that Meta refused a question.
	CodeRequest = "FACEBOOK_REQUEST"
	// CodeTooMuch says that a question is too large in every way of asking it.
	CodeTooMuch = "FACEBOOK_TOO_MUCH_DATA"
	// CodeRange says that Meta does not keep such days.
	CodeRange = "FACEBOOK_RANGE"
	// CodeReport says that a report in the background failed.
	CodeReport = "FACEBOOK_REPORT_FAILED"
)

// platformName is what messages call Meta.
const platformName = "Meta"

// Problem is what is wrong, in words for the user, and what to do about it.
type Problem struct {
	connector.Diagnostic
	Kind Kind
}

// Error is the problem in a line.
func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// diagnose turns an error without an answer into words.
func (c *Client) diagnose(err error) *Problem {
	d := httpclient.Diagnose(err, platformName, c.endpoint)
	kind := Passing
	var held *httpclient.HeldError
	if errors.As(err, &held) {
		kind = Throttled
		d.Detail = fmt.Sprintf("Nothing more was asked, so that the limit is not passed: %s, and access comes back in %s.", held.Reason, minutes(held.Wait))
		d.Hint = "Run roictl again then, or allow longer waits by max_wait_minutes."
	}
	return &Problem{Diagnostic: d, Kind: kind}
}

// minutes tells a wait in the unit of Meta's limits.
func minutes(d time.Duration) string {
	if n := int((d + time.Minute - 1) / time.Minute); n != 1 {
		return fmt.Sprintf("%d minutes", n)
	}
	return "a minute"
}

// notUnderstood says that something else answered than the API.
func (c *Client) notUnderstood(status int) *Problem {
	d := connector.NewError(connector.CodeNetwork, platformName+" was not understood",
		fmt.Sprintf("What came from %s with the status %d is not an answer of the Graph API, but a web page or a part of an answer, however often it was asked.", c.endpoint.Host, status))
	d.Hint = "A proxy or a login page of the network may stand between. Open the address in a browser on this machine."
	d.Retryable = true
	return &Problem{Diagnostic: d, Kind: Passing}
}

// Misread says that Meta answered, but not what was asked.
func (c *Client) Misread(err error) *Problem {
	var problem *Problem
	if errors.As(err, &problem) {
		return problem
	}
	d := connector.NewError(connector.CodeNetwork, platformName+" was not understood", fmt.Sprintf("Meta answered, but not what was asked: %v.", err))
	d.Hint = "Run roictl again; if it stays, the API has changed, and a later roictl may know it."
	return &Problem{Diagnostic: d, Kind: Refused}
}

// refusal says what an error of Meta's means.
func (c *Client) refusal(e *graphError, header http.Header) *Problem {
	if e.opaque {
		return c.notUnderstood(e.status)
	}
	kind := e.kind()
	p := &Problem{Kind: kind, Diagnostic: c.words(e, kind)}
	if kind == Throttled {
		p.Retryable = true
		if u, told := usageOf(header); told && u.regain > 0 {
			p.RetryAfter = u.regain
			p.Detail += fmt.Sprintf(" Meta says that access comes back in %s.", minutes(u.regain))
		}
	}
	return p
}
