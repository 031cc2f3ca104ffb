package host_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/roictl/roictl/connector"
	pb "github.com/roictl/roictl/connector/connectorv1"
)

// actor is a connector that does what its settings say.
type actor struct{}

type actorConfig struct {
	Act    string `json:"act"`
	Beacon string `json:"beacon"` // address of a socket to hold open while the process lives
	Token  string `json:"token"`
}

func (actor) Describe() connector.Description {
	return connector.Description{Name: "actor", Version: "1.0.0", Config: connector.ConfigSchema{Attributes: []connector.Attribute{
		{Name: "act", Type: connector.TypeString}, {Name: "token", Type: connector.TypeString, Sensitive: true},
	}}}
}

func (actor) Open(_ context.Context, settings connector.Settings) (connector.Source, connector.Diagnostics) {
	var stage stage
	if err := settings.Decode(&stage.config); err != nil {
		return nil, connector.Diagnostics{connector.NewError("CONFIG", "Bad settings", err.Error())}
	}
	if stage.config.Beacon != "" {
		var err error
		if beacon, err = net.Dial("unix", stage.config.Beacon); err != nil {
			return nil, connector.Diagnostics{connector.NewError("BEACON", "No beacon", err.Error())}
		}
		go func() {
			if _, err := beacon.Read(make([]byte, 1)); err == nil {
				slog.Error("is anybody there?")
			}
		}()
	}
	return stage, nil
}

// beacon is kept here so that nothing but the end of the process closes it.
var beacon net.Conn

type stage struct{ config actorConfig }

func (s stage) Close() error {
	if s.config.Act == "hang in Close" {
		hang()
	}
	return nil
}

func (s stage) TestConnection(context.Context) connector.ConnectionTest {
	if s.config.Act == "hang in TestConnection" {
		hang()
	}
	return connector.ConnectionTest{OK: true}
}

func (s stage) Query(ctx context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
	header := connector.Header{Grain: connector.GrainTotal, Dimensions: []connector.Column{{Name: "word"}}}
	if err := out.Header(header); err != nil {
		return nil
	}
	say := func(words ...string) {
		for _, word := range words {
			if out.AppendTotal(0, []connector.Text{{Value: word}}, nil) != nil {
				return
			}
		}
	}
	fill := func() { // enough to send the first batches on their way
		for i := range 20_000 {
			say(strconv.Itoa(i % 7))
		}
	}
	switch s.config.Act {
	case "answer":
		say("hello")
	case "environment":
		say(os.Environ()...)
	case "stdin":
		raw, err := io.ReadAll(os.Stdin)
		say(fmt.Sprintf("%d bytes, %v", len(raw), err))
	case "pid":
		say(strconv.Itoa(os.Getpid()))
	case "pid, then wait":
		out.Progress(connector.Progress{Message: strconv.Itoa(os.Getpid())})
		<-ctx.Done()
	case "a million words":
		texts := make([]connector.Text, 1)
		for i := range 1_000_000 {
			texts[0].Value = numbers[i%len(numbers)]
			if out.AppendTotal(0, texts, nil) != nil {
				return nil
			}
		}
	case "hang":
		out.Progress(connector.Progress{Message: "hanging"})
		hang()
	case "exit":
		fill()
		os.Exit(3)
	case "exit cleanly":
		fill()
		os.Exit(0)
	case "complain and exit":
		fmt.Fprintln(originalStderr, "cannot map the database: "+s.config.Token)
		os.Exit(4)
	case "panic elsewhere":
		fill()
		go func() { panic("lost my marbles with " + s.config.Token) }()
		hang()
	case "panic":
		fill()
		panic("lost my marbles with " + s.config.Token)
	case "print":
		fmt.Println("to stdout")
		fmt.Println("to stdout again")
		fmt.Fprintln(os.Stderr, "to stderr")
		say("printed")
	case "log":
		connector.Logger(ctx).Info("asking with "+s.config.Token, "page", 3)
		slog.Debug("too fine")
		fmt.Fprintln(originalStderr, `{"@message": 5, "@level": {}, "@timestamp": []}`)
		fmt.Fprintln(originalStderr, "with "+s.config.Token+" unmasked")
		say("logged")
	case "flood":
		fmt.Fprintln(originalStderr, strings.Repeat("x", 1<<20))
		say("flooded")
	}
	return nil
}

var numbers = []string{"one", "two", "three", "four", "five"}

// originalStderr is what the process was started with; go-plugin replaces the
// variable of package os.
var originalStderr = os.Stderr

// liar is a connector without the SDK that says it sent more than it did.
type liar struct {
	pb.UnimplementedConnectorServer
}

func (liar) Describe(context.Context, *pb.DescribeRequest) (*pb.DescribeResponse, error) {
	return &pb.DescribeResponse{Name: "liar"}, nil
}

func (liar) Configure(context.Context, *pb.ConfigureRequest) (*pb.ConfigureResponse, error) {
	return &pb.ConfigureResponse{SourceId: 1}, nil
}

func (liar) Query(_ *pb.QueryRequest, stream grpc.ServerStreamingServer[pb.QueryEvent]) error {
	header := &pb.Header{Grain: "total", Dimensions: []*pb.Column{{Name: "word"}}}
	if err := stream.Send(&pb.QueryEvent{Event: &pb.QueryEvent_Header{Header: header}}); err != nil {
		return err
	}
	return stream.Send(&pb.QueryEvent{Event: &pb.QueryEvent_Trailer{Trailer: &pb.Trailer{Rows: 7}}})
}

type liarPlugin struct{ plugin.NetRPCUnsupportedPlugin }

func (liarPlugin) GRPCServer(_ *plugin.GRPCBroker, s *grpc.Server) error {
	pb.RegisterConnectorServer(s, liar{})
	return nil
}

func (liarPlugin) GRPCClient(context.Context, *plugin.GRPCBroker, *grpc.ClientConn) (any, error) {
	return nil, nil
}

func serveLiar(version int) int {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig:  connector.Handshake,
		VersionedPlugins: map[int]plugin.PluginSet{version: {connector.PluginName: liarPlugin{}}},
		GRPCServer:       plugin.DefaultGRPCServer,
	})
	return 0
}

// words collects the first dimension and the messages of a result.
type words struct {
	said     []string
	progress chan<- string
}

func (w *words) Header(connector.Header) error { return nil }

func (w *words) Batch(b *connector.Batch) error {
	for row := range b.Rows {
		w.said = append(w.said, b.Dimensions[0].Text(row).Value)
	}
	return nil
}

func (w *words) Progress(p connector.Progress) {
	if w.progress != nil {
		w.progress <- p.Message
	}
}

func (w *words) sorted() []string { return slices.Sorted(slices.Values(w.said)) }

// oneWord asks an actor for its words.
var oneWord = connector.Query{
	Report:     "words",
	Dimensions: []string{"word"},
	Intervals:  []connector.Interval{{Start: connector.DateOf(2026, time.May, 1), End: connector.DateOf(2026, time.May, 31)}},
	Grain:      connector.GrainTotal,
}

// hang never returns. A bare select would be a deadlock to the runtime of a
// program without cgo, and end it.
func hang() (exitCode int) {
	for {
		time.Sleep(time.Hour)
	}
}
