package token

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// Store keeps the tokens of one app. It is safe for concurrent use.
type Store struct {
	AppID, Secret string

	mu     sync.Mutex
	tokens map[string]*Token
	issued int
}

// NewStore returns a store without tokens, for the app 111000000000001.
func NewStore() *Store {
	return &Store{AppID: "111000000000001", Secret: "facebooksim-app-secret", tokens: make(map[string]*Token)}
}

// Add adds a token or replaces the one of its value. Without a value it gets one.
// It returns the value.
func (s *Store) Add(t Token) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.Value == "" {
		s.issued++
		t.Value = fmt.Sprintf("EAASIM%s%04d", strings.ReplaceAll(string(t.Kind), "_", ""), s.issued)
	}
	s.tokens[t.Value] = &t
	return t.Value
}

// Find returns a copy of a token: error 190 for one that is not known, or that
// does not work now.
func (s *Store) Find(value string, now time.Time) (Token, *graph.Error) {
	if value == s.AppID+"|"+s.Secret {
		return Token{Value: value, Kind: App}, nil
	}
	t, ok := s.Peek(value)
	if !ok {
		return Token{}, &graph.Error{Code: 190, Message: "Invalid OAuth access token - Cannot parse access token"}
	}
	return t, t.Check(now)
}

// Peek returns a copy of a token, whether it works or not.
func (s *Store) Peek(value string) (Token, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.tokens[value]
	if !ok {
		return Token{}, false
	}
	return *t, true
}

// Change changes a token in place. It does nothing for one that is not known.
func (s *Store) Change(value string, change func(*Token)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.tokens[value]; ok {
		change(t)
	}
}

// Values returns all tokens, sorted.
func (s *Store) Values() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.tokens))
}
