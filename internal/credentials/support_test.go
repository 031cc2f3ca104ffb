package credentials_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// noon is when the scenes begin.
var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// scene is a configuration with one way to look at its credentials. Its clock moves
// only when it is told to.
type scene struct {
	t        testing.TB
	options  credentials.Options
	cfg      *config.Config
	describe connector.Description

	mu  sync.Mutex
	now time.Time
	env map[string]string
}

// stage loads a configuration for connectors with these schemes. SERVER in it
// stands for an address.
func stage(t testing.TB, schemes []connector.AuthScheme, server, text string) *scene {
	t.Helper()
	s := &scene{
		t: t, now: noon, env: make(map[string]string),
		describe: connector.Description{Name: "desk", AuthSchemes: schemes},
	}
	dir := t.TempDir()
	text = "variable \"secret\" {\n  type = string\n  sensitive = true\n  default = \"client-canary\"\n}\n" + strings.ReplaceAll(text, "SERVER", server)
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text)}}, Directory: dir})
	if diags.HasErrors() {
		t.Fatalf("load: %v", diags)
	}
	s.cfg = cfg
	s.options = credentials.Options{
		Directory: dir,
		Home:      dir,
		Env: func(name string) (string, bool) {
			value, set := s.env[name]
			return value, set
		},
		Vault: vault.New(vault.Options{Directory: t.TempDir(), After: time.After}),
		Now:   s.clock,
		After: s.after,
		Exchange: func(context.Context, string, connector.Credential) (connector.Credential, connector.Diagnostics, error) {
			t.Error("the connector was asked")
			return connector.Credential{}, nil, nil
		},
	}
	return s
}

func (s *scene) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *scene) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(d)
}

// after lets short waits end at once and long ones never.
func (s *scene) after(d time.Duration) <-chan time.Time {
	if d >= 30*time.Second {
		return nil
	}
	c := make(chan time.Time, 1)
	c <- s.clock()
	return c
}

// keeper is that of another process: it remembers nothing.
func (s *scene) keeper() *credentials.Keeper { return credentials.New(s.options) }

func (s *scene) decl() *config.Connector { return s.cfg.Connectors[0] }

// credential asks a new keeper, and fails the test where there is none.
func (s *scene) credential() connector.Credential {
	s.t.Helper()
	c, diags := s.keeper().Credential(s.t.Context(), s.decl(), s.describe)
	if diags.HasErrors() {
		s.t.Fatalf("no credential: %s", texts(diags))
	}
	return c
}

// refusal asks a new keeper, which has to have none.
func (s *scene) refusal() hcl.Diagnostics {
	s.t.Helper()
	c, diags := s.keeper().Credential(s.t.Context(), s.decl(), s.describe)
	if !diags.HasErrors() || c.AccessToken != "" {
		s.t.Fatalf("there is a credential, with %s", texts(diags))
	}
	return diags
}

// store logs in with a token that is at hand.
func (s *scene) store(token, refresh string) {
	s.t.Helper()
	login, diags := s.keeper().Prepare(s.t.Context(), s.decl(), s.describe, credentials.LoginOptions{Token: true})
	if diags.HasErrors() {
		s.t.Fatalf("prepare: %s", texts(diags))
	}
	if diags := login.Store(s.t.Context(), token, refresh); diags.HasErrors() {
		s.t.Fatalf("store: %s", texts(diags))
	}
}

// texts writes diagnostics with their codes.
func texts(diags hcl.Diagnostics) string {
	var text strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&text, "%s: %s\n%s\n", config.DiagnosticCode(d), d.Summary, d.Detail)
	}
	return text.String()
}

// codes are the codes of diagnostics, by spaces.
func codes(diags hcl.Diagnostics) string {
	var all []string
	for _, d := range diags {
		all = append(all, config.DiagnosticCode(d))
	}
	return strings.Join(all, " ")
}

// exchangeBy is a connector that gives long-1, long-2 … for 60 days each, unless it
// refuses.
func exchangeBy(s *scene, seen *[]string, refuse *error) func(context.Context, string, connector.Credential) (connector.Credential, connector.Diagnostics, error) {
	given := 0
	return func(_ context.Context, _ string, old connector.Credential) (connector.Credential, connector.Diagnostics, error) {
		*seen = append(*seen, old.AccessToken)
		if *refuse != nil {
			return connector.Credential{}, nil, *refuse
		}
		given++
		old.AccessToken, old.ExpiresAt = fmt.Sprintf("long-%d", given), s.clock().Add(60*24*time.Hour).Unix()
		return old, nil, nil
	}
}
