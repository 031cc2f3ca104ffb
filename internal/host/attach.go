package host

import (
	"context"
	"fmt"
	"net"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/roictl/roictl/connector"
)

// attach connects to a connector that somebody else runs. Nothing here starts or
// stops it.
func (h *Host) attach(s subject, running connector.Reattach) (*handle, error) {
	if running.ProtocolVersion != connector.ProtocolVersion {
		return nil, s.fault("Incompatible connector",
			fmt.Sprintf("The running connector speaks version %d of the protocol, and this roictl speaks version %d.",
				running.ProtocolVersion, connector.ProtocolVersion),
			"Build both with the same version of the SDK.", nil)
	}
	conn, err := grpc.NewClient("passthrough:///"+running.Address.Address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessageBytes)),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
			var dialer net.Dialer
			return dialer.DialContext(ctx, running.Address.Network, running.Address.Address)
		}))
	if err != nil {
		return nil, fmt.Errorf("attach to %s: %w", s, err)
	}
	attached := h.newHandle(s, connector.Client(conn))
	attached.conn = conn
	return attached, nil
}
