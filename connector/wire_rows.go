package connector

import (
	pb "github.com/roictl/roictl/connector/connectorv1"
)

func headerToWire(h Header) *pb.Header {
	return &pb.Header{
		Dimensions:    each(h.Dimensions, columnToWire),
		Measures:      each(h.Measures, columnToWire),
		Grain:         string(h.Grain),
		Currency:      h.Currency,
		TimeZone:      h.TimeZone,
		SourceVersion: h.SourceVersion,
		Dense:         h.Dense,
	}
}

func headerFromWire(h *pb.Header) Header {
	return Header{
		Dimensions:    each(h.GetDimensions(), columnFromWire),
		Measures:      each(h.GetMeasures(), columnFromWire),
		Grain:         Grain(h.GetGrain()),
		Currency:      h.GetCurrency(),
		TimeZone:      h.GetTimeZone(),
		SourceVersion: h.GetSourceVersion(),
		Dense:         h.GetDense(),
	}
}

func columnToWire(c Column) *pb.Column { return &pb.Column{Name: c.Name, Unit: string(c.Unit)} }

func columnFromWire(c *pb.Column) Column { return Column{Name: c.GetName(), Unit: Unit(c.GetUnit())} }

func progressToWire(p Progress) *pb.Progress {
	return &pb.Progress{Done: p.Done, Total: p.Total, Unit: p.Unit, Message: p.Message}
}

func progressFromWire(p *pb.Progress) Progress {
	return Progress{Done: p.GetDone(), Total: p.GetTotal(), Unit: p.GetUnit(), Message: p.GetMessage()}
}

func trailerToWire(t Trailer) *pb.Trailer {
	wire := &pb.Trailer{
		Rows:        t.Rows,
		ApiCalls:    int64(t.APICalls),
		CoveredFrom: int32(t.CoveredFrom),
		FreshUntil:  int32(t.FreshUntil),
		Flags: each(t.Flags, func(f Flag) *pb.Flag {
			return &pb.Flag{Code: string(f.Code), Detail: f.Detail, Since: int32(f.Since)}
		}),
	}
	if q := t.Quota; q != nil {
		wire.Quota = &pb.Quota{Used: q.Used, Remaining: q.Remaining, Unit: q.Unit}
	}
	return wire
}

func trailerFromWire(wire *pb.Trailer) Trailer {
	t := Trailer{
		Rows:        wire.GetRows(),
		APICalls:    int(wire.GetApiCalls()),
		CoveredFrom: Date(wire.GetCoveredFrom()),
		FreshUntil:  Date(wire.GetFreshUntil()),
		Flags: each(wire.GetFlags(), func(f *pb.Flag) Flag {
			return Flag{Code: FlagCode(f.GetCode()), Detail: f.GetDetail(), Since: Date(f.GetSince())}
		}),
	}
	if q := wire.GetQuota(); q != nil {
		t.Quota = &Quota{Used: q.GetUsed(), Remaining: q.GetRemaining(), Unit: q.GetUnit()}
	}
	return t
}

// batchEncoder puts the batches of one stream on the wire. It remembers what the
// reader's dictionaries hold and reuses its buffers.
type batchEncoder struct {
	event *pb.QueryEvent
	batch *pb.Batch
	known []int // dictionary entries sent, by dimension; entry 0 never is
}

func newBatchEncoder(h Header) *batchEncoder {
	e := &batchEncoder{batch: &pb.Batch{}, known: make([]int, len(h.Dimensions))}
	e.event = &pb.QueryEvent{Event: &pb.QueryEvent_Batch{Batch: e.batch}}
	for i := range h.Dimensions {
		e.known[i] = 1
		e.batch.Dimensions = append(e.batch.Dimensions, &pb.TextColumn{})
	}
	for range h.Measures {
		e.batch.Measures = append(e.batch.Measures, &pb.DecimalColumn{})
	}
	return e
}

// encode returns an event that is valid until the next call.
func (e *batchEncoder) encode(b *Batch) *pb.QueryEvent {
	e.batch.Rows = uint32(b.Rows)
	e.batch.Intervals = b.Intervals
	e.batch.Dates = e.batch.Dates[:0]
	for _, date := range b.Dates {
		e.batch.Dates = append(e.batch.Dates, int32(date))
	}
	for i, column := range b.Dimensions {
		wire := e.batch.Dimensions[i]
		wire.Indexes, wire.Added = column.Indexes, column.Dictionary[e.known[i]:]
		e.known[i] = len(column.Dictionary)
	}
	for i, column := range b.Measures {
		wire := e.batch.Measures[i]
		wire.Unscaled, wire.Scale = column.Unscaled, uint32(column.Scale)
		wire.Nulls = appendBits(wire.Nulls[:0], column.Nulls)
	}
	return e.event
}

// appendBits packs flags eight to a byte, the first in the lowest bit.
func appendBits(bits []byte, flags []bool) []byte {
	for row, flag := range flags {
		if row%8 == 0 {
			bits = append(bits, 0)
		}
		if flag {
			bits[row/8] |= 1 << (row % 8)
		}
	}
	return bits
}
