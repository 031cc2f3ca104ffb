package credentials_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
	"github.com/roictl/roictl/internal/credentials/consent"
)

// provider starts a certified OpenID provider, which was not written for roictl,
// and returns its address. It is installed by npm from the lock file in testdata.
func provider(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("installing the OpenID provider takes too long for a short run")
	}
	missing := t.Skipf
	if os.Getenv("ROICTL_REQUIRE_NODE") != "" {
		missing = t.Fatalf // where the test has to run, as in CI
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing("the OpenID provider needs %s, which is not installed", tool)
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "oidc"))); err != nil {
		t.Fatal(err)
	}
	install := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = dir
	if output, err := install.CombinedOutput(); err != nil {
		missing("the OpenID provider could not be installed: %v\n%s", err, output)
	}
	server := exec.CommandContext(t.Context(), "node", "provider.mjs")
	server.Dir = dir
	stdin, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = stdin.Close() // it ends with its input
		_ = server.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("start the OpenID provider: %v", err)
	}
	return strings.TrimSpace(line)
}

// oidc is a scheme of the provider.
func oidc(issuer string) []connector.AuthScheme {
	return []connector.AuthScheme{{
		Name: "oauth", Kind: connector.AuthOAuth2Code, PKCE: true, Scopes: []string{"openid", "offline_access"},
		AuthURL: issuer + "/auth", TokenURL: issuer + "/token", RevokeURL: issuer + "/token/revocation",
		Params: map[string]string{"prompt": "consent"},
	}}
}

var (
	formAction = regexp.MustCompile(`<form[^>]* action="([^"]*)"`)
	formPrompt = regexp.MustCompile(`name="prompt" value="([^"]*)"`)
)

// surf is a person with a browser: it goes to the consent page, signs in, agrees,
// and follows wherever that leads.
func surf(ctx context.Context, page string) error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	client := &http.Client{Jar: jar}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return err
	}
	for range 5 {
		response, err := client.Do(request)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			return err
		}
		action := formAction.FindSubmatch(body)
		if action == nil {
			if response.StatusCode != http.StatusOK || !strings.Contains(string(body), "roictl: Signed in") {
				return fmt.Errorf("ended at %s with %s: %s", response.Request.URL.Path, response.Status, body)
			}
			return nil
		}
		target, err := response.Request.URL.Parse(string(action[1]))
		if err != nil {
			return err
		}
		form := url.Values{"prompt": {string(formPrompt.FindSubmatch(body)[1])}, "login": {"somebody"}, "password": {"any"}}
		request, err = http.NewRequestWithContext(ctx, http.MethodPost, target.String(), strings.NewReader(form.Encode()))
		if err != nil {
			return err
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return fmt.Errorf("too many forms")
}

// introspect asks the provider whether a token is good (RFC 7662).
func introspect(t *testing.T, issuer, token string) bool {
	t.Helper()
	response, err := http.PostForm(issuer+"/token/introspection", url.Values{
		"token": {token}, "client_id": {"confidential"}, "client_secret": {"canary-oidc-client-secret"},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("introspection: %s, %v", response.Status, err)
	}
	return strings.Contains(string(body), `"active":true`)
}

// TestCertifiedProvider walks a login, its renewals and its end against a provider
// that others have certified: RFC 6749, 7636, 8252, 7009, refresh token rotation.
func TestCertifiedProvider(t *testing.T) {
	t.Parallel()
	issuer := provider(t)
	for _, client := range []string{"confidential", "public"} {
		t.Run(client, func(t *testing.T) {
			t.Parallel()
			s := stage(t, oidc(issuer), issuer, `
connector "desk" "shop" {
  auth "oauth" {
    client_id = "`+client+`"
  }
}
`)
			s.options.Now, s.options.After = time.Now, time.After
			if client == "confidential" {
				s.env["ROICTL_CLIENT_SECRET_DESK_SHOP"] = "canary-oidc-client-secret"
			}
			login, diags := s.keeper().Prepare(t.Context(), s.decl(), s.describe, credentials.LoginOptions{})
			if diags.HasErrors() {
				t.Fatal(texts(diags))
			}
			surfed := make(chan error, 1)
			if diags := login.Ask(t.Context(), consent.Way{
				Show: func(string) {},
				Open: func(page string) error { surfed <- surf(t.Context(), page); return nil },
			}); diags.HasErrors() {
				t.Fatal(texts(diags))
			}
			if err := <-surfed; err != nil {
				t.Fatal(err)
			}

			// Its access tokens live for a minute, so that every new keeper renews. Many
			// at once renew it once each turn, and never use a refresh token twice: the
			// provider would end the login.
			var group sync.WaitGroup
			for range 6 {
				group.Go(func() {
					if c, diags := s.keeper().Credential(t.Context(), s.decl(), s.describe); diags.HasErrors() || c.AccessToken == "" {
						t.Errorf("no credential: %s", texts(diags))
					}
				})
			}
			group.Wait()
			last := s.credential()
			if client == "confidential" && !introspect(t, issuer, last.AccessToken) {
				t.Error("the provider does not know the access token")
			}

			farewell, diags := s.keeper().Logout(t.Context(), s.decl(), s.describe)
			if !farewell.Revoked || !farewell.Deleted || len(diags) > 0 {
				t.Errorf("%+v, %s", farewell, texts(diags))
			}
			if client == "confidential" && introspect(t, issuer, last.AccessToken) {
				t.Error("the access token outlives the logout")
			}
		})
	}
}
