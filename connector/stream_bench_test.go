package connector_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/roictl/roictl/connector"
)

// adsQuery asks for the rows of a typical ads report.
var adsQuery = connector.Query{
	Report:     "ads",
	Dimensions: []string{"campaign", "ad_group", "age", "gender"},
	Measures:   []string{"spend", "impressions", "clicks", "conversions"},
	Intervals:  []connector.Interval{{Start: day(1), End: day(31)}},
	Grain:      connector.GrainDay,
}

// ads is a source of so many rows of a typical ads report.
func ads(rows int) scripted {
	names := make([]string, 1000)
	for i := range names {
		names[i] = fmt.Sprintf("Campaign %04d | DE | Prospecting", i)
	}
	ages, genders := []string{"18-24", "25-34", "35-44", "45-54"}, []string{"F", "M"}
	header := connector.Header{Grain: connector.GrainDay, Currency: "EUR", TimeZone: "UTC",
		Dimensions: make([]connector.Column, 4), Measures: make([]connector.Column, 4)}
	return scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
		if err := out.Header(header); err != nil {
			return nil
		}
		texts, numbers := make([]connector.Text, 4), make([]connector.Decimal, 4)
		for i := range rows {
			texts[0].Value, texts[1].Value = names[i%len(names)], names[i%97]
			texts[2].Value, texts[3].Value = ages[i%4], genders[i%2]
			numbers[0] = connector.Decimal{Unscaled: int64(i % 5000), Scale: 2}
			numbers[1], numbers[2] = connector.Int(int64(i%100_000)), connector.Int(int64(i%300))
			numbers[3] = connector.NullDecimal
			if err := out.Append(day(1+i%31), texts, numbers); err != nil {
				return nil
			}
		}
		return nil
	}}
}

// summing is a sink that reads every number, as the engine does.
type summing struct{ sum int64 }

func (s *summing) Header(connector.Header) error { return nil }

func (s *summing) Batch(b *connector.Batch) error {
	for _, column := range b.Measures {
		for _, n := range column.Unscaled {
			s.sum += n
		}
	}
	return nil
}

func (s *summing) Progress(connector.Progress) {}

// BenchmarkStream measures a query of a million rows; reference/dataplane.md has
// the figures of other encodings.
func BenchmarkStream(b *testing.B) {
	const rows = 1_000_000
	for _, name := range []string{"direct", "grpc"} {
		b.Run(name, func(b *testing.B) {
			handle := configured(b, handles[name](b, ads(rows)))
			b.ReportAllocs()
			for b.Loop() {
				trailer, diags, err := handle.Query(b.Context(), adsQuery, &summing{})
				if err != nil || len(diags) > 0 || trailer.Rows != rows {
					b.Fatal(trailer, diags, err)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
