package connector

import (
	"context"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	pb "github.com/roictl/roictl/connector/connectorv1"
	"github.com/roictl/roictl/connector/mask"
)

// Register serves the connector on a gRPC server. Authors call Serve; this is
// for tests and for hosts of their own.
func Register(s grpc.ServiceRegistrar, c Connector) {
	newServer(c).register(s)
}

// server answers the protocol for one connector. It holds a session per opened
// source, so that a debugged process can serve several `connector` blocks.
type server struct {
	pb.UnimplementedConnectorServer
	connector Connector
	secrets   *mask.Set

	mu       sync.Mutex
	sessions map[uint64]*session
	lastID   uint64
}

var _ pb.ConnectorServer = (*server)(nil)

func newServer(c Connector) *server {
	return &server{connector: c, secrets: &mask.Set{}, sessions: make(map[uint64]*session)}
}

func (s *server) register(registrar grpc.ServiceRegistrar) {
	pb.RegisterConnectorServer(registrar, s)
}

func (s *server) newSession() *session {
	return &session{connector: s.connector, secrets: s.secrets}
}

// opened returns the session of a configured source.
func (s *server) opened(id uint64) (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	session, ok := s.sessions[id]
	if !ok {
		return nil, status.Error(codes.FailedPrecondition, errNotConfigured.Error())
	}
	return session, nil
}

func (s *server) Describe(ctx context.Context, _ *pb.DescribeRequest) (*pb.DescribeResponse, error) {
	description, crash := s.newSession().describe(ctx)
	if len(crash) > 0 {
		return nil, failure(ctx, crash)
	}
	return sendable(describeToWire(description)), nil
}

func (s *server) ValidateConfig(ctx context.Context, r *pb.ValidateConfigRequest) (*pb.ValidateConfigResponse, error) {
	reports, diags := s.newSession().validateConfig(ctx, settingsFromWire(r.GetSettings()))
	return sendable(&pb.ValidateConfigResponse{
		Reports:     each(reports, reportToWire),
		Diagnostics: each(diags, diagnosticToWire),
	}), nil
}

func (s *server) Configure(ctx context.Context, r *pb.ConfigureRequest) (*pb.ConfigureResponse, error) {
	session := s.newSession()
	diags, err := session.configure(ctx, settingsFromWire(r.GetSettings()))
	if err != nil {
		return nil, failure(ctx, err)
	}
	response := &pb.ConfigureResponse{Diagnostics: each(diags, diagnosticToWire)}
	if !diags.HasErrors() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.lastID++
		response.SourceId = s.lastID
		s.sessions[response.SourceId] = session
	}
	return sendable(response), nil
}

func (s *server) TestConnection(ctx context.Context, r *pb.TestConnectionRequest) (*pb.TestConnectionResponse, error) {
	session, err := s.opened(r.GetSourceId())
	if err != nil {
		return nil, err
	}
	test, err := session.testConnection(ctx)
	if err != nil {
		return nil, failure(ctx, err)
	}
	return sendable(connectionTestToWire(test)), nil
}

func (s *server) PlanQuery(ctx context.Context, r *pb.PlanQueryRequest) (*pb.PlanQueryResponse, error) {
	session, err := s.opened(r.GetSourceId())
	if err != nil {
		return nil, err
	}
	plan, err := session.planQuery(ctx, queryFromWire(r.GetQuery()))
	if err != nil {
		return nil, failure(ctx, err)
	}
	return sendable(planToWire(plan)), nil
}

func (s *server) ExchangeCredentials(ctx context.Context, r *pb.ExchangeCredentialsRequest) (*pb.ExchangeCredentialsResponse, error) {
	fresh, diags := s.newSession().exchangeCredentials(ctx, credentialFromWire(r.GetCredential()))
	return sendable(&pb.ExchangeCredentialsResponse{
		Credential:  credentialToWire(fresh),
		Diagnostics: each(diags, diagnosticToWire),
	}), nil
}

func (s *server) Close(ctx context.Context, r *pb.CloseRequest) (*pb.CloseResponse, error) {
	s.mu.Lock()
	session, ok := s.sessions[r.GetSourceId()]
	delete(s.sessions, r.GetSourceId())
	s.mu.Unlock()
	if !ok {
		return &pb.CloseResponse{}, nil
	}
	return sendable(&pb.CloseResponse{Diagnostics: each(session.close(ctx), diagnosticToWire)}), nil
}

func (s *server) Query(r *pb.QueryRequest, stream grpc.ServerStreamingServer[pb.QueryEvent]) error {
	session, err := s.opened(r.GetSourceId())
	if err != nil {
		return err
	}
	ctx := stream.Context()
	out := &eventWriter{stream: stream}
	trailer, diags, err := session.query(ctx, queryRequestFromWire(r), out)
	if err != nil {
		return failure(ctx, err)
	}
	for _, d := range diags {
		if err := out.Diagnostic(d); err != nil {
			return failure(ctx, err)
		}
	}
	if trailer == nil {
		return nil
	}
	if err := out.trailer(*trailer); err != nil {
		return failure(ctx, err)
	}
	return nil
}

// failure is the gRPC status for an error that is no diagnostic.
func failure(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return status.FromContextError(ctx.Err()).Err()
	}
	if _, ok := status.FromError(err); ok {
		return err
	}
	return status.Error(codes.Internal, err.Error())
}

// eventWriter puts the stream of a query on the wire.
type eventWriter struct {
	stream  grpc.ServerStreamingServer[pb.QueryEvent]
	encoder *batchEncoder
}

var _ streamWriter = (*eventWriter)(nil)

func (w *eventWriter) Header(h Header) error {
	w.encoder = newBatchEncoder(h)
	return w.stream.Send(sendable(&pb.QueryEvent{Event: &pb.QueryEvent_Header{Header: headerToWire(h)}}))
}

func (w *eventWriter) Batch(b *Batch) error { return w.stream.Send(w.encoder.encode(b)) }

func (w *eventWriter) Progress(p Progress) error {
	return w.stream.Send(sendable(&pb.QueryEvent{Event: &pb.QueryEvent_Progress{Progress: progressToWire(p)}}))
}

func (w *eventWriter) Diagnostic(d Diagnostic) error {
	return w.stream.Send(sendable(&pb.QueryEvent{Event: &pb.QueryEvent_Diagnostic{Diagnostic: diagnosticToWire(d)}}))
}

func (w *eventWriter) trailer(t Trailer) error {
	return w.stream.Send(sendable(&pb.QueryEvent{Event: &pb.QueryEvent_Trailer{Trailer: trailerToWire(t)}}))
}
