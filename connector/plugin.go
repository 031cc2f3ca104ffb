package connector

import (
	"context"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
)

// Handshake tells a connector process that roictl started it and not a person by
// mistake. It protects nothing.
var Handshake = plugin.HandshakeConfig{
	MagicCookieKey:   "ROICTL_CONNECTOR_COOKIE",
	MagicCookieValue: "7d1f3a0c9be24f6b8a55c0e1d2f94376",
}

// ProtocolVersion is the newest major version of the wire protocol that this
// SDK speaks; see package connectorv1.
const ProtocolVersion = 1

// PluginName is the name of the one plugin that a connector process serves.
const PluginName = "connector"

// PluginSets returns what go-plugin needs at both ends, by protocol version: the
// connector to serve, or nil at the end of the host, where dispensing
// [PluginName] gives a [Handle].
func PluginSets(c Connector) map[int]plugin.PluginSet {
	return pluginSets(newServer(c))
}

func pluginSets(s *server) map[int]plugin.PluginSet {
	return map[int]plugin.PluginSet{ProtocolVersion: {PluginName: &grpcPlugin{server: s}}}
}

// grpcPlugin joins go-plugin to the protocol.
type grpcPlugin struct {
	plugin.NetRPCUnsupportedPlugin
	server *server
}

var _ plugin.GRPCPlugin = (*grpcPlugin)(nil)

// GRPCServer registers the connector in its process.
func (p *grpcPlugin) GRPCServer(_ *plugin.GRPCBroker, s *grpc.Server) error {
	p.server.register(s)
	return nil
}

// GRPCClient returns the connector's Handle in the host's process.
func (p *grpcPlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return Client(conn), nil
}
