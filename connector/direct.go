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
	return reports, diags, nil
}

func (d *direct) Configure(ctx context.Context, settings Settings) (Diagnostics, error) {
	return d.session.configure(ctx, settings)
}

func (d *direct) TestConnection(ctx context.Context) (ConnectionTest, error) {
	return d.session.testConnection(ctx)
}

func (d *direct) PlanQuery(ctx context.Context, query Query) (QueryPlan, error) {
	return d.session.planQuery(ctx, query)
}

func (d *direct) Query(ctx context.Context, query Query, sink Sink) (Trailer, Diagnostics, error) {
	out := &sinkWriter{sink: sink}
	trailer, diags, err := d.session.query(ctx, query, out)
	diags = append(out.told, diags...)
	if trailer == nil {
		return Trailer{}, diags, err
	}
	return *trailer, diags, nil
}

func (d *direct) ExchangeCredentials(ctx context.Context, old Credential) (Credential, Diagnostics, error) {
	fresh, diags := d.session.exchangeCredentials(ctx, old)
	return fresh, diags, nil
}

func (d *direct) Close(ctx context.Context) error {
	return asError("close connector", d.session.close(ctx))
}

// sinkWriter hands a result to a sink and keeps the diagnostics on the way.
type sinkWriter struct {
	sink Sink
	told Diagnostics
}

var _ streamWriter = (*sinkWriter)(nil)

func (w *sinkWriter) Header(h Header) error { return w.sink.Header(h) }
func (w *sinkWriter) Batch(b *Batch) error  { return w.sink.Batch(b) }
func (w *sinkWriter) Progress(p Progress) error {
	w.sink.Progress(p)
	return nil
}

func (w *sinkWriter) Diagnostic(d Diagnostic) error {
	w.told = append(w.told, d)
	return nil
}
