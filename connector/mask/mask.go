package mask

import (
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Placeholder stands where a secret stood.
const Placeholder = "(sensitive value)"

// minLength is the length below which a value is no secret: masking "1" would
// destroy every text and protect nothing.
const minLength = 4

// Set is a growing set of secret values. It may be used by several goroutines;
// the zero value is an empty set.
type Set struct {
	mu       sync.RWMutex
	values   []string
	replacer *strings.Replacer
}

// Add teaches the set further secrets, also as they look inside a URL. Values
// shorter than four bytes are not secrets.
func (s *Set) Add(secrets ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, secret := range secrets {
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			if len(form) >= minLength && !slices.Contains(s.values, form) {
				s.values = append(s.values, form)
			}
		}
	}
	// The longest first, so that a secret that contains another one vanishes whole.
	slices.SortStableFunc(s.values, func(a, b string) int { return len(b) - len(a) })
	pairs := make([]string, 0, 2*len(s.values))
	for _, value := range s.values {
		pairs = append(pairs, value, Placeholder)
	}
	s.replacer = strings.NewReplacer(pairs...)
}

// Text returns the text without secrets and with every byte that is not UTF-8
// replaced, since neither may travel.
func (s *Set) Text(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.replacer == nil {
		return text
	}
	return s.replacer.Replace(text)
}
