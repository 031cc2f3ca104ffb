// Package quota counts what reports cost, on a clock that is passed in, and says when
// a quota is used up.
//
// What comes in: the property, the Cloud project and what a request did. What goes
// out: whether the next request is let in, and the state of all quotas. It knows
// neither HTTP nor what a report is.
package quota

import (
	"sync"
	"time"
	_ "time/tzdata" // days of quotas are Californian
)

// Bucket is one quota.
type Bucket uint8

// The quotas of a property, in the order in which they are checked.
const (
	Concurrent Bucket = iota
	Day
	Hour
	ProjectHour
	ServerErrors
	Thresholded
	ClientErrors
	buckets
)

const learnMore = " To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas"

var messages = [buckets]string{
	Concurrent:   "Exhausted concurrent requests quota.",
	Day:          "Exhausted property tokens per day. These quota tokens will return in under 24 hours.",
	Hour:         "Exhausted property tokens per hour. These quota tokens will return in under an hour.",
	ProjectHour:  "Exhausted property tokens for a project per hour. These quota tokens will return in under an hour.",
	ServerErrors: "Exhausted server errors quota.",
	Thresholded:  "Exhausted potentially thresholded requests quota.",
	ClientErrors: "Exhausted client errors quota. These quota tokens will return in under 15 minutes.",
}

// Message returns Google's text for a quota that is used up.
func (b Bucket) Message() string { return messages[b] + learnMore }

// What each quota allows, for a standard property and for one of Google Analytics 360.
var (
	standard = [buckets]int{Concurrent: 10, Day: 200_000, Hour: 40_000, ProjectHour: 14_000, ServerErrors: 10, Thresholded: 120, ClientErrors: 10_000}
	premium  = [buckets]int{Concurrent: 50, Day: 2_000_000, Hour: 400_000, ProjectHour: 140_000, ServerErrors: 50, Thresholded: 120, ClientErrors: 10_000}
)

// Account is whose quotas a request uses.
type Account struct {
	Property string
	Project  string // the Cloud project that calls
	Premium  bool   // Google Analytics 360
}

func (a Account) limits() [buckets]int {
	if a.Premium {
		return premium
	}
	return standard
}

// Use is what a request has used up. Tokens are those of the property and the project.
type Use struct {
	Tokens                                 int
	Thresholded, ServerErrors, ClientError int
}

// Meter counts what is used. It is safe for concurrent use.
type Meter struct {
	mu       sync.Mutex
	counters map[counter]*spent
}

// counter is one quota of one property, or of one project in it.
type counter struct {
	bucket            Bucket
	property, project string
}

// spent is what has been used since a window began.
type spent struct {
	window time.Time
	used   int
}

// NewMeter returns a meter that has counted nothing.
func NewMeter() *Meter { return &Meter{counters: make(map[counter]*spent)} }

// Admit lets a request in, which then counts as running until it is [Meter.Release]d,
// or names the quota that is used up. One token left is enough: what the request
// really costs may take a quota below zero.
func (m *Meter) Admit(a Account, now time.Time) (Bucket, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	limits := a.limits()
	for bucket := range buckets {
		if m.spent(a, bucket, now).used >= limits[bucket] {
			return bucket, false
		}
	}
	m.spent(a, Concurrent, now).used++
	return 0, true
}

// Release ends a request that was let in.
func (m *Meter) Release(a Account) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.spent(a, Concurrent, time.Time{}).used--
}

// Charge counts what a request has used.
func (m *Meter) Charge(a Account, now time.Time, use Use) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for bucket, used := range map[Bucket]int{
		Day: use.Tokens, Hour: use.Tokens, ProjectHour: use.Tokens,
		Thresholded: use.Thresholded, ServerErrors: use.ServerErrors, ClientErrors: use.ClientError,
	} {
		m.spent(a, bucket, now).used += used
	}
}

// Remaining returns how much of a quota is left; below zero where the last request
// cost more than there was. A running request does not count itself.
func (m *Meter) Remaining(a Account, bucket Bucket, now time.Time) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	used := m.spent(a, bucket, now).used
	if bucket == Concurrent && used > 0 {
		used--
	}
	return a.limits()[bucket] - used
}

// spent returns the counter of a quota, emptied where its window is over.
func (m *Meter) spent(a Account, bucket Bucket, now time.Time) *spent {
	key := counter{bucket: bucket, property: a.Property}
	if bucket == ProjectHour || bucket == ServerErrors || bucket == ClientErrors {
		key.project = a.Project
	}
	window := start(bucket, now)
	s, ok := m.counters[key]
	if !ok {
		s = &spent{window: window}
		m.counters[key] = s
	}
	if !s.window.Equal(window) {
		*s = spent{window: window}
	}
	return s
}

// start returns when the window of a quota began that an instant is in. That windows
// follow the clock, and do not slide, is an assumption.
func start(bucket Bucket, now time.Time) time.Time {
	switch bucket {
	case Concurrent:
		return time.Time{} // no window: requests come and go
	case Day:
		year, month, day := now.In(pacific()).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, pacific())
	case ClientErrors:
		return now.Truncate(15 * time.Minute)
	}
	return now.Truncate(time.Hour)
}

// pacific is where quotas of a day come back at midnight.
var pacific = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil { // the zones are compiled in
		panic(err)
	}
	return zone
})
