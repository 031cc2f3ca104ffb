// Package process reads what the command line may know of its process, in the
// one place that does so: arguments, environment, clock, streams, terminal,
// working directory, executable and signals.
package process

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/cli"
)

// State returns the state of this process for [cli.Run]. The version is what the
// linker stamped; the bundled connectors are those compiled in, by type. From here on the process's standard input belongs to the
// returned state: children that inherit os.Stdin, such as connectors, find an
// empty one and cannot eat what was meant for a command.
func State(version string, bundled map[string]connector.Connector) (cli.State, error) {
	directory, err := os.Getwd()
	if err != nil {
		return cli.State{}, fmt.Errorf("find working directory: %w", err)
	}
	executable, err := os.Executable()
	if err != nil {
		return cli.State{}, fmt.Errorf("find own executable: %w", err)
	}
	stdin := os.Stdin
	if os.Stdin, err = os.Open(os.DevNull); err != nil {
		return cli.State{}, fmt.Errorf("open empty standard input: %w", err)
	}
	// Two, so that a second interrupt is not lost while the first is handled.
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) { // nohup means it to outlive the terminal
		signal.Notify(signals, syscall.SIGHUP)
	}

	state := cli.State{
		Args:       os.Args[1:],
		LookupEnv:  os.LookupEnv,
		Environ:    os.Environ,
		Now:        time.Now,
		Stdin:      stdin,
		Stdout:     os.Stdout,
		Stderr:     os.Stderr,
		Width:      width,
		Directory:  directory,
		Executable: executable,
		Version:    version,
		Bundled:    bundled,
		Signals:    signals,
		Exit:       os.Exit,
	}
	addDesktop(&state)
	state.Terminal.Stdin = isTerminal(stdin)
	state.Terminal.Stdout = isTerminal(os.Stdout) && understandsEscapes(os.Stdout)
	state.Terminal.Stderr = isTerminal(os.Stderr) && understandsEscapes(os.Stderr)
	return state, nil
}

func isTerminal(file *os.File) bool { return term.IsTerminal(int(file.Fd())) }

// width is the number of columns of the terminal on either output; 0 when
// neither is one.
func width() int {
	for _, file := range []*os.File{os.Stdout, os.Stderr} {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil {
			return columns
		}
	}
	return 0
}
