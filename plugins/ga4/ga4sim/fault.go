package ga4sim

import (
	"fmt"
	"path"
	"slices"
	"sync"
	"time"
)

// Kind is a way in which a call goes wrong.
type Kind string

// The faults that the server can be told to have.
const (
	QuotaProjectHour  Kind = "quota_project_hour"  // 429, tokens of the project for this hour
	QuotaHour         Kind = "quota_hour"          // 429, tokens of the property for this hour
	QuotaDay          Kind = "quota_day"           // 429, tokens of the property for this day
	QuotaConcurrent   Kind = "quota_concurrent"    // 429, too many requests at once
	QuotaThresholded  Kind = "quota_thresholded"   // 429, potentially thresholded requests
	QuotaServerErrors Kind = "quota_server_errors" // 429, too many 500 and 503 before
	QuotaClientErrors Kind = "quota_client_errors" // 429, too many 400 before
	Internal          Kind = "internal"            // 500
	Unavailable       Kind = "unavailable"         // 503
	DeadlineExceeded  Kind = "deadline_exceeded"   // 504
	HTML404           Kind = "html_404"            // a page that is not JSON
	HTML502           Kind = "html_502"            // a page of a proxy
	Unauthenticated   Kind = "unauthenticated"     // 401 for a token that was good a moment ago
	Slow              Kind = "slow"                // the right answer, the second half of its body after Delay
	Cut               Kind = "cut"                 // the connection ends in the middle of the body; needs a real connection
	Gzip              Kind = "gzip"                // the right answer, compressed
	NotJSON           Kind = "not_json"            // 200 with a body that ends early
	UnstableOrder     Kind = "unstable_order"      // rows change places between pages if orderBys is missing
	RepeatedRow       Kind = "repeated_row"        // the page starts a row early, as when a row has come in between two pages

	// The token endpoint.
	NoAccessToken Kind = "no_access_token" // 200 with an id_token alone, as for a misspelt scope
	ClockSkew     Kind = "clock_skew"      // invalid_grant, because of the times in the assertion
	InvalidGrant  Kind = "invalid_grant"   // invalid_grant, the refresh token is dead
)

var kinds = []Kind{
	QuotaProjectHour, QuotaHour, QuotaDay, QuotaConcurrent, QuotaThresholded, QuotaServerErrors, QuotaClientErrors, Internal, Unavailable,
	DeadlineExceeded, HTML404, HTML502, Unauthenticated, Slow, Cut, Gzip, NotJSON, UnstableOrder, RepeatedRow, NoAccessToken, ClockSkew, InvalidGrant,
}

// Fault is one thing that goes wrong, a number of times.
type Fault struct {
	Kind  Kind          `json:"kind"`
	Skip  int           `json:"skip,omitempty"`  // calls that go well before
	Times int           `json:"times,omitempty"` // 1 where zero; below zero for ever
	Delay time.Duration `json:"delay,omitempty"` // of Slow, in nanoseconds of the real clock
}

type faults struct {
	mu     sync.Mutex
	queues []*queue
}

type queue struct {
	pattern string
	faults  []Fault
}

// Inject queues faults for the paths that a pattern of [path.Match] fits, such as
// /v1beta/properties/*:runReport or /token; "" fits every path. Each call takes the first
// fault of the first queue that fits and is not empty. A kind that does not exist or a
// pattern that is none is an error, and queues nothing.
func (s *Server) Inject(pattern string, queued ...Fault) error {
	if _, err := path.Match(pattern, "/"); err != nil {
		return fmt.Errorf("inject fault: pattern %q: %w", pattern, err)
	}
	for _, fault := range queued {
		if !slices.Contains(kinds, fault.Kind) {
			return fmt.Errorf("inject fault: there is no kind %q, only %q", fault.Kind, kinds)
		}
	}
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.queues = append(s.faults.queues, &queue{pattern, slices.Clone(queued)})
	return nil
}

// ClearFaults empties all queues.
func (s *Server) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.queues = nil
}

// take returns the fault of a call, or one without a kind.
func (f *faults) take(requested string) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, q := range f.queues {
		if fits, err := path.Match(q.pattern, requested); len(q.faults) == 0 || q.pattern != "" && (err != nil || !fits) {
			continue
		}
		return q.take()
	}
	return Fault{}
}

func (q *queue) take() Fault {
	first := &q.faults[0]
	if first.Skip > 0 {
		first.Skip--
		return Fault{}
	}
	taken := *first
	switch {
	case first.Times > 1:
		first.Times--
	case first.Times >= 0:
		q.faults = q.faults[1:]
	}
	return taken
}
