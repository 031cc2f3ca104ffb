package cli_test

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/oauth"
)

// linkedinSession is a session with a simulator of LinkedIn.
type linkedinSession struct{ sim *linkedinsim.Server }

// start starts the simulator, whose clock stands at an instant: linkedinsim INSTANT.
// Its address is in the variable that the example reads.
func (l *linkedinSession) start(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: linkedinsim INSTANT")
	}
	now, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	l.sim = linkedinsim.New(linkedinsim.Options{Now: now})
	server := httptest.NewServer(l.sim)
	ts.Defer(server.Close)
	ts.Setenv("ROICTL_VAR_simulator", server.URL)
}

// asked holds how many requests the Marketing API was sent since that was last held:
// linkedinasked NUMBER.
func (l *linkedinSession) asked(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: linkedinasked NUMBER")
	}
	requests := 0
	for _, r := range l.sim.Requests() {
		if strings.HasPrefix(r.Path, "/rest/") {
			requests++
		}
	}
	l.sim.ClearRequests()
	if got := fmt.Sprint(requests); got != args[0] {
		ts.Fatalf("LinkedIn was asked %s times, want %s", got, args[0])
	}
}

// token sets an environment variable to an access token of a person: linkedintoken
// NAME MEMBER.
func (l *linkedinSession) token(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: linkedintoken NAME MEMBER")
	}
	token, err := l.sim.Token(args[1])
	ts.Check(err)
	ts.Setenv(args[0], token.Access)
}

// expire ends the life of all access tokens, which is 60 days: linkedinexpire. A
// token that was taken back before is no example: LinkedIn says the same of one that
// it does not know yet, so that every new process waits for it.
func (l *linkedinSession) expire(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: linkedinexpire")
	}
	l.sim.Advance(oauth.AccessTTL)
}
