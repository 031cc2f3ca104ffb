package cli_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
)

// TestExamples runs every example as a user would: its session.txtar is a
// terminal session in a copy of its directory.
func TestExamples(t *testing.T) {
	t.Parallel()
	directories, err := filepath.Glob("../../examples/*")
	if err != nil || len(directories) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, dir := range directories {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			session := filepath.Join(dir, "session.txtar")
			if _, err := os.Stat(session); err != nil {
				t.Fatalf("every example has a session that proves it: %v", err)
			}
			analytics, linkedin, meta := &analyticsSession{}, &linkedinSession{}, &metaSession{}
			testscript.Run(t, testscript.Params{
				Files:               []string{session},
				RequireExplicitExec: true,
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"status": status,
					"ga4sim": analytics.start,
					"asked":  analytics.asked,
					"expire": analytics.expire,
					"token":  analytics.token,

					"linkedinsim":    linkedin.start,
					"linkedinasked":  linkedin.asked,
					"linkedintoken":  linkedin.token,
					"linkedinexpire": linkedin.expire,

					"facebooksim": meta.start,
					"metaasked":   meta.asked,
					"metatoken":   meta.token,

					"figures": (&blendedSession{linkedin, meta}).figures,
				},
				Setup: func(env *testscript.Env) error {
					return os.CopyFS(filepath.Join(env.WorkDir, "example"), os.DirFS(dir))
				},
				UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
			})
		})
	}
}

// analyticsSession is a session with a simulator of Google Analytics.
type analyticsSession struct{ sim *ga4sim.Server }

// start starts the simulator, whose clock stands at an instant: ga4sim INSTANT. Its
// address is in the variable that the example reads, and the OAuth client in
// client.json.
func (a *analyticsSession) start(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: ga4sim INSTANT")
	}
	now, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	a.sim = ga4sim.New(ga4sim.Options{Now: now, Seed: 1, SessionsPerDay: 100})
	server := httptest.NewServer(a.sim)
	ts.Defer(server.Close)
	ts.Check(os.WriteFile(ts.MkAbs("client.json"), a.sim.ClientJSON(server.URL), 0o600))
	ts.Setenv("ROICTL_VAR_simulator", server.URL)
}

// asked holds how many requests the interfaces of Analytics were sent so far, those
// to log in aside: asked NUMBER.
func (a *analyticsSession) asked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: asked NUMBER")
	}
	requests := 0
	for _, r := range a.sim.Requests() {
		if strings.HasPrefix(r.Path, "/v1beta/") {
			requests++
		}
	}
	if got := fmt.Sprint(requests); got != args[0] {
		ts.Fatalf("Analytics was asked %s times, want %s", got, args[0])
	}
}

// expire ends the life of all access tokens.
func (a *analyticsSession) expire(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: expire")
	}
	a.sim.Tokens().ExpireAccess()
}

// token sets an environment variable to an access token: token NAME.
func (a *analyticsSession) token(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: token NAME")
	}
	ts.Setenv(args[0], a.sim.AccessToken())
}
