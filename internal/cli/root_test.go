package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// everyCommand visits the whole tree of commands.
func everyCommand(visit func(*cobra.Command)) {
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		visit(cmd)
		for _, child := range cmd.Commands() {
			walk(child)
		}
	}
	s := &session{State: State{LookupEnv: func(string) (string, bool) { return "", false }}}
	walk(s.rootCommand())
}

// TestFlagsCanBeWrittenWithOneDash holds what the normal form of a command line
// rests on: a flag's name takes a value in every command or in none, and no
// shorthand could be taken for a long flag.
func TestFlagsCanBeWrittenWithOneDash(t *testing.T) {
	t.Parallel()
	valued := make(map[string]bool)
	everyCommand(func(cmd *cobra.Command) {
		check := func(flag *pflag.Flag) {
			takes := flag.NoOptDefVal == ""
			if before, seen := valued[flag.Name]; seen && before != takes {
				t.Errorf("%s: --%s takes a value in one command and none in another", cmd.CommandPath(), flag.Name)
			}
			valued[flag.Name] = takes
			if flag.Shorthand != "" && flag.Name != "help" {
				t.Errorf("%s: --%s has the shorthand -%s", cmd.CommandPath(), flag.Name, flag.Shorthand)
			}
			if len(flag.Name) < 2 {
				t.Errorf("%s: --%s is one letter, so -%s would not be it", cmd.CommandPath(), flag.Name, flag.Name)
			}
		}
		cmd.Flags().VisitAll(check)
		cmd.PersistentFlags().VisitAll(check)
	})
}

// TestHelpIsComplete holds that every command says what it is for, shows
// examples that begin with its own name, and lists its exit codes.
func TestHelpIsComplete(t *testing.T) {
	t.Parallel()
	everyCommand(func(cmd *cobra.Command) {
		if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: the short help is %q; want a phrase without a full stop", cmd.CommandPath(), cmd.Short)
		}
		if !strings.Contains(cmd.Example, cmd.CommandPath()) {
			t.Errorf("%s: no example shows the command", cmd.CommandPath())
		}
		codes := cmd.Annotations[exitAnnotation]
		for _, code := range []string{"0", "1", "130"} {
			if !strings.Contains(codes, " "+code+"  ") {
				t.Errorf("%s: the help does not say what exit code %s means", cmd.CommandPath(), code)
			}
		}
		cmd.Flags().VisitAll(func(flag *pflag.Flag) {
			if flag.Usage == "" {
				t.Errorf("%s: --%s has no help", cmd.CommandPath(), flag.Name)
			}
		})
	})
}

// TestExitCodes freezes the codes that scripts rely on (DESIGN §3).
func TestExitCodes(t *testing.T) {
	t.Parallel()
	for want, got := range map[int]ExitCode{0: ExitOK, 1: ExitFault, 2: ExitMissed, 3: ExitIncomplete, 130: ExitInterrupted} {
		if int(got) != want {
			t.Errorf("an exit code is %d, want %d", got, want)
		}
	}
	if ExitFilesDiffer != 3 || ExitChanges != 2 {
		t.Error("the codes of fmt --check and plan --detailed-exitcode are Terraform's: 3 and 2")
	}
}
