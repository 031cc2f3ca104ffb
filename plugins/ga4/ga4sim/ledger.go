package ga4sim

import (
	"slices"
	"sync"
)

// Request is one call that the server has answered. Headers are not kept, so that no
// credential is.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Body   string `json:"body,omitempty"` // empty for the token endpoint
	Status int    `json:"status"`         // 0 where the connection was cut
	Fault  Kind   `json:"fault,omitempty"`
	Tokens int    `json:"tokens,omitempty"` // of quota that it cost
}

type ledger struct {
	mu       sync.Mutex
	requests []Request
}

func (l *ledger) add(r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.requests = append(l.requests, r)
}

// Requests returns all calls so far in the order of their answers, without those of
// /__sim/.
func (s *Server) Requests() []Request {
	s.ledger.mu.Lock()
	defer s.ledger.mu.Unlock()
	return slices.Clone(s.ledger.requests)
}

// ForgetRequests empties the ledger.
func (s *Server) ForgetRequests() {
	s.ledger.mu.Lock()
	defer s.ledger.mu.Unlock()
	s.ledger.requests = nil
}
