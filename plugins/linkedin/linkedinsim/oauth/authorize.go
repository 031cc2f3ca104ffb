package oauth

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Register adds the endpoints to a mux.
func (s *Store) Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /oauth/v2/authorization", s.authorize)
	mux.HandleFunc("POST /oauth/v2/accessToken", s.accessToken)
	mux.HandleFunc("POST /oauth/v2/introspectToken", s.introspect)
}

// authorize is the page where a member consents. Mistakes in the link end on a
// page, since there is nowhere safe to redirect to; all else redirects.
func (s *Store) authorize(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := r.URL.Query()
	client := s.client(asked.Get("client_id"))
	if client == nil {
		page(w, "Client_id doesn't match")
		return
	}
	target, ok := client.redirect(asked.Get("redirect_uri"))
	if !ok {
		page(w, "Redirect_uri doesn't match")
		return
	}
	scopes := splitScopes(asked.Get("scope"))
	if len(scopes) == 0 {
		page(w, "Invalid scope")
		return
	}
	answer := target.Query()
	if state := asked.Get("state"); state != "" {
		answer.Set("state", state)
	}
	refuse := func(code, description string) {
		answer.Set("error", code)
		answer.Set("error_description", description)
	}
	stranger := slices.IndexFunc(scopes, func(scope string) bool { return !slices.Contains(client.Scopes, scope) })
	switch {
	case asked.Get("response_type") != "code":
		refuse("unsupported_response_type", "The response type has to be code")
	case stranger >= 0:
		refuse("unauthorized_scope_error", fmt.Sprintf("Scope \"%s\" is not authorized for your application", scopes[stranger]))
	case s.denial != "":
		refuse(s.denial, "The user cancelled the authorization")
	default:
		code := s.secret("AQT")
		s.codes[code] = &grant{client: client.ID, redirect: asked.Get("redirect_uri"), member: s.member, scopes: scopes,
			expires: s.options.Now().Add(CodeTTL)}
		answer.Set("code", code)
	}
	target.RawQuery = answer.Encode()
	http.Redirect(w, r, target.String(), http.StatusFound)
}

// redirect checks a redirect URL against the registered ones: absolute, without
// a fragment, and equal but for its query.
func (c *Client) redirect(raw string) (*url.URL, bool) {
	target, err := url.Parse(raw)
	if err != nil || !target.IsAbs() || strings.Contains(raw, "#") {
		return nil, false
	}
	bare, _, _ := strings.Cut(raw, "?")
	return target, slices.ContainsFunc(c.Redirects, func(registered string) bool {
		registered, _, _ = strings.Cut(registered, "?")
		return registered == bare
	})
}

func splitScopes(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
}

// page answers a mistake in the link of the authorization page.
func page(w http.ResponseWriter, message string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	fmt.Fprintf(w, "<!DOCTYPE html><title>Bummer, something went wrong.</title><p>%s</p>", html.EscapeString(message))
}
