package endpoint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Kind is what went wrong, as far as it makes a difference to the user.
type Kind string

// The kinds.
const (
	// Rejected says that the grant is no longer good, or never was: the refresh
	// token expired or was revoked, the code was used, the key was deleted.
	Rejected Kind = "rejected"
	// Scope says that the scopes are wrong or were not granted.
	Scope Kind = "scope"
	// BadClient says that the id or the secret of the OAuth client is wrong.
	BadClient Kind = "client"
	// Skew says that this machine's clock is too far off.
	Skew Kind = "skew"
	// Offline says that the endpoint could not be reached.
	Offline Kind = "offline"
	// Busy says that the endpoint is overloaded or broken for the moment.
	Busy Kind = "busy"
	// Refused is any other answer of the endpoint.
	Refused Kind = "refused"
	// Foreign says that what answered is no token endpoint: a proxy's login page.
	Foreign Kind = "foreign"
)

// Failure is why a token endpoint gave no token.
type Failure struct {
	Kind Kind
	Host string // of the endpoint
	// Status is that of the response; 0 without one.
	Status int
	// Code and Description are the endpoint's own words, shortened, without secrets
	// and control characters; either may be empty.
	Code, Description string
	// ClockAhead is how far this machine's clock is ahead of the endpoint's, for
	// Skew; negative when it is behind, zero when it is not known.
	ClockAhead time.Duration
	// Err is why there was no response, for Offline; nil otherwise.
	Err error
}

// Error says what happened, in one line.
func (f *Failure) Error() string {
	text := "ask " + f.Host + " for a token: "
	if f.Err != nil {
		return text + f.Err.Error()
	}
	words := f.Words()
	if words == "" {
		words = string(f.Kind)
	}
	return text + words
}

// Words are what the endpoint itself said, or how it answered.
func (f *Failure) Words() string {
	var parts []string
	for _, part := range []string{f.Code, f.Description} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 && f.Status != 0 {
		return fmt.Sprintf("status %d", f.Status)
	}
	return strings.Join(parts, ": ")
}

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.Err }

// failure makes the failure of a call that ended with err.
func (r *recorder) failure(err error) error {
	switch {
	case errors.Is(err, context.Canceled), errors.Is(r.broken, context.Canceled):
		return context.Canceled
	case r.request == nil:
		return err // nothing was asked: the key or the address cannot be used
	case r.response == nil:
		return &Failure{Kind: Offline, Host: r.host(), Err: r.broken}
	}
	f := &Failure{Host: r.host(), Status: r.response.StatusCode}
	said, understood := answerOf(r.body)
	f.Code, f.Description = r.shown(said.code, 60), r.shown(said.description, 300)
	f.Kind = kindOf(said, understood, f.Status)
	if f.Kind == Rejected && r.blamesClock(said) {
		f.Kind, f.ClockAhead = Skew, r.skew()
	}
	return f
}

// blamesClock says whether a request was refused because of this machine's clock:
// where the endpoint says so, or where it names no other reason for refusing a
// request that carries the time, and tells another time itself.
func (r *recorder) blamesClock(said answer) bool {
	return said.blamesClock() || r.call.timed && !said.blamesOther() && r.skew() != 0
}

// shown makes words of a stranger fit to be shown.
func (r *recorder) shown(text string, limit int) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, r.secrets.Text(text))
	if letters := []rune(text); len(letters) > limit {
		return string(letters[:limit]) + "…"
	}
	return text
}

// answer is an error as an endpoint tells it.
type answer struct {
	code        string // of RFC 6749, section 5.2, where there is one
	description string
	number      int // Facebook's code
}

// blamesClock says whether the endpoint complains about the times in an assertion
// (Google: "… Check your iat and exp values in the JWT claim.").
func (a answer) blamesClock() bool {
	return strings.Contains(a.description, "iat") && strings.Contains(a.description, "exp")
}

// blamesOther says whether the endpoint complains about something else in an
// assertion: the key that signed it, or whom it is for. Google's words are "Invalid
// JWT Signature.", "Invalid grant: account not found" and "Invalid JWT: Failed
// audience check.".
func (a answer) blamesOther() bool {
	return containsAny(a.description, "signature", "account", "audience", "not found", "revoked", "deleted", "disabled")
}

// answerOf reads both forms of an error: texts as RFC 6749 has them, and the
// object of Facebook's Graph API.
func answerOf(body []byte) (said answer, understood bool) {
	var response struct {
		Error       json.RawMessage `json:"error"`
		Description string          `json:"error_description"`
	}
	if json.Unmarshal(body, &response) != nil || len(response.Error) == 0 {
		return answer{}, false
	}
	var code string
	if json.Unmarshal(response.Error, &code) == nil {
		return answer{code: code, description: response.Description}, true
	}
	var object struct {
		Message string `json:"message"`
		Type    string `json:"type"`
		Code    int    `json:"code"`
		Subcode int    `json:"error_subcode"`
	}
	if json.Unmarshal(response.Error, &object) != nil {
		return answer{}, false
	}
	said = answer{code: fmt.Sprintf("%s %d", object.Type, object.Code), description: object.Message, number: object.Code}
	if object.Subcode != 0 {
		said.code += fmt.Sprintf("/%d", object.Subcode)
	}
	return said, true
}

// Codes of Facebook's Graph API.
const (
	graphBadClient = 101 // wrong app id or secret
	graphParameter = 100 // a code that was used, or another wrong parameter
	graphBadToken  = 190 // the token is expired, revoked or malformed
)

func kindOf(said answer, understood bool, status int) Kind {
	switch {
	case busy(status):
		return Busy
	case !understood:
		return Foreign
	}
	switch said.code {
	case "invalid_grant":
		return Rejected
	case "invalid_client", "unauthorized_client":
		return BadClient
	case "invalid_scope", "unauthorized_scope_error":
		return Scope
	}
	switch said.number {
	case graphBadClient:
		return BadClient
	case graphParameter, graphBadToken:
		return Rejected
	}
	// LinkedIn answers invalid_request to a refresh token that is no longer good,
	// and to a code that is not.
	if said.code == "invalid_request" && containsAny(said.description, "revoked", "expired", "authorization code") {
		return Rejected
	}
	return Refused
}

func containsAny(text string, words ...string) bool {
	text = strings.ToLower(text)
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
