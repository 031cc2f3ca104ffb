package connectortest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"sync"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"

	"github.com/roictl/roictl/connector"
)

// way is one way to reach a connector.
type way struct {
	name string
	// start runs the connector and returns what opens handles of it, any number,
	// and what ends it.
	start func() (open func() (connector.Handle, error), stop func() error, err error)
	log   *logBuffer // where the connector logs to
}

// ways are all that the suite allows.
func (s Suite) ways() []way {
	log := &logBuffer{}
	ways := []way{
		{name: "direct", log: log, start: func() (func() (connector.Handle, error), func() error, error) {
			open := func() (connector.Handle, error) { return connector.Direct(s.New()), nil }
			return open, func() error { return nil }, nil
		}},
		{name: "grpc", log: log, start: func() (func() (connector.Handle, error), func() error, error) {
			return overGRPC(s.New())
		}},
	}
	if len(s.Command) > 0 {
		log := &logBuffer{}
		ways = append(ways, way{name: "process", log: log, start: func() (func() (connector.Handle, error), func() error, error) {
			return inProcessOfItsOwn(s.Command, log)
		}})
	}
	return ways
}

// overGRPC serves the connector in this process and connects to it.
func overGRPC(c connector.Connector) (open func() (connector.Handle, error), stop func() error, err error) {
	listener := bufconn.Listen(1 << 20)
	server := grpc.NewServer()
	connector.Register(server, c)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	conn, err := grpc.NewClient("passthrough:///connector",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		server.Stop()
		return nil, nil, errors.Join(err, <-served)
	}
	open = func() (connector.Handle, error) { return connector.Client(conn), nil }
	stop = func() error {
		err := conn.Close()
		server.Stop()
		return errors.Join(err, <-served)
	}
	return open, stop, nil
}

// inProcessOfItsOwn starts the connector's program.
func inProcessOfItsOwn(command []string, log *logBuffer) (open func() (connector.Handle, error), stop func() error, err error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = os.Environ()
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  connector.Handshake,
		VersionedPlugins: connector.PluginSets(nil),
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		Cmd:              cmd,
		SkipHostEnv:      true,
		Stderr:           log,
		SyncStdout:       log,
		SyncStderr:       log,
		Logger:           hclog.New(&hclog.LoggerOptions{Level: hclog.Off}),
	})
	protocol, err := client.Client()
	if err != nil {
		client.Kill()
		return nil, nil, fmt.Errorf("start %s: %w", command[0], err)
	}
	open = func() (connector.Handle, error) {
		dispensed, err := protocol.Dispense(connector.PluginName)
		if err != nil {
			return nil, err
		}
		handle, ok := dispensed.(connector.Handle)
		if !ok {
			return nil, fmt.Errorf("dispense connector: got a %T", dispensed)
		}
		return handle, nil
	}
	stop = func() error {
		client.Kill()
		return nil
	}
	return open, stop, nil
}

// logBuffer keeps what is logged, by several goroutines at once.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// goroutineCount is a picture of the goroutines at one time.
type goroutineCount struct{ known goleak.Option }

func goroutines() goroutineCount { return goroutineCount{goleak.IgnoreCurrent()} }

// left describes the goroutines that came since and stayed, after some patience.
func (g goroutineCount) left() string {
	if err := goleak.Find(g.known); err != nil {
		return err.Error()
	}
	return ""
}
