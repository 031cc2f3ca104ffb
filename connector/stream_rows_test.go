package connector_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// counting writes rows until the stream stops it, at most n.
func counting(n int) scripted {
	return scripted{query: func(_ context.Context, q connector.Query, out *connector.Stream) connector.Diagnostics {
		if err := out.Header(dailyHeader); err != nil {
			return nil
		}
		for i := range n {
			row := amounts(connector.Int(int64(i)), connector.Decimal{Unscaled: 25, Scale: 2})
			if err := out.Append(day(1+i%5), text(fmt.Sprintf("campaign %d", i%100)), row); err != nil {
				return nil
			}
		}
		return nil
	}}
}

func TestStreamLimit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		limit, want int64
		capped      bool
	}{
		{0, 20, false},
		{1, 1, true},
		{19, 19, true},
		{20, 20, false}, // all there is: nothing was cut
		{21, 20, false},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.limit), func(t *testing.T) {
			t.Parallel()
			onEveryHandle(t, counting(20), func(t *testing.T, handle connector.Handle) {
				query := daily
				query.Limit = test.limit
				var got collected
				trailer, diags, err := handle.Query(t.Context(), query, &got)
				if err != nil || len(diags) > 0 {
					t.Fatal(err, diags)
				}
				capped := len(trailer.Flags) == 1 && trailer.Flags[0].Code == connector.FlagCapped
				if trailer.Rows != test.want || int64(len(got.rows)) != test.want || capped != test.capped {
					t.Errorf("%d rows, trailer %+v; want %d rows, capped %v", len(got.rows), trailer, test.want, test.capped)
				}
			})
		})
	}
}

func TestStreamBatches(t *testing.T) {
	t.Parallel()
	const rows = 20_000
	onEveryHandle(t, counting(rows), func(t *testing.T, handle connector.Handle) {
		var got collected
		trailer, _, err := handle.Query(t.Context(), daily, &got)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{8192, 8192, rows - 2*8192}, got.batches); diff != "" {
			t.Errorf("batches (-want +got):\n%s", diff)
		}
		if trailer.Rows != rows || len(got.rows) != rows {
			t.Fatalf("%d rows, trailer says %d", len(got.rows), trailer.Rows)
		}
		for _, i := range []int{0, 8191, 8192, rows - 1} {
			if want := fmt.Sprintf(`%s "campaign %d" %d 0.25`, day(1+i%5), i%100, i); got.rows[i] != want {
				t.Errorf("row %d is %s, want %s", i, got.rows[i], want)
			}
		}
	})
}

func TestStreamSplitsLargeTexts(t *testing.T) {
	t.Parallel()
	source := scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
		_ = out.Header(dailyHeader)
		for i := range 4 {
			_ = out.Append(day(1), text(strings.Repeat(fmt.Sprint(i), 300<<10)), amounts(connector.Int(1), connector.Int(1)))
		}
		return nil
	}}
	onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
		var got collected
		if _, _, err := handle.Query(t.Context(), daily, &got); err != nil {
			t.Fatal(err)
		}
		// 512 KB a batch: the second text of 300 KB fills it.
		if diff := cmp.Diff([]int{2, 2}, got.batches); diff != "" {
			t.Errorf("batches (-want +got):\n%s", diff)
		}
	})
}

// TestStreamScalesExactly mixes numbers that cannot share a scale in an int64:
// a new batch begins, and no digit is lost.
func TestStreamScalesExactly(t *testing.T) {
	t.Parallel()
	numbers := []connector.Decimal{
		connector.Int(1),
		{Unscaled: 15, Scale: 1},
		{Unscaled: math.MaxInt64, Scale: 0},
		{Unscaled: 1, Scale: 18},
		{Unscaled: math.MinInt64, Scale: 18},
		connector.NullDecimal,
		{Unscaled: math.MinInt64, Scale: 0},
		{Unscaled: 0, Scale: 18},
		{Unscaled: 9, Scale: 0},
		{Unscaled: 10, Scale: 0},
		{Null: true, Scale: 200}, // a null has no scale
		{Unscaled: 1, Scale: 18},
	}
	source := scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
		_ = out.Header(dailyHeader)
		for _, n := range numbers {
			_ = out.Append(day(1), text("a"), amounts(n, connector.Int(7)))
		}
		return nil
	}}
	onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
		var sink decimals
		if _, diags, err := handle.Query(t.Context(), daily, &sink); err != nil || len(diags) > 0 {
			t.Fatal(err, diags)
		}
		if len(sink.values) != len(numbers) {
			t.Fatalf("%d numbers arrived, want %d", len(sink.values), len(numbers))
		}
		for i, want := range numbers {
			got := sink.values[i]
			if got.Null != want.Null || !want.Null && got.Rat().Cmp(want.Rat()) != 0 {
				t.Errorf("number %d arrived as %s, want %s", i, got, want)
			}
		}
	})
}

// decimals keeps the first measure.
type decimals struct{ values []connector.Decimal }

func (d *decimals) Header(connector.Header) error { return nil }

func (d *decimals) Batch(b *connector.Batch) error {
	for row := range b.Rows {
		d.values = append(d.values, b.Measures[0].Decimal(row))
	}
	return nil
}

func (d *decimals) Progress(connector.Progress) {}
