package engine

import (
	"cmp"
	"context"
	"fmt"
	"maps"
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
	cells    map[needKey]cell // where the answer to each need stands
	starts   map[*source]*start
}

// start opens a source once in a run, whichever of its queries comes first.
type start struct {
	once             sync.Once
	handle           connector.Handle
	failure, problem string
}

// fetch runs all queries of a plan. One that fails marks its outcome; the others go
// on.
func (b *Bound) fetch(ctx context.Context, plan *Plan, opts Options, observer Observer) *fetcher {
	queries := plan.Queries
	f := &fetcher{
		bound:    b,
		opts:     opts,
		observer: observer,
		outcomes: make(map[*PlannedQuery]*outcome, len(queries)),
		cells:    plan.cells,
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
	for _, q := range queries {
		f.takeParts(q)
	}
	return f
}

// takeParts makes the outcomes of a query's parts known, and that their cells
// answer in place of the query's. The plan stays as it is.
func (f *fetcher) takeParts(q *PlannedQuery) {
	leaves := f.outcomes[q].leaves(q)
	if len(leaves) == 1 {
		return
	}
	f.cells = maps.Clone(f.cells)
	for i, leaf := range leaves {
		leaf.query.ID = fmt.Sprintf("%s.%d", q.ID, i+1)
		leaf.outcome.result.ID = leaf.query.ID
		f.outcomes[leaf.query] = leaf.outcome
		maps.Copy(f.cells, leaf.query.cells)
	}
}

// run runs one query and writes down what became of it.
func (f *fetcher) run(ctx context.Context, q *PlannedQuery, out *outcome) {
	began := f.opts.Now()
	handle := f.start(ctx, q, out)
	if out.failure == "" {
		f.observer.QueryStarted(q)
		f.ask(ctx, handle, q, out)
	}
	whole := f.resultOf(q, out, began)
	if len(out.parts) > 0 {
		whole.Failed = ""
	}
	for _, leaf := range out.leaves(q) {
		if len(out.parts) > 0 {
			whole.Rows += leaf.outcome.result.Rows
			whole.APICalls += leaf.outcome.result.APICalls
			whole.Failed = cmp.Or(whole.Failed, leaf.outcome.failure)
		}
	}
	out.result = whole
	f.observer.QueryDone(q, whole)
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
