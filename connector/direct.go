package connector

import (
	"context"

	"github.com/roictl/roictl/connector/mask"
)

// Direct returns a handle that runs the connector in this process. It behaves as
// the same connector in a child process does, down to batching and panics, save
// that nothing can stop a Query that ignores its context.
func Direct(c Connector) Handle {
	return &direct{session: session{connector: c, secrets: &mask.Set{}}}
}

type direct struct{ session session }

var _ Handle = (*direct)(nil)

func (d *direct) Describe(ctx context.Context) (Description, error) {
	description, crash := d.session.describe(ctx)
	return description, asError("describe connector", crash)
}

func (d *direct) ValidateConfig(ctx context.Context, settings Settings) ([]Report, Diagnostics, error) {
	reports, diags := d.session.validateConfig(ctx, settings)
	return reports, diags.received(), nil
}

func (d *direct) Configure(ctx context.Context, settings Settings) (Diagnostics, error) {
	diags, err := d.session.configure(ctx, settings)
	return diags.received(), err
}

func (d *direct) TestConnection(ctx context.Context) (ConnectionTest, error) {
	test, err := d.session.testConnection(ctx)
	test.Diagnostics = test.Diagnostics.received()
	return test, err
}

func (d *direct) PlanQuery(ctx context.Context, query Query) (QueryPlan, error) {
	plan, err := d.session.planQuery(ctx, query)
	plan.Diagnostics = plan.Diagnostics.received()
	return plan, err
}

func (d *direct) Query(ctx context.Context, query Query, sink Sink) (Trailer, Diagnostics, error) {
	out := &sinkWriter{sink: sink}
	trailer, diags, err := d.session.query(ctx, query, out)
	for _, d := range diags {
		out.told.add(d)
	}
	diags = out.told.all()
	if trailer == nil || diags.HasErrors() {
		return Trailer{}, diags, err
	}
	return *trailer, diags, nil
}

func (d *direct) ExchangeCredentials(ctx context.Context, old Credential) (Credential, Diagnostics, error) {
	fresh, diags := d.session.exchangeCredentials(ctx, old)
	return fresh, diags.received(), nil
}

func (d *direct) Close(ctx context.Context) error {
	return asError("close connector", d.session.close(ctx))
}

// sinkWriter hands a result to a sink and keeps the diagnostics on the way.
type sinkWriter struct {
	sink Sink
	told diagnosticKeeper
}

var _ streamWriter = (*sinkWriter)(nil)

func (w *sinkWriter) Header(h Header) error { return w.sink.Header(h) }
func (w *sinkWriter) Batch(b *Batch) error  { return w.sink.Batch(b) }
func (w *sinkWriter) Progress(p Progress) error {
	w.sink.Progress(p)
	return nil
}

func (w *sinkWriter) Diagnostic(d Diagnostic) error {
	w.told.add(d)
	return nil
}
