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
	// open returns a handle, what ends it, and where the connector's process
	// logs to.
	open func() (handle connector.Handle, end func() error, err error)
	log  *logBuffer
}

// ways are all that the suite allows.
func (s Suite) ways() []way {
	log := &logBuffer{}
	ways := []way{
		{name: "direct", log: log, open: func() (connector.Handle, func() error, error) {
			return connector.Direct(s.New()), func() error { return nil }, nil
		}},
		{name: "grpc", log: log, open: func() (connector.Handle, func() error, error) { return overGRPC(s.New()) }},
	}
	if len(s.Command) > 0 {
		log := &logBuffer{}
		ways = append(ways, way{name: "process", log: log, open: func() (connector.Handle, func() error, error) {
			return inProcessOfItsOwn(s.Command, log)
		}})
	}
	return ways
}

// overGRPC serves the connector in this process and connects to it.
func overGRPC(c connector.Connector) (connector.Handle, func() error, error) {
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
	end := func() error {
		err := conn.Close()
		server.Stop()
		return errors.Join(err, <-served)
	}
	return connector.Client(conn), end, nil
}

// inProcessOfItsOwn starts the connector's program.
func inProcessOfItsOwn(command []string, log *logBuffer) (connector.Handle, func() error, error) {
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
	end := func() error {
		client.Kill()
		return nil
	}
	protocol, err := client.Client()
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("start %s: %w", command[0], err), end())
	}
	dispensed, err := protocol.Dispense(connector.PluginName)
	if err != nil {
		return nil, nil, errors.Join(err, end())
	}
	handle, ok := dispensed.(connector.Handle)
	if !ok {
		return nil, nil, errors.Join(fmt.Errorf("dispense connector: got a %T", dispensed), end())
	}
	return handle, end, nil
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
