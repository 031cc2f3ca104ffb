package facebooksim

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
)

// codes are the authorization codes that were given out.
type codes struct {
	mu     sync.Mutex
	issued map[string]grant
}

// grant is what a code is good for, once.
type grant struct {
	redirect string
	scopes   []string
	used     bool
}

// dialog is the login dialog. It agrees at once; with &sim=deny it refuses, as a
// person would with the button.
func (s *Server) dialog(w http.ResponseWriter, r *http.Request, c *call) {
	redirect, err := url.Parse(c.values.Get("redirect_uri"))
	switch {
	case c.values.Get("client_id") != s.tokens.AppID:
		send(w, refuse(&graph.Error{Code: 101, Message: "Invalid App ID: The provided app ID does not look like a valid app ID."}))
		return
	case err != nil || redirect.Host == "":
		send(w, refuse(&graph.Error{Code: 191, Message: "Can't Load URL: The domain of this URL isn't included in the app's domains."}))
		return
	}
	query := redirect.Query()
	if state := c.values.Get("state"); state != "" {
		query.Set("state", state)
	}
	if c.values.Get("sim") == "deny" {
		query.Set("error", "access_denied")
		query.Set("error_code", "200")
		query.Set("error_reason", "user_denied")
		query.Set("error_description", "Permissions error")
	} else {
		query.Set("code", s.codes.issue(c.values.Get("redirect_uri"), c.values.Get("scope")))
	}
	redirect.RawQuery = query.Encode()
	s.record(Request{Method: c.method, Path: c.asked, Values: c.values, Status: http.StatusFound})
	http.Redirect(w, r, redirect.String(), http.StatusFound)
}

// issue gives out a code.
func (g *codes) issue(redirect, scope string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.issued == nil {
		g.issued = make(map[string]grant)
	}
	code := fmt.Sprintf("AQSIM%06d", len(g.issued)+1)
	scopes := strings.FieldsFunc(scope, func(r rune) bool { return r == ',' || r == ' ' })
	g.issued[code] = grant{redirect: redirect, scopes: scopes}
	return code
}

// redeem uses a code up.
func (g *codes) redeem(code, redirect string) (grant, *graph.Error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	found, ok := g.issued[code]
	switch {
	case !ok:
		return grant{}, &graph.Error{Code: 100, Message: "Invalid verification code format."}
	case found.used:
		return grant{}, &graph.Error{Code: 100, Subcode: 36009, Message: "This authorization code has been used."}
	case found.redirect != redirect:
		return grant{}, &graph.Error{Code: 100, Subcode: 36008, Message: "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request"}
	}
	found.used = true
	g.issued[code] = found
	return found, nil
}

// exchange is the token endpoint: a code for a token, or a token that still works
// for a long-lived one. The app's credentials are parameters; HTTP Basic does not
// count.
func (s *Server) exchange(c *call) (answer, *graph.Error) {
	switch {
	case c.values.Get("client_id") == "":
		return answer{}, &graph.Error{Code: 101, Message: "Missing client_id parameter."}
	case c.values.Get("client_id") != s.tokens.AppID:
		return answer{}, &graph.Error{Code: 101, Message: "Error validating application. Cannot get application info due to a system error."}
	case c.values.Get("client_secret") != s.tokens.Secret:
		return answer{}, &graph.Error{Code: 1, Message: "Error validating client secret."}
	}
	switch c.values.Get("grant_type") {
	case "fb_exchange_token":
		return s.extend(c)
	case "client_credentials":
		return respond(map[string]any{"access_token": s.known.App, "token_type": "bearer"}), nil
	}
	granted, failure := s.codes.redeem(c.values.Get("code"), c.values.Get("redirect_uri"))
	if failure != nil {
		return answer{}, failure
	}
	const short = time.Hour
	t := token.Token{
		Kind: token.User, UserID: userID, Scopes: granted.scopes, Issued: c.now, Expires: c.now.Add(short), DataExpires: c.now.Add(90 * day),
	}
	return respond(map[string]any{"access_token": s.tokens.Add(t), "token_type": "bearer", "expires_in": int(short / time.Second)}), nil
}

// extend gives a long-lived token for one that still works. When access to data
// lapses does not change by it.
func (s *Server) extend(c *call) (answer, *graph.Error) {
	old, failure := s.tokens.Find(c.values.Get("fb_exchange_token"), c.now)
	if failure != nil {
		return answer{}, failure
	}
	extended := old
	extended.Value, extended.Issued = "", c.now
	reply := map[string]any{"token_type": "bearer"}
	if !old.Expires.IsZero() || c.values.Get("set_token_expires_in_60_days") == "true" {
		extended.Expires = c.now.Add(60 * day)
		reply["expires_in"] = int(60 * day / time.Second)
	}
	reply["access_token"] = s.tokens.Add(extended)
	return respond(reply), nil
}
