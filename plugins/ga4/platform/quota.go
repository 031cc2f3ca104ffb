package platform

import (
	"fmt"
	"sync"
	"time"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
)

// quota is what Google last said about the quotas of a property.
type quota struct {
	now func() time.Time

	mu      sync.Mutex
	last    *analyticsdata.PropertyQuota
	heard   time.Time // when
	refused *connector.Diagnostic
	until   time.Time // when what was refused may come back
}

// note remembers what a response says.
func (q *quota) note(said *analyticsdata.PropertyQuota) {
	if said == nil {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.last, q.heard = said, q.now()
}

// refuse remembers that Google answers nothing more for a time: where one quota is
// empty, all requests to the property fail, and each of them would count.
func (q *quota) refuse(d connector.Diagnostic) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.refused, q.until = &d, q.now().Add(d.RetryAfter)
}

// admit says why no request should be made now; nil when it may.
func (q *quota) admit() *connector.Diagnostic {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.refused != nil && q.now().Before(q.until) {
		d := *q.refused
		return &d
	}
	if q.last == nil {
		return nil
	}
	for _, kind := range []struct {
		status *analyticsdata.QuotaStatus
		bucket bucket
	}{
		{q.last.TokensPerProjectPerHour, hourly},
		{q.last.TokensPerHour, hourly},
		{q.last.TokensPerDay, daily},
		{q.last.PotentiallyThresholdedRequestsPerHour, thresholded},
		{q.last.ServerErrorsPerProjectPerHour, serverErrors},
	} {
		if kind.status != nil && kind.status.Remaining <= 0 && q.now().Before(q.heard.Add(refills[kind.bucket])) {
			d := usedUp(kind.bucket, "")
			return &d
		}
	}
	return nil
}

// allowsFailures says whether another failure of the server can be afforded.
func (q *quota) allowsFailures() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.last == nil || q.last.ServerErrorsPerProjectPerHour == nil || q.last.ServerErrorsPerProjectPerHour.Remaining > 1
}

// tokens returns the tokens that a response cost, and what is left of those that
// run out first.
func tokens(said *analyticsdata.PropertyQuota) (used, left int64, known bool) {
	if said == nil {
		return 0, 0, false
	}
	for _, status := range []*analyticsdata.QuotaStatus{said.TokensPerProjectPerHour, said.TokensPerHour, said.TokensPerDay} {
		if status == nil {
			continue
		}
		if !known || status.Remaining < left {
			left = status.Remaining
		}
		used, known = max(used, status.Consumed), true
	}
	return used, left, known
}

// refills say how soon quotas come back at the latest (Data API, "Quotas").
var refills = map[bucket]time.Duration{
	unknownBucket: time.Hour,
	concurrent:    time.Minute,
	hourly:        time.Hour,
	thresholded:   time.Hour,
	serverErrors:  time.Hour,
	clientErrors:  15 * time.Minute,
	daily:         24 * time.Hour,
}

// usedUp says in words that a quota is empty, with what Google said.
func usedUp(b bucket, said string) connector.Diagnostic {
	what := map[bucket]string{
		unknownBucket: "a quota of the property",
		concurrent:    "the number of requests that Google answers for the property at the same time, however often it was tried",
		hourly:        "the tokens of the property for this hour",
		thresholded:   "the requests of this hour for demographics and audiences, of which Google answers 120",
		serverErrors:  "the failures of Google's own servers that it allows a project in an hour",
		clientErrors:  "the refused requests that Google allows in 15 minutes",
		daily:         "the tokens of the property for this day",
	}[b]
	d := connector.NewError(connector.CodeQuota, "Google Analytics quota is used up", fmt.Sprintf("Used up: %s. Google answers no further request for the property until it comes back.", what))
	if said != "" {
		d.Detail += fmt.Sprintf(" Google said: %q", said)
	}
	d.Retryable, d.RetryAfter = true, refills[b]
	switch b {
	case daily:
		d.Hint = "Try again tomorrow: the day ends at midnight in California. Others may share the quota: dashboards and reports on the same property."
	case concurrent:
		d.Hint = "Try again in a minute, or let fewer tools read the property at the same time."
	case clientErrors:
		d.Hint = "Try again in 15 minutes, and mend the requests that are refused."
	default:
		d.Hint = "Try again in an hour. Fewer segments, shorter periods and fewer tools on the same property save tokens."
	}
	return d
}
