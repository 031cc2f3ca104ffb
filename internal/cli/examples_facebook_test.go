package cli_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
)

// metaSession is a session with simulators of Meta and of Google Analytics.
type metaSession struct {
	sim       *facebooksim.Server
	analytics *ga4sim.Server
}

// start starts the simulators, whose clocks stand at an instant: facebooksim
// INSTANT. Their addresses, the tokens and the app's secret are in the environment.
func (m *metaSession) start(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: facebooksim INSTANT")
	}
	now, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	m.sim = facebooksim.New(facebooksim.Options{Now: now, RequireProof: true})
	m.analytics = ga4sim.New(ga4sim.Options{Now: now, Seed: 1, SessionsPerDay: 600})
	meta, analytics := httptest.NewServer(m.sim), httptest.NewServer(m.analytics)
	ts.Defer(meta.Close)
	ts.Defer(analytics.Close)
	ts.Check(os.WriteFile(ts.MkAbs("client.json"), m.analytics.ClientJSON(analytics.URL), 0o600))
	ts.Setenv("ROICTL_VAR_meta", meta.URL)
	ts.Setenv("ROICTL_VAR_analytics", analytics.URL)
	ts.Setenv("ROICTL_VAR_facebook_app_secret", m.sim.Tokens().AppSecret)
	ts.Setenv("ROICTL_TOKEN_FACEBOOK_SHOP", m.sim.Tokens().SystemUser)
	ts.Setenv("ROICTL_TOKEN_GA4_SHOP", m.analytics.AccessToken())
}

// asked holds how many requests Meta was sent so far, parts of batches aside:
// metaasked NUMBER.
func (m *metaSession) asked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: metaasked NUMBER")
	}
	requests := 0
	for _, r := range m.sim.Requests() {
		if !r.Batched && strings.HasPrefix(r.Path, "/v26.0") {
			requests++
		}
	}
	if got := fmt.Sprint(requests); got != args[0] {
		ts.Fatalf("Meta was asked %s times, want %s", got, args[0])
	}
}

// token sets an environment variable to one of Meta's tokens: metatoken NAME KIND.
func (m *metaSession) token(ts *testscript.TestScript, neg bool, args []string) {
	tokens := map[string]string{"good": m.sim.Tokens().SystemUser, "expired": m.sim.Tokens().Expired, "lapsed": m.sim.Tokens().Lapsed}
	if neg || len(args) != 2 || tokens[args[1]] == "" {
		ts.Fatalf("usage: metatoken NAME good|expired|lapsed")
	}
	ts.Setenv(args[0], tokens[args[1]])
}
