package cli_test

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"
)

// authority is a platform with consent page, token endpoint and data, for sessions.
// The id of the OAuth client says how it behaves: brief gives access tokens for a
// minute, denied refuses, unticked grants nothing that was asked for, oneway gives
// no refresh token, graph answers as Facebook does.
type authority struct {
	*httptest.Server
	key rsa.PublicKey // of the service account

	mu      sync.Mutex
	counts  map[string]int
	codes   map[string]url.Values // authorization requests by code
	access  map[string]bool       // access tokens that are good
	refresh map[string]string     // refresh tokens that are good, with the client's id
	serial  int
	down    bool
	behind  time.Duration // what its clock is behind
}

// Secrets of the sessions, all of which have "canary" in them.
const (
	canaryClientSecret = "canary-client-secret-7f3a"
	canaryAccess       = "canary-access-"
	canaryRefresh      = "canary-refresh-"
	canaryLong         = "canary-long-"
)

func newAuthority(key rsa.PublicKey) *authority {
	a := &authority{key: key, counts: map[string]int{}, codes: map[string]url.Values{}, access: map[string]bool{}, refresh: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /auth", a.consent)
	mux.HandleFunc("POST /token", a.token)
	mux.HandleFunc("POST /revoke", a.revoke)
	mux.HandleFunc("GET /exchange", a.exchange)
	mux.HandleFunc("GET /rows", a.rows)
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.behind != 0 {
			w.Header().Set("Date", time.Now().UTC().Add(-a.behind).Format(http.TimeFormat))
		}
		if a.down {
			http.Error(w, "down", http.StatusServiceUnavailable)
			return
		}
		_ = r.ParseForm()
		mux.ServeHTTP(w, r)
	}))
	return a
}

func (a *authority) consent(w http.ResponseWriter, r *http.Request) {
	a.counts["consent"]++
	q, back := r.URL.Query(), url.Values{"state": {r.FormValue("state")}}
	if q.Get("client_id") == "denied" {
		back.Set("error", "access_denied")
	} else {
		code := a.mint("code-")
		a.codes[code] = q
		back.Set("code", code)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (a *authority) mint(prefix string) string {
	a.serial++
	return fmt.Sprintf("%s%04d", prefix, a.serial)
}

func (a *authority) token(w http.ResponseWriter, r *http.Request) {
	kind := r.FormValue("grant_type")
	a.counts[kind[strings.LastIndexByte(kind, ':')+1:]]++
	switch kind {
	case "authorization_code":
		a.code(w, r)
	case "refresh_token":
		a.renew(w, r)
	case "urn:ietf:params:oauth:grant-type:jwt-bearer":
		a.assertion(w, r)
	default:
		answer(w, 400, map[string]any{"error": "unsupported_grant_type"})
	}
}

func (a *authority) code(w http.ResponseWriter, r *http.Request) {
	asked, known := a.codes[r.FormValue("code")]
	delete(a.codes, r.FormValue("code"))
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	switch client := r.FormValue("client_id"); {
	case r.FormValue("client_secret") != canaryClientSecret:
		answer(w, 401, map[string]any{"error": "invalid_client", "error_description": "wrong secret " + r.FormValue("client_secret")})
	case client == "graph":
		token := a.mint(canaryAccess)
		a.access[token] = true
		answer(w, 200, map[string]any{"access_token": token, "token_type": "bearer", "expires_in": 3600})
	case !known, asked.Get("redirect_uri") != r.FormValue("redirect_uri"), asked.Get("client_id") != client,
		base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge"):
		answer(w, 400, map[string]any{"error": "invalid_grant", "error_description": "no such code " + r.FormValue("code")})
	default:
		a.give(w, client, asked.Get("scope"))
	}
}

// give answers with fresh tokens.
func (a *authority) give(w http.ResponseWriter, client, scope string) {
	access := a.mint(canaryAccess)
	a.access[access] = true
	tokens := map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 3600, "scope": scope}
	switch client {
	case "brief":
		tokens["expires_in"] = 60
	case "unticked":
		tokens["scope"] = "openid"
	}
	if client != "oneway" {
		refresh := a.mint(canaryRefresh)
		a.refresh[refresh] = client
		tokens["refresh_token"], tokens["refresh_token_expires_in"] = refresh, 10*24*3600
	}
	answer(w, 200, tokens)
}

func (a *authority) renew(w http.ResponseWriter, r *http.Request) {
	token := r.FormValue("refresh_token")
	client, good := a.refresh[token]
	if !good || client != r.FormValue("client_id") || r.FormValue("client_secret") != canaryClientSecret {
		answer(w, 400, map[string]any{"error": "invalid_grant", "error_description": "Token has been expired or revoked: " + token})
		return
	}
	delete(a.refresh, token) // it rotates
	a.give(w, "patient", "read")
	for token, owner := range a.refresh {
		if owner == "patient" {
			a.refresh[token] = client
		}
	}
}

func (a *authority) assertion(w http.ResponseWriter, r *http.Request) {
	if err := verifyAssertion(r.FormValue("assertion"), a.key, a.URL+"/token", time.Now().Add(-a.behind)); err != nil {
		answer(w, 400, map[string]any{"error": "invalid_grant", "error_description": err.Error()})
		return
	}
	access := a.mint(canaryAccess)
	a.access[access] = true
	answer(w, 200, map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 3599})
}

func (a *authority) revoke(w http.ResponseWriter, r *http.Request) {
	a.counts["revoke"]++
	if _, known := a.refresh[r.FormValue("token")]; !known {
		answer(w, 400, map[string]any{"error": "invalid_token"})
		return
	}
	delete(a.refresh, r.FormValue("token"))
	w.WriteHeader(http.StatusOK)
}

// exchange turns a good token into another one for 60 days, as Facebook does.
func (a *authority) exchange(w http.ResponseWriter, r *http.Request) {
	a.counts["exchange"]++
	if !a.access[r.FormValue("token")] || r.FormValue("client_secret") != canaryClientSecret {
		answer(w, 400, map[string]any{"error": map[string]any{"message": "Session has expired", "type": "OAuthException", "code": 190}})
		return
	}
	long := a.mint(canaryLong)
	a.access[long] = true
	answer(w, 200, map[string]any{"access_token": long, "expires_in": 5183944})
}

func (a *authority) rows(w http.ResponseWriter, r *http.Request) {
	a.counts["rows"]++
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !a.access[token] {
		answer(w, 401, map[string]any{"error": "no such token " + token})
		return
	}
	answer(w, 200, map[string]any{"leads": 5})
}

// do changes what the platform does: down, up, expire (access tokens), kill
// (refresh tokens), behind (its clock by two hours).
func (a *authority) do(action string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch action {
	case "down", "up":
		a.down = action == "down"
	case "expire":
		clear(a.access)
	case "kill":
		clear(a.access)
		clear(a.refresh)
	case "behind":
		a.behind = 2 * time.Hour
	case "forget":
		clear(a.counts)
	case "accept":
		a.access["canary-pasted-token"] = true
	default:
		return false
	}
	return true
}

// count is how often something was asked for since "forget".
func (a *authority) count(what string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.counts[what]
}

func answer(w http.ResponseWriter, status int, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
