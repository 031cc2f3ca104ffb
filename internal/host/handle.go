package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/mask"
)

// handle is a connector with a name, a clock and an undertaker: it bounds every
// call in time and explains what became of a connector that does not answer.
type handle struct {
	subject subject
	host    *Host
	inner   connector.Handle
	secrets *mask.Set
	logger  *slog.Logger // masks the secrets
	process *process     // nil when the connector runs in this process or somebody else started it
	conn    io.Closer    // the connection to a connector that somebody else started; nil otherwise
}

var _ connector.Handle = (*handle)(nil)

func (h *Host) newHandle(s subject, inner connector.Handle) *handle {
	secrets := &mask.Set{}
	logger := slog.New(mask.Handler(h.options.Logger.Handler(), secrets)).With("connector", s.String())
	return &handle{subject: s, host: h, inner: inner, secrets: secrets, logger: logger}
}

func (h *handle) Describe(ctx context.Context) (description connector.Description, err error) {
	err = h.call(ctx, "Describe", h.host.options.CallTimeout, func(ctx context.Context) (err error) {
		description, err = h.inner.Describe(ctx)
		return err
	})
	return description, err
}

func (h *handle) ValidateConfig(ctx context.Context, settings connector.Settings) (reports []connector.Report, diags connector.Diagnostics, err error) {
	err = h.call(ctx, "ValidateConfig", h.host.options.CallTimeout, func(ctx context.Context) error {
		if err := h.learn(ctx, settings); err != nil {
			return err
		}
		reports, diags, err = h.inner.ValidateConfig(ctx, settings)
		return err
	})
	return reports, diags, err
}

func (h *handle) Configure(ctx context.Context, settings connector.Settings) (diags connector.Diagnostics, err error) {
	err = h.call(ctx, "Configure", h.host.options.CallTimeout, func(ctx context.Context) error {
		if err := h.learn(ctx, settings); err != nil {
			return err
		}
		diags, err = h.inner.Configure(ctx, settings)
		return err
	})
	return diags, err
}

func (h *handle) TestConnection(ctx context.Context) (test connector.ConnectionTest, err error) {
	err = h.call(ctx, "TestConnection", h.host.options.CallTimeout, func(ctx context.Context) (err error) {
		test, err = h.inner.TestConnection(ctx)
		return err
	})
	return test, err
}

func (h *handle) PlanQuery(ctx context.Context, query connector.Query) (plan connector.QueryPlan, err error) {
	err = h.call(ctx, "PlanQuery", h.host.options.CallTimeout, func(ctx context.Context) (err error) {
		plan, err = h.inner.PlanQuery(ctx, query)
		return err
	})
	return plan, err
}

func (h *handle) Query(ctx context.Context, query connector.Query, sink connector.Sink) (trailer connector.Trailer, diags connector.Diagnostics, err error) {
	h.secrets.Add(query.Credential.Secrets()...)
	err = h.call(ctx, "Query", h.host.options.QueryTimeout, func(ctx context.Context) (err error) {
		trailer, diags, err = h.inner.Query(ctx, query, sink)
		return err
	})
	return trailer, diags, err
}

func (h *handle) ExchangeCredentials(ctx context.Context, old connector.Credential) (fresh connector.Credential, diags connector.Diagnostics, err error) {
	h.secrets.Add(old.Secrets()...)
	err = h.call(ctx, "ExchangeCredentials", h.host.options.CallTimeout, func(ctx context.Context) (err error) {
		fresh, diags, err = h.inner.ExchangeCredentials(ctx, old)
		h.secrets.Add(fresh.Secrets()...)
		return err
	})
	return fresh, diags, err
}

// Close closes the source. The process lives until the host is closed.
func (h *handle) Close(ctx context.Context) error {
	return h.call(ctx, "Close", h.host.options.CallTimeout, h.inner.Close)
}

// learn finds the secrets in the settings, so that neither a log nor a last word
// of the connector shows them.
func (h *handle) learn(ctx context.Context, settings connector.Settings) error {
	description, err := h.inner.Describe(ctx)
	if err != nil {
		return err
	}
	h.secrets.Add(connector.SecretsOf(description.Config, settings)...)
	return nil
}

// call makes one call within a time; 0 means without end.
func (h *handle) call(ctx context.Context, name string, within time.Duration, run func(context.Context) error) error {
	ctx = connector.WithLogger(ctx, h.logger)
	if within > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, within, timeoutError{within})
		defer cancel()
	}
	if err := run(ctx); err != nil {
		return h.explain(name, err)
	}
	return nil
}

// explain turns the error of a call into one that a user can act on.
func (h *handle) explain(call string, err error) error {
	var late timeoutError
	var breach connector.ProtocolError
	switch {
	case errors.As(err, &late):
		return h.subject.fault("Connector does not answer",
			fmt.Sprintf("It gave no answer to %s within %s and was given up.", call, late.after),
			"Check that its source can be reached, or ask for less at once.", err)
	case errors.As(err, &breach):
		return h.subject.fault("Connector broke the protocol",
			fmt.Sprintf("Its answer to %s cannot be trusted: %s.", call, breach.Error()),
			authorHint, err)
	case status.Code(err) == codes.Unavailable && h.process != nil:
		return h.process.obituary(h, call, err)
	case status.Code(err) == codes.Unavailable:
		return h.subject.fault("Connector is gone",
			fmt.Sprintf("It was running already and does not answer %s any more.", call),
			"Start it again with --debug and set "+connector.EnvReattach+" to what it prints.", err)
	default:
		return fmt.Errorf("%s: %w", h.subject, err)
	}
}

const authorHint = "This is a fault of the connector, not of your configuration: report it to the connector's author."

// end closes the source and ends the process.
func (h *handle) end(ctx context.Context) error {
	if h.process != nil {
		return h.process.end(ctx, h.closeSource)
	}
	h.closeSource(ctx)
	if h.conn == nil {
		return nil
	}
	if err := h.conn.Close(); err != nil {
		return fmt.Errorf("close connection to %s: %w", h.subject, err)
	}
	return nil
}

// closeSource lets the connector tidy up. All that was asked of it has been
// answered, or its failure told, so that a failure now spoils no result.
func (h *handle) closeSource(ctx context.Context) {
	if err := h.inner.Close(ctx); err != nil {
		h.logger.Warn("the connector could not close its source", "error", err)
	}
}
