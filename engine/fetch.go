package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/sync/errgroup"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// Observer is told how a check proceeds, for progress on a terminal and event
// streams. Its methods may be called concurrently.
type Observer interface {
	ConnectorStarted(address config.Address)
	ConnectorReady(address config.Address)
	QueryStarted(q *PlannedQuery)
	QueryProgress(q *PlannedQuery, p connector.Progress)
	QueryDone(q *PlannedQuery, r QueryResult)
}

const (
	defaultParallelism = 10
	defaultIdleTimeout = 2 * time.Minute
)

// fetcher runs the queries of a plan and sums their rows.
type fetcher struct {
	bound    *Bound
	opts     Options
	observer Observer
	outcomes map[*PlannedQuery]*outcome
	starts   map[*source]*start

	mu      sync.Mutex
	diags   hcl.Diagnostics
	results map[config.Address]*SourceResult
}

// start configures a source once, whichever of its queries comes first.
type start struct {
	once   sync.Once
	handle connector.Handle
	failed string
}

// fetch runs all queries. One that fails marks its outcome; the others go on.
func (b *Bound) fetch(ctx context.Context, queries []*PlannedQuery, opts Options, observer Observer) *fetcher {
	f := &fetcher{
		bound:    b,
		opts:     opts,
		observer: observer,
		outcomes: make(map[*PlannedQuery]*outcome, len(queries)),
		starts:   make(map[*source]*start),
		results:  make(map[config.Address]*SourceResult),
	}
	for _, q := range queries {
		f.outcomes[q] = &outcome{fingerprint: fingerprint(q)}
		if f.starts[q.source] == nil {
			f.starts[q.source] = &start{}
			f.results[q.Source] = &SourceResult{Address: q.Source, Status: "ok", Version: q.source.description.Version}
		}
	}
	limit := opts.Parallelism
	if limit <= 0 {
		limit = defaultParallelism
	}
	var group errgroup.Group
	group.SetLimit(limit)
	for _, q := range queries {
		group.Go(func() error {
			f.run(ctx, q)
			return nil
		})
	}
	_ = group.Wait() // the functions above report in outcomes and never fail
	return f
}

// run runs one query and writes down what became of it.
func (f *fetcher) run(ctx context.Context, q *PlannedQuery) {
	out := f.outcomes[q]
	began := f.opts.Now()
	handle, failed := f.start(ctx, q.source)
	if failed == "" {
		if f.observer != nil {
			f.observer.QueryStarted(q)
		}
		failed = f.query(ctx, handle, q, out)
	}
	out.failure, out.done = failed, failed == ""
	result := QueryResult{
		ID:          q.ID,
		Query:       q.Query,
		Fingerprint: out.fingerprint,
		Rows:        out.trailer.Rows,
		APICalls:    out.trailer.APICalls,
		Duration:    f.opts.Now().Sub(began),
		ObservedAt:  f.opts.Now(),
		Failed:      failed,
	}
	f.mu.Lock()
	f.account(q, out, result)
	f.mu.Unlock()
	if f.observer != nil {
		f.observer.QueryDone(q, result)
	}
}

// account adds a query to its source's line in the report.
func (f *fetcher) account(q *PlannedQuery, out *outcome, result QueryResult) {
	line := f.results[q.Source]
	line.Queries = append(line.Queries, result)
	line.APICalls += result.APICalls
	line.Rows += result.Rows
	if out.failure != "" {
		line.Status, line.Reason = "error", out.failure
		return
	}
	if line.CoveredFrom == 0 || out.trailer.CoveredFrom != 0 && out.trailer.CoveredFrom < line.CoveredFrom {
		line.CoveredFrom = out.trailer.CoveredFrom
	}
	line.FreshUntil = max(line.FreshUntil, out.trailer.FreshUntil)
	for _, flag := range out.trailer.Flags {
		line.Flags = append(line.Flags, flag)
		if flag.Code == connector.FlagPartial && line.Status == "ok" {
			line.Status, line.Reason = "partial", flag.Detail
		}
	}
}

// start opens the source's connector and hands it its settings.
func (f *fetcher) start(ctx context.Context, src *source) (connector.Handle, string) {
	s := f.starts[src]
	s.once.Do(func() {
		if f.observer != nil {
			f.observer.ConnectorStarted(src.decl.Address)
		}
		handle, diags := f.bound.open(ctx, src)
		f.report(diags)
		if failure := firstError(diags); failure != nil {
			s.failed = firstSentence(failure)
			return
		}
		s.handle = handle
		if f.observer != nil {
			f.observer.ConnectorReady(src.decl.Address)
		}
	})
	return s.handle, s.failed
}

// open starts a connector for a source and configures it.
func (b *Bound) open(ctx context.Context, src *source) (connector.Handle, hcl.Diagnostics) {
	address := src.decl.Address
	handle, err := b.host.Start(ctx, address.Type, address.String())
	if err != nil {
		return nil, hcl.Diagnostics{sourceFailure(src.decl, "start", err)}
	}
	found, err := handle.Configure(ctx, src.settings)
	if err != nil {
		return nil, hcl.Diagnostics{sourceFailure(src.decl, "take its settings", err)}
	}
	return handle, translate(src, found)
}

// query runs one query, sums its rows, and returns why it failed.
func (f *fetcher) query(ctx context.Context, handle connector.Handle, q *PlannedQuery, out *outcome) string {
	idle := f.opts.IdleTimeout
	if idle <= 0 {
		idle = defaultIdleTimeout
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silent := errors.New("silent for " + idle.String())
	watchdog := time.AfterFunc(idle, func() { cancel(silent) })
	defer watchdog.Stop()
	sums := &summing{query: q, observer: f.observer, alive: func() { watchdog.Reset(idle) }}
	trailer, found, err := handle.Query(ctx, q.Query, sums)
	diags := translate(q.source, found)
	switch {
	case err == nil:
	case errors.Is(context.Cause(ctx), silent):
		diags = append(diags, &hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Connector does not answer",
			Detail: fmt.Sprintf("%s sent nothing for %s, so its query was given up. What depends on it has no verdict in this run.\n\n"+
				"Try again; if it stays silent, run roictl connectors test %s.", q.Source, idle, q.Source),
			Subject: q.source.decl.Range.Ptr(),
			Extra:   config.Code("connector_silent"),
		})
	case ctx.Err() != nil:
		return "interrupted"
	default:
		diags = append(diags, sourceFailure(q.source.decl, "answer a query", err))
	}
	f.report(diags)
	if failure := firstError(diags); failure != nil {
		return firstSentence(failure)
	}
	out.header, out.trailer = sums.header, trailer
	return ""
}

func (f *fetcher) report(diags hcl.Diagnostics) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.diags = append(f.diags, diags...)
}

func firstError(diags hcl.Diagnostics) *hcl.Diagnostic {
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			return d
		}
	}
	return nil
}

// summing receives a result and sums it on the way, so that memory does not grow
// with the number of rows.
type summing struct {
	query    *PlannedQuery
	observer Observer
	alive    func()
	header   connector.Header
	matchers []*connector.BatchMatcher
}

var _ connector.Sink = (*summing)(nil)

func (s *summing) Header(h connector.Header) error {
	s.alive()
	s.header = h
	for _, selection := range s.query.selections {
		if selection.fault != nil {
			return selection.fault
		}
		s.matchers = append(s.matchers, selection.matcher.ForStream())
	}
	return nil
}

func (s *summing) Batch(batch *connector.Batch) error {
	s.alive()
	for i, selection := range s.query.selections {
		selection.consume(batch, s.header, s.matchers[i])
	}
	return nil
}

func (s *summing) Progress(p connector.Progress) {
	s.alive()
	if s.observer != nil {
		s.observer.QueryProgress(s.query, p)
	}
}

// fingerprint identifies a query across runs: the same question to the same
// source has the same fingerprint.
func fingerprint(q *PlannedQuery) string {
	text, err := json.Marshal(struct {
		Source string
		Query  connector.Query
	}{q.Source.String(), q.Query})
	if err != nil {
		// A query holds strings and dates only, which always marshal.
		return ""
	}
	digest := sha256.Sum256(text)
	return hex.EncodeToString(digest[:])
}
