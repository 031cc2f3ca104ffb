package oauth

import (
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// How long things live.
const (
	AccessTTL  = 60 * 24 * time.Hour
	RefreshTTL = 365 * 24 * time.Hour
	CodeTTL    = 30 * time.Minute
)

// Why a token is refused.
var (
	ErrUnknown    = errors.New("token is unknown")
	ErrRevoked    = errors.New("token is revoked")
	ErrExpired    = errors.New("token is expired")
	ErrRestricted = errors.New("member is restricted")
)

// Client is an application that was registered in the developer portal.
type Client struct {
	ID, Secret string
	Redirects  []string // registered redirect URLs; their queries do not matter
	Scopes     []string // what its products allow it to ask for
	Refresh    bool     // programmatic refresh was approved
}

// Token is what a consent gave.
type Token struct {
	Access, Refresh string // Refresh is "" without programmatic refresh
	Client, Member  string
	Scopes          []string
	Authorized      time.Time // when the member consented
	Issued, Expires time.Time
	RefreshExpires  time.Time
	revoked         bool
}

// Allows says whether the token has one of the scopes.
func (t Token) Allows(scopes ...string) bool {
	return slices.ContainsFunc(scopes, func(s string) bool { return slices.Contains(t.Scopes, s) })
}

// Options configure a [Store].
type Options struct {
	Clients []Client
	Now     func() time.Time
	// Delay is for how long a new token is answered as if it were revoked.
	Delay time.Duration
	// Member is who consents until SignIn says otherwise.
	Member string
}

// Store keeps codes and tokens. It is safe for concurrent use.
type Store struct {
	options Options

	mu         sync.Mutex
	issued     int
	member     string
	denial     string
	codes      map[string]*grant
	tokens     map[string]*Token
	restricted map[string]bool
}

// grant is what a code stands for.
type grant struct {
	client, redirect, member string
	scopes                   []string
	expires                  time.Time
	used                     bool
}

// New makes an empty store.
func New(options Options) *Store {
	return &Store{options: options, member: options.Member,
		codes: make(map[string]*grant), tokens: make(map[string]*Token), restricted: make(map[string]bool)}
}

// SignIn sets whose consent the authorization page takes from now on.
func (s *Store) SignIn(member string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.member = member
}

// Deny makes the authorization page refuse with an error such as
// user_cancelled_login or user_cancelled_authorize; "" makes it consent again.
func (s *Store) Deny(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.denial = reason
}

// Restrict limits a member's account, which stops all their tokens.
func (s *Store) Restrict(member string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.restricted[member] = true
}

// Issue gives a token without the flow, as the token generator of the developer
// portal does. A consent to other scopes ends all earlier tokens of the member
// and application.
func (s *Store) Issue(client, member string, scopes ...string) (Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.client(client)
	if c == nil {
		return Token{}, fmt.Errorf("issue token: no client %q", client)
	}
	return s.issue(c, member, scopes), nil
}

// Revoke takes an access token back, and the refresh token with it.
func (s *Store) Revoke(access string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	revoked := s.tokens[access]
	if revoked == nil {
		return
	}
	for _, t := range s.tokens {
		if t == revoked || t.Refresh != "" && t.Refresh == revoked.Refresh {
			t.revoked = true
		}
	}
}

// Lookup finds the token of a call. Its errors are the Err… of this package.
func (s *Store) Lookup(access string) (Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tokens[access]
	now := s.options.Now()
	switch {
	case t == nil:
		return Token{}, ErrUnknown
	case s.restricted[t.Member]:
		return Token{}, ErrRestricted
	case t.revoked, now.Before(t.Issued.Add(s.options.Delay)):
		return Token{}, ErrRevoked
	case !now.Before(t.Expires):
		return Token{}, ErrExpired
	}
	return *t, nil
}

func (s *Store) client(id string) *Client {
	i := slices.IndexFunc(s.options.Clients, func(c Client) bool { return c.ID == id })
	if i < 0 {
		return nil
	}
	return &s.options.Clients[i]
}

// issue makes the first token of a consent.
func (s *Store) issue(c *Client, member string, scopes []string) Token {
	scopes = slices.Clone(scopes)
	slices.Sort(scopes)
	for _, t := range s.tokens {
		if t.Client == c.ID && t.Member == member && !slices.Equal(t.Scopes, scopes) {
			t.revoked = true
		}
	}
	now := s.options.Now()
	t := Token{Access: s.secret("AQX"), Client: c.ID, Member: member, Scopes: scopes, Authorized: now, Issued: now, Expires: now.Add(AccessTTL)}
	if c.Refresh {
		t.Refresh, t.RefreshExpires = s.secret("AQW"), now.Add(RefreshTTL)
	}
	s.tokens[t.Access] = &t
	return t
}

// renew makes a further access token of the same consent. Nothing lives longer
// than the refresh token, whose deadline stays where it was.
func (s *Store) renew(old *Token) Token {
	t := *old
	t.Access, t.Issued = s.secret("AQX"), s.options.Now()
	t.Expires = t.Issued.Add(AccessTTL)
	if t.Expires.After(t.RefreshExpires) {
		t.Expires = t.RefreshExpires
	}
	s.tokens[t.Access] = &t
	return t
}

// secret makes an opaque text of about the length that LinkedIn's tokens have.
// It is the same in every run, as everything in a simulator should be.
func (s *Store) secret(prefix string) string {
	s.issued++
	var text strings.Builder
	text.WriteString(prefix)
	for block := range 4 {
		sum := sha512.Sum512(fmt.Appendf(nil, "%s %d %d", prefix, s.issued, block))
		text.WriteString(base64.RawURLEncoding.EncodeToString(sum[:]))
	}
	return text.String()
}
