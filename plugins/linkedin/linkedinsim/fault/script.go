package fault

import (
	"net/http"
	"strings"
	"sync"
)

// Script is what shall go wrong. The zero value lets all through. It is safe
// for concurrent use.
type Script struct {
	mu    sync.Mutex
	lines []*line
}

type line struct {
	match  Match
	faults []Fault
	seen   int
}

// Inject lets the faults happen to matching requests, one after the other; once
// they are used up, requests go through.
func (s *Script) Inject(match Match, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, &line{match: match, faults: append([]Fault(nil), faults...)})
}

// Clear forgets all faults.
func (s *Script) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = nil
}

// Request is what a [Match] looks at.
type Request struct{ Method, Path, Query string }

// Next takes the fault of a request, false where it goes through.
func (s *Script) Next(r Request) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.lines {
		if len(l.faults) == 0 || !l.match.holds(r) {
			continue
		}
		if l.seen++; l.seen <= l.match.After {
			continue
		}
		f := l.faults[0]
		switch {
		case f.repeat > 0:
			l.faults[0].repeat--
		case f.repeat == 0:
			l.faults = l.faults[1:]
		}
		return f, f.answer != nil || f.spoil != nil
	}
	return Fault{}, false
}

func (m Match) holds(r Request) bool {
	return strings.HasPrefix(r.Path, m.Path) && (m.Method == "" || m.Method == r.Method) && strings.Contains(r.Query, m.Query)
}

// Serve answers a request with the fault; real makes the answer that the fault
// replaces or spoils.
func (f Fault) Serve(w http.ResponseWriter, r *http.Request, real http.Handler) {
	if f.answer != nil {
		f.answer(w)
		return
	}
	recorded := &Recorded{}
	real.ServeHTTP(recorded, r)
	f.spoil(w, r, recorded)
}
