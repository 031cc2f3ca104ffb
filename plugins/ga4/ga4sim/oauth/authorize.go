package oauth

import (
	"crypto/rand"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// code is what the person consented to, until the app fetches it.
type code struct {
	redirect, challenge string
	scopes              []string
	offline             bool
}

// profile is what remains where a person unticks everything else.
const profile = "https://www.googleapis.com/auth/userinfo.email"

// Authorize answers the consent page: it sends the browser straight back to the app,
// with a code or with access_denied, as [Authority.SetConsent] says.
func (a *Authority) Authorize(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	redirect, err := url.Parse(query.Get("redirect_uri"))
	switch {
	case query.Get("client_id") != ClientID:
		return page(w, "Error 401: invalid_client", "The OAuth client was not found.")
	case err != nil || !loopback(redirect):
		return page(w, "Error 400: redirect_uri_mismatch", "You can't sign in to this app because it doesn't comply with Google's OAuth 2.0 policy.")
	case query.Get("response_type") != "code":
		return page(w, "Error 400: invalid_request", "Required parameter is missing: response_type")
	case query.Get("scope") == "":
		return page(w, "Error 400: invalid_request", "Missing required parameter: scope")
	case query.Get("code_challenge") != "" && query.Get("code_challenge_method") != "S256":
		return page(w, "Error 400: invalid_request", "This server accepts code_challenge_method S256 only.")
	}
	answer := a.answer(query)
	if state := query.Get("state"); state != "" {
		answer.Set("state", state)
	}
	redirect.RawQuery = answer.Encode()
	http.Redirect(w, r, redirect.String(), http.StatusFound)
	return nil
}

// answer is what the browser brings back to the app.
func (a *Authority) answer(query url.Values) url.Values {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.consent == Deny {
		return url.Values{"error": {"access_denied"}}
	}
	scopes := strings.Fields(query.Get("scope"))
	if a.consent == Untick {
		scopes = append(slices.DeleteFunc(scopes, func(s string) bool { return strings.HasPrefix(s, ScopeFull) }), profile)
	}
	// A person who has consented before is not asked again, and then there is no
	// refresh token either.
	offline := query.Get("access_type") == "offline" && (!a.granted || strings.Contains(query.Get("prompt"), "consent"))
	a.granted = true
	text := "4/sim-" + rand.Text()
	a.codes[text] = code{query.Get("redirect_uri"), query.Get("code_challenge"), scopes, offline}
	return url.Values{"code": {text}, "scope": {strings.Join(scopes, " ")}}
}

// loopback says whether an installed app may be called back there.
func loopback(u *url.URL) bool {
	return u.Scheme == "http" && slices.Contains([]string{"127.0.0.1", "::1", "localhost"}, u.Hostname())
}

var errorPage = template.Must(template.New("").Parse(`<!DOCTYPE html><html><title>{{.Title}}</title><h1>Access blocked</h1><p>{{.Text}}</p><p>{{.Title}}</p></html>`))

// page shows an error to the person: there is no address to send the browser back to.
func page(w http.ResponseWriter, title, text string) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	return errorPage.Execute(w, struct{ Title, Text string }{title, text})
}
