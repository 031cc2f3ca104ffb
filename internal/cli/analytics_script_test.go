package cli_test

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestAnalytics runs the sessions in testdata/analytics: what a user of Google
// Analytics sees where something is not as it should be.
func TestAnalytics(t *testing.T) {
	t.Parallel()
	analytics := &analyticsSession{}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/analytics",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"ga4sim": analytics.start,
			"asked":  analytics.asked,
			"token":  analytics.token,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("COLUMNS", "80")
			env.Setenv("ROICTL_CREDENTIALS", "file") // never a real keyring
			return nil
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}
