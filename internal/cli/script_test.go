package cli_test

import (
	"archive/zip"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/cli"
	"github.com/roictl/roictl/internal/cli/process"
	"github.com/roictl/roictl/plugins/facebook"
	"github.com/roictl/roictl/plugins/file"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/linkedin"
)

// TestMain registers this test binary under the name roictl, so that a script's
// roictl is a real process: bundled connectors start as they do for users, by
// running the executable once more.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"roictl": func() {
			state, err := process.State("0.1.0", map[string]connector.Connector{
				"desk": desk{}, "drill": drill{}, "facebook": facebook.New(facebook.Options{Now: time.Now}), "file": file.New(), "ga4": ga4.New(ga4.Options{Now: time.Now}),
				"linkedin": linkedin.New(linkedin.Options{Now: time.Now}),
			})
			if err != nil {
				fmt.Fprintln(os.Stderr, "Error:", err)
				os.Exit(int(cli.ExitFault))
			}
			os.Exit(cli.Run(state))
		},
		"xdg-open": agree,
	})
}

// TestScript runs the terminal sessions in testdata/script. Each is a whole
// story of one verb: what is typed, which files there are, what comes back.
func TestScript(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"mode":   mode,
			"unzip":  unzip,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("COLUMNS", "1000")            // so that no phrase a script looks for is broken into lines
			env.Setenv("ROICTL_CREDENTIALS", "file") // never a real keyring
			return nil
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// status runs a program and holds its exit code: status CODE PROGRAM ARGS...
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status CODE PROGRAM [ARG...]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("run %v: %v", args[1:], err)
		}
		code = exit.ExitCode()
	}
	if got := fmt.Sprint(code); got != args[0] {
		ts.Fatalf("%v exited with %s, want %s", args[1:], got, args[0])
	}
}

// mode holds the permissions of a file: mode 640 FILE.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode OCTAL FILE")
	}
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s, want %s", args[1], got, args[0])
	}
}

// unzip unpacks an archive into a new directory: unzip FILE DIRECTORY.
func unzip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unzip FILE DIRECTORY")
	}
	archive, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer archive.Close()
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), archive))
}
