package credentials_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// tokens is a token endpoint whose answers a test decides. Each request gets the
// next one; the last one repeats.
type tokens struct {
	*httptest.Server
	mu      sync.Mutex
	forms   []url.Values
	answers []string // a body, after a status where that is not 200: "400 {…}"
}

func serve(t *testing.T, answers ...string) *tokens {
	t.Helper()
	s := &tokens{answers: answers}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		_ = r.ParseForm()
		s.forms = append(s.forms, r.PostForm)
		body, status := s.answers[min(len(s.forms), len(s.answers))-1], http.StatusOK
		if code, rest, found := strings.Cut(body, " {"); found && len(code) == 3 {
			_, _ = fmt.Sscan(code, &status)
			body = "{" + rest
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *tokens) asked() []url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forms
}

var (
	oauth    = connector.AuthScheme{Name: "oauth", Kind: connector.AuthOAuth2Code, Scopes: []string{"read"}, TokenURL: "https://desk.example.com/token"}
	static   = connector.AuthScheme{Name: "token", Kind: connector.AuthStaticToken}
	passing  = connector.AuthScheme{Name: "passing", Kind: connector.AuthStaticToken, PassClient: true, TokenURL: "https://desk.example.com/token"}
	exchange = connector.AuthScheme{Name: "graph", Kind: connector.AuthOAuth2Code, Exchange: true, TokenURL: "https://desk.example.com/token"}
)

const oauthBlock = `
connector "desk" "shop" {
  auth "oauth" {
    client_id     = "client-1"
    client_secret = var.secret
    token_url     = "SERVER/token"
  }
}
`

// TestRefreshOnce holds that one request renews a token, however many ask for it at
// once: in one process, and in several.
func TestRefreshOnce(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"one process", "many processes"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, `{"access_token":"a2","refresh_token":"r2","expires_in":3600}`, `400 {"error":"invalid_grant"}`)
			s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
			s.store("a1", "r1")
			shared := s.keeper()
			var group sync.WaitGroup
			for range 16 {
				group.Go(func() {
					k := shared
					if name == "many processes" {
						k = s.keeper()
					}
					c, diags := k.Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: "a1"})
					if c.AccessToken != "a2" || diags.HasErrors() {
						t.Errorf("%s", texts(diags))
					}
				})
			}
			group.Wait()
			if n := len(server.asked()); n != 1 {
				t.Errorf("%d requests, want 1", n)
			}
		})
	}
}

// TestRotation holds that a rotated refresh token is stored before its access token
// is used: another process goes on with it.
func TestRotation(t *testing.T) {
	t.Parallel()
	server := serve(t, `{"access_token":"a2","refresh_token":"r2","expires_in":3600}`, `{"access_token":"a3","expires_in":3600}`, `{"access_token":"a4","expires_in":3600}`)
	s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
	s.store("a1", "r1")
	for i, want := range []string{"a1", "a2", "a3", "a4"} {
		if i > 0 {
			c, diags := s.keeper().Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: fmt.Sprintf("a%d", i)})
			if c.AccessToken != want || c.ExpiresAt != noon.Add(time.Hour).Unix() {
				t.Fatalf("renewal %d: %s", i, texts(diags))
			}
		}
		if c := s.credential(); c.AccessToken != want || c.Scheme != "oauth" {
			t.Errorf("after renewal %d another process does not have it", i)
		}
	}
	var used []string
	for _, form := range server.asked() {
		used = append(used, form.Get("refresh_token"))
		if form.Get("client_secret") != "client-canary" {
			t.Error("the client's secret is not in the body")
		}
	}
	// A response without a refresh token leaves the old one in force.
	if diff := cmp.Diff([]string{"r1", "r2", "r2"}, used); diff != "" {
		t.Errorf("refresh tokens (-want +got):\n%s", diff)
	}
}

// TestRenewedInTime holds that a token which ends within five minutes is renewed
// before it is handed out, and remembered while it is good.
func TestRenewedInTime(t *testing.T) {
	t.Parallel()
	server := serve(t, `{"access_token":"a2","expires_in":3600}`, `{"access_token":"a3","expires_in":3600}`)
	s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
	s.store("a1", "r1")
	k := s.keeper()
	if _, diags := k.Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: "a1"}); diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	for _, step := range []struct {
		pass time.Duration
		want string
	}{{54 * time.Minute, "a2"}, {time.Minute, "a3"}, {time.Minute, "a3"}} {
		s.pass(step.pass)
		if c, diags := k.Credential(t.Context(), s.decl(), s.describe); c.AccessToken != step.want {
			t.Errorf("at %s: %q, want %q: %s", s.clock(), c.AccessToken, step.want, texts(diags))
		}
	}
}

// TestDeadlineOfARefreshToken holds LinkedIn's rule: a refresh token lives for 365
// days from the consent, whatever a renewal says; values that cannot be are ignored.
func TestDeadlineOfARefreshToken(t *testing.T) {
	t.Parallel()
	year := `"refresh_token_expires_in":31536000`
	server := serve(t, `{"access_token":"a2","expires_in":5184000,`+year+`}`, `{"access_token":"a3","expires_in":5184000,`+year+`}`, `{"access_token":"a4","expires_in":5184000,"refresh_token_expires_in":525600}`)
	s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
	s.store("a1", "r1")
	end := noon.Add(365 * 24 * time.Hour)
	for i := 1; i <= 3; i++ {
		if _, diags := s.keeper().Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: fmt.Sprintf("a%d", i)}); diags.HasErrors() {
			t.Fatal(texts(diags))
		}
		if status := s.keeper().Status(t.Context(), s.decl(), s.describe); !status.RefreshExpiresAt.Equal(end) || !status.Renews {
			t.Errorf("renewal %d: until %s, want %s", i, status.RefreshExpiresAt, end)
		}
		s.pass(100 * 24 * time.Hour)
	}
	s.pass(52 * 24 * time.Hour) // 13 days are left
	if status := s.keeper().Status(t.Context(), s.decl(), s.describe); codes(status.Diagnostics) != "CREDENTIAL_ENDS_SOON" {
		t.Errorf("13 days before the end: %s", texts(status.Diagnostics))
	}
}

// TestExchange holds that a platform without refresh tokens is asked through its
// connector: at the login, and again when less than a week is left. While the old
// token is good, a failure is a warning.
func TestExchange(t *testing.T) {
	t.Parallel()
	s := stage(t, []connector.AuthScheme{exchange}, "", "connector \"desk\" \"shop\" {\n}\n")
	var seen []string
	var refuse error
	s.options.Exchange = exchangeBy(s, &seen, &refuse)
	s.store("short", "")
	if c := s.credential(); c.AccessToken != "long-1" || c.ExpiresAt != noon.Add(60*24*time.Hour).Unix() {
		t.Errorf("after the login until %d", c.ExpiresAt)
	}
	s.pass(52 * 24 * time.Hour)
	if c := s.credential(); c.AccessToken != "long-1" {
		t.Error("exchanged with 8 days left")
	}
	s.pass(24*time.Hour + time.Minute)
	refuse = errors.New("the platform is down")
	c, diags := s.keeper().Credential(t.Context(), s.decl(), s.describe)
	if c.AccessToken != "long-1" || diags.HasErrors() || codes(diags) != "CREDENTIAL_ENDS_SOON" || !strings.Contains(texts(diags), "the platform is down") {
		t.Errorf("refused while it is good: %s", texts(diags))
	}
	refuse = nil
	if c := s.credential(); c.AccessToken != "long-2" {
		t.Error("not exchanged with less than a week left")
	}
	if diff := cmp.Diff([]string{"short", "long-1", "long-1"}, seen); diff != "" {
		t.Errorf("exchanged (-want +got):\n%s", diff)
	}
	s.pass(61 * 24 * time.Hour)
	if got := codes(s.refusal()); got != "CREDENTIAL_EXPIRED" {
		t.Errorf("after the end: %s", got)
	}
}

// TestOrder holds what is used where several things are at hand.
func TestOrder(t *testing.T) {
	t.Parallel()
	plain := "connector \"desk\" \"shop\" {\n}\n"
	schemes := []connector.AuthScheme{oauth, passing, static}
	t.Run("a token of the environment wins", func(t *testing.T) {
		t.Parallel()
		s := stage(t, schemes, "", plain)
		s.store("stored", "")
		s.env["ROICTL_TOKEN_DESK"] = "for-all"
		if c := s.credential(); c.AccessToken != "for-all" || c.Scheme != "passing" || c.ExpiresAt != 0 {
			t.Errorf("%+v", c.Scheme)
		}
		s.env["ROICTL_TOKEN_DESK_SHOP"] = " for-the-shop\n"
		s.env["ROICTL_CLIENT_SECRET_DESK"] = "app secret"
		c := s.credential()
		if c.AccessToken != "for-the-shop" {
			t.Error("the more specific variable does not win")
		}
		if diff := cmp.Diff(map[string]string{connector.ExtraClientSecret: "app secret", connector.ExtraTokenURL: passing.TokenURL}, c.Extra); diff != "" {
			t.Errorf("extra (-want +got):\n%s", diff)
		}
		if _, diags := s.keeper().Renew(t.Context(), s.decl(), s.describe, c); codes(diags) != "CREDENTIAL_REJECTED" {
			t.Errorf("a refused token: %s", texts(diags))
		}
	})
	t.Run("a token that no request can carry", func(t *testing.T) {
		t.Parallel()
		s := stage(t, schemes, "", plain)
		for _, torn := range []string{"canary\ntoken", "canary token", "canary\r\ntoken", "canary\x00token"} {
			s.env["ROICTL_TOKEN_DESK"] = torn
			if d := s.refusal(); codes(d) != "CREDENTIAL_REJECTED" || !strings.Contains(texts(d), "The variable ROICTL_TOKEN_DESK") || strings.Contains(texts(d), "canary") {
				t.Errorf("%q: %s", torn, texts(d))
			}
		}
	})
	t.Run("instances", func(t *testing.T) {
		t.Parallel()
		s := stage(t, schemes, "", "connector \"desk\" \"my-shop\" {\n  for_each = toset([\"fr.fr\"])\n}\n")
		s.env["ROICTL_TOKEN_DESK_MY_SHOP"] = "of-the-block"
		if c := s.credential(); c.AccessToken != "of-the-block" {
			t.Error("the block's variable is not used")
		}
		s.env["ROICTL_TOKEN_DESK_MY_SHOP_FR_FR"] = "of-the-instance"
		if c := s.credential(); c.AccessToken != "of-the-instance" {
			t.Error("the instance's variable is not used")
		}
	})
	t.Run("the login of another scheme", func(t *testing.T) {
		t.Parallel()
		s := stage(t, schemes, "", "connector \"desk\" \"shop\" {\n  auth \"token\" {\n  }\n}\n")
		s.store("stored", "")
		other := stage(t, schemes, "", "connector \"desk\" \"shop\" {\n  auth \"passing\" {\n  }\n}\n")
		other.options.Vault, other.options.Directory = s.options.Vault, s.options.Directory
		if got := texts(other.refusal()); !strings.Contains(got, "Logged in another way") {
			t.Error(got)
		}
		elsewhere := stage(t, schemes, "", "connector \"desk\" \"shop\" {\n}\n")
		elsewhere.options.Vault = s.options.Vault
		if got := codes(elsewhere.refusal()); got != "CREDENTIAL_MISSING" {
			t.Errorf("another configuration's login is used: %s", got)
		}
	})
}

// TestRefreshTokenGoesNowhereElse holds that a configuration which names another
// token endpoint or client than that of the login gets no refresh token.
func TestRefreshTokenGoesNowhereElse(t *testing.T) {
	t.Parallel()
	thief := serve(t, `{"access_token":"stolen"}`)
	for name, block := range map[string]string{
		"endpoint": strings.ReplaceAll(oauthBlock, "SERVER", thief.URL),
		"client":   strings.ReplaceAll(oauthBlock, "client-1", "client-2"),
		"nobody":   "connector \"desk\" \"shop\" {\n  auth \"oauth\" {\n  }\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, `{"access_token":"a2"}`)
			s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
			s.store("a1", "r1")
			other := stage(t, []connector.AuthScheme{oauth}, server.URL, block)
			other.options.Vault, other.options.Directory = s.options.Vault, s.options.Directory
			_, diags := other.keeper().Renew(t.Context(), other.decl(), other.describe, connector.Credential{AccessToken: "a1"})
			if codes(diags) != "CREDENTIAL_CLIENT" {
				t.Error(texts(diags))
			}
			if len(server.asked())+len(thief.asked()) > 0 {
				t.Error("the refresh token was sent")
			}
		})
	}
}

// TestFailures holds that each failure has its own message with the command that
// mends it, and shows no secret.
func TestFailures(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer, code string
		says         []string
	}{
		"revoked":  {`400 {"error":"invalid_grant","error_description":"Token has been expired or revoked: refresh-canary."}`, "CREDENTIAL_REJECTED", []string{"no longer accepts", "roictl login desk.shop"}},
		"client":   {`401 {"error":"invalid_client","error_description":"client-canary"}`, "CREDENTIAL_CLIENT", []string{"client_id and client_secret", "roictl login desk.shop"}},
		"scope":    {`400 {"error":"invalid_scope"}`, "CREDENTIAL_SCOPE", []string{`needs "read"`, "roictl login desk.shop"}},
		"overload": {`503 {}`, "CREDENTIAL_OFFLINE", []string{"overloaded", "later"}},
		"foreign":  {`<html>refresh-canary`, "CREDENTIAL_OFFLINE", []string{"proxy"}},
		"other":    {`400 {"error":"admin_policy_enforced"}`, "CREDENTIAL_REFUSED", []string{"admin_policy_enforced"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serve(t, test.answer)
			s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
			s.store("access-canary", "refresh-canary")
			_, diags := s.keeper().Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: "access-canary"})
			text := texts(diags)
			if codes(diags) != test.code || strings.Contains(text, "canary") {
				t.Error(text)
			}
			for _, part := range test.says {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not in\n%s", part, text)
				}
			}
		})
	}
	t.Run("offline", func(t *testing.T) {
		t.Parallel()
		server := serve(t, `{}`)
		s := stage(t, []connector.AuthScheme{oauth}, server.URL, oauthBlock)
		s.store("a1", "r1")
		server.Close()
		_, diags := s.keeper().Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: "a1"})
		if codes(diags) != "CREDENTIAL_OFFLINE" || !strings.Contains(texts(diags), "HTTPS_PROXY") {
			t.Error(texts(diags))
		}
	})
	t.Run("nothing to renew with", func(t *testing.T) {
		t.Parallel()
		s := stage(t, []connector.AuthScheme{static}, "", "connector \"desk\" \"shop\" {\n}\n")
		s.store("a1", "")
		_, diags := s.keeper().Renew(t.Context(), s.decl(), s.describe, connector.Credential{AccessToken: "a1"})
		if codes(diags) != "CREDENTIAL_REJECTED" || !strings.Contains(texts(diags), "roictl login desk.shop --token-stdin") {
			t.Error(texts(diags))
		}
	})
}

// TestStoreTrouble holds that a stored login which cannot be read is told apart
// from none.
func TestStoreTrouble(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("passphrases take their time")
	}
	dir := t.TempDir()
	s := stage(t, []connector.AuthScheme{static}, "", "connector \"desk\" \"shop\" {\n}\n")
	s.options.Vault = vault.New(vault.Options{Directory: dir, Passphrase: "one", After: time.After})
	s.store("a1", "")
	s.options.Vault = vault.New(vault.Options{Directory: dir, Passphrase: "two", After: time.After})
	if text := texts(s.refusal()); !strings.Contains(text, "ROICTL_PASSPHRASE") || strings.Contains(text, "two") {
		t.Error(text)
	}
}
