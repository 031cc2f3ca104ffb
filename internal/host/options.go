package host

import (
	"log/slog"
	"time"

	"github.com/roictl/roictl/connector"
)

// Options says where connectors are found and how they are run.
type Options struct {
	// Bundled connectors are compiled into this binary, by type.
	Bundled map[string]connector.Connector
	// External connectors are binaries of their own, by type; they take
	// precedence over bundled ones.
	External map[string]string
	// Reattach are connectors that run already, by type, in a debugger for one.
	// They take precedence over all others and are never stopped.
	Reattach map[string]connector.Reattach

	// Executable is the path of this binary, with which bundled connectors are
	// started.
	Executable string
	// Arguments makes the executable serve a bundled connector; nil means
	// `__connector TYPE`.
	Arguments func(connectorType string) []string
	// InProcess runs bundled connectors in this process, for machines on which
	// starting a child is slow or forbidden. It gives up that a connector which
	// hangs can be stopped.
	InProcess bool

	// Environ is the environment of this process, as NAME=value. Children see
	// only the variables every program needs to run and to reach the network,
	// and those that PassEnv names.
	Environ []string
	PassEnv []string
	// TempDir is where the sockets' directory is made; empty means the system's.
	TempDir string

	// StartTimeout is how long a child may take to answer; 0 means 15 s.
	StartTimeout time.Duration
	// CallTimeout is how long every call but a query may take; 0 means a minute.
	CallTimeout time.Duration
	// QueryTimeout is how long a query may take; 0 means without end.
	QueryTimeout time.Duration

	// Logger takes what connectors log, with the attribute "connector"; nil
	// discards it.
	Logger *slog.Logger
}

// Defaults of the timeouts. Starting a child takes some 10 ms; the rest is for
// machines under load and for virus scanners.
const (
	defaultStartTimeout = 15 * time.Second
	defaultCallTimeout  = time.Minute
)

func (o Options) withDefaults() Options {
	if o.StartTimeout == 0 {
		o.StartTimeout = defaultStartTimeout
	}
	if o.CallTimeout == 0 {
		o.CallTimeout = defaultCallTimeout
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Arguments == nil {
		o.Arguments = func(connectorType string) []string { return []string{"__connector", connectorType} }
	}
	return o
}
