package platform

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/roictl/roictl/connector/httpclient"
)

// failuresKey is the key of a context's count of failures of the server.
type failuresKey struct{}

// counting returns a context for one request, whose failures the judge counts.
func counting(ctx context.Context) context.Context {
	return context.WithValue(ctx, failuresKey{}, new(atomic.Int32))
}

// pauses are the waits after failures of the server. Every one of them burns one
// of the ten that Google allows a project in an hour, so that there are few.
var pauses = []time.Duration{2 * time.Second, 6 * time.Second}

// judge says which responses are worth another attempt: too many requests at the
// same time pass, and so do failures of the server. A quota that comes back in an
// hour or a day is not waited for.
func (c *Client) judge(response *http.Response, body []byte) httpclient.Verdict {
	switch response.StatusCode {
	case http.StatusTooManyRequests:
		if bucketOf(message(body)) == concurrent {
			return httpclient.Verdict{Retry: true, After: httpclient.RetryAfter(response.Header), Reason: "Google answers only so many requests for a property at the same time"}
		}
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		failures, ok := response.Request.Context().Value(failuresKey{}).(*atomic.Int32)
		if !ok || !c.quota.allowsFailures() {
			break
		}
		if n := int(failures.Add(1)); n <= len(pauses) {
			return httpclient.Verdict{Retry: true, After: max(pauses[n-1], httpclient.RetryAfter(response.Header)), Reason: "Google failed to answer"}
		}
	}
	return httpclient.Verdict{}
}

// message takes the message out of the envelope that errors of Google come in;
// empty for anything else.
func message(body []byte) string {
	var envelope struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &envelope) != nil {
		return ""
	}
	return envelope.Error.Message
}

// bucket is a quota that can be used up.
type bucket int

const (
	unknownBucket bucket = iota
	concurrent
	hourly
	daily
	thresholded
	serverErrors
	clientErrors
)

// bucketOf tells the quota by Google's message, whose wording is not documented
// for all of them, so that it is matched loosely.
func bucketOf(message string) bucket {
	message = strings.ToLower(message)
	for _, known := range []struct {
		phrase string
		bucket bucket
	}{
		{"concurrent", concurrent},
		{"thresholded", thresholded},
		{"server errors", serverErrors},
		{"client errors", clientErrors},
		{"per day", daily},
		{"per hour", hourly},
	} {
		if strings.Contains(message, known.phrase) {
			return known.bucket
		}
	}
	return unknownBucket
}
