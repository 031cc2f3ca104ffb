package ga4

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/ga4/cells"
	"github.com/roictl/roictl/plugins/ga4/platform"
	"github.com/roictl/roictl/plugins/ga4/property"
	"github.com/roictl/roictl/plugins/ga4/request"
)

// source answers for one property. Queries may run at the same time.
type source struct {
	property   *property.Property
	google     *platform.Client
	credential connector.Credential // of connection tests; a query brings its own
	now        func() time.Time
	zone       *time.Location // of the report, which plans take for the property's

	// facts holds what queries learn about the property for each other, in a
	// channel so that nobody waits for it longer than their context allows.
	facts chan facts
}

// facts are what is known about the property.
type facts struct {
	names *platform.Names // nil until they were asked for
	begun beginning
}

// borrow takes the facts, for who learns more of them at a time; false when the
// context is done before. They have to be given back.
func (s *source) borrow(ctx context.Context) (facts, bool) {
	select {
	case f := <-s.facts:
		return f, true
	case <-ctx.Done():
		return facts{}, false
	}
}

var (
	_ connector.Source           = (*source)(nil)
	_ connector.QueryPlanner     = (*source)(nil)
	_ connector.ConnectionTester = (*source)(nil)
	_ io.Closer                  = (*source)(nil)
)

// Query answers with one or several reports, joined.
func (s *source) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	asked, diags := s.question(query)
	if diags.HasErrors() {
		return diags
	}
	var tally httpclient.Tally
	ctx = httpclient.WithTally(platform.As(ctx, query.Credential), &tally)
	ctx = httpclient.WithWaiting(ctx, func(left time.Duration, reason string) {
		out.Progress(connector.Progress{Message: fmt.Sprintf("waiting %s: %s", left.Round(time.Second), reason)})
	})
	diags = append(diags, s.checkNames(ctx, asked)...)
	if diags.HasErrors() {
		return diags
	}
	a, problem := s.read(ctx, asked, out.Progress)
	if problem != nil {
		return append(diags, problem.Diagnostic)
	}
	diags = append(diags, a.judge()...)
	if diags.HasErrors() {
		return diags
	}
	rows := cells.Join(a.parts, asked.Metrics, a.absent)
	a.coveredFrom = s.since(ctx, a, rows)
	a.trailer(out.Trailer(), tally.Calls())
	a.write(rows, out)
	return diags
}

// Close lets go of the connections to Google.
func (s *source) Close() error {
	s.google.Close()
	return nil
}

// read asks everything that the question needs.
func (s *source) read(ctx context.Context, asked *question, progress func(connector.Progress)) (*answer, *platform.Problem) {
	a := &answer{question: asked, tokensLeft: -1, types: make(map[string]string)}
	for _, r := range asked.Split() {
		if problem := s.readInto(ctx, a, r, progress); problem != nil {
			return nil, problem
		}
	}
	return a, nil
}

// readInto reads a request into an answer. Where Google says that its metrics do
// not go together, they are asked one set after the other, which are joined.
func (s *source) readInto(ctx context.Context, a *answer, r request.Request, progress func(connector.Progress)) *platform.Problem {
	report, problem := s.google.Read(ctx, r, func(done, total int64) {
		progress(connector.Progress{Done: done, Total: total, Unit: "rows"})
	})
	switch {
	case problem == nil:
		a.add(report)
		return nil
	case problem.Code != platform.CodeIncompatible:
		return problem
	case len(r.Metrics) == 1:
		problem.Path = a.measureOf(r.Metrics[0])
		return problem
	}
	rest, taken := r.Divide(problem.Remove)
	if problem := s.readInto(ctx, a, rest, progress); problem != nil {
		return problem
	}
	return s.readInto(ctx, a, taken, progress)
}
