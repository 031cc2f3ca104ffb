package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/sync/errgroup"

	"github.com/roictl/roictl/connector"
)

// fetcher runs the queries of a plan and sums their rows.
type fetcher struct {
	bound    *Bound
	opts     Options
	observer Observer
	outcomes map[*PlannedQuery]*outcome
	starts   map[*source]*start
}

// start opens a source once in a run, whichever of its queries comes first.
type start struct {
	once    sync.Once
	handle  connector.Handle
	failure string
}

// fetch runs all queries. One that fails marks its outcome; the others go on.
func (b *Bound) fetch(ctx context.Context, queries []*PlannedQuery, opts Options, observer Observer) *fetcher {
	f := &fetcher{
		bound:    b,
		opts:     opts,
		observer: observer,
		outcomes: make(map[*PlannedQuery]*outcome, len(queries)),
		starts:   make(map[*source]*start),
	}
	for _, q := range queries {
		out := &outcome{}
		for _, s := range q.selections {
			out.tallies = append(out.tallies, newTally(s, b.rates.daily))
		}
		f.outcomes[q] = out
		f.starts[q.source] = &start{}
	}
	var group errgroup.Group
	group.SetLimit(opts.Parallelism)
	for _, q := range queries {
		group.Go(func() error {
			f.run(ctx, q, f.outcomes[q])
			return nil
		})
	}
	_ = group.Wait() // the functions above report in outcomes and never fail
	return f
}

// run runs one query and writes down what became of it.
func (f *fetcher) run(ctx context.Context, q *PlannedQuery, out *outcome) {
	began := f.opts.Now()
	handle := f.start(ctx, q, out)
	if out.failure == "" {
		f.observer.QueryStarted(q)
		f.query(ctx, handle, q, out)
	}
	ended := f.opts.Now()
	out.result = QueryResult{
		ID:          q.ID,
		Query:       q.Query,
		Fingerprint: q.fingerprint,
		Rows:        out.trailer.Rows,
		APICalls:    out.trailer.APICalls,
		Duration:    ended.Sub(began),
		ObservedAt:  ended,
		Failed:      out.failure,
	}
	f.observer.QueryDone(q, out.result)
}

// start opens the source's connector and hands it its settings.
func (f *fetcher) start(ctx context.Context, q *PlannedQuery, out *outcome) connector.Handle {
	s, src := f.starts[q.source], q.source
	s.once.Do(func() {
		if ctx.Err() != nil {
			s.failure = interrupted
			return
		}
		f.observer.ConnectorStarted(src.decl.Address)
		handle, diags := f.bound.open(ctx, src)
		if s.failure = failureOf(ctx, diags); s.failure != interrupted {
			out.diags = append(out.diags, diags...)
		}
		if s.failure == "" {
			s.handle = handle
			f.observer.ConnectorReady(src.decl.Address)
		}
	})
	out.failure = s.failure
	return s.handle
}

// failureOf says in a sentence why something failed; "" when it did not.
func failureOf(ctx context.Context, diags hcl.Diagnostics) string {
	first := firstError(diags)
	switch {
	case first == nil:
		return ""
	case ctx.Err() != nil:
		return interrupted
	}
	return firstSentence(first)
}

// query runs one query and sums its rows.
func (f *fetcher) query(ctx context.Context, handle connector.Handle, q *PlannedQuery, out *outcome) {
	idle := f.opts.IdleTimeout
	silent := fmt.Errorf("silent for %s", idle)
	watched, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(idle, func() { cancel(silent) })
	defer watchdog.Stop()
	trailer, found, err := handle.Query(watched, q.Query, &sink{
		query:    q,
		outcome:  out,
		observer: f.observer,
		alive:    func() { watchdog.Reset(idle) },
	})
	diags := translate(q.source, found)
	switch {
	case err == nil && !diags.HasErrors():
		out.trailer = trailer
	case errors.Is(context.Cause(watched), silent):
		diags = hcl.Diagnostics{silence(q.source, idle)}
	case err != nil:
		diags = append(diags, sourceFailure(q.source.decl, "answer a query", err))
	}
	if out.failure = failureOf(ctx, diags); out.failure != interrupted {
		out.diags = append(out.diags, diags...)
	}
}

// silence says that a query was given up.
func silence(src *source, idle time.Duration) *hcl.Diagnostic {
	address := src.decl.Address
	return &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Connector does not answer",
		Detail: fmt.Sprintf("%s sent nothing for %s, so its query was given up. What depends on it has no verdict in this run.\n\n"+
			"Try again; if it stays silent, run roictl connectors test %s.", address, idle, address),
		Subject: src.decl.Range.Ptr(),
		Extra:   codeConnectorSilent,
	}
}
