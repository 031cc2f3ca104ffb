package connector_test

import (
	"errors"
	"strings"
	"testing"

	"google.golang.org/grpc"

	"github.com/roictl/roictl/connector"
	pb "github.com/roictl/roictl/connector/connectorv1"
)

// The events of an honest answer to the query daily; tests spoil copies.

func headerEvent() *pb.QueryEvent {
	return &pb.QueryEvent{Event: &pb.QueryEvent_Header{Header: &pb.Header{
		Dimensions: []*pb.Column{{Name: "campaign"}},
		Measures:   []*pb.Column{{Name: "spend", Unit: "money"}, {Name: "clicks", Unit: "count"}},
		Grain:      "day",
	}}}
}

// batchEvent holds two rows, spoilt by change.
func batchEvent(change func(*pb.Batch)) *pb.QueryEvent {
	batch := &pb.Batch{
		Rows:       2,
		Dates:      []int32{int32(day(1)), int32(day(2))},
		Dimensions: []*pb.TextColumn{{Indexes: []uint32{1, 0}, Added: []string{"a"}}},
		Measures: []*pb.DecimalColumn{
			{Unscaled: []int64{150, 0}, Scale: 2, Nulls: []byte{0b10}},
			{Unscaled: []int64{3, 4}},
		},
	}
	if change != nil {
		change(batch)
	}
	return &pb.QueryEvent{Event: &pb.QueryEvent_Batch{Batch: batch}}
}

func trailerEvent(rows int64) *pb.QueryEvent {
	return &pb.QueryEvent{Event: &pb.QueryEvent_Trailer{Trailer: &pb.Trailer{Rows: rows}}}
}

func TestReaderTakesAnHonestAnswer(t *testing.T) {
	t.Parallel()
	unknown := &pb.QueryEvent{} // what an event of a later minor version looks like here
	var got collected
	trailer, diags, err := ask(t, &got, headerEvent(), unknown, batchEvent(nil), batchEvent(func(b *pb.Batch) {
		b.Dimensions[0] = &pb.TextColumn{Indexes: []uint32{2, 1}, Added: []string{"b"}}
	}), trailerEvent(4))
	if err != nil || len(diags) > 0 || trailer.Rows != 4 {
		t.Fatal(trailer, diags, err)
	}
	want := "2026-05-01 \"a\" 1.50 3\n2026-05-02 null null 4\n2026-05-01 \"b\" 1.50 3\n2026-05-02 \"a\" null 4"
	if got := strings.Join(got.rows, "\n"); got != want {
		t.Errorf("rows:\n%s\nwant:\n%s", got, want)
	}
}

// ask runs the query daily against a connector that answers with the events.
func ask(t *testing.T, sink connector.Sink, events ...*pb.QueryEvent) (connector.Trailer, connector.Diagnostics, error) {
	t.Helper()
	handle := dial(t, func(s grpc.ServiceRegistrar) {
		pb.RegisterConnectorServer(s, &scriptedServer{events: events})
	})
	query := daily
	query.Limit = 1000
	return configured(t, handle).Query(t.Context(), query, sink)
}

func TestReaderTrustsNoConnector(t *testing.T) {
	t.Parallel()
	spoilt := func(change func(*pb.Batch)) []*pb.QueryEvent {
		return []*pb.QueryEvent{headerEvent(), batchEvent(change), trailerEvent(2)}
	}
	tests := []struct {
		name   string
		events []*pb.QueryEvent
		want   string
	}{
		{"nothing", nil, "without a trailer"},
		{"no trailer", []*pb.QueryEvent{headerEvent(), batchEvent(nil)}, "without a trailer, so rows may be missing"},
		{"trailer counts too many", []*pb.QueryEvent{headerEvent(), batchEvent(nil), trailerEvent(3)}, "it sent 3 rows, but 2 arrived"},
		{"trailer counts too few", []*pb.QueryEvent{headerEvent(), batchEvent(nil), trailerEvent(1)}, "it sent 1 rows, but 2 arrived"},
		{"trailer only", []*pb.QueryEvent{trailerEvent(0)}, "trailer without a header"},
		{"trailer twice", []*pb.QueryEvent{headerEvent(), trailerEvent(0), trailerEvent(0)}, "after the trailer"},
		{"rows after the trailer", []*pb.QueryEvent{headerEvent(), trailerEvent(0), batchEvent(nil)}, "after the trailer"},
		{"header twice", []*pb.QueryEvent{headerEvent(), headerEvent()}, "second header"},
		{"rows before the header", []*pb.QueryEvent{batchEvent(nil)}, "rows before the header"},
		{"other columns", []*pb.QueryEvent{{Event: &pb.QueryEvent_Header{Header: &pb.Header{Grain: "day"}}}}, "0 dimensions and 0 measures where the query asks for 1 and 2"},
		{"other grain", []*pb.QueryEvent{{Event: &pb.QueryEvent_Header{Header: func() *pb.Header {
			h := headerEvent().GetHeader()
			h.Grain = "total"
			return h
		}()}}}, `grain "total"`},
		{"fewer columns in a batch", spoilt(func(b *pb.Batch) { b.Measures = b.Measures[:1] }), "1 dimensions and 1 measures under a header with 1 and 2"},
		{"fewer days than rows", spoilt(func(b *pb.Batch) { b.Dates = b.Dates[:1] }), "2 rows with 1 days"},
		{"intervals beside days", spoilt(func(b *pb.Batch) { b.Intervals = []int32{0, 0} }), "2 intervals"},
		{"a day nobody asked for", spoilt(func(b *pb.Batch) { b.Dates[1] = int32(day(9)) }), "2026-05-09, which lies in none"},
		{"fewer texts than rows", spoilt(func(b *pb.Batch) { b.Dimensions[0].Indexes = nil }), "0 texts for 2 rows"},
		{"a text never named", spoilt(func(b *pb.Batch) { b.Dimensions[0].Indexes[1] = 2 }), "text number 2 where it has named 1"},
		{"fewer numbers than rows", spoilt(func(b *pb.Batch) { b.Measures[1].Unscaled = nil }), "0 numbers for 2 rows"},
		{"too fine a scale", spoilt(func(b *pb.Batch) { b.Measures[1].Scale = 19 }), "19 digits"},
		{"null marks cut short", spoilt(func(b *pb.Batch) { b.Measures[1].Nulls = []byte{0, 0} }), "null marks of 2 bytes for 2 rows"},
		{"rows without columns", spoilt(func(b *pb.Batch) { b.Rows = 900 }), "900 rows with 2 days"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := ask(t, &collected{}, test.events...)
			var breach connector.ProtocolError
			if !errors.As(err, &breach) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want a ProtocolError with %q", err, test.want)
			}
		})
	}
}

func TestReaderHoldsTheLimit(t *testing.T) {
	t.Parallel()
	events := []*pb.QueryEvent{headerEvent()}
	for range 501 {
		events = append(events, batchEvent(nil))
	}
	_, _, err := ask(t, &collected{}, events...)
	if err == nil || !strings.Contains(err.Error(), "more rows than the limit of 1000") {
		t.Errorf("error %v", err)
	}
}

func TestReaderTakesUnknownSeveritiesSeriously(t *testing.T) {
	t.Parallel()
	_, diags, err := ask(t, &collected{}, headerEvent(),
		&pb.QueryEvent{Event: &pb.QueryEvent_Diagnostic{Diagnostic: &pb.Diagnostic{Severity: "fatal", Code: "X"}}}, trailerEvent(0))
	if err != nil || !diags.HasErrors() {
		t.Errorf("diagnostics %v, error %v; want an error diagnostic", diags, err)
	}
}
