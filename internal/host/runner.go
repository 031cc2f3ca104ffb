package host

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"time"

	"github.com/hashicorp/go-plugin/runner"
)

// command is what to start for a connector.
type command struct {
	path    string
	args    []string
	bundled bool
}

// childRunner starts a child for go-plugin. It differs from go-plugin's own runner
// in what the child gets and in what is believed of it: no standard input (the
// host's belongs to the user), and no word of its output reaches go-plugin but
// the first line, which is the handshake.
type childRunner struct {
	cmd       *exec.Cmd
	handshake *io.PipeReader
	logs      *io.PipeReader // always empty: output reads the logs
	stop      func()         // ends the output of a child that has ended
	exited    chan struct{}  // closed when the process has ended and its output was read
	exit      error          // how it ended; set before exited is closed
	started   bool
}

var _ runner.Runner = (*childRunner)(nil)

// outputGrace is how long the output of an ended child is waited for, which a
// grandchild may hold open.
const outputGrace = time.Second

// newChildRunner prepares a child that is killed when ctx ends.
func newChildRunner(ctx context.Context, c command, env []string, out *output) *childRunner {
	handshake, handshakeWriter := io.Pipe()
	logs, logsWriter := io.Pipe()
	cmd := exec.CommandContext(ctx, c.path, c.args...)
	cmd.Env = env
	cmd.Stdout = &firstLine{line: handshakeWriter, rest: out.unexpected("standard output")}
	stderr := &lineSplitter{take: out.line}
	cmd.Stderr = stderr
	cmd.WaitDelay = outputGrace
	return &childRunner{
		cmd:       cmd,
		handshake: handshake,
		logs:      logs,
		exited:    make(chan struct{}),
		stop: func() {
			stderr.flush()
			// Closing a pipe for its reader cannot fail.
			_ = handshakeWriter.Close()
			_ = logsWriter.Close()
		},
	}
}

func (r *childRunner) Start(context.Context) error {
	if err := r.cmd.Start(); err != nil {
		r.stop()
		return fmt.Errorf("start %s: %w", r.cmd.Path, err)
	}
	r.started = true
	go func() {
		r.exit = r.cmd.Wait()
		r.stop()
		close(r.exited)
	}()
	return nil
}

func (r *childRunner) Wait(context.Context) error {
	<-r.exited
	return r.exit
}

// Kill ends the child at once. Killing one that has ended is no error.
func (r *childRunner) Kill(context.Context) error {
	select {
	case <-r.exited:
		return nil
	default:
	}
	if err := r.cmd.Process.Kill(); err != nil {
		select {
		case <-r.exited:
			return nil
		case <-time.After(outputGrace):
			return fmt.Errorf("kill %s: %w", r.cmd.Path, err)
		}
	}
	return nil
}

func (r *childRunner) Stdout() io.ReadCloser { return r.handshake }
func (r *childRunner) Stderr() io.ReadCloser { return r.logs }
func (r *childRunner) Name() string          { return r.cmd.Path }

func (r *childRunner) ID() string {
	if r.cmd.Process == nil {
		return ""
	}
	return strconv.Itoa(r.cmd.Process.Pid)
}

// Diagnose adds nothing: explanations are made from the output and the exit.
func (r *childRunner) Diagnose(context.Context) string { return "" }

// PluginToHost is the identity: both ends see the same sockets.
func (r *childRunner) PluginToHost(network, address string) (string, string, error) {
	return network, address, nil
}

// HostToPlugin is the identity.
func (r *childRunner) HostToPlugin(network, address string) (string, string, error) {
	return network, address, nil
}
