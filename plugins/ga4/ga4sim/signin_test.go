package ga4sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"
	"golang.org/x/oauth2/jwt"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/oauth"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const callback = "http://127.0.0.1:1/callback"

// installed is the app as its client file describes it.
func installed(t *testing.T, simulator *ga4sim.Server, base string) *oauth2.Config {
	t.Helper()
	config, err := google.ConfigFromJSON(simulator.ClientJSON(base), oauth.ScopeReadonly)
	if err != nil {
		t.Fatal(err)
	}
	config.RedirectURL = callback
	return config
}

// consent opens the consent page as a browser would, and returns what it brings back.
func consent(t *testing.T, address string) url.Values {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Transport{}).RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	location, err := response.Location()
	if err != nil || !strings.HasPrefix(location.String(), callback) {
		t.Fatalf("the consent page answers %s, to %v", response.Status, location)
	}
	return location.Query()
}

// signIn goes through the whole flow of an installed app.
func signIn(t *testing.T, config *oauth2.Config) *oauth2.Token {
	t.Helper()
	verifier := oauth2.GenerateVerifier()
	back := consent(t, config.AuthCodeURL("s", oauth2.AccessTypeOffline, oauth2.S256ChallengeOption(verifier), oauth2.SetAuthURLParam("prompt", "consent")))
	token, err := config.Exchange(t.Context(), back.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// refusal returns the OAuth error code and description of a failed exchange.
func refusal(t *testing.T, err error) string {
	t.Helper()
	var retrieve *oauth2.RetrieveError
	if !errors.As(err, &retrieve) {
		t.Fatalf("got %v, not an OAuth error", err)
	}
	var body struct { // the flow of service accounts leaves it to the caller to read this
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if err := json.Unmarshal(retrieve.Body, &body); err != nil {
		t.Fatalf("%v in %s", err, retrieve.Body)
	}
	return body.Error + ": " + body.Description
}

// TestInstalledAppSignsIn uses golang.org/x/oauth2, which first tries HTTP Basic: the token
// reads reports, is renewed, and dies when it is revoked.
func TestInstalledAppSignsIn(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	config := installed(t, simulator, base)
	token := signIn(t, config)
	if token.RefreshToken == "" || token.Extra("scope") != oauth.ScopeReadonly || token.Extra("refresh_token_expires_in") != nil {
		t.Errorf("token %v", token)
	}
	metadata := base + "/v1beta/properties/" + world.Shop + "/metadata"
	if got := call(t, "GET", metadata, token.AccessToken, ""); got.status != 200 {
		t.Errorf("the token is refused: %s", got.body)
	}
	renewed, err := config.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
	if err != nil || renewed.AccessToken == token.AccessToken {
		t.Fatalf("renewing: %v", err)
	}
	revoked, err := http.PostForm(base+"/revoke", url.Values{"token": {renewed.AccessToken}})
	if err != nil || revoked.StatusCode != 200 {
		t.Fatalf("revoking: %v, %v", revoked, err)
	}
	revoked.Body.Close()
	_, err = config.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
	if got := refusal(t, err); got != "invalid_grant: Token has been expired or revoked." {
		t.Errorf("after revocation: %s", got)
	}
	if got := call(t, "GET", metadata, token.AccessToken, ""); got.status != 401 {
		t.Errorf("after revocation the first access token gets %d", got.status)
	}
}

// TestPeopleSayNo: the person refuses, or takes the tick from the one scope that matters.
func TestPeopleSayNo(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	config := installed(t, simulator, base)
	if err := simulator.Tokens().SetConsent(oauth.Deny); err != nil {
		t.Fatal(err)
	}
	if back := consent(t, config.AuthCodeURL("s")); back.Get("error") != "access_denied" || back.Get("state") != "s" || back.Has("code") {
		t.Errorf("denied: %v", back)
	}
	if err := simulator.Tokens().SetConsent(oauth.Untick); err != nil {
		t.Fatal(err)
	}
	token := signIn(t, config)
	if scope, ok := token.Extra("scope").(string); !ok || strings.Contains(scope, "analytics") {
		t.Errorf("scope %v after unticking it", token.Extra("scope"))
	}
	if got := call(t, "GET", base+"/v1beta/properties/"+world.Shop+"/metadata", token.AccessToken, ""); got.status != 403 {
		t.Errorf("the token gets %d", got.status)
	}
}

// TestCodesAreChecked: codes are good once, for who knows the verifier.
func TestCodesAreChecked(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	config := installed(t, simulator, base)
	verifier := oauth2.GenerateVerifier()
	code := func() string {
		return consent(t, config.AuthCodeURL("s", oauth2.S256ChallengeOption(verifier))).Get("code")
	}
	used := code()
	if _, err := config.Exchange(t.Context(), used, oauth2.VerifierOption(verifier)); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		code    string
		options []oauth2.AuthCodeOption
		want    string
	}{
		"used before":    {used, []oauth2.AuthCodeOption{oauth2.VerifierOption(verifier)}, "invalid_grant: Malformed auth code."},
		"no verifier":    {code(), nil, "invalid_grant: Missing code verifier."},
		"other verifier": {code(), []oauth2.AuthCodeOption{oauth2.VerifierOption(oauth2.GenerateVerifier())}, "invalid_grant: Invalid code verifier."},
		"other address":  {code(), []oauth2.AuthCodeOption{oauth2.VerifierOption(verifier), oauth2.SetAuthURLParam("redirect_uri", callback+"2")}, "redirect_uri_mismatch: Bad Request"},
	} {
		config := *config
		config.Endpoint.AuthStyle = oauth2.AuthStyleInParams // one call, as a code is good for one
		_, err := config.Exchange(t.Context(), test.code, test.options...)
		if got := refusal(t, err); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// TestAppsInTestingLoseTheirTokens: after seven days of the virtual clock.
func TestAppsInTestingLoseTheirTokens(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{Testing: true})
	config := installed(t, simulator, base)
	token := signIn(t, config)
	if token.Extra("refresh_token_expires_in") == nil {
		t.Error("the reply does not say when the refresh token dies")
	}
	renew := func() error {
		_, err := config.TokenSource(t.Context(), &oauth2.Token{RefreshToken: token.RefreshToken}).Token()
		return err
	}
	simulator.Advance(7*24*time.Hour - time.Second)
	if err := renew(); err != nil {
		t.Errorf("a second before: %v", err)
	}
	simulator.Advance(time.Second)
	if got := refusal(t, renew()); got != "invalid_grant: Token has been expired or revoked." {
		t.Errorf("after seven days: %s", got)
	}
}

// TestAssertionsAreChecked: each field of what a service account signs.
func TestAssertionsAreChecked(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{Wall: time.Now})
	_, lateBase := start(t, ga4sim.Options{Wall: func() time.Time { return time.Now().Add(2 * time.Hour) }})
	account := func(base string, change func(*jwt.Config)) error {
		config, err := google.JWTConfigFromJSON(simulator.ServiceAccountKey(base), oauth.ScopeReadonly)
		if err != nil {
			t.Fatal(err)
		}
		change(config)
		_, err = config.TokenSource(context.WithoutCancel(t.Context())).Token()
		return err
	}
	if err := account(base, func(*jwt.Config) {}); err != nil {
		t.Fatal(err)
	}
	const timeframe = "invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."
	for name, test := range map[string]struct {
		base   string
		change func(*jwt.Config)
		want   string
	}{
		"unknown account": {base, func(c *jwt.Config) { c.Email = "nobody@ga4sim.iam.gserviceaccount.com" }, "invalid_grant: Invalid grant: account not found"},
		"other audience":  {base, func(c *jwt.Config) { c.Audience = "https://example.com" }, "invalid_grant: Invalid JWT: Failed audience check."},
		"no scope":        {base, func(c *jwt.Config) { c.Scopes = nil }, "invalid_scope: Invalid OAuth scope or ID token audience provided."},
		"two hours":       {base, func(c *jwt.Config) { c.Expires = 2 * time.Hour }, timeframe},
		"clock skew":      {lateBase, func(*jwt.Config) {}, timeframe},
	} {
		if got := refusal(t, account(test.base, test.change)); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	for want, values := range map[string]url.Values{
		`"error": "unsupported_grant_type",` + "\n" + `  "error_description": "Invalid grant_type: foo"`: {"grant_type": {"foo"}},
		`"error": "invalid_request"`: {"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {"x"}},
		`"error": "invalid_client"`:  {"grant_type": {"refresh_token"}, "client_id": {"other"}},
	} {
		if got := post(t, base+"/token", values); !strings.Contains(got, want) {
			t.Errorf("%v: %s, want %s", values, got, want)
		}
	}
	// A misspelt scope is no error: the reply has no access token.
	if err := account(base, func(c *jwt.Config) { c.Scopes = []string{"analytics.readonly"} }); err == nil {
		t.Error("a misspelt scope gives an access token")
	}
	// {"alg":"RS256","typ":"JWT"} and {"iss":"reader@ga4sim.iam.gserviceaccount.com"}, signed by nobody.
	forged := "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJyZWFkZXJAZ2E0c2ltLmlhbS5nc2VydmljZWFjY291bnQuY29tIn0." + strings.Repeat("A", 342)
	assertion := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:jwt-bearer"}, "assertion": {forged}}
	if got := post(t, base+"/token", assertion); !strings.Contains(got, "Invalid JWT Signature.") {
		t.Errorf("a forged signature: %s", got)
	}
}

// TestSelfSignedTokens: Google's Node client signs tokens for the API itself and never
// comes to the token endpoint.
func TestSelfSignedTokens(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{Wall: time.Now})
	key := simulator.ServiceAccountKey(base)
	forAPI, err := google.JWTAccessTokenSourceFromJSON(key, "https://analyticsdata.googleapis.com/")
	if err != nil {
		t.Fatal(err)
	}
	forScope, err := google.JWTAccessTokenSourceWithScope(key, oauth.ScopeReadonly)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := google.JWTAccessTokenSourceFromJSON(key, "https://storage.googleapis.com/")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		source oauth2.TokenSource
		want   int
	}{"audience": {forAPI, 200}, "scope": {forScope, 200}, "other audience": {elsewhere, 403}} {
		token, err := test.source.Token()
		if err != nil {
			t.Fatal(err)
		}
		if got := call(t, "GET", base+"/v1beta/properties/"+world.Shop+"/metadata", token.AccessToken, ""); got.status != test.want {
			t.Errorf("%s: %d, want %d: %s", name, got.status, test.want, got.body)
		}
	}
}

// post sends a form and returns the body of the reply.
func post(t *testing.T, address string, form url.Values) string {
	t.Helper()
	response, err := http.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
