package cli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
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
			testscript.Run(t, testscript.Params{
				Files:               []string{session},
				RequireExplicitExec: true,
				Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status},
				Setup: func(env *testscript.Env) error {
					return os.CopyFS(filepath.Join(env.WorkDir, "example"), os.DirFS(dir))
				},
				UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
			})
		})
	}
}
