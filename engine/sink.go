package engine

import "github.com/roictl/roictl/connector"

// sink receives the result of a query and sums it on the way, so that memory
// does not grow with the number of rows.
type sink struct {
	query    *PlannedQuery
	outcome  *outcome
	observer Observer
	alive    func() // called with every sign of life
}

var _ connector.Sink = (*sink)(nil)

// Header prepares the sums.
func (s *sink) Header(h connector.Header) error {
	s.alive()
	s.outcome.header = h
	for _, t := range s.outcome.tallies {
		if err := t.begin(h); err != nil {
			return err
		}
	}
	return nil
}

// Batch sums rows.
func (s *sink) Batch(batch *connector.Batch) error {
	s.alive()
	for _, t := range s.outcome.tallies {
		t.consume(batch)
	}
	return nil
}

// Progress passes on how far the query is.
func (s *sink) Progress(p connector.Progress) {
	s.alive()
	s.observer.QueryProgress(s.query, p)
}
