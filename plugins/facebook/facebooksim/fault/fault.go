package fault

import (
	"fmt"
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// Fault is what happens to a request instead of its answer, or to its answer. The
// zero Fault lets the request pass, which makes room in a script.
type Fault struct {
	// Times is how many matching requests it happens to: 0 is one, negative all.
	Times int
	// Delay comes before anything else, in real time.
	Delay time.Duration
	// Expire makes the token of the request expire for good.
	Expire bool
	// Error is answered in Meta's envelope.
	Error *graph.Error
	// Body is answered as it is, under Status (0 is 200), where there is no Error
	// and it is not empty or Status is not 0.
	Body   string
	Status int
	// Header is added to the answer.
	Header http.Header
	// Truncate is how many bytes of the answer arrive before it ends as if it were
	// complete; 0 is all.
	Truncate int
	// Reset closes the connection without an answer. In a batch, Reset and Null
	// leave null in the place of the answer.
	Reset, Null bool
}

// Expired makes the token expire: error 190/463 from here on.
func Expired() Fault { return Fault{Expire: true} }

// Fails answers with an error of a code and subcode.
func Fails(status, code, subcode int, message string) Fault {
	return Fault{Error: &graph.Error{Status: status, Code: code, Subcode: subcode, Message: message}}
}

// Throttled answers with a rate limit, and says in the header of the business use
// case how many minutes it lasts. Which use case follows from the code: 80004 is
// ads_management, the others are ads_insights.
func Throttled(code, subcode, minutes int, account string) Fault {
	kind := "ads_insights"
	if code == 80004 {
		kind = "ads_management"
	}
	fault := Fails(http.StatusBadRequest, code, subcode, fmt.Sprintf("(#%d) There have been too many calls to this ad-account. Wait a bit and try again.", code))
	fault.Header = http.Header{"X-Business-Use-Case-Usage": {fmt.Sprintf(
		`{"%s":[{"type":"%s","call_count":100,"total_cputime":20,"total_time":20,"estimated_time_to_regain_access":%d,"ads_api_access_tier":"standard_access"}]}`,
		account, kind, minutes)}}
	return fault
}

// TooMuch answers that the page is too heavy.
func TooMuch() Fault {
	return Fails(http.StatusInternalServerError, 1, 0, "Please reduce the amount of data you're asking for, then retry your request")
}

// HTML answers with a page for people, as a proxy does.
func HTML(status int) Fault {
	return Fault{Status: status, Body: "<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>", Header: http.Header{"Content-Type": {"text/html"}}}
}
