package connector

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"
)

// Codes of diagnostics that the SDK itself raises on behalf of a connector.
const (
	// CodePanic says that the connector's code panicked.
	CodePanic = "CONNECTOR_PANIC"
	// CodeProtocol says that the connector broke the rules of the protocol.
	CodeProtocol = "CONNECTOR_PROTOCOL"
	// CodeQuery says that the host asked an impossible query.
	CodeQuery = "QUERY_INVALID"
)

// session runs one connector for one `connector` block: the part that the direct
// handle and the gRPC server share. Author's panics end here.
type session struct {
	connector Connector

	mu     sync.Mutex
	source Source // nil until Configure
}

// errNotConfigured is the host's mistake, not the connector's.
var errNotConfigured = errors.New("the connector is not configured yet")

func (s *session) describe(ctx context.Context) (description Description, err error) {
	var diags Diagnostics
	defer func() { err = asError("describe connector", diags) }()
	defer contain(ctx, "Describe", &diags)
	return s.connector.Describe(), nil
}

func (s *session) validateConfig(ctx context.Context, settings Settings) (reports []Report, diags Diagnostics) {
	validator, ok := s.connector.(ConfigValidator)
	if !ok {
		return nil, nil
	}
	defer contain(ctx, "ValidateConfig", &diags)
	return validator.ValidateConfig(ctx, settings)
}

func (s *session) configure(ctx context.Context, settings Settings) (diags Diagnostics, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.source != nil {
		return nil, errors.New("configure connector: it is configured already")
	}
	defer contain(ctx, "Open", &diags)
	source, diags := s.connector.Open(ctx, settings)
	switch {
	case diags.HasErrors():
		return diags, nil
	case source == nil:
		return append(diags, protocolDiagnostic("opened no source and reported no error")), nil
	}
	s.source = source
	return diags, nil
}

func (s *session) opened() (Source, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.source == nil {
		return nil, errNotConfigured
	}
	return s.source, nil
}

func (s *session) testConnection(ctx context.Context) (test ConnectionTest, err error) {
	source, err := s.opened()
	if err != nil {
		return ConnectionTest{}, err
	}
	tester, ok := source.(ConnectionTester)
	if !ok {
		return ConnectionTest{OK: true}, nil
	}
	var diags Diagnostics
	defer func() {
		if len(diags) > 0 {
			test = ConnectionTest{Code: TestSource, Diagnostics: diags}
		}
	}()
	defer contain(ctx, "TestConnection", &diags)
	return tester.TestConnection(ctx), nil
}

func (s *session) planQuery(ctx context.Context, query Query) (plan QueryPlan, err error) {
	source, err := s.opened()
	if err != nil {
		return QueryPlan{}, err
	}
	if invalid := query.check(); invalid != nil {
		return QueryPlan{EstimatedRows: -1, Diagnostics: invalid}, nil
	}
	planner, ok := source.(QueryPlanner)
	if !ok {
		return QueryPlan{EstimatedRows: -1}, nil
	}
	var diags Diagnostics
	defer func() {
		if len(diags) > 0 {
			plan = QueryPlan{EstimatedRows: -1, Diagnostics: diags}
		}
	}()
	defer contain(ctx, "PlanQuery", &diags)
	return planner.PlanQuery(ctx, query), nil
}

func (s *session) query(ctx context.Context, query Query, out streamWriter) (Trailer, Diagnostics, error) {
	source, err := s.opened()
	if err != nil {
		return Trailer{}, nil, err
	}
	if invalid := query.check(); invalid != nil {
		return Trailer{}, invalid, nil
	}
	stream, release := newStream(ctx, query, out)
	defer release()
	return stream.finish(runQuery(ctx, source, query, stream))
}

func runQuery(ctx context.Context, source Source, query Query, out *Stream) (diags Diagnostics) {
	defer contain(ctx, "Query", &diags)
	return source.Query(ctx, query, out)
}

func (s *session) exchangeCredentials(ctx context.Context, old Credential) (fresh Credential, diags Diagnostics) {
	exchanger, ok := s.connector.(CredentialExchanger)
	if !ok {
		return old, nil
	}
	defer contain(ctx, "ExchangeCredentials", &diags)
	return exchanger.ExchangeCredentials(ctx, old)
}

func (s *session) close(ctx context.Context) (err error) {
	s.mu.Lock()
	source := s.source
	s.source = nil
	s.mu.Unlock()
	closer, ok := source.(io.Closer)
	if !ok {
		return nil
	}
	var diags Diagnostics
	defer func() {
		if err == nil {
			err = asError("close connector", diags)
		}
	}()
	defer contain(ctx, "Close", &diags)
	if err := closer.Close(); err != nil {
		return fmt.Errorf("close connector: %w", err)
	}
	return nil
}

// contain turns a panic of the author's code into a diagnostic. The stack goes
// to the log only: it means nothing to a user.
func contain(ctx context.Context, call string, diags *Diagnostics) {
	reason := recover()
	if reason == nil {
		return
	}
	slog.ErrorContext(ctx, "the connector panicked", "call", call, "panic", fmt.Sprint(reason), "stack", string(debug.Stack()))
	d := NewError(CodePanic, "Connector crashed",
		fmt.Sprintf("The connector's code panicked in %s: %v.", call, reason))
	d.Hint = "This is a fault of the connector, not of your configuration. Report it to the connector's author, with the log (ROICTL_LOG=debug shows where it happened)."
	*diags = append(*diags, d)
}

// asError is for calls that have no other way to report.
func asError(doing string, diags Diagnostics) error {
	if len(diags) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, diags)
}
