package connector

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	pb "github.com/roictl/roictl/connector/connectorv1"
)

// Client returns a handle of the connector at the other end of a gRPC
// connection. Several handles may share one connection; each is configured for
// itself. Closing the handle leaves the connection open.
func Client(conn grpc.ClientConnInterface) Handle {
	return &client{rpc: pb.NewConnectorClient(conn)}
}

type client struct {
	rpc pb.ConnectorClient

	mu       sync.Mutex
	sourceID uint64 // 0 until Configure
}

var _ Handle = (*client)(nil)

func (c *client) source() (uint64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sourceID == 0 {
		return 0, errNotConfigured
	}
	return c.sourceID, nil
}

func (c *client) Describe(ctx context.Context) (Description, error) {
	response, err := c.rpc.Describe(ctx, &pb.DescribeRequest{})
	if err != nil {
		return Description{}, callError(ctx, "describe connector", err)
	}
	return describeFromWire(response), nil
}

func (c *client) ValidateConfig(ctx context.Context, settings Settings) ([]Report, Diagnostics, error) {
	response, err := c.rpc.ValidateConfig(ctx, &pb.ValidateConfigRequest{Settings: settingsToWire(settings)})
	if err != nil {
		return nil, nil, callError(ctx, "validate configuration", err)
	}
	return each(response.GetReports(), reportFromWire), diagnosticsFromWire(response.GetDiagnostics()), nil
}

func (c *client) Configure(ctx context.Context, settings Settings) (Diagnostics, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sourceID != 0 {
		return nil, errConfigured
	}
	response, err := c.rpc.Configure(ctx, &pb.ConfigureRequest{Settings: settingsToWire(settings)})
	if err != nil {
		return nil, callError(ctx, "configure connector", err)
	}
	diags := diagnosticsFromWire(response.GetDiagnostics())
	if response.GetSourceId() == 0 && !diags.HasErrors() {
		return diags, fmt.Errorf("configure connector: %w", ProtocolError("opened no source and reported no error"))
	}
	c.sourceID = response.GetSourceId()
	return diags, nil
}

func (c *client) TestConnection(ctx context.Context) (ConnectionTest, error) {
	id, err := c.source()
	if err != nil {
		return ConnectionTest{}, err
	}
	response, err := c.rpc.TestConnection(ctx, &pb.TestConnectionRequest{SourceId: id})
	if err != nil {
		return ConnectionTest{}, callError(ctx, "test connection", err)
	}
	return connectionTestFromWire(response), nil
}

func (c *client) PlanQuery(ctx context.Context, query Query) (QueryPlan, error) {
	id, err := c.source()
	if err != nil {
		return QueryPlan{}, err
	}
	response, err := c.rpc.PlanQuery(ctx, &pb.PlanQueryRequest{SourceId: id, Query: queryToWire(query)})
	if err != nil {
		return QueryPlan{}, callError(ctx, "plan query", err)
	}
	return planFromWire(response), nil
}

func (c *client) Query(ctx context.Context, query Query, sink Sink) (Trailer, Diagnostics, error) {
	id, err := c.source()
	if err != nil {
		return Trailer{}, nil, err
	}
	// The connector stops when the reading does, whatever the reason.
	calling, stop := context.WithCancel(ctx)
	defer stop()
	stream, err := c.rpc.Query(calling, queryRequestToWire(id, query))
	if err != nil {
		return Trailer{}, nil, callError(ctx, "query connector", err)
	}
	reader := &resultReader{query: query, sink: sink}
	for {
		event, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return reader.end()
		}
		if err != nil {
			return Trailer{}, reader.told.all(), callError(ctx, "query connector", err)
		}
		if err := reader.event(event); err != nil {
			return Trailer{}, reader.told.all(), err
		}
	}
}

func (c *client) ExchangeCredentials(ctx context.Context, old Credential) (Credential, Diagnostics, error) {
	response, err := c.rpc.ExchangeCredentials(ctx, &pb.ExchangeCredentialsRequest{Credential: credentialToWire(old)})
	if err != nil {
		return Credential{}, nil, callError(ctx, "exchange credentials", err)
	}
	return credentialFromWire(response.GetCredential()), diagnosticsFromWire(response.GetDiagnostics()), nil
}

func (c *client) Close(ctx context.Context) error {
	c.mu.Lock()
	id := c.sourceID
	c.sourceID = 0
	c.mu.Unlock()
	if id == 0 {
		return nil
	}
	response, err := c.rpc.Close(ctx, &pb.CloseRequest{SourceId: id})
	if err != nil {
		return callError(ctx, "close connector", err)
	}
	return asError("close connector", diagnosticsFromWire(response.GetDiagnostics()))
}

// callError tells a cancellation, which is the caller's, and what the other end
// said, from a broken transport, which keeps its gRPC status.
func callError(ctx context.Context, doing string, err error) error {
	if status.Code(err) == codes.DeadlineExceeded {
		awaitDeadline(ctx)
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", doing, context.Cause(ctx))
	}
	switch status.Code(err) {
	case codes.FailedPrecondition, codes.Internal, codes.Unknown, codes.DeadlineExceeded:
		return fmt.Errorf("%s: %s", doing, status.Convert(err).Message())
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// awaitDeadline waits for a deadline that the other end, whose clock is a little
// ahead, has seen pass already.
func awaitDeadline(ctx context.Context) {
	const ahead = time.Second
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < ahead {
		<-ctx.Done()
	}
}
