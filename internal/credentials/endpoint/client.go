package endpoint

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/roictl/roictl/connector/mask"
)

// Client asks token endpoints.
type Client struct {
	// Transport makes the requests; nil means http.DefaultTransport.
	Transport http.RoundTripper
	// Now is the clock.
	Now func() time.Time
	// After is the clock that waits before another attempt, and limits a request.
	After func(time.Duration) <-chan time.Time
}

// App is an OAuth client and the endpoints that it is registered with.
type App struct {
	ID     string
	Secret string // "" for a public client
	// AuthURL is the consent page, TokenURL the token endpoint.
	AuthURL, TokenURL string
	// RevokeURL is that of RFC 7009; "" when the platform has none.
	RevokeURL string
	Scopes    []string
}

// Config is the App for golang.org/x/oauth2. Client id and secret go into the body
// of requests: finding out by trial whether they belong into a header costs a
// request, and on some platforms the code with it.
func (a App) Config(redirectURL string) *oauth2.Config {
	return &oauth2.Config{
		ClientID:     a.ID,
		ClientSecret: a.Secret,
		Endpoint:     oauth2.Endpoint{AuthURL: a.AuthURL, TokenURL: a.TokenURL, AuthStyle: oauth2.AuthStyleInParams},
		RedirectURL:  redirectURL,
		Scopes:       a.Scopes,
	}
}

// Code is the outcome of a user's consent.
type Code struct {
	Code        string
	Verifier    string // of the proof key, RFC 7636; "" without one
	RedirectURL string // the same as in the authorization request
}

// Exchange turns a code into tokens. It asks once: a code is good for one request,
// however that ended.
func (c *Client) Exchange(ctx context.Context, app App, code Code) (Grant, error) {
	var options []oauth2.AuthCodeOption
	if code.Verifier != "" {
		options = append(options, oauth2.VerifierOption(code.Verifier))
	}
	return c.grant(ctx, call{attempts: 1, secrets: []string{app.Secret, code.Code, code.Verifier}}, func(ctx context.Context) (*oauth2.Token, error) {
		return app.Config(code.RedirectURL).Exchange(ctx, code.Code, options...)
	})
}

// Refresh turns a refresh token into another access token. The grant holds the
// refresh token to use from now on, which may be the old one.
func (c *Client) Refresh(ctx context.Context, app App, refreshToken string) (Grant, error) {
	return c.grant(ctx, call{attempts: attempts, secrets: []string{app.Secret, refreshToken}}, func(ctx context.Context) (*oauth2.Token, error) {
		return app.Config("").TokenSource(ctx, &oauth2.Token{RefreshToken: refreshToken}).Token()
	})
}

// Assert runs a source of tokens of golang.org/x/oauth2 that proves who it is with
// a key, such as a service account's. The source must use the HTTP client of the
// context, as all of that module do.
func (c *Client) Assert(ctx context.Context, source func(context.Context) (*oauth2.Token, error)) (Grant, error) {
	return c.grant(ctx, call{attempts: attempts, timed: true, repeatable: true}, source)
}

// Revoke ends a token at the platform (RFC 7009). A refresh token takes its access
// tokens with it.
func (c *Client) Revoke(ctx context.Context, app App, token string) error {
	run := call{attempts: attempts, secrets: []string{app.Secret, token}, repeatable: true}
	recorder, ctx := c.record(ctx, run)
	form := url.Values{"token": {token}, "client_id": {app.ID}}
	if app.Secret != "" {
		form.Set("client_secret", app.Secret)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, app.RevokeURL, strings.NewReader(form.Encode()))
	if err != nil {
		return errors.New("the address for revoking cannot be used")
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := recorder.client().Do(request)
	if err != nil {
		return recorder.failure(err)
	}
	defer response.Body.Close() // it was read by the recorder
	if response.StatusCode != http.StatusOK {
		return recorder.failure(errors.New("unexpected status"))
	}
	return nil
}

// attempts is how often a request that may be repeated is made.
const attempts = 3

// call is how one call is made.
type call struct {
	attempts int
	secrets  []string // that a response may quote
	timed    bool     // the request carries this machine's time, which a wrong clock spoils
	// repeatable says that the request may be made again whatever became of it.
	repeatable bool
}

func (c *Client) grant(ctx context.Context, run call, ask func(context.Context) (*oauth2.Token, error)) (Grant, error) {
	recorder, ctx := c.record(ctx, run)
	token, err := ask(ctx)
	if err != nil {
		return Grant{}, recorder.failure(err)
	}
	if token.AccessToken == "" {
		// Google answers so where it knows none of the scopes.
		return Grant{}, &Failure{Kind: Scope, Host: recorder.host(), Description: "it gave no access token for what was asked"}
	}
	return grantOf(token, c.Now()), nil
}

// record returns a recorder and a context in which golang.org/x/oauth2 uses it.
func (c *Client) record(ctx context.Context, run call) (*recorder, context.Context) {
	r := &recorder{next: c.Transport, now: c.Now, after: c.After, call: run, secrets: &mask.Set{}}
	if r.next == nil {
		r.next = http.DefaultTransport
	}
	r.secrets.Add(run.secrets...)
	return r, context.WithValue(ctx, oauth2.HTTPClient, r.client())
}
