package oauth

import (
	"crypto/rand"
	"fmt"
	"sync"
	"time"
)

// Scopes that give access to the Analytics APIs.
const (
	ScopeReadonly = "https://www.googleapis.com/auth/analytics.readonly"
	ScopeFull     = "https://www.googleapis.com/auth/analytics"
)

// Options of an authority.
type Options struct {
	// Wall is the clock that assertions are made with, so the real one. Nil believes the
	// time that an assertion tells, and checks no more than its length.
	Wall func() time.Time
	// Now is the clock on which refresh tokens of apps in testing die.
	Now func() time.Time
	// Testing is the publishing status of the app: refresh tokens live for seven days.
	Testing bool
	// Projects maps the e-mail of every service account to the number of its Cloud project.
	Projects map[string]string
	// AppProject is the number of the Cloud project that owns the installed app.
	AppProject string
	// User is the e-mail of the person who consents.
	User string
}

// Grant is what an access token is good for.
type Grant struct {
	Subject string // e-mail of the account or person
	Project string // number of the Cloud project that calls
	Scopes  []string
	parent  string // refresh token that it came from
}

// Consent is how the person answers the consent page.
type Consent string

// The answers that a person can give.
const (
	Approve Consent = "approve"
	Deny    Consent = "deny"
	Untick  Consent = "untick" // approves, and takes the tick from everything about Analytics
)

// Authority issues tokens.
type Authority struct {
	options Options
	key     signer // of all service accounts

	mu      sync.Mutex
	consent Consent
	codes   map[string]code
	refresh map[string]*refreshToken
	living  []string // refresh tokens in the order of their issue
	access  map[string]Grant
	granted bool // the person has consented before
}

// New returns an authority with a key of its own.
func New(options Options) *Authority {
	return &Authority{
		options: options, key: newSigner(), consent: Approve,
		codes: make(map[string]code), refresh: make(map[string]*refreshToken), access: make(map[string]Grant),
	}
}

// Grant returns what a token is good for, or false for a token that is not valid.
func (a *Authority) Grant(token string) (Grant, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if grant, ok := a.access[token]; ok {
		return grant, true
	}
	return a.selfSigned(token)
}

// Issue makes an access token without any exchange.
func (a *Authority) Issue(subject, project string, scopes ...string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.issue(Grant{Subject: subject, Project: project, Scopes: scopes})
}

func (a *Authority) issue(grant Grant) string {
	token := "ya29.sim-" + rand.Text()
	a.access[token] = grant
	return token
}

// ExpireAccess makes all access tokens invalid; refresh tokens keep working.
func (a *Authority) ExpireAccess() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.access)
}

// RevokeRefresh makes all refresh tokens invalid, as when the person takes access back.
func (a *Authority) RevokeRefresh() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.refresh)
	a.living = nil
	a.granted = false
}

// SetConsent decides how the person answers from now on. An answer that there is not
// is an error.
func (a *Authority) SetConsent(consent Consent) error {
	if consent != Approve && consent != Deny && consent != Untick {
		return fmt.Errorf("set consent: there is no answer %q, only %q, %q and %q", consent, Approve, Deny, Untick)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.consent = consent
	return nil
}
