package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// ask runs one query, in parts where its source refuses the question: what is wrong
// with one metric is then not wrong with the others that were asked for with it.
func (f *fetcher) ask(ctx context.Context, handle connector.Handle, q *PlannedQuery, out *outcome) {
	began, before := f.opts.Now(), len(out.diags)
	f.query(ctx, handle, q, out)
	switch found := out.diags[before:]; {
	case out.failure == "":
		f.lookForMatches(ctx, handle, q, out)
	case refusedQuestion(found):
		again, refused := f.bound.divide(q, found)
		if len(again) == 0 && len(refused) == 0 {
			out.refuse(found, before)
			break
		}
		out.diags = out.diags[:before]
		for _, r := range refused {
			inner := &outcome{}
			inner.refuse(f.bound.atMetric(r.query, r.diags), 0)
			inner.result = f.resultOf(r.query, inner, began)
			out.parts = append(out.parts, answered{r.query, inner})
		}
		for _, part := range again {
			inner := &outcome{}
			f.ask(ctx, handle, part, inner)
			out.parts = append(out.parts, answered{part, inner})
		}
	}
	out.result = f.resultOf(q, out, began)
}

// resultOf tells of a query that has been run.
func (f *fetcher) resultOf(q *PlannedQuery, out *outcome, began time.Time) QueryResult {
	ended := f.opts.Now()
	return QueryResult{
		ID:          q.ID,
		Query:       q.Query,
		Fingerprint: q.fingerprint,
		Rows:        out.trailer.Rows,
		APICalls:    out.trailer.APICalls,
		Duration:    ended.Sub(began),
		ObservedAt:  ended,
		Failed:      out.failure,
	}
}

// query runs one query and sums its rows: once more where the platform refuses a
// credential that another one can replace, since tokens are revoked, and clocks
// differ, while the host believes its token good.
func (f *fetcher) query(ctx context.Context, handle connector.Handle, q *PlannedQuery, out *outcome) {
	credential, diags := f.bound.credential(ctx, q.source)
	if !diags.HasErrors() {
		answer := f.attempt(ctx, handle, q, credential, out)
		if f.bound.logsIn(q.source) && refusesLogin(answer) && ctx.Err() == nil {
			credential, answer = f.bound.renew(ctx, q.source, credential)
			if !answer.HasErrors() {
				answer = append(answer, f.attempt(ctx, handle, q, credential, out)...)
			}
		}
		diags = append(diags, answer...)
	}
	if out.failure, out.problem = failureOf(ctx, diags); out.failure != interrupted {
		out.diags = append(out.diags, diags...)
	}
}

// attempt asks a source once. What an attempt before it brought does not count.
func (f *fetcher) attempt(ctx context.Context, handle connector.Handle, q *PlannedQuery, credential connector.Credential, out *outcome) hcl.Diagnostics {
	out.begin(q, f.bound.rates)
	query := q.Query
	query.Credential = credential
	idle := f.opts.IdleTimeout
	silent := fmt.Errorf("silent for %s", idle)
	watched, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(idle, func() { cancel(silent) })
	defer watchdog.Stop()
	rows := &sink{
		query:    q,
		outcome:  out,
		observer: f.observer,
		alive:    func() { watchdog.Reset(idle) },
	}
	trailer, found, err := handle.Query(watched, query, rows)
	diags := f.bound.atMetric(q, translate(q.source, found))
	switch {
	case rows.breach != nil:
		return hcl.Diagnostics{sourceFailure(q.source, "answer a query", rows.breach)}
	case err == nil && !diags.HasErrors():
		return append(diags, f.close(q, out, trailer)...)
	case errors.Is(context.Cause(watched), silent):
		return hcl.Diagnostics{silence(q.source, idle)}
	case err != nil:
		return append(diags, sourceFailure(q.source, "answer a query", err))
	}
	return diags
}

// close takes the trailer of a result that arrived whole.
func (f *fetcher) close(q *PlannedQuery, out *outcome, trailer connector.Trailer) hcl.Diagnostics {
	if err := breachOf(trailer.Faults()); err != nil {
		return hcl.Diagnostics{sourceFailure(q.source, "answer a query", err)}
	}
	out.trailer = q.source.maskedTrailer(trailer)
	if out.starts != nil {
		out.rhythm = rhythmOf(q, out)
	}
	out.zone = f.bound.zoneOf(out.header)
	if d := f.future(q, trailer); d != nil {
		return hcl.Diagnostics{d}
	}
	return nil
}

func (s *source) maskedTrailer(t connector.Trailer) connector.Trailer {
	t.Flags = slices.Clone(t.Flags)
	for i, flag := range t.Flags {
		t.Flags[i].Detail = s.masked(flag.Detail)
	}
	return t
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
