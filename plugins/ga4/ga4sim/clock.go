package ga4sim

import (
	"sync"
	"time"
)

// clock is virtual: it stands still until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now returns what the virtual clock shows.
func (s *Server) Now() time.Time {
	s.clock.mu.Lock()
	defer s.clock.mu.Unlock()
	return s.clock.now
}

// SetNow moves the virtual clock to an instant, forwards or backwards.
func (s *Server) SetNow(now time.Time) {
	s.clock.mu.Lock()
	defer s.clock.mu.Unlock()
	s.clock.now = now
}

// Advance moves the virtual clock forwards.
func (s *Server) Advance(by time.Duration) {
	s.clock.mu.Lock()
	defer s.clock.mu.Unlock()
	s.clock.now = s.clock.now.Add(by)
}
