package connector_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"os"
	"testing"

	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"

	"github.com/roictl/roictl/connector"
	pb "github.com/roictl/roictl/connector/connectorv1"
)

// TestMain lets the test binary be a connector's process, and keeps the stacks of
// intended panics out of the tests' output.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "__serve" {
		os.Exit(connector.ServeArgs(served, os.Args[2:]))
	}
	slog.SetDefault(slog.New(slog.DiscardHandler))
	goleak.VerifyTestMain(m)
}

// scripted is a connector and a source that does what a test says.
type scripted struct {
	describe func() connector.Description
	open     func(context.Context, connector.Settings) (connector.Source, connector.Diagnostics)
	query    func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics
}

func (s scripted) Describe() connector.Description {
	if s.describe == nil {
		return connector.Description{Name: "scripted", Version: "1.0.0"}
	}
	return s.describe()
}

func (s scripted) Open(ctx context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	if s.open == nil {
		return s, nil
	}
	return s.open(ctx, settings)
}

func (s scripted) Query(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	return s.query(ctx, query, out)
}

// handles are the ways to reach a connector without a process of its own.
var handles = map[string]func(testing.TB, connector.Connector) connector.Handle{
	"direct": func(_ testing.TB, c connector.Connector) connector.Handle { return connector.Direct(c) },
	"grpc": func(t testing.TB, c connector.Connector) connector.Handle {
		return dial(t, func(s grpc.ServiceRegistrar) { connector.Register(s, c) })
	},
}

// dial serves what register registers in this process and connects to it.
func dial(t testing.TB, register func(grpc.ServiceRegistrar)) connector.Handle {
	t.Helper()
	listener := bufconn.Listen(1 << 20)
	server := grpc.NewServer()
	register(server)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	conn, err := grpc.NewClient("passthrough:///test",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
		server.Stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return connector.Client(conn)
}

// configured returns a handle that is ready for queries.
func configured(t testing.TB, handle connector.Handle) connector.Handle {
	t.Helper()
	diags, err := handle.Configure(t.Context(), connector.Settings{Config: json.RawMessage(`{}`)})
	if err != nil || diags.HasErrors() {
		t.Fatalf("configure: %v, %v", err, diags)
	}
	return handle
}

// collected is a sink that keeps a result as rows of text.
type collected struct {
	header    connector.Header
	rows      []string
	batches   []int // their sizes
	progress  []connector.Progress
	failBatch error
}

func (c *collected) Header(h connector.Header) error {
	c.header = h
	return nil
}

func (c *collected) Batch(b *connector.Batch) error {
	if c.failBatch != nil {
		return c.failBatch
	}
	c.batches = append(c.batches, b.Rows)
	for row := range b.Rows {
		line := ""
		if len(b.Dates) > 0 {
			line = b.Dates[row].String()
		} else {
			line = "#" + connector.Int(int64(b.Intervals[row])).String()
		}
		for _, column := range b.Dimensions {
			if text := column.Text(row); text.Null {
				line += " null"
			} else {
				line += " " + quote(text.Value)
			}
		}
		for _, column := range b.Measures {
			line += " " + column.Decimal(row).String()
		}
		c.rows = append(c.rows, line)
	}
	return nil
}

func (c *collected) Progress(p connector.Progress) { c.progress = append(c.progress, p) }

func quote(s string) string { return `"` + s + `"` }

// scriptedServer is a connector that does not use the SDK and may break every
// rule of the protocol.
type scriptedServer struct {
	pb.UnimplementedConnectorServer
	events []*pb.QueryEvent
}

func (s *scriptedServer) Configure(context.Context, *pb.ConfigureRequest) (*pb.ConfigureResponse, error) {
	return &pb.ConfigureResponse{SourceId: 1}, nil
}

func (s *scriptedServer) Query(_ *pb.QueryRequest, stream grpc.ServerStreamingServer[pb.QueryEvent]) error {
	for _, event := range s.events {
		if err := stream.Send(event); err != nil {
			return err
		}
	}
	return nil
}

// day is a day of May 2026.
func day(n int) connector.Date { return connector.DateOf(2026, 5, n) }

// daily asks for two dimensions and two measures in the first half of May 2026.
var daily = connector.Query{
	Report:     "ads",
	Measures:   []string{"spend", "clicks"},
	Dimensions: []string{"campaign"},
	Intervals:  []connector.Interval{{Start: day(1), End: day(5)}, {Start: day(10), End: day(15)}},
	Grain:      connector.GrainDay,
}

var dailyHeader = connector.Header{
	Dimensions: []connector.Column{{Name: "campaign"}},
	Measures:   []connector.Column{{Name: "spend", Unit: connector.UnitMoney}, {Name: "clicks", Unit: connector.UnitCount}},
	Grain:      connector.GrainDay,
	Currency:   "EUR",
	TimeZone:   "Europe/Berlin",
}

func text(s string) []connector.Text { return []connector.Text{{Value: s}} }

func amounts(values ...connector.Decimal) []connector.Decimal { return values }
