package cli_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/roictl/roictl/internal/cli"
)

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// A report that nobody got never counts as given, whichever verb wrote it.
func TestOutputThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"help", "--help", "help check", "check --help", "version", "--version", "version --json", "schema", "completion bash", "validate", "validate --json", "graph", "connectors list"} {
		term := newTerminal(t, map[string]string{"main.roi.hcl": "metric \"m\" {\n  value = 1\n}\n"})
		term.state.Stdout = full{}
		if code := term.run(strings.Fields(line)...); code != int(cli.ExitFault) || !strings.Contains(term.stderr.String(), "no space left") {
			t.Errorf("roictl %s: exit %d and %q, want 1 and the reason", line, code, term.stderr.String())
		}
	}
}
