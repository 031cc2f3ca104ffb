package engine

import (
	"fmt"

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
}

var _ connector.Sink = (*sink)(nil)

// Header prepares the sums.
func (s *sink) Header(h connector.Header) error {
	s.alive()
	if err := answers(h.Measures, s.query.Query.Measures); err != nil {
		return err
	}
	if err := answers(h.Dimensions, s.query.Query.Dimensions); err != nil {
		return err
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

// answers says whether columns are those that were asked for, in their order: a
// connector that swaps two would give wrong figures that look right.
func answers(columns []connector.Column, asked []string) error {
	for i, column := range columns {
		if i < len(asked) && column.Name != asked[i] {
			return fmt.Errorf("it answered with the column %q where %q was asked for, which is a fault of the connector", column.Name, asked[i])
		}
	}
	return nil
}

// Batch sums rows.
func (s *sink) Batch(batch *connector.Batch) error {
	s.alive()
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
	s.observer.QueryProgress(s.query, p)
}
