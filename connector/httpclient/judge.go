package httpclient

import (
	"net/http"
	"strconv"
	"time"
)

// Judge looks at a response and says whether asking again makes sense. It sees
// every response, whatever its status, since some platforms report failure in the
// body of a success. The header's and the body's memory belong to the client.
type Judge func(response *http.Response, body []byte) Verdict

// Verdict is what a judge says.
type Verdict struct {
	Retry bool
	// After is how long the platform asks to wait. 0 leaves it to the client, which
	// doubles its waits and spreads them at random, so that many clients do not
	// come back at the same moment.
	After time.Duration
	// Reason tells people why it takes longer, as "Google limits requests per hour".
	Reason string
}

// JudgeStatus is the judge for platforms that mean what HTTP says: it asks again
// after 429 and 503 when Retry-After says, and after 500, 502 and 504 soon. Now is
// read from the response's own Date, since Retry-After may be a date of that clock.
func JudgeStatus(response *http.Response, _ []byte) Verdict {
	switch response.StatusCode {
	case http.StatusTooManyRequests:
		return Verdict{Retry: true, After: RetryAfter(response.Header), Reason: "the platform limits how often it may be asked"}
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return Verdict{Retry: true, After: RetryAfter(response.Header), Reason: "the platform failed to answer"}
	}
	return Verdict{}
}

// RetryAfter reads the header of that name (RFC 9110, 10.2.3), in seconds or as a
// date; 0 when it is absent, past or not understood.
func RetryAfter(header http.Header) time.Duration {
	text := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil {
		return time.Duration(min(max(0, seconds), 24*60*60)) * time.Second
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return 0
	}
	return max(0, until.Sub(now))
}
