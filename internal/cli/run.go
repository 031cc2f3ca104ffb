package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"
)

// session is one run of the command line: the state of the process, what the
// global flags say, and the verdict so far.
type session struct {
	State
	root    *cobra.Command
	code    ExitCode
	written *output // the standard output

	chdir   string // --chdir, as written
	noColor bool   // --no-color
}

// Run runs the command line and returns the code that the process should exit
// with. It returns only after everything that it started has ended.
func Run(state State) int {
	// Before anything else: a connector's process starts for every source.
	if code, served := serveConnector(state.Bundled, state.Args); served {
		return code
	}
	ctx, stop := interruptible(context.Background(), state.Signals, state.Exit)
	defer stop()

	written := &output{to: state.Stdout}
	state.Stdout = written
	s := &session{State: state, written: written}
	s.root = s.rootCommand()
	code := contain(state.Stderr, func() ExitCode { return s.execute(ctx) })
	if interrupted(ctx) {
		_, _ = fmt.Fprintln(s.Stderr, "Interrupted.") // nobody to tell otherwise
		return int(ExitInterrupted)
	}
	return int(code)
}

// execute normalises the arguments, runs the command that they name, and shows
// the error it ends with.
func (s *session) execute(ctx context.Context) ExitCode {
	words, err := s.words()
	if err != nil {
		return s.fail(err)
	}
	s.root.SetArgs(words)
	s.root.SetIn(s.Stdin)
	s.root.SetOut(s.Stdout)
	s.root.SetErr(s.Stderr)
	if err := s.root.ExecuteContext(ctx); err != nil {
		if interrupted(ctx) {
			return ExitInterrupted
		}
		return s.fail(err)
	}
	if s.written.err != nil {
		return s.fail(s.written.err)
	}
	return s.code
}

// words returns the normal form of the command line, with the environment's
// standing arguments. What a shell asks for completion is normalised as well,
// but gets nothing added: it is not a command yet.
func (s *session) words() ([]string, error) {
	grammar := grammarOf(s.root)
	if len(s.Args) > 0 && (s.Args[0] == cobra.ShellCompRequestCmd || s.Args[0] == cobra.ShellCompNoDescRequestCmd) {
		return append([]string{s.Args[0]}, grammar.Parse(s.Args[1:]).Words()...), nil
	}
	line := grammar.Parse(s.Args)
	if line.Unknown != "" {
		// Said before flags are parsed: those of a command that does not exist
		// cannot be right or wrong.
		cmd, _, err := s.root.Find(line.Command)
		if err != nil {
			return nil, err
		}
		return nil, unknownCommand(cmd, line.Unknown)
	}
	line, err := grammar.WithEnvironment(line, s.LookupEnv)
	if err != nil {
		return nil, err
	}
	return line.Words(), nil
}

// fail shows why the command could not do its work.
func (s *session) fail(err error) ExitCode {
	var (
		placed withSource
		diags  hcl.Diagnostics
	)
	switch {
	case errors.As(err, &placed):
		s.diagnose(placed.Diagnostics, placed.Files)
	case errors.As(err, &diags):
		s.diagnose(diags, nil)
	default:
		s.diagnose(hcl.Diagnostics{{Severity: hcl.DiagError, Summary: sentence(err.Error())}}, nil)
	}
	return ExitFault
}

// dir is the directory that the command works in: that of the process, or the
// one that --chdir names.
func (s *session) dir() string {
	if s.chdir == "" {
		return filepath.Clean(s.Directory)
	}
	return absolute(s.Directory, s.chdir)
}

// checkDirectory says what is wrong with the directory that --chdir names.
func (s *session) checkDirectory() error {
	if s.chdir == "" {
		return nil
	}
	info, err := os.Stat(s.dir())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return mistake("Wrong directory", "There is no directory %q, which --chdir names.", s.chdir)
	case err != nil:
		return mistake("Wrong directory", "The directory %q, which --chdir names, cannot be opened: %s.", s.chdir, err)
	case !info.IsDir():
		return mistake("Wrong directory", "%q is a file, and --chdir needs a directory.", s.chdir)
	}
	return nil
}

// does turns a verb's work into what cobra runs, and keeps its exit code.
func (s *session) does(work func(ctx context.Context, operands []string) (ExitCode, error)) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, operands []string) error {
		code, err := work(cmd.Context(), operands)
		s.code = code
		return err
	}
}
