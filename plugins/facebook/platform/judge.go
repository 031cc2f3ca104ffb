package platform

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/roictl/roictl/connector/httpclient"
)

// failuresKey is the key of a context's count of refused attempts.
type failuresKey struct{}

// counting returns a context for one request, whose refusals the judge counts.
func counting(ctx context.Context) context.Context {
	return context.WithValue(ctx, failuresKey{}, new(atomic.Int32))
}

// transientWait is the longest wait for what may pass by itself.
const transientWait = time.Minute

// judge says which responses are worth another attempt: failures that pass, and
// rate limits, which are waited for as long as Meta says. Hurrying makes them last
// longer.
func (c *Client) judge(response *http.Response, body []byte) httpclient.Verdict {
	c.limits.read(response.Header)
	refused := errorIn(response.StatusCode, body)
	if refused == nil {
		return httpclient.Verdict{}
	}
	n := 0
	if failures, ok := response.Request.Context().Value(failuresKey{}).(*atomic.Int32); ok {
		n = int(failures.Add(1)) - 1
	}
	switch refused.kind() {
	case Passing:
		return httpclient.Verdict{Retry: true, After: min(2*time.Second<<n, transientWait), Reason: "Meta failed to answer"}
	case Throttled:
		after := c.limits.refused(response.Header, n)
		return httpclient.Verdict{Retry: true, After: after, Reason: bucketOf(refused) + " is used up"}
	}
	return httpclient.Verdict{}
}
