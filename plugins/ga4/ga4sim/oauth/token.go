package oauth

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Grant types of the token endpoint.
const (
	grantCode      = "authorization_code"
	grantRefresh   = "refresh_token"
	grantAssertion = "urn:ietf:params:oauth:grant-type:jwt-bearer"
)

// Refresh tokens: how many live for one person and app, and how long those of an app
// in testing do.
const (
	maxLiving   = 100
	testingLife = 7 * 24 * time.Hour
)

type refreshToken struct {
	scopes []string
	issued time.Time
}

// Token answers the token endpoint.
func (a *Authority) Token(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return reply(w, http.StatusBadRequest, fail("invalid_request", "Bad Request"))
	}
	answer, failed := a.exchange(r)
	if failed != nil {
		return reply(w, failed.status, failed)
	}
	return reply(w, http.StatusOK, answer)
}

func (a *Authority) exchange(r *http.Request) (*tokens, *failure) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch kind := r.PostForm.Get("grant_type"); kind {
	case grantAssertion:
		return a.assertion(r.PostForm.Get("assertion"))
	case grantCode, grantRefresh:
		if failed := authenticate(r); failed != nil {
			return nil, failed
		}
		if kind == grantCode {
			return a.code(r.PostForm)
		}
		return a.renew(r.PostForm)
	default:
		return nil, fail("unsupported_grant_type", "Invalid grant_type: "+kind)
	}
}

// authenticate checks the app's identifier and secret, in the form or as HTTP Basic.
func authenticate(r *http.Request) *failure {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	}
	switch {
	case id == "" && !basic:
		return fail("invalid_request", "Could not determine client ID from request.")
	case id != ClientID && id != url.QueryEscape(ClientID): // in HTTP Basic both are escaped
		return &failure{http.StatusUnauthorized, "invalid_client", "The OAuth client was not found."}
	case secret != ClientSecret && secret != url.QueryEscape(ClientSecret):
		return &failure{http.StatusUnauthorized, "invalid_client", "Unauthorized"}
	}
	return nil
}

// code exchanges a code, which is good once, for tokens.
func (a *Authority) code(form url.Values) (*tokens, *failure) {
	code, ok := a.codes[form.Get("code")]
	if !ok {
		return nil, fail("invalid_grant", "Malformed auth code.")
	}
	delete(a.codes, form.Get("code"))
	if form.Get("redirect_uri") != code.redirect {
		return nil, fail("redirect_uri_mismatch", "Bad Request")
	}
	if failed := verify(code.challenge, form.Get("code_verifier")); failed != nil {
		return nil, failed
	}
	answer := &tokens{ExpiresIn: accessLife, TokenType: "Bearer", Scope: strings.Join(code.scopes, " ")}
	grant := Grant{Subject: a.options.User, Project: a.options.AppProject, Scopes: code.scopes}
	if code.offline {
		answer.RefreshToken = a.remember(code.scopes)
		grant.parent = answer.RefreshToken
		if a.options.Testing {
			answer.RefreshExpiresIn = int(testingLife/time.Second) - 1
		}
	}
	answer.AccessToken = a.issue(grant)
	return answer, nil
}

// verify holds the verifier against the challenge of the consent: its SHA-256.
func verify(challenge, verifier string) *failure {
	if challenge == "" {
		return nil
	}
	if verifier == "" {
		return fail("invalid_grant", "Missing code verifier.")
	}
	sum := sha256.Sum256([]byte(verifier))
	if subtle.ConstantTimeCompare([]byte(base64.RawURLEncoding.EncodeToString(sum[:])), []byte(challenge)) == 0 {
		return fail("invalid_grant", "Invalid code verifier.")
	}
	return nil
}

// remember issues a refresh token. The oldest dies where there are too many.
func (a *Authority) remember(scopes []string) string {
	token := "1//sim-" + rand.Text()
	a.refresh[token] = &refreshToken{scopes, a.options.Now()}
	a.living = append(a.living, token)
	if len(a.living) > maxLiving {
		delete(a.refresh, a.living[0])
		a.living = a.living[1:]
	}
	return token
}

// renew gives a new access token for a refresh token, which stays the same.
func (a *Authority) renew(form url.Values) (*tokens, *failure) {
	token := form.Get("refresh_token")
	known, ok := a.refresh[token]
	if !ok || a.options.Testing && a.options.Now().Sub(known.issued) >= testingLife {
		return nil, fail("invalid_grant", "Token has been expired or revoked.")
	}
	scopes := known.scopes
	if wanted := strings.Fields(form.Get("scope")); len(wanted) > 0 {
		if slices.ContainsFunc(wanted, func(s string) bool { return !slices.Contains(known.scopes, s) }) {
			return nil, fail("invalid_scope", "Bad Request")
		}
		scopes = wanted
	}
	return &tokens{
		AccessToken: a.issue(Grant{Subject: a.options.User, Project: a.options.AppProject, Scopes: scopes, parent: token}),
		ExpiresIn:   accessLife, Scope: strings.Join(scopes, " "), TokenType: "Bearer",
	}, nil
}
