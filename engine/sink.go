package engine

import (
	"github.com/roictl/roictl/connector"
)

// sink receives the result of a query and sums it on the way, so that memory
// does not grow with the number of rows.
type sink struct {
	query    *PlannedQuery
	outcome  *outcome
	observer Observer
	alive    func() // called with every sign of life
	router   *router
	breach   error // of the protocol, which the header is
}

var _ connector.Sink = (*sink)(nil)

// Header prepares the sums.
func (s *sink) Header(h connector.Header) error {
	s.alive()
	if s.breach = breachOf(h.Faults(s.query.report, s.query.Query)); s.breach != nil {
		return s.breach
	}
	s.outcome.header = h
	for _, t := range s.outcome.tallies {
		if err := t.begin(h); err != nil {
			return err
		}
	}
	s.router = newRouter(s.outcome.tallies)
	return nil
}

// Batch sums rows.
func (s *sink) Batch(batch *connector.Batch) error {
	s.alive()
	if s.outcome.starts != nil {
		for _, day := range batch.Dates {
			s.outcome.starts[day] = true
		}
	}
	for row := range batch.Rows {
		for _, t := range s.router.route(batch, row) {
			t.consume(batch, row)
		}
	}
	return nil
}

// Progress passes on how far the query is.
func (s *sink) Progress(p connector.Progress) {
	s.alive()
	p.Message = s.query.source.masked(p.Message)
	s.observer.QueryProgress(s.query.planned(), p)
}
