package oauth

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// refusal is an error of the token endpoint, in the form of RFC 6749.
type refusal struct {
	status      int
	Code        string `json:"error"`
	Description string `json:"error_description"`
}

// issuedToken is a successful answer. LinkedIn leaves token_type out.
type issuedToken struct {
	Access         string `json:"access_token"`
	ExpiresIn      int64  `json:"expires_in"`
	Refresh        string `json:"refresh_token,omitzero"`
	RefreshExpires int64  `json:"refresh_token_expires_in,omitzero"`
	Scope          string `json:"scope"`
}

func invalid(format string, args ...any) *refusal {
	return &refusal{http.StatusBadRequest, "invalid_request", fmt.Sprintf(format, args...)}
}

// required finds the first parameter that is missing. Credentials count only in
// the body: LinkedIn does not read HTTP Basic authentication.
func required(form url.Values, names ...string) *refusal {
	for _, name := range names {
		if form.Get(name) == "" {
			return invalid("A required parameter %q is missing", name)
		}
	}
	return nil
}

func (s *Store) accessToken(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, refused := s.grantToken(r)
	if refused != nil {
		writeJSON(w, refused.status, refused)
		return
	}
	now := s.options.Now()
	answer := issuedToken{Access: token.Access, ExpiresIn: seconds(token.Expires.Sub(now)), Scope: strings.Join(token.Scopes, ",")}
	if token.Refresh != "" {
		answer.Refresh, answer.RefreshExpires = token.Refresh, seconds(token.RefreshExpires.Sub(now))
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Store) grantToken(r *http.Request) (Token, *refusal) {
	if err := r.ParseForm(); err != nil {
		return Token{}, invalid("The body is not a form")
	}
	form := r.PostForm
	if refused := required(form, "grant_type", "client_id", "client_secret"); refused != nil {
		return Token{}, refused
	}
	client := s.client(form.Get("client_id"))
	if client == nil || client.Secret != form.Get("client_secret") {
		return Token{}, &refusal{http.StatusUnauthorized, "invalid_client", "Client authentication failed"}
	}
	switch form.Get("grant_type") {
	case "authorization_code":
		return s.exchange(client, form)
	case "refresh_token":
		return s.refresh(client, form)
	case "client_credentials":
		return Token{}, &refusal{http.StatusUnauthorized, "access_denied", "This application is not allowed to create application tokens"}
	}
	return Token{}, &refusal{http.StatusBadRequest, "unsupported_grant_type", "The grant type is not supported"}
}

// exchange turns a code into a token, once.
func (s *Store) exchange(client *Client, form url.Values) (Token, *refusal) {
	if refused := required(form, "code", "redirect_uri"); refused != nil {
		return Token{}, refused
	}
	g := s.codes[form.Get("code")]
	if g == nil || g.used {
		return Token{}, invalid("Unable to retrieve access token: authorization code not found")
	}
	if g.client != client.ID || g.redirect != form.Get("redirect_uri") || !s.options.Now().Before(g.expires) {
		return Token{}, &refusal{http.StatusBadRequest, "invalid_redirect_uri", "Unable to retrieve access token: appid/redirect uri/code verifier " +
			"does not match authorization code. Or authorization code expired. Or external member binding exists"}
	}
	g.used = true
	return s.issue(client, g.member, g.scopes), nil
}

func (s *Store) refresh(client *Client, form url.Values) (Token, *refusal) {
	if refused := required(form, "refresh_token"); refused != nil {
		return Token{}, refused
	}
	for _, t := range s.tokens {
		if t.Refresh != "" && t.Refresh == form.Get("refresh_token") && t.Client == client.ID &&
			!t.revoked && s.options.Now().Before(t.RefreshExpires) && client.Refresh {
			return s.renew(t), nil
		}
	}
	return Token{}, &refusal{http.StatusBadRequest, "invalid_grant", "The provided authorization grant or refresh token is invalid, expired or revoked"}
}

// introspection is what LinkedIn tells about a token; times are seconds.
type introspection struct {
	Active     bool   `json:"active"`
	Status     string `json:"status,omitzero"`
	Scope      string `json:"scope,omitzero"`
	Created    int64  `json:"created_at,omitzero"`
	Authorized int64  `json:"authorized_at,omitzero"`
	Expires    int64  `json:"expires_at,omitzero"`
	Client     string `json:"client_id,omitzero"`
	AuthType   string `json:"auth_type,omitzero"`
}

func (s *Store) introspect(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	refused := invalid("The body is not a form")
	if err := r.ParseForm(); err == nil {
		refused = required(r.PostForm, "client_id", "client_secret", "token")
	}
	if refused != nil {
		writeJSON(w, refused.status, refused)
		return
	}
	client := s.client(r.PostForm.Get("client_id"))
	if client == nil || client.Secret != r.PostForm.Get("client_secret") {
		writeJSON(w, http.StatusUnauthorized, &refusal{Code: "invalid_client", Description: "Client authentication failed"})
		return
	}
	t := s.tokens[r.PostForm.Get("token")]
	if t == nil || t.Client != client.ID {
		writeJSON(w, http.StatusOK, introspection{})
		return
	}
	answer := introspection{Active: true, Status: "active", Scope: strings.Join(t.Scopes, ","), Created: t.Issued.Unix(),
		Authorized: t.Authorized.Unix(), Expires: t.Expires.Unix(), Client: client.ID, AuthType: "3L"}
	switch {
	case t.revoked:
		answer.Active, answer.Status = false, "revoked"
	case !s.options.Now().Before(t.Expires):
		answer.Active, answer.Status = false, "expired"
	}
	writeJSON(w, http.StatusOK, answer)
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

func writeJSON(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may have gone away
}
