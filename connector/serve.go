package connector

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/roictl/roictl/connector/internal/hostlog"
	"github.com/roictl/roictl/connector/internal/lifeline"
	"github.com/roictl/roictl/connector/mask"
)

// EnvLog is the environment variable with the least level that a connector
// process logs: trace, debug, info, warn or error. The host sets it.
const EnvLog = "ROICTL_LOG"

// maxMessageBytes bounds a message in either direction. It is far above any sane
// batch and far below what would exhaust a machine.
const maxMessageBytes = 64 << 20

// A process without a host ends itself after these times: before the first
// connection, and after the last one.
const (
	firstConnection = time.Minute
	orphanGrace     = 2 * time.Second
)

// Serve is the main function of a connector's binary. It does not return.
//
// Without arguments the process serves roictl, which starts it. With "describe"
// it prints its [Description] as JSON. With "--debug" it serves until it is
// interrupted and prints what roictl needs to use it, so that an author can run
// it in a debugger.
func Serve(c Connector) { os.Exit(ServeArgs(c, os.Args[1:])) }

// ServeArgs does what Serve does with the given arguments and returns the exit
// code. It is for a binary that holds several connectors. It takes over the
// standard streams of the process, so that it can be called only once.
func ServeArgs(c Connector, args []string) (exitCode int) {
	mode := ""
	if len(args) > 0 {
		mode = args[0]
	}
	switch mode {
	case "describe":
		return printDescription(c, os.Stdout, os.Stderr)
	case "--debug", "-debug":
		return serveDebug(c)
	case "":
		if os.Getenv(Handshake.MagicCookieKey) == Handshake.MagicCookieValue {
			return serveHost(c)
		}
	}
	fmt.Fprint(os.Stderr, "This is a connector of roictl, which starts it when a configuration needs it.\n\n"+
		"  describe   print what it reads and how it is configured, as JSON\n"+
		"  --debug    run until interrupted and let roictl attach to it\n")
	return 1
}

// printDescription writes the description as indented JSON.
func printDescription(c Connector, stdout, stderr io.Writer) int {
	handle := Direct(c)
	description, err := handle.Describe(WithLogger(context.Background(), slog.New(slog.NewTextHandler(stderr, nil))))
	if err == nil {
		encoder := json.NewEncoder(stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(description)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	return 0
}

// serveHost serves the host that started this process, until the host stops it
// or is gone.
func serveHost(c Connector) int {
	s := newServer(c)
	level := hostlog.ParseLevel(os.Getenv(EnvLog), slog.LevelInfo)
	// The handler keeps the original standard error: go-plugin replaces it.
	slog.SetDefault(slog.New(mask.Handler(hostlog.NewHandler(os.Stderr, level), s.secrets)))

	// When the host is killed, its end of standard error is gone. The next log
	// line would end this process there and then, before it could tidy up.
	signal.Ignore(syscall.SIGPIPE)

	orphaned := make(chan struct{})
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig:  Handshake,
		VersionedPlugins: pluginSets(s),
		Logger:           hclog.New(&hclog.LoggerOptions{Output: os.Stderr, JSONFormat: true, Level: hclog.Warn}),
		GRPCServer: func(options []grpc.ServerOption) *grpc.Server {
			watcher := lifeline.Watch(firstConnection, orphanGrace, func() { close(orphaned) })
			served := grpc.NewServer(append(options, grpc.MaxRecvMsgSize(maxMessageBytes), grpc.StatsHandler(watcher))...)
			go func() {
				<-orphaned
				served.Stop() // ends plugin.Serve, which removes the socket
			}()
			return served
		},
	})
	select {
	case <-orphaned:
		// The host cannot tidy up any more. Its directory is empty once the last
		// of its connectors has gone; until then this fails, as it should.
		if dir := os.Getenv(plugin.EnvUnixSocketDir); dir != "" {
			_ = os.Remove(dir)
		}
	default:
	}
	return 0
}
