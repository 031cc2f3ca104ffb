package connector

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
)

// ErrLimit is what Append returns once the query has as many rows as it asked
// for. A Query implementation stops reading and returns; the SDK closes the
// result with the flag CAPPED.
var ErrLimit = errors.New("the query has as many rows as its limit allows")

// Stream is where a [Source] writes the result of a query: the header first,
// then rows, with progress and diagnostics in between. It batches rows and codes
// them in columns, so that authors think in rows only.
//
// Every method that returns an error returns it again on later calls. An author
// needs not translate it: stop reading and return from Query; the SDK remembers
// what went wrong and tells the user. A Stream is used by one goroutine at a
// time and not after Query has returned.
type Stream struct {
	ctx      context.Context
	query    Query
	out      streamWriter
	builder  *batchBuilder // nil until the header is written
	trailer  Trailer
	failure  error // the first thing that went wrong
	canceled atomic.Bool
	broken   bool // an error was reported in-band
	asked    dayFinder
}

// streamWriter carries a result to its reader: directly or over the wire.
type streamWriter interface {
	Header(Header) error
	Batch(*Batch) error
	Progress(Progress) error
	Diagnostic(Diagnostic) error
}

// newStream returns a stream for one query and a function that lets go of ctx.
func newStream(ctx context.Context, query Query, out streamWriter) (*Stream, func() bool) {
	s := &Stream{ctx: ctx, query: query, out: out, asked: dayFinder{intervals: query.Intervals}}
	return s, context.AfterFunc(ctx, func() { s.canceled.Store(true) })
}

// Header writes the header. It comes first and once, with as many dimensions and
// measures as the query has and with the query's grain.
func (s *Stream) Header(h Header) error {
	switch {
	case s.failure != nil:
		return s.failure
	case s.builder != nil:
		return s.fault("wrote a second header")
	case len(h.Dimensions) != len(s.query.Dimensions):
		return s.fault(fmt.Sprintf("announced %d dimensions where the query asks for %d", len(h.Dimensions), len(s.query.Dimensions)))
	case len(h.Measures) != len(s.query.Measures):
		return s.fault(fmt.Sprintf("announced %d measures where the query asks for %d", len(h.Measures), len(s.query.Measures)))
	case h.Grain != s.query.Grain:
		return s.fault(fmt.Sprintf("announced rows of grain %q where the query asks for %q", h.Grain, s.query.Grain))
	}
	s.builder = newBatchBuilder(h)
	return s.keep(s.out.Header(h))
}

// Append writes a row of a query with [GrainDay]. The day lies in one of the
// query's intervals; dimensions and measures are in the order of the query. The
// slices are copied. It returns [ErrLimit] when the query has all rows it wants,
// and the context's error after a cancellation.
func (s *Stream) Append(day Date, dimensions []Text, measures []Decimal) error {
	if err := s.admit(GrainDay); err != nil {
		return err
	}
	if !s.asked.contains(day) {
		return s.fault(fmt.Sprintf("wrote a row of %s, which lies in none of the query's intervals", day))
	}
	return s.append(int32(day), dimensions, measures)
}

// AppendTotal writes a row of a query with [GrainTotal]: the cell of one segment
// in the interval with that index in Query.Intervals. Otherwise it is as Append.
func (s *Stream) AppendTotal(interval int, dimensions []Text, measures []Decimal) error {
	if err := s.admit(GrainTotal); err != nil {
		return err
	}
	if interval < 0 || interval >= len(s.query.Intervals) {
		return s.fault(fmt.Sprintf("wrote a row of interval %d where the query has %d intervals", interval, len(s.query.Intervals)))
	}
	return s.append(int32(interval), dimensions, measures)
}

// Progress tells how far the query has come. It is for people and never an error.
func (s *Stream) Progress(p Progress) {
	if s.failure == nil {
		s.failure = s.out.Progress(p)
	}
}

// Warn tells the user something while rows are still being written. A diagnostic
// of severity error makes the result unusable, as one returned from Query does.
func (s *Stream) Warn(d Diagnostic) {
	if s.failure != nil {
		return
	}
	if d.Severity == SeverityError {
		s.broken = true
	}
	s.failure = s.out.Diagnostic(d)
}

// Trailer returns the trailer to fill in: requests made, quota, covered days and
// flags. The SDK counts the rows and sends it when Query returns.
func (s *Stream) Trailer() *Trailer { return &s.trailer }

// admit says whether another row may be written.
func (s *Stream) admit(grain Grain) error {
	switch {
	case s.failure != nil:
		return s.failure
	case s.canceled.Load():
		return s.keep(context.Cause(s.ctx))
	case s.builder == nil:
		return s.fault("wrote a row before the header")
	case s.query.Grain != grain:
		return s.fault(fmt.Sprintf("wrote a row of grain %q where the query asks for %q", grain, s.query.Grain))
	case s.query.Limit > 0 && s.trailer.Rows >= s.query.Limit:
		s.trailer.Flags = append(s.trailer.Flags, Flag{
			Code:   FlagCapped,
			Detail: fmt.Sprintf("The query asked for at most %d rows and the source has more.", s.query.Limit),
		})
		return s.keep(ErrLimit)
	}
	return nil
}

func (s *Stream) append(position int32, dimensions []Text, measures []Decimal) error {
	if fault := s.builder.check(dimensions, measures); fault != "" {
		return s.fault(fault)
	}
	if !s.builder.fits(measures) {
		if err := s.flush(); err != nil {
			return err
		}
	}
	s.builder.append(position, dimensions, measures)
	s.trailer.Rows++
	if s.builder.full() {
		return s.flush()
	}
	return nil
}

// flush sends the rows collected so far.
func (s *Stream) flush() error {
	if s.builder == nil || s.builder.rows == 0 {
		return nil
	}
	err := s.out.Batch(s.builder.batch())
	s.builder.reset()
	return s.keep(err)
}

// keep remembers the first error, so that the result cannot look complete.
func (s *Stream) keep(err error) error {
	if s.failure == nil {
		s.failure = err
	}
	return err
}

// fault records a mistake of the connector's author.
func (s *Stream) fault(what string) error { return s.keep(ProtocolError(what)) }

// finish closes the stream after Query has returned what it had to say. The
// trailer is nil when the result cannot be used: because of the error, which is
// that of the context or of the reader, or because of an error diagnostic.
func (s *Stream) finish(returned Diagnostics) (*Trailer, Diagnostics, error) {
	if s.failure == nil && s.ctx.Err() != nil {
		s.failure = context.Cause(s.ctx)
	}
	broken := s.broken || returned.HasErrors()
	if errors.Is(s.failure, ErrLimit) {
		s.failure = nil
	}
	if s.failure == nil && !broken {
		s.failure = s.flush()
		if s.builder == nil {
			s.failure = ProtocolError("returned without a header and without an error")
		}
	}
	var breach ProtocolError
	switch {
	case errors.As(s.failure, &breach):
		return nil, append(returned, breach.diagnostic()), nil
	case s.failure != nil:
		return nil, returned, s.failure
	case broken:
		return nil, returned, nil
	}
	return &s.trailer, returned, nil
}
