package endpoint_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/oauth2"

	"github.com/roictl/roictl/internal/credentials/endpoint"
)

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// client waits for nothing, and gives up nothing.
func client() *endpoint.Client {
	return &endpoint.Client{
		Now: func() time.Time { return now },
		After: func(d time.Duration) <-chan time.Time {
			if d >= 30*time.Second {
				return nil
			}
			c := make(chan time.Time, 1)
			c <- now
			return c
		},
	}
}

// platform answers every request with one status and body, and keeps the last form.
type platform struct {
	*httptest.Server
	form     url.Values
	header   http.Header
	requests atomic.Int32
}

func serve(t *testing.T, status int, body string, header ...string) *platform {
	t.Helper()
	p := &platform{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.requests.Add(1)
		text, _ := io.ReadAll(r.Body)
		p.form, _ = url.ParseQuery(string(text))
		p.header = r.Header
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Date", now.Format(http.TimeFormat))
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *platform) app() endpoint.App {
	return endpoint.App{ID: "client-1", Secret: "client-canary", TokenURL: p.URL, RevokeURL: p.URL, Scopes: []string{"read"}}
}

func TestExchange(t *testing.T) {
	t.Parallel()
	p := serve(t, 200, `{"access_token":"a","token_type":"bearer","expires_in":3599,"refresh_token":"r","scope":"read"}`)
	got, err := client().Exchange(t.Context(), p.app(), endpoint.Code{Code: "c", Verifier: "v", RedirectURL: "http://127.0.0.1:1/callback"})
	if err != nil {
		t.Fatal(err)
	}
	want := endpoint.Grant{AccessToken: "a", RefreshToken: "r", ExpiresAt: now.Add(3599 * time.Second), Scopes: []string{"read"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	form := url.Values{
		"grant_type": {"authorization_code"}, "code": {"c"}, "code_verifier": {"v"}, "redirect_uri": {"http://127.0.0.1:1/callback"},
		"client_id": {"client-1"}, "client_secret": {"client-canary"},
	}
	if diff := cmp.Diff(form, p.form); diff != "" {
		t.Errorf("form (-want +got):\n%s", diff)
	}
	if p.header.Get("Authorization") != "" {
		t.Error("the client's secret went into a header too")
	}
}

// TestGrant holds how platforms write what they give.
func TestGrant(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body string
		want endpoint.Grant
	}{
		"LinkedIn: no token type, scopes by comma": {
			`{"access_token":"a","expires_in":5184000,"refresh_token":"r","refresh_token_expires_in":31535999,"scope":"r_ads,r_ads_reporting"}`,
			endpoint.Grant{AccessToken: "a", RefreshToken: "r", ExpiresAt: now.Add(5184000 * time.Second), RefreshExpiresAt: now.Add(31535999 * time.Second), Scopes: []string{"r_ads", "r_ads_reporting"}},
		},
		"LinkedIn's sample: minutes for the refresh token": {
			`{"access_token":"a","expires_in":5184000,"refresh_token":"r","refresh_token_expires_in":525600}`,
			endpoint.Grant{AccessToken: "a", RefreshToken: "r", ExpiresAt: now.Add(5184000 * time.Second)},
		},
		"Facebook: no end":            {`{"access_token":"a","token_type":"bearer"}`, endpoint.Grant{AccessToken: "a"}},
		"numbers as texts":            {`{"access_token":"a","expires_in":"60"}`, endpoint.Grant{AccessToken: "a", ExpiresAt: now.Add(time.Minute)}},
		"an absurd life":              {`{"access_token":"a","expires_in":60,"refresh_token_expires_in":1e300}`, endpoint.Grant{AccessToken: "a", ExpiresAt: now.Add(time.Minute), RefreshExpiresAt: now.Add(100 * 365 * 24 * time.Hour)}},
		"the old refresh token stays": {`{"access_token":"a"}`, endpoint.Grant{AccessToken: "a"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := client().Exchange(t.Context(), serve(t, 200, test.body).app(), endpoint.Code{Code: "c"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	p := serve(t, 200, `{"access_token":"a2"}`)
	got, err := client().Refresh(t.Context(), p.app(), "r1")
	if err != nil || got.RefreshToken != "r1" || got.AccessToken != "a2" {
		t.Errorf("refresh without another refresh token: %v", err)
	}
	if p.form.Get("refresh_token") != "r1" || p.form.Get("client_id") != "client-1" || p.form.Get("grant_type") != "refresh_token" {
		t.Errorf("form: %v", p.form)
	}
}

// TestFailures holds which answer is which failure. Bodies are those that the
// platforms are known to send.
func TestFailures(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		kind   endpoint.Kind
		words  string
	}{
		"Google: revoked":           {400, `{"error":"invalid_grant","error_description":"Token has been expired or revoked."}`, endpoint.Rejected, "invalid_grant: Token has been expired or revoked."},
		"Google: another audience":  {400, `{"error":"invalid_grant","error_description":"Invalid JWT: Failed audience check."}`, endpoint.Rejected, "invalid_grant: Invalid JWT: Failed audience check."},
		"Google: no scope":          {400, `{"error":"invalid_scope","error_description":"Invalid OAuth scope or ID token audience provided."}`, endpoint.Scope, "invalid_scope: Invalid OAuth scope or ID token audience provided."},
		"Google: policy":            {400, `{"error":"admin_policy_enforced"}`, endpoint.Refused, "admin_policy_enforced"},
		"LinkedIn: refresh":         {400, `{"error":"invalid_request","error_description":"The provided authorization grant or refresh token is invalid, expired or revoked"}`, endpoint.Rejected, "invalid_request: The provided authorization grant or refresh token is invalid, expired or revoked"},
		"LinkedIn: missing":         {400, `{"error":"invalid_request","error_description":"A required parameter \"redirect_uri\" is missing"}`, endpoint.Refused, `invalid_request: A required parameter "redirect_uri" is missing`},
		"LinkedIn: client":          {401, `{"error":"invalid_client","error_description":"Client authentication failed"}`, endpoint.BadClient, "invalid_client: Client authentication failed"},
		"Facebook: expired":         {400, `{"error":{"message":"Session has expired","type":"OAuthException","code":190,"error_subcode":463,"fbtrace_id":"x"}}`, endpoint.Rejected, "OAuthException 190/463: Session has expired"},
		"Facebook: code used":       {400, `{"error":{"message":"This authorization code has been used.","type":"OAuthException","code":100,"error_subcode":36009}}`, endpoint.Rejected, "OAuthException 100/36009: This authorization code has been used."},
		"Facebook: app":             {400, `{"error":{"message":"Error validating application.","type":"OAuthException","code":101}}`, endpoint.BadClient, "OAuthException 101: Error validating application."},
		"Facebook: status 200":      {200, `{"error":{"message":"Session has expired","type":"OAuthException","code":190}}`, endpoint.Rejected, "OAuthException 190: Session has expired"},
		"status 200 with an error":  {200, `{"error":"invalid_grant"}`, endpoint.Rejected, "invalid_grant"},
		"a login page":              {200, `<html>Please sign in`, endpoint.Foreign, "status 200"},
		"a redirect":                {302, ``, endpoint.Foreign, "status 302"},
		"a proxy":                   {403, `<html>Blocked`, endpoint.Foreign, "status 403"},
		"overload":                  {429, `{}`, endpoint.Busy, "status 429"},
		"an outage":                 {503, `<html>`, endpoint.Busy, "status 503"},
		"nothing at all":            {200, `{}`, endpoint.Foreign, "status 200"},
		"secrets and colours":       {400, `{"error":"invalid_grant","error_description":"refresh-canary of client-canary\u001b[31m"}`, endpoint.Rejected, "invalid_grant: (sensitive value) of (sensitive value) [31m"},
		"an error of another shape": {400, `{"error":[1]}`, endpoint.Foreign, "status 400"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := serve(t, test.status, test.body, "Location", "/elsewhere")
			_, err := client().Refresh(t.Context(), p.app(), "refresh-canary")
			var failure *endpoint.Failure
			if !errors.As(err, &failure) {
				t.Fatalf("%T %v", err, err)
			}
			if failure.Kind != test.kind || failure.Words() != test.words {
				t.Errorf("%s, %q; want %s, %q", failure.Kind, failure.Words(), test.kind, test.words)
			}
			want := int32(1)
			if test.kind == endpoint.Busy {
				want = 3
			}
			if got := p.requests.Load(); got != want {
				t.Errorf("%d requests, want %d", got, want)
			}
			if strings.Contains(err.Error(), "canary") {
				t.Errorf("the error shows a secret: %v", err)
			}
		})
	}
}

// TestRepeats holds which requests are made again: a refresh token that a server may
// have used up is not sent twice.
func TestRepeats(t *testing.T) {
	t.Parallel()
	for status, want := range map[int][2]int32{429: {3, 3}, 503: {3, 3}, 500: {1, 3}, 502: {1, 3}, 504: {1, 3}, 400: {1, 1}} {
		p := serve(t, status, `{}`)
		_, err := client().Refresh(t.Context(), p.app(), "r")
		refreshed := p.requests.Load()
		_, again := client().Assert(t.Context(), assertion(p.URL))
		if got := [2]int32{refreshed, p.requests.Load() - refreshed}; got != want || err == nil || again == nil {
			t.Errorf("status %d: %v requests, want %v", status, got, want)
		}
	}
}

// TestEndOfOtherSources holds that a token whose end no response tells has the end
// that its source says.
func TestEndOfOtherSources(t *testing.T) {
	t.Parallel()
	got, err := client().Assert(t.Context(), func(context.Context) (*oauth2.Token, error) {
		return &oauth2.Token{AccessToken: "a", Expiry: now.Add(time.Hour)}, nil
	})
	if err != nil || !got.ExpiresAt.Equal(now.Add(time.Hour)) {
		t.Errorf("until %s, %v", got.ExpiresAt, err)
	}
}

// TestLongWordsAreCut holds that no stranger fills the screen.
func TestLongWordsAreCut(t *testing.T) {
	t.Parallel()
	p := serve(t, 400, fmt.Sprintf(`{"error":"%s","error_description":"%s"}`, strings.Repeat("x", 9999), strings.Repeat("y", 9999)))
	_, err := client().Refresh(t.Context(), p.app(), "r")
	if len(err.Error()) > 500 {
		t.Errorf("%d bytes", len(err.Error()))
	}
}

// TestCodeIsExchangedOnce holds that a code is not used twice: it would be refused,
// and some platforms then end what it gave.
func TestCodeIsExchangedOnce(t *testing.T) {
	t.Parallel()
	p := serve(t, 503, ``)
	if _, err := client().Exchange(t.Context(), p.app(), endpoint.Code{Code: "c"}); err == nil || p.requests.Load() != 1 {
		t.Errorf("%d requests, %v", p.requests.Load(), err)
	}
}

// assertion asks as a service account does.
func assertion(target string) func(context.Context) (*oauth2.Token, error) {
	return func(ctx context.Context) (*oauth2.Token, error) {
		return (&oauth2.Config{Endpoint: oauth2.Endpoint{TokenURL: target, AuthStyle: oauth2.AuthStyleInParams}}).PasswordCredentialsToken(ctx, "u", "p")
	}
}

// TestClock holds that a wrong clock is told apart from a bad key, by the time in
// the response or by what Google says of it.
func TestClock(t *testing.T) {
	t.Parallel()
	signature := `{"error":"invalid_grant","error_description":"Invalid JWT Signature."}`
	nobody := `{"error":"invalid_grant","error_description":"Invalid grant: account not found"}`
	bare := `{"error":"invalid_grant","error_description":"Bad Request"}`
	timeframe := `{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}`
	tests := map[string]struct {
		body, date string
		kind       endpoint.Kind
		ahead      time.Duration
	}{
		"ahead":            {bare, now.Add(-2 * time.Hour).Format(http.TimeFormat), endpoint.Skew, 2 * time.Hour},
		"behind":           {bare, now.Add(10 * time.Minute).Format(http.TimeFormat), endpoint.Skew, -10 * time.Minute},
		"right":            {bare, now.Format(http.TimeFormat), endpoint.Rejected, 0},
		"hardly ahead":     {bare, now.Add(-time.Minute).Format(http.TimeFormat), endpoint.Rejected, 0},
		"wrong key, ahead": {signature, now.Add(-2 * time.Hour).Format(http.TimeFormat), endpoint.Rejected, 0},
		"nobody, ahead":    {nobody, now.Add(-2 * time.Hour).Format(http.TimeFormat), endpoint.Rejected, 0},
		"ahead, and so it": {timeframe, now.Add(-2 * time.Hour).Format(http.TimeFormat), endpoint.Skew, 2 * time.Hour},
		"Google says so":   {timeframe, now.Format(http.TimeFormat), endpoint.Skew, 0},
		"no time told":     {timeframe, "soon", endpoint.Skew, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := serve(t, 400, test.body, "Date", test.date)
			_, err := client().Assert(t.Context(), assertion(p.URL))
			var failure *endpoint.Failure
			if !errors.As(err, &failure) || failure.Kind != test.kind || failure.ClockAhead != test.ahead {
				t.Errorf("%+v", err)
			}
		})
	}
	// A refresh carries no time, but may be refused because of it all the same.
	p := serve(t, 400, timeframe, "Date", now.Format(http.TimeFormat))
	var skew *endpoint.Failure
	if _, err := client().Refresh(t.Context(), p.app(), "r"); !errors.As(err, &skew) || skew.Kind != endpoint.Skew {
		t.Errorf("a refresh: %+v", err)
	}
	p = serve(t, 200, `{"id_token":"x.y.z"}`)
	_, err := client().Assert(t.Context(), assertion(p.URL))
	var failure *endpoint.Failure
	if !errors.As(err, &failure) {
		t.Errorf("an answer without an access token: %v", err)
	}
}

func TestOffline(t *testing.T) {
	t.Parallel()
	p := serve(t, 200, `{}`)
	app := p.app()
	p.Close()
	var failure *endpoint.Failure
	if _, err := client().Refresh(t.Context(), app, "refresh-canary"); !errors.As(err, &failure) || failure.Kind != endpoint.Offline || failure.Err == nil {
		t.Errorf("%+v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client().Refresh(ctx, app, "r"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestSilence holds that an endpoint which never answers is given up, by the clock
// that was passed in.
func TestSilence(t *testing.T) {
	t.Parallel()
	asked, release := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(asked)
		<-release
	}))
	t.Cleanup(func() { close(release); server.Close() })
	c := client()
	c.After = func(time.Duration) <-chan time.Time {
		expired := make(chan time.Time)
		go func() { <-asked; close(expired) }()
		return expired
	}
	var failure *endpoint.Failure
	if _, err := c.Refresh(t.Context(), endpoint.App{TokenURL: server.URL}, "r"); !errors.As(err, &failure) || failure.Kind != endpoint.Offline {
		t.Errorf("%+v", err)
	}
}

func TestRevoke(t *testing.T) {
	t.Parallel()
	p := serve(t, 200, ``)
	if err := client().Revoke(t.Context(), p.app(), "refresh-canary"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(url.Values{"token": {"refresh-canary"}, "client_id": {"client-1"}, "client_secret": {"client-canary"}}, p.form); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	p = serve(t, 400, `{"error":"invalid_token"}`)
	var failure *endpoint.Failure
	if err := client().Revoke(t.Context(), p.app(), "refresh-canary"); !errors.As(err, &failure) || failure.Words() != "invalid_token" {
		t.Error(err)
	}
}
