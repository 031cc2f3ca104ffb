package connector

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/roictl/roictl/connector/mask"
)

// EnvReattach is the environment variable that makes roictl use connectors that
// are running already, in a debugger for one. Its value is a JSON object of
// [Reattach] by connector type, as `--debug` prints it.
const EnvReattach = "ROICTL_REATTACH_CONNECTORS"

// Reattach says where a running connector can be reached.
type Reattach struct {
	Protocol        string          `json:"protocol"` // "grpc"
	ProtocolVersion int             `json:"protocol_version"`
	PID             int             `json:"pid"`
	Address         ReattachAddress `json:"address"`
}

// ReattachAddress is a network address.
type ReattachAddress struct {
	Network string `json:"network"` // "unix" or "tcp"
	Address string `json:"address"`
}

// ParseReattach reads the value of [EnvReattach]; an empty one gives none.
func ParseReattach(value string) (map[string]Reattach, error) {
	if value == "" {
		return nil, nil
	}
	var connectors map[string]Reattach
	if err := json.Unmarshal([]byte(value), &connectors); err != nil {
		return nil, fmt.Errorf("read %s: want the JSON that a connector prints with --debug: %w", EnvReattach, err)
	}
	for name, r := range connectors {
		switch {
		case r.Protocol != string(plugin.ProtocolGRPC):
			return nil, fmt.Errorf("read %s: connector %q has protocol %q, want %q", EnvReattach, name, r.Protocol, plugin.ProtocolGRPC)
		case r.Address.Network != "unix" && r.Address.Network != "tcp":
			return nil, fmt.Errorf("read %s: connector %q has network %q, want unix or tcp", EnvReattach, name, r.Address.Network)
		}
	}
	return connectors, nil
}

// serveDebug serves until it is interrupted or terminated, without a host that started it. Nothing
// ends it when roictl goes: an author wants to attach again and again.
func serveDebug(c Connector) int {
	description, err := Direct(c).Describe(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	s := newServer(c)
	text := slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug})
	slog.SetDefault(slog.New(mask.Handler(text, s.secrets)))

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	attach := make(chan *plugin.ReattachConfig, 1)
	done := make(chan struct{})
	go plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig:  Handshake,
		VersionedPlugins: pluginSets(s),
		GRPCServer: func(options []grpc.ServerOption) *grpc.Server {
			return grpc.NewServer(append(options, grpc.MaxRecvMsgSize(maxMessageBytes))...)
		},
		Test: &plugin.ServeTestConfig{Context: ctx, ReattachConfigCh: attach, CloseCh: done},
	})
	select {
	case <-done:
		return 1 // go-plugin has said why
	case config := <-attach:
		line, err := json.Marshal(map[string]Reattach{description.Name: {
			Protocol:        string(config.Protocol),
			ProtocolVersion: config.ProtocolVersion,
			PID:             config.Pid,
			Address:         ReattachAddress{Network: config.Addr.Network(), Address: config.Addr.String()},
		}})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Printf("The connector %q runs until it is interrupted. To use it, set in another terminal:\n\n\texport %s='%s'\n", description.Name, EnvReattach, line)
	}
	<-done
	return 0
}
