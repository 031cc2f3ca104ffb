package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file"
)

// TestNoMistakeCrashes takes every line out of a whole configuration, one at a
// time: half of them leave something that cannot be right. Whatever is left is
// answered by plan, which loads and binds as validate does, with a plan or with
// mistakes.
func TestNoMistakeCrashes(t *testing.T) {
	t.Parallel()
	const example = "../../examples/quickstart"
	sources, err := filepath.Glob(example + "/*.roi.hcl")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no configuration in %s: %v", example, err)
	}
	for _, source := range sources {
		t.Run(filepath.Base(source), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			term := newTerminal(t, nil)
			term.state.Bundled = map[string]connector.Connector{"file": file.New()}
			if err := os.CopyFS(term.state.Directory, os.DirFS(example)); err != nil {
				t.Fatal(err)
			}
			lines := strings.SplitAfter(string(text), "\n")
			for i := range lines {
				mutant := strings.Join(lines[:i], "") + strings.Join(lines[i+1:], "")
				if err := os.WriteFile(filepath.Join(term.state.Directory, filepath.Base(source)), []byte(mutant), 0o600); err != nil {
					t.Fatal(err)
				}
				term.stdout.Reset()
				term.stderr.Reset()
				code := term.run("plan")
				if code != 0 && code != 1 || strings.Contains(term.stderr.String(), "crashed") {
					t.Errorf("without line %d (%q) it exits %d:\n%s", i+1, strings.TrimSpace(lines[i]), code, &term.stderr)
				}
				if code == 1 && term.stderr.Len() == 0 {
					t.Errorf("without line %d (%q) it fails without a word", i+1, strings.TrimSpace(lines[i]))
				}
			}
		})
	}
}
