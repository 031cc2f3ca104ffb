package engine

import (
	"context"
	"sync"

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
	once             sync.Once
	handle           connector.Handle
	failure, problem string
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
		f.outcomes[q] = &outcome{}
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

// start opens the source's connector and hands it its settings, the login among
// them.
func (f *fetcher) start(ctx context.Context, q *PlannedQuery, out *outcome) connector.Handle {
	s, src := f.starts[q.source], q.source
	s.once.Do(func() {
		if ctx.Err() != nil {
			s.failure = interrupted
			return
		}
		f.observer.ConnectorStarted(src.decl.Address)
		credential, diags := f.bound.credential(ctx, src)
		var handle connector.Handle
		if !diags.HasErrors() {
			var found hcl.Diagnostics
			handle, found = f.bound.open(ctx, src, credential)
			diags = append(diags, found...)
		}
		if s.failure, s.problem = failureOf(ctx, diags); s.failure != interrupted {
			out.diags = append(out.diags, diags...)
		}
		if s.failure == "" {
			s.handle = handle
			f.observer.ConnectorReady(src.decl.Address)
		}
	})
	out.failure, out.problem = s.failure, s.problem
	return s.handle
}

// failureOf says in a sentence why something failed, and in a few words what the
// problem is; "" when it did not.
func failureOf(ctx context.Context, diags hcl.Diagnostics) (sentence, problem string) {
	first := firstError(diags)
	switch {
	case first == nil:
		return "", ""
	case ctx.Err() != nil:
		return interrupted, interrupted
	}
	return firstSentence(first), first.Summary
}
