package fault

import (
	"net/url"
	"path"
	"strings"
	"sync"
)

// Match says which requests a script is for.
type Match struct {
	// Method is GET or POST; empty is any.
	Method string
	// Path is a pattern as of path.Match for the path without its version, for
	// instance "act_*/insights"; empty is any.
	Path string
	// Where are texts that parameters contain.
	Where map[string]string
	// Skip is how many matching requests pass before the script begins.
	Skip int
}

// Script is an ordered list of scripts. It is safe for concurrent use.
type Script struct {
	mu    sync.Mutex
	lines []*line
}

// line is one match with what is left of its faults.
type line struct {
	match  Match
	faults []Fault
}

// Inject adds faults for the requests that match: the first such request meets the
// first fault, and so on. Where several matches have faults left, the one that was
// injected first counts.
func (s *Script) Inject(match Match, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, &line{match, append([]Fault(nil), faults...)})
}

// Clear forgets all faults.
func (s *Script) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = nil
}

// Next returns the fault that a request meets: the zero Fault is none.
func (s *Script) Next(method, target string, values url.Values) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.lines {
		if len(l.faults) == 0 || !l.match.covers(method, target, values) {
			continue
		}
		if l.match.Skip > 0 {
			l.match.Skip--
			return Fault{}
		}
		return l.take()
	}
	return Fault{}
}

// take returns the next fault and uses it up.
func (l *line) take() Fault {
	fault := l.faults[0]
	switch {
	case fault.Times > 1:
		l.faults[0].Times--
	case fault.Times >= 0:
		l.faults = l.faults[1:]
	}
	return fault
}

// covers says whether a request matches.
func (m Match) covers(method, target string, values url.Values) bool {
	if m.Method != "" && m.Method != method {
		return false
	}
	if m.Path != "" {
		if ok, err := path.Match(m.Path, target); err != nil || !ok {
			return false
		}
	}
	for name, part := range m.Where {
		if !strings.Contains(values.Get(name), part) {
			return false
		}
	}
	return true
}
