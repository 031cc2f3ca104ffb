package connector_test

import (
	"context"
	"fmt"
	"time"

	"github.com/roictl/roictl/connector"
)

// Newsletter is a connector for a made-up newsletter service. It is its own
// source, since it keeps nothing.
type Newsletter struct{}

// Describe says what there is to ask for.
func (Newsletter) Describe() connector.Description {
	return connector.Description{
		Name:    "newsletter",
		Version: "0.1.0",
		Reports: []connector.Report{{
			Name:       "mailings",
			TimeZone:   "Europe/Berlin",
			Grains:     []connector.Grain{connector.GrainTotal, connector.GrainDay},
			Measures:   []connector.Measure{{Name: "sign_ups", Standard: "sign_ups", Unit: connector.UnitCount, Aggregation: connector.AggregateSum}},
			Dimensions: []connector.Dimension{{Name: "list"}},
		}},
	}
}

// Open needs no settings.
func (n Newsletter) Open(context.Context, connector.Settings) (connector.Source, connector.Diagnostics) {
	return n, nil
}

// Query writes the header and a row. It stops at the first error of the stream,
// which the SDK reports.
func (Newsletter) Query(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
	header := connector.Header{
		Dimensions: []connector.Column{{Name: "list"}},
		Measures:   []connector.Column{{Name: "sign_ups", Unit: connector.UnitCount}},
		Grain:      query.Grain,
		TimeZone:   "Europe/Berlin",
	}
	if err := out.Header(header); err != nil {
		return nil
	}
	if err := out.Append(query.Intervals[0].Start, []connector.Text{{Value: "Weekly"}}, []connector.Decimal{connector.Int(12)}); err != nil {
		return nil
	}
	out.Trailer().APICalls = 1
	return nil
}

// printer is a sink that prints rows.
type printer struct{}

func (printer) Header(connector.Header) error { return nil }

func (printer) Batch(b *connector.Batch) error {
	for row := range b.Rows {
		fmt.Println(b.Dates[row], b.Dimensions[0].Text(row).Value, b.Measures[0].Decimal(row))
	}
	return nil
}

func (printer) Progress(connector.Progress) {}

// An author's main function is one line: connector.Serve(Newsletter{}). A test
// can ask the connector directly.
func Example() {
	handle := connector.Direct(Newsletter{})
	if _, err := handle.Configure(context.Background(), connector.Settings{}); err != nil {
		fmt.Println(err)
		return
	}
	first := connector.DateOf(2026, time.May, 1)
	trailer, _, err := handle.Query(context.Background(), connector.Query{
		Report:     "mailings",
		Measures:   []string{"sign_ups"},
		Dimensions: []string{"list"},
		Intervals:  []connector.Interval{{Start: first, End: first + 30}},
		Grain:      connector.GrainDay,
	}, printer{})
	fmt.Println(trailer.Rows, trailer.APICalls, err)
	// Output:
	// 2026-05-01 Weekly 12
	// 1 1 <nil>
}
