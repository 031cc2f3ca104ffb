package connector

import (
	"fmt"

	pb "github.com/roictl/roictl/connector/connectorv1"
)

// resultReader takes the events of one query off the wire, holds the connector
// to the protocol and hands the result to a sink. It trusts nothing: a connector
// may be written in any language and by anybody.
type resultReader struct {
	query   Query
	sink    Sink
	header  bool
	rows    int64
	trailer *Trailer
	told    diagnosticKeeper
	batch   Batch
}

// event takes one event. Its error is a ProtocolError or the sink's.
func (r *resultReader) event(event *pb.QueryEvent) error {
	if r.trailer != nil {
		return ProtocolError("went on after the trailer")
	}
	switch e := event.GetEvent().(type) {
	case *pb.QueryEvent_Header:
		return r.readHeader(headerFromWire(e.Header))
	case *pb.QueryEvent_Batch:
		return r.readBatch(e.Batch)
	case *pb.QueryEvent_Progress:
		r.sink.Progress(progressFromWire(e.Progress))
	case *pb.QueryEvent_Diagnostic:
		r.told.add(diagnosticFromWire(e.Diagnostic))
	case *pb.QueryEvent_Trailer:
		return r.readTrailer(trailerFromWire(e.Trailer))
	}
	// An event of a later minor version is not for us.
	return nil
}

func (r *resultReader) readHeader(h Header) error {
	switch {
	case r.header:
		return ProtocolError("sent a second header")
	case len(h.Dimensions) != len(r.query.Dimensions) || len(h.Measures) != len(r.query.Measures):
		return ProtocolError(fmt.Sprintf("announced %d dimensions and %d measures where the query asks for %d and %d",
			len(h.Dimensions), len(h.Measures), len(r.query.Dimensions), len(r.query.Measures)))
	case h.Grain != r.query.Grain:
		return ProtocolError(fmt.Sprintf("announced rows of grain %q where the query asks for %q", h.Grain, r.query.Grain))
	}
	r.header = true
	r.batch.Dimensions = make([]TextColumn, len(h.Dimensions))
	for i := range r.batch.Dimensions {
		r.batch.Dimensions[i].Dictionary = []string{""}
	}
	r.batch.Measures = make([]DecimalColumn, len(h.Measures))
	return r.sink.Header(h)
}

func (r *resultReader) readTrailer(t Trailer) error {
	switch {
	case !r.header:
		return ProtocolError("sent a trailer without a header")
	case t.Rows != r.rows:
		return ProtocolError(fmt.Sprintf("says in its trailer that it sent %d rows, but %d arrived", t.Rows, r.rows))
	}
	r.trailer = &t
	return nil
}

// end closes the reading of a stream that ended without a transport error.
func (r *resultReader) end() (Trailer, Diagnostics, error) {
	diags := r.told.all()
	switch {
	case diags.HasErrors():
		return Trailer{}, diags, nil
	case r.trailer == nil:
		return Trailer{}, diags, ProtocolError("ended its answer without a trailer, so rows may be missing")
	}
	return *r.trailer, diags, nil
}

func (r *resultReader) readBatch(wire *pb.Batch) error {
	if !r.header {
		return ProtocolError("sent rows before the header")
	}
	rows := int(wire.GetRows())
	if len(wire.GetDimensions()) != len(r.batch.Dimensions) || len(wire.GetMeasures()) != len(r.batch.Measures) {
		return ProtocolError(fmt.Sprintf("sent rows with %d dimensions and %d measures under a header with %d and %d",
			len(wire.GetDimensions()), len(wire.GetMeasures()), len(r.batch.Dimensions), len(r.batch.Measures)))
	}
	if r.query.Limit > 0 && r.rows+int64(rows) > r.query.Limit {
		return ProtocolError(fmt.Sprintf("sent more rows than the limit of %d", r.query.Limit))
	}
	if err := r.readPositions(wire, rows); err != nil {
		return err
	}
	for i, column := range wire.GetDimensions() {
		if err := readTexts(column, rows, &r.batch.Dimensions[i]); err != nil {
			return err
		}
	}
	for i, column := range wire.GetMeasures() {
		if err := readDecimals(column, rows, &r.batch.Measures[i]); err != nil {
			return err
		}
	}
	r.batch.Rows = rows
	r.rows += int64(rows)
	return r.sink.Batch(&r.batch)
}

// readPositions takes the column that says which day or interval a row is of.
func (r *resultReader) readPositions(wire *pb.Batch, rows int) error {
	days, intervals := wire.GetDates(), wire.GetIntervals()
	if r.query.Grain == GrainTotal {
		if len(intervals) != rows || len(days) != 0 {
			return ProtocolError(fmt.Sprintf("sent %d rows with %d intervals and %d days", rows, len(intervals), len(days)))
		}
		for _, index := range intervals {
			if index < 0 || int(index) >= len(r.query.Intervals) {
				return ProtocolError(fmt.Sprintf("sent a row of interval %d where the query has %d intervals", index, len(r.query.Intervals)))
			}
		}
		r.batch.Intervals = intervals
		return nil
	}
	if len(days) != rows || len(intervals) != 0 {
		return ProtocolError(fmt.Sprintf("sent %d rows with %d days and %d intervals", rows, len(days), len(intervals)))
	}
	r.batch.Dates = r.batch.Dates[:0]
	asked := dayFinder{intervals: r.query.Intervals}
	for _, day := range days {
		if !asked.contains(Date(day)) {
			return ProtocolError(fmt.Sprintf("sent a row of %s, which lies in none of the query's intervals", Date(day)))
		}
		r.batch.Dates = append(r.batch.Dates, Date(day))
	}
	return nil
}

func readTexts(wire *pb.TextColumn, rows int, column *TextColumn) error {
	column.Dictionary = append(column.Dictionary, wire.GetAdded()...)
	column.Indexes = wire.GetIndexes()
	if len(column.Indexes) != rows {
		return ProtocolError(fmt.Sprintf("sent %d texts for %d rows", len(column.Indexes), rows))
	}
	for _, index := range column.Indexes {
		if int(index) >= len(column.Dictionary) {
			return ProtocolError(fmt.Sprintf("sent the text number %d where it has named %d", index, len(column.Dictionary)-1))
		}
	}
	return nil
}

func readDecimals(wire *pb.DecimalColumn, rows int, column *DecimalColumn) error {
	column.Unscaled = wire.GetUnscaled()
	if len(column.Unscaled) != rows {
		return ProtocolError(fmt.Sprintf("sent %d numbers for %d rows", len(column.Unscaled), rows))
	}
	if wire.GetScale() > MaxScale {
		return ProtocolError(fmt.Sprintf("sent numbers with %d digits behind the point, where at most %d fit", wire.GetScale(), MaxScale))
	}
	column.Scale = uint8(wire.GetScale())
	bits := wire.GetNulls()
	if len(bits) == 0 {
		column.Nulls = nil
		return nil
	}
	if len(bits) != (rows+7)/8 {
		return ProtocolError(fmt.Sprintf("sent null marks of %d bytes for %d rows", len(bits), rows))
	}
	column.Nulls = column.Nulls[:0]
	for row := range rows {
		column.Nulls = append(column.Nulls, bits[row/8]&(1<<(row%8)) != 0)
	}
	return nil
}
