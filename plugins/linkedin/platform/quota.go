package platform

import (
	"fmt"
	"sync"
	"time"

	"github.com/roictl/roictl/connector"
)

// usedUp remembers which resources LinkedIn answers nothing more about today: each
// further request would be refused, and count.
type usedUp struct {
	now func() time.Time

	mu    sync.Mutex
	until map[string]time.Time
	what  map[string]connector.Diagnostic
}

// note remembers that the day's quota of a resource is used up.
func (u *usedUp) note(resource string, d connector.Diagnostic) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.until == nil {
		u.until, u.what = make(map[string]time.Time), make(map[string]connector.Diagnostic)
	}
	u.until[resource], u.what[resource] = u.now().Add(d.RetryAfter), d
}

// refusal says why a resource is not asked; nil when it may be.
func (u *usedUp) refusal(resource string) *connector.Diagnostic {
	u.mu.Lock()
	defer u.mu.Unlock()
	until, noted := u.until[resource]
	if !noted || !u.now().Before(until) {
		return nil
	}
	d := u.what[resource]
	d.RetryAfter = until.Sub(u.now())
	return &d
}

// throttledFor says in words which limit was reached, at a moment of LinkedIn's
// clock.
func throttledFor(kind throttle, said string, moment time.Time) connector.Diagnostic {
	var d connector.Diagnostic
	switch kind {
	case daily:
		midnight := moment.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
		left := midnight.Sub(moment).Round(time.Minute)
		d = connector.NewError(connector.CodeQuota, "LinkedIn's daily quota is used up",
			fmt.Sprintf("LinkedIn answers no more requests of this kind today. The day ends at 00:00 UTC, in %s.", left))
		d.Hint = "Run roictl again after that. The quota of the application stands in the developer portal, under Analytics; other tools with the same application or login share it."
		d.RetryAfter = midnight.Sub(moment)
	case volume:
		d = connector.NewError(connector.CodeQuota, "LinkedIn gives no more data for now",
			"LinkedIn gives an application 45 million metric values in five minutes. They are used up, however often it was waited for.")
		d.Hint = "Let no other tool read the same accounts at the same time, ask for shorter periods or fewer segments, and run roictl again in five minutes."
		d.RetryAfter = volumeWait
	default:
		d = connector.NewError(connector.CodeQuota, "LinkedIn is asked too often", "LinkedIn limits how often it may be asked in a short time, however long was waited.")
		d.Hint = "Try again in some minutes, or let fewer tools ask LinkedIn at the same time."
		d.RetryAfter = time.Minute
	}
	if said != "" {
		d.Detail += fmt.Sprintf(" LinkedIn said: %q", said)
	}
	d.Retryable = true
	return d
}
