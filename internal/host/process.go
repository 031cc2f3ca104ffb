package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/runner"
	"google.golang.org/grpc"

	"github.com/roictl/roictl/connector"
)

const (
	// maxMessageBytes bounds a message from a connector, as the SDK bounds those
	// to it.
	maxMessageBytes = 64 << 20
	// closeTimeout is how long the connectors of a run may take to end.
	closeTimeout = 3 * time.Second
	// exitGrace is how long a broken connection is given to turn out to be the
	// end of its process.
	exitGrace = 2 * time.Second
)

// process is a child that serves one connector.
type process struct {
	client  *plugin.Client
	command command
	output  *output
	runner  *childRunner
	kill    context.CancelFunc
}

// launch starts a child and connects to it.
func (h *Host) launch(s subject, c command) (*handle, error) {
	dir, err := h.sockets.make()
	if err != nil {
		return nil, s.fault("Connector cannot be started", err.Error()+".", "Check that the directory for temporary files can be written to.", err)
	}
	env := append(childEnvironment(h.options.Environ, h.options.PassEnv),
		connector.EnvLog+"="+childLevel(h.options.Logger), plugin.EnvUnixSocketDir+"="+dir)
	started := h.newHandle(s, nil)
	life, kill := context.WithCancel(context.Background())
	p := &process{command: c, output: &output{logger: started.logger, secrets: started.secrets}, kill: kill}
	p.client = plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  connector.Handshake,
		VersionedPlugins: connector.PluginSets(nil),
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		SkipHostEnv:      true,
		// A socket is private to the user; a TCP port of Windows is not.
		AutoMTLS:     runtime.GOOS == "windows",
		StartTimeout: h.options.StartTimeout,
		SyncStdout:   p.output.unexpected("standard output"),
		SyncStderr:   p.output.unexpected("standard error"),
		Logger:       pluginLogger(started.logger),
		GRPCDialOptions: []grpc.DialOption{
			grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessageBytes), grpc.MaxCallSendMsgSize(maxMessageBytes)),
		},
		UnixSocketConfig: &plugin.UnixSocketConfig{TempDir: dir},
		RunnerFunc: func(_ hclog.Logger, template *exec.Cmd, ownDir string) (runner.Runner, error) {
			// The sockets of a run share one directory, which has a shorter path
			// than the one that go-plugin makes inside it.
			if err := os.Remove(ownDir); err != nil {
				return nil, fmt.Errorf("prepare socket directory: %w", err)
			}
			p.runner = newChildRunner(life, c, append(template.Env, env...), p.output)
			return p.runner, nil
		},
	})
	// A start under way ends as soon as the host is asked to close.
	release := context.AfterFunc(h.serving, kill)
	started.process = p
	started.inner, err = p.connect()
	if !release() && err == nil {
		err = errClosed
	}
	if err != nil {
		p.client.Kill()
		kill()
		return nil, p.startFailure(s, h, err)
	}
	return started, nil
}

func (p *process) connect() (connector.Handle, error) {
	client, err := p.client.Client()
	if err != nil {
		return nil, err
	}
	dispensed, err := client.Dispense(connector.PluginName)
	if err != nil {
		return nil, err
	}
	inner, ok := dispensed.(connector.Handle)
	if !ok {
		return nil, fmt.Errorf("dispense connector: got a %T", dispensed)
	}
	return inner, nil
}

// startFailure explains why a child could not be started.
func (p *process) startFailure(s subject, h *Host, err error) error {
	if h.serving.Err() != nil {
		return errClosed
	}
	const summary = "Connector cannot be started"
	headline, all := p.output.crash()
	switch {
	case headline != "":
		p.output.logger.Error("the connector crashed", "output", all)
		return s.fault("Connector crashed", "It crashed while it started: "+headline+".", authorHint, err)
	case p.runner != nil && !p.runner.started:
		return s.fault(summary, fmt.Sprintf("The program %s cannot be run: %s.", p.command.path, err), p.installHint(), err)
	case strings.Contains(err.Error(), "timeout while waiting"):
		return s.fault(summary, fmt.Sprintf("It did not answer within %s of its start.", h.options.StartTimeout), p.slowHint(), err)
	case strings.HasPrefix(err.Error(), "incompatible "):
		return s.fault("Incompatible connector",
			fmt.Sprintf("The connector %s speaks another version of the protocol than this roictl, which speaks version %d.", p.command.path, connector.ProtocolVersion),
			"Install a version of the connector that was built for this roictl, or another roictl.", err)
	default:
		detail := fmt.Sprintf("The program %s is no connector of roictl, or it ended before it answered", p.command.path)
		if complaint := p.output.complaint(); complaint != "" {
			detail += "; it said: " + complaint
		}
		return s.fault(summary, strings.TrimSuffix(detail, ".")+".", p.installHint(), err)
	}
}

func (p *process) installHint() string {
	if p.command.bundled {
		return "The connector is part of roictl itself: install roictl again, or run it inside roictl with ROICTL_CONNECTOR_INPROCESS=1."
	}
	return "Install the connector again."
}

func (p *process) slowHint() string {
	if p.command.bundled {
		return "A virus scanner or a busy machine may hold it up: try again, or run it inside roictl with ROICTL_CONNECTOR_INPROCESS=1."
	}
	return "A virus scanner or a busy machine may hold it up: try again."
}

// obituary explains a connection that broke during a call: how the process ended
// and what its last words were.
func (p *process) obituary(h *handle, call string, err error) error {
	s := h.subject
	if h.host.serving.Err() != nil {
		return fmt.Errorf("%s: the host is closing: %w", s, context.Canceled)
	}
	select {
	case <-p.runner.exited:
	case <-time.After(exitGrace):
		return s.fault("Connector does not answer",
			fmt.Sprintf("It broke off while it answered %s, although its process still runs.", call), authorHint, err)
	}
	headline, all := p.output.crash()
	if headline != "" {
		p.output.logger.Error("the connector crashed", "call", call, "output", all)
		return s.fault("Connector crashed", fmt.Sprintf("It crashed while it answered %s: %s.", call, strings.TrimSuffix(headline, ".")),
			authorHint+" ROICTL_LOG=error shows where it happened.", err)
	}
	detail := fmt.Sprintf("Its process ended while it answered %s", call)
	hint := authorHint
	var exit *exec.ExitError
	switch {
	case !errors.As(p.runner.exit, &exit):
		detail += ", without an error of its own"
	case exit.ExitCode() >= 0:
		detail += fmt.Sprintf(", with exit code %d", exit.ExitCode())
	default:
		detail += " (" + exit.String() + ")"
		hint = "Something stopped it from outside: a person, or the system for want of memory. Try again."
	}
	if complaint := p.output.complaint(); complaint != "" {
		detail += "; it said: " + strings.TrimSuffix(complaint, ".")
	}
	return s.fault("Connector ended", detail+".", hint, err)
}

// end lets the connector tidy up and ends its process: in peace until ctx is
// done, with force then.
func (p *process) end(ctx context.Context, closeSource func(context.Context)) error {
	select {
	case <-p.runner.exited: // it has crashed, which its caller was told
	default:
		closeSource(ctx)
	}
	stop := context.AfterFunc(ctx, p.kill)
	defer stop()
	p.client.Kill()
	p.kill()
	<-p.runner.exited
	return nil
}
