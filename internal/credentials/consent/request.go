package consent

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/url"

	"golang.org/x/oauth2"

	"github.com/roictl/roictl/internal/credentials/endpoint"
)

// Request is what a user is asked to consent to.
type Request struct {
	App endpoint.App
	// PKCE adds a proof key, which not every platform takes.
	PKCE bool
	// Params are further parameters of the authorization request.
	Params map[string]string
}

// attempt is one request under way.
type attempt struct {
	redirectURL string
	state       string
	verifier    string // "" without a proof key
	url         string // of the consent page
}

func begin(request Request, redirectURL string) (*attempt, error) {
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return nil, fmt.Errorf("make a random state: %w", err)
	}
	a := &attempt{redirectURL: redirectURL, state: base64.RawURLEncoding.EncodeToString(random)}
	var options []oauth2.AuthCodeOption
	for name, value := range request.Params {
		options = append(options, oauth2.SetAuthURLParam(name, value))
	}
	if request.PKCE {
		a.verifier = oauth2.GenerateVerifier()
		options = append(options, oauth2.S256ChallengeOption(a.verifier))
	}
	a.url = request.App.Config(redirectURL).AuthCodeURL(a.state, options...)
	return a, nil
}

// take reads the parameters that the browser came back with.
func (a *attempt) take(answer url.Values) (endpoint.Code, error) {
	if subtle.ConstantTimeCompare([]byte(answer.Get("state")), []byte(a.state)) != 1 {
		return endpoint.Code{}, ErrState
	}
	if code := answer.Get("error"); code != "" {
		return endpoint.Code{}, &DeniedError{Code: clean(code, 60), Description: clean(answer.Get("error_description"), 300)}
	}
	return a.with(answer.Get("code"))
}

func (a *attempt) with(code string) (endpoint.Code, error) {
	if code == "" {
		return endpoint.Code{}, ErrNoCode
	}
	return endpoint.Code{Code: code, Verifier: a.verifier, RedirectURL: a.redirectURL}, nil
}
