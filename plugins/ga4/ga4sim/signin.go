package ga4sim

import (
	"net/http"
)

// signIn returns what answers a path of Google's OAuth servers, or nil for other paths.
func (s *Server) signIn(r *http.Request) func(http.ResponseWriter, *http.Request) error {
	switch r.Method + " " + r.URL.Path {
	case "POST /token":
		return s.tokens.Token
	case "POST /revoke":
		return s.tokens.Revoke
	case "GET /tokeninfo", "POST /tokeninfo":
		return s.tokens.TokenInfo
	case "GET /o/oauth2/auth", "GET /o/oauth2/v2/auth":
		return s.tokens.Authorize
	}
	return nil
}

// serveSignIn answers a path of Google's OAuth servers. Bodies are not kept: they hold
// credentials.
func (s *Server) serveSignIn(w http.ResponseWriter, r *http.Request, handle func(http.ResponseWriter, *http.Request) error, fault Fault) {
	recorded := &statusWriter{ResponseWriter: w, status: http.StatusOK}
	if a, ok := brokenToken(fault.Kind); ok {
		deliver(recorded, r, a, fault)
	} else if err := handle(recorded, r); err != nil {
		http.Error(recorded, err.Error(), http.StatusInternalServerError)
	}
	s.ledger.add(Request{Method: r.Method, Path: r.URL.Path, Status: recorded.status, Fault: fault.Kind})
}

// brokenToken returns the answer of a fault of the token endpoint.
func brokenToken(kind Kind) (answer, bool) {
	refuse := func(description string) (answer, bool) {
		return answer{status: http.StatusBadRequest, value: map[string]string{"error": "invalid_grant", "error_description": description}}, true
	}
	switch kind {
	case NoAccessToken:
		return ok(map[string]string{"id_token": "sim.id.token"}), true
	case ClockSkew:
		return refuse("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")
	case InvalidGrant:
		return refuse("Token has been expired or revoked.")
	}
	return broken(kind)
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets net/http find what can flush.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
