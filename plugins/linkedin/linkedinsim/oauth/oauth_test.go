package oauth_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/oauth"
)

const callback = "https://example.com/callback"

// portal is a store with its endpoints and a clock.
type portal struct {
	t     *testing.T
	store *oauth.Store
	now   time.Time
	mux   *http.ServeMux
}

func open(t *testing.T, refresh bool) *portal {
	t.Helper()
	p := &portal{t: t, now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), mux: http.NewServeMux()}
	p.store = oauth.New(oauth.Options{Member: "ada", Now: func() time.Time { return p.now }, Clients: []oauth.Client{
		{ID: "app", Secret: "secret", Redirects: []string{callback}, Scopes: []string{"r_ads", "r_ads_reporting"}, Refresh: refresh}}})
	p.store.Register(p.mux)
	return p
}

func (p *portal) serve(r *http.Request) (int, http.Header, string) {
	p.t.Helper()
	w := httptest.NewRecorder()
	p.mux.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return w.Code, w.Header(), string(body)
}

// consent opens the authorization page with changes to a link that is right.
func (p *portal) consent(changes url.Values) (int, url.Values, string) {
	p.t.Helper()
	link := url.Values{"response_type": {"code"}, "client_id": {"app"}, "redirect_uri": {callback}, "state": {"s"}, "scope": {"r_ads r_ads_reporting"}}
	for k, v := range changes {
		link[k] = v
	}
	status, header, body := p.serve(httptest.NewRequest(http.MethodGet, "/oauth/v2/authorization?"+link.Encode(), nil))
	target, err := url.Parse(header.Get("Location"))
	if err != nil {
		p.t.Fatal(err)
	}
	return status, target.Query(), body
}

// post calls the token endpoint with the application's credentials and changes.
func (p *portal) post(pairs ...string) (int, map[string]any) {
	p.t.Helper()
	form := url.Values{"client_id": {"app"}, "client_secret": {"secret"}}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	path := "/oauth/v2/accessToken"
	if form.Has("token") {
		path = "/oauth/v2/introspectToken"
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	status, _, body := p.serve(r)
	var answer map[string]any
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		p.t.Fatalf("%v in %s", err, body)
	}
	return status, answer
}

func (p *portal) token() map[string]any {
	p.t.Helper()
	_, back, _ := p.consent(nil)
	status, answer := p.post("grant_type", "authorization_code", "code", back.Get("code"), "redirect_uri", callback)
	if status != http.StatusOK {
		p.t.Fatalf("%d %v", status, answer)
	}
	return answer
}

func TestConsent(t *testing.T) {
	t.Parallel()
	p := open(t, true)
	for _, tt := range []struct {
		name    string
		changes url.Values
		page    string // answered as a page; else redirected
		code    string // error of the redirect
	}{
		{"granted", nil, "", ""},
		{"the query of the redirect does not matter", url.Values{"redirect_uri": {callback + "?a=b"}}, "", ""},
		{"another application", url.Values{"client_id": {"x"}}, "Client_id doesn&#39;t match", ""},
		{"another redirect", url.Values{"redirect_uri": {"https://example.com/other"}}, "Redirect_uri doesn&#39;t match", ""},
		{"another port", url.Values{"redirect_uri": {"https://example.com:8443/callback"}}, "Redirect_uri doesn&#39;t match", ""},
		{"a fragment", url.Values{"redirect_uri": {callback + "#x"}}, "Redirect_uri doesn&#39;t match", ""},
		{"a relative redirect", url.Values{"redirect_uri": {"/callback"}}, "Redirect_uri doesn&#39;t match", ""},
		{"no scope", url.Values{"scope": {" "}}, "Invalid scope", ""},
		{"one scope too many", url.Values{"scope": {"r_ads rw_organization_admin"}}, "", "unauthorized_scope_error"},
		{"another response", url.Values{"response_type": {"token"}}, "", "unsupported_response_type"},
	} {
		status, back, body := p.consent(tt.changes)
		if tt.page != "" {
			if status != http.StatusBadRequest || !strings.Contains(body, tt.page) {
				t.Errorf("%s: %d %s", tt.name, status, body)
			}
			continue
		}
		if status != http.StatusFound || back.Get("error") != tt.code || back.Get("state") != "s" || (back.Get("code") == "") == (tt.code == "") {
			t.Errorf("%s: %d %v", tt.name, status, back)
		}
	}
	p.store.Deny("user_cancelled_authorize")
	if _, back, _ := p.consent(nil); back.Get("error") != "user_cancelled_authorize" || back.Has("code") || back.Get("state") != "s" {
		t.Errorf("denied: %v", back)
	}
}

// TestCodes holds that a code is good once, for 30 minutes, for the redirect that
// it was given to, and that credentials count only in the body.
func TestCodes(t *testing.T) {
	t.Parallel()
	p := open(t, true)
	_, back, _ := p.consent(nil)
	code := back.Get("code")
	grant := []string{"grant_type", "authorization_code", "code", code, "redirect_uri", callback}
	for _, tt := range []struct {
		name    string
		changes []string
		status  int
		code    string
		text    string
	}{
		{"no redirect", []string{"redirect_uri", ""}, 400, "invalid_request", `A required parameter "redirect_uri" is missing`},
		{"no code", []string{"code", ""}, 400, "invalid_request", `A required parameter "code" is missing`},
		{"no client", []string{"client_id", ""}, 400, "invalid_request", `A required parameter "client_id" is missing`},
		{"no grant", []string{"grant_type", ""}, 400, "invalid_request", `A required parameter "grant_type" is missing`},
		{"a wrong secret", []string{"client_secret", "x"}, 401, "invalid_client", "Client authentication failed"},
		{"another code", []string{"code", "x"}, 400, "invalid_request", "Unable to retrieve access token: authorization code not found"},
		{"another redirect", []string{"redirect_uri", callback + "/"}, 400, "invalid_redirect_uri",
			"Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired. Or external member binding exists"},
		{"two legs", []string{"grant_type", "client_credentials"}, 401, "access_denied", "This application is not allowed to create application tokens"},
		{"the code", nil, 200, "", ""},
		{"the code again", nil, 400, "invalid_request", "Unable to retrieve access token: authorization code not found"},
	} {
		status, answer := p.post(append(append([]string{}, grant...), tt.changes...)...)
		if status != tt.status || tt.code != "" && (answer["error"] != tt.code || answer["error_description"] != tt.text) {
			t.Errorf("%s: %d %v", tt.name, status, answer)
		}
	}
	_, back, _ = p.consent(nil)
	p.now = p.now.Add(oauth.CodeTTL)
	if status, answer := p.post("grant_type", "authorization_code", "code", back.Get("code"), "redirect_uri", callback); status != 400 || answer["error"] != "invalid_redirect_uri" {
		t.Errorf("a code of 30 minutes ago: %d %v", status, answer)
	}
	basic := httptest.NewRequest(http.MethodPost, "/oauth/v2/accessToken", strings.NewReader("grant_type=authorization_code&code=x&redirect_uri=y"))
	basic.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	basic.SetBasicAuth("app", "secret")
	if status, _, body := p.serve(basic); status != 400 || !strings.Contains(body, `A required parameter \"client_id\" is missing`) {
		t.Errorf("HTTP Basic: %d %s", status, body)
	}
}

// TestRefreshTokensKeepTheirDeadline is LinkedIn's own example: on day 360 a
// refresh gives five days, for both tokens.
func TestRefreshTokensKeepTheirDeadline(t *testing.T) {
	t.Parallel()
	p := open(t, true)
	first := p.token()
	refresh := first["refresh_token"].(string)
	const day = 24 * 60 * 60
	for _, tt := range []struct{ after, access, refresh float64 }{{0, 60, 365}, {59, 60, 306}, {360, 5, 5}} {
		p.now = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(tt.after) * 24 * time.Hour)
		status, answer := p.post("grant_type", "refresh_token", "refresh_token", refresh)
		if status != 200 || answer["expires_in"] != tt.access*day || answer["refresh_token_expires_in"] != tt.refresh*day || answer["refresh_token"] != refresh {
			t.Errorf("day %v: %d %v", tt.after, status, answer)
		}
	}
	p.now = p.now.Add(5 * 24 * time.Hour)
	if status, answer := p.post("grant_type", "refresh_token", "refresh_token", refresh); status != 400 || answer["error"] != "invalid_grant" {
		t.Errorf("day 365: %d %v", status, answer)
	}
}

func TestWithoutProgrammaticRefresh(t *testing.T) {
	t.Parallel()
	p := open(t, false)
	token := p.token()
	if diff := cmp.Diff([]any{nil, nil}, []any{token["refresh_token"], token["refresh_token_expires_in"]}); diff != "" {
		t.Error(diff)
	}
	if status, _ := p.post("grant_type", "refresh_token", "refresh_token", "AQW"); status != 400 {
		t.Errorf("a refresh: %d", status)
	}
}

func TestIntrospection(t *testing.T) {
	t.Parallel()
	p := open(t, true)
	token := p.token()["access_token"].(string)
	expect := func(token string, want map[string]any) {
		t.Helper()
		if _, got := p.post("token", token); !cmp.Equal(want, got) {
			t.Error(cmp.Diff(want, got))
		}
	}
	seconds := float64(p.now.Unix())
	want := map[string]any{"active": true, "status": "active", "scope": "r_ads,r_ads_reporting", "created_at": seconds, "authorized_at": seconds,
		"expires_at": seconds + 60*24*60*60, "client_id": "app", "auth_type": "3L"}
	expect(token, want)
	expect("AQXother", map[string]any{"active": false})
	p.now = p.now.Add(oauth.AccessTTL)
	want["active"], want["status"] = false, "expired"
	expect(token, want)
	p.store.Revoke(token)
	want["status"] = "revoked"
	expect(token, want)
}

// TestRevocationEndsTheConsent holds that the refresh token goes with it.
func TestRevocationEndsTheConsent(t *testing.T) {
	t.Parallel()
	p := open(t, true)
	first := p.token()
	_, second := p.post("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string))
	p.store.Revoke(first["access_token"].(string))
	if _, err := p.store.Lookup(second["access_token"].(string)); err != oauth.ErrRevoked {
		t.Errorf("the renewed token: %v", err)
	}
	if status, _ := p.post("grant_type", "refresh_token", "refresh_token", first["refresh_token"].(string)); status != 400 {
		t.Errorf("a refresh: %d", status)
	}
}

// TestOtherMembersConsent signs another person in.
func TestOtherMembersConsent(t *testing.T) {
	t.Parallel()
	p := open(t, true)
	p.store.SignIn("ben")
	token, err := p.store.Lookup(p.token()["access_token"].(string))
	if err != nil || token.Member != "ben" || len(token.Access) < 300 {
		t.Errorf("%+v (%v)", token, err)
	}
	if _, err := p.store.Issue("nobody", "ben"); err == nil {
		t.Error("an unknown application got a token")
	}
}
