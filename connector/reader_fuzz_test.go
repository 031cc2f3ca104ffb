package connector

import (
	"testing"

	"google.golang.org/protobuf/proto"

	pb "github.com/roictl/roictl/connector/connectorv1"
)

// everyCell reads every cell of every batch, as the engine does.
type everyCell struct{ t *testing.T }

func (everyCell) Header(Header) error { return nil }
func (everyCell) Progress(Progress)   {}

func (s everyCell) Batch(b *Batch) error {
	for row := range b.Rows {
		for _, column := range b.Dimensions {
			_ = column.Text(row)
		}
		for _, column := range b.Measures {
			if value := column.Decimal(row); value.Scale > MaxScale {
				s.t.Errorf("scale %d got through", value.Scale)
			}
		}
		if len(b.Dates) > 0 && !daysOfTheTest.Contains(b.Dates[row]) {
			s.t.Errorf("the day %s got through", b.Dates[row])
		}
	}
	return nil
}

var daysOfTheTest = Interval{Start: DateOf(2026, 5, 1), End: DateOf(2026, 5, 31)}

// FuzzReader gives the reader an arbitrary event after an honest header: it is
// taken or refused, and nothing that gets through can break a consumer.
func FuzzReader(f *testing.F) {
	honest := &pb.QueryEvent{Event: &pb.QueryEvent_Batch{Batch: &pb.Batch{
		Rows: 1, Dates: []int32{int32(daysOfTheTest.Start)},
		Dimensions: []*pb.TextColumn{{Indexes: []uint32{1}, Added: []string{"a"}}},
		Measures:   []*pb.DecimalColumn{{Unscaled: []int64{5}, Scale: 2, Nulls: []byte{1}}},
	}}}
	raw, err := proto.Marshal(honest)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw, false)
	f.Add([]byte{}, true)
	f.Fuzz(func(t *testing.T, raw []byte, totals bool) {
		event := &pb.QueryEvent{}
		if proto.Unmarshal(raw, event) != nil {
			t.Skip("gRPC does not hand this on")
		}
		query := Query{Dimensions: []string{"d"}, Measures: []string{"m"}, Grain: GrainDay, Intervals: []Interval{daysOfTheTest}}
		if totals {
			query.Grain = GrainTotal
		}
		reader := &resultReader{query: query, sink: everyCell{t}}
		header := &pb.Header{Dimensions: []*pb.Column{{}}, Measures: []*pb.Column{{}}, Grain: string(query.Grain)}
		if err := reader.event(&pb.QueryEvent{Event: &pb.QueryEvent_Header{Header: header}}); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time the dictionaries have grown
			if reader.event(event) != nil {
				return
			}
		}
	})
}
