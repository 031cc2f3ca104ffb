package oauth

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Revoke answers the revocation endpoint. With an access token dies the refresh token
// that it came from, and with a refresh token all access tokens that came from it.
func (a *Authority) Revoke(w http.ResponseWriter, r *http.Request) error {
	token := r.FormValue("token")
	a.mu.Lock()
	defer a.mu.Unlock()
	parent := token
	if grant, ok := a.access[token]; ok {
		delete(a.access, token)
		parent = grant.parent
	} else if _, ok := a.refresh[token]; !ok {
		return reply(w, http.StatusBadRequest, fail("invalid_token", "Token expired or revoked"))
	}
	delete(a.refresh, parent)
	a.living = slices.DeleteFunc(a.living, func(t string) bool { return t == parent })
	for child, grant := range a.access {
		if parent != "" && grant.parent == parent {
			delete(a.access, child)
		}
	}
	return reply(w, http.StatusOK, struct{}{})
}

// TokenInfo says what an access token is good for.
func (a *Authority) TokenInfo(w http.ResponseWriter, r *http.Request) error {
	grant, ok := a.Grant(r.FormValue("access_token"))
	if !ok {
		return reply(w, http.StatusBadRequest, fail("invalid_token", "Invalid Value"))
	}
	return reply(w, http.StatusOK, map[string]string{
		"azp": ClientID, "aud": ClientID, "scope": strings.Join(grant.Scopes, " "), "expires_in": strconv.Itoa(accessLife), "email": grant.Subject,
	})
}
