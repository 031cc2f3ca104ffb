package connector

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/roictl/roictl/connector/mask"
)

// session runs one connector for one `connector` block: the part that the direct
// handle and the gRPC server share. Panics of the author's code end here, and
// nothing leaves it with a secret in it.
type session struct {
	connector Connector
	secrets   *mask.Set // shared by the sessions of one process

	mu         sync.Mutex
	source     Source // nil until Configure
	credential Credential
}

// Mistakes of the host, not of the connector.
var (
	errNotConfigured = errors.New("the connector is not configured yet")
	errConfigured    = errors.New("the connector is configured already")
)

func (s *session) describe(ctx context.Context) (Description, Diagnostics) {
	var description Description
	crash := s.call(ctx, "Describe", func(context.Context) { description = s.connector.Describe() })
	_, description.Capabilities.ValidateConfig = s.connector.(ConfigValidator)
	_, description.Capabilities.ExchangeCredentials = s.connector.(CredentialExchanger)
	return description, crash
}

// learn finds the secrets in the settings. A panic in Describe is reported by
// those who ask for the description.
func (s *session) learn(ctx context.Context, settings Settings) {
	var schema ConfigSchema
	s.call(ctx, "Describe", func(context.Context) { schema = s.connector.Describe().Config })
	s.secrets.Add(SecretsOf(schema, settings)...)
}

func (s *session) validateConfig(ctx context.Context, settings Settings) ([]Report, Diagnostics) {
	validator, ok := s.connector.(ConfigValidator)
	if !ok {
		return nil, nil
	}
	s.learn(ctx, settings)
	var reports []Report
	var diags Diagnostics
	crash := s.call(ctx, "ValidateConfig", func(ctx context.Context) {
		reports, diags = validator.ValidateConfig(ctx, settings)
	})
	return reports, append(diags, crash...).masked(s.secrets)
}

func (s *session) configure(ctx context.Context, settings Settings) (Diagnostics, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.source != nil {
		return nil, errConfigured
	}
	s.learn(ctx, settings)
	var source Source
	var diags Diagnostics
	crash := s.call(ctx, "Open", func(ctx context.Context) { source, diags = s.connector.Open(ctx, settings) })
	diags = append(diags, crash...)
	switch {
	case diags.HasErrors():
	case source == nil:
		diags = append(diags, ProtocolError("opened no source and reported no error").diagnostic())
	default:
		s.source, s.credential = source, settings.Credential
	}
	return diags.masked(s.secrets), nil
}

func (s *session) opened() (Source, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.source == nil {
		return nil, errNotConfigured
	}
	return s.source, nil
}

func (s *session) testConnection(ctx context.Context) (ConnectionTest, error) {
	source, err := s.opened()
	if err != nil {
		return ConnectionTest{}, err
	}
	result := ConnectionTest{OK: true}
	if tester, ok := source.(ConnectionTester); ok {
		crash := s.call(ctx, "TestConnection", func(ctx context.Context) { result = tester.TestConnection(ctx) })
		if len(crash) > 0 {
			result = ConnectionTest{Code: TestSource, Diagnostics: crash}
		}
	}
	return result.masked(s.secrets), nil
}

func (s *session) planQuery(ctx context.Context, query Query) (QueryPlan, error) {
	source, err := s.opened()
	if err != nil {
		return QueryPlan{}, err
	}
	plan := QueryPlan{EstimatedRows: -1, Diagnostics: query.check()}
	planner, ok := source.(QueryPlanner)
	if plan.Diagnostics == nil && ok {
		crash := s.call(ctx, "PlanQuery", func(ctx context.Context) { plan = planner.PlanQuery(ctx, query) })
		if len(crash) > 0 {
			plan = QueryPlan{EstimatedRows: -1, Diagnostics: crash}
		}
	}
	return plan.masked(s.secrets), nil
}

// query returns no trailer when there is no result, with the reason in the
// diagnostics, in those that went to out, or in the error.
func (s *session) query(ctx context.Context, query Query, out streamWriter) (*Trailer, Diagnostics, error) {
	source, err := s.opened()
	if err != nil {
		return nil, nil, err
	}
	if invalid := query.check(); invalid != nil {
		return nil, invalid, nil
	}
	if query.Credential.AccessToken == "" {
		query.Credential = s.credential
	}
	s.secrets.Add(query.Credential.Secrets()...)
	stream, release := newStream(ctx, query, maskedWriter{out, s.secrets})
	defer release()
	var diags Diagnostics
	crash := s.call(ctx, "Query", func(ctx context.Context) { diags = source.Query(ctx, query, stream) })
	trailer, diags, err := stream.finish(append(diags, crash...))
	return trailer.masked(s.secrets), diags.masked(s.secrets), err
}

func (s *session) exchangeCredentials(ctx context.Context, old Credential) (Credential, Diagnostics) {
	exchanger, ok := s.connector.(CredentialExchanger)
	if !ok {
		return old, nil
	}
	s.secrets.Add(old.Secrets()...)
	var fresh Credential
	var diags Diagnostics
	crash := s.call(ctx, "ExchangeCredentials", func(ctx context.Context) {
		fresh, diags = exchanger.ExchangeCredentials(ctx, old)
	})
	s.secrets.Add(fresh.Secrets()...)
	return fresh, append(diags, crash...).masked(s.secrets)
}

func (s *session) close(ctx context.Context) Diagnostics {
	s.mu.Lock()
	source := s.source
	s.source = nil
	s.mu.Unlock()
	closer, ok := source.(io.Closer)
	if !ok {
		return nil
	}
	var err error
	crash := s.call(ctx, "Close", func(context.Context) { err = closer.Close() })
	if err != nil {
		crash = append(crash, NewError(CodeClose, "Connector cannot be closed", err.Error()))
	}
	return crash.masked(s.secrets)
}
