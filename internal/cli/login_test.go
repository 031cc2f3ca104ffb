package cli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
)

// TestLoginAsksFirst holds that at a terminal nothing begins before the user agrees:
// they are told what will be asked for and where it is kept.
func TestLoginAsksFirst(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{"no\n", "\n", ""} {
		term := newTerminal(t, map[string]string{"main.roi.hcl": `
connector "desk" "shop" {
  endpoint = "https://desk.example.com"
  auth "oauth" {
    client_id = "client-1"
  }
}
`})
		term.state.Bundled = map[string]connector.Connector{"desk": desk{}}
		term.state.Settings = t.TempDir()
		term.state.After = time.After
		term.state.Terminal.Stdin = true
		term.state.Stdin = strings.NewReader(answer)
		term.state.OpenBrowser = func(string) error { t.Error("a browser was opened"); return nil }
		if code := term.run("login", "desk"); code != 1 {
			t.Errorf("%q: exit code %d", answer, code)
		}
		said := term.stderr.String()
		for _, part := range []string{"  - read\n", "the encrypted file " + term.state.Settings, "Go on? (yes/no)", "You did not agree"} {
			if !strings.Contains(said, part) {
				t.Errorf("%q: %q is not in\n%s", answer, part, said)
			}
		}
		if strings.Contains(said, "code_challenge") {
			t.Errorf("%q: the consent page was shown", answer)
		}
	}
}
