package connector_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// each handle gives the same result, so every test of the stream runs on both.
func onEveryHandle(t *testing.T, c connector.Connector, run func(t *testing.T, handle connector.Handle)) {
	t.Helper()
	for name, open := range handles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, configured(t, open(t, c)))
		})
	}
}

func TestStreamCarriesAResult(t *testing.T) {
	t.Parallel()
	source := scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
		if err := out.Header(dailyHeader); err != nil {
			return nil
		}
		texts, numbers := text("Spring"), amounts(connector.Decimal{Unscaled: 1050, Scale: 2}, connector.Int(3))
		for _, d := range []int{1, 5, 10} {
			if err := out.Append(day(d), texts, numbers); err != nil {
				return nil
			}
			texts[0] = connector.Text{Null: true} // the slices are the author's again
			numbers[0] = connector.NullDecimal
		}
		out.Progress(connector.Progress{Done: 3, Total: 4, Unit: "rows", Message: "reading"})
		out.Warn(connector.NewWarning("LATE", "Late data", "The last day may still change."))
		if err := out.Append(day(15), text("caf\xe9"), amounts(connector.Decimal{Unscaled: -5, Scale: 3}, connector.Int(0))); err != nil {
			return nil
		}
		*out.Trailer() = connector.Trailer{
			Rows:     out.Trailer().Rows,
			APICalls: 2, CoveredFrom: day(1), FreshUntil: day(14),
			Quota: &connector.Quota{Used: 1, Remaining: 9, Unit: "calls"},
			Flags: []connector.Flag{{Code: connector.FlagProvisional, Detail: "recent", Since: day(12)}},
		}
		return connector.Diagnostics{connector.NewWarning("OLD", "Old export", "It is from last year.")}
	}}
	onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
		var got collected
		trailer, diags, err := handle.Query(t.Context(), daily, &got)
		if err != nil {
			t.Fatal(err)
		}
		want := collected{
			header: dailyHeader,
			rows: []string{
				`2026-05-01 "Spring" 10.500 3`,
				`2026-05-05 null null 3`,
				`2026-05-10 null null 3`,
				"2026-05-15 \"caf\uFFFD\" -0.005 0",
			},
			batches:  []int{4},
			progress: []connector.Progress{{Done: 3, Total: 4, Unit: "rows", Message: "reading"}},
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(collected{})); diff != "" {
			t.Errorf("result (-want +got):\n%s", diff)
		}
		wantTrailer := connector.Trailer{
			Rows: 4, APICalls: 2, CoveredFrom: day(1), FreshUntil: day(14),
			Quota: &connector.Quota{Used: 1, Remaining: 9, Unit: "calls"},
			Flags: []connector.Flag{{Code: connector.FlagProvisional, Detail: "recent", Since: day(12)}},
		}
		if diff := cmp.Diff(wantTrailer, trailer); diff != "" {
			t.Errorf("trailer (-want +got):\n%s", diff)
		}
		if got := codes(diags); got != "LATE OLD" {
			t.Errorf("diagnostics %q, want LATE OLD", got)
		}
	})
}

func codes(diags connector.Diagnostics) string {
	var all []string
	for _, d := range diags {
		all = append(all, d.Code)
	}
	return strings.Join(all, " ")
}

func TestStreamHoldsAuthorsToTheProtocol(t *testing.T) {
	t.Parallel()
	header := func(out *connector.Stream) { _ = out.Header(dailyHeader) }
	short := dailyHeader
	short.Measures = short.Measures[:1]
	noDimension := dailyHeader
	noDimension.Dimensions = nil
	wrongGrain := dailyHeader
	wrongGrain.Grain = connector.GrainTotal
	numbers := amounts(connector.Int(1), connector.Int(2))
	tests := []struct {
		name  string
		write func(out *connector.Stream) error
		want  string
	}{
		{"nothing at all", func(*connector.Stream) error { return nil }, "returned without a header"},
		{"header twice", func(out *connector.Stream) error { header(out); return out.Header(dailyHeader) }, "second header"},
		{"too few measures", func(out *connector.Stream) error { return out.Header(short) }, "1 measures where the query asks for 2"},
		{"too few dimensions", func(out *connector.Stream) error { return out.Header(noDimension) }, "0 dimensions where the query asks for 1"},
		{"grain of header", func(out *connector.Stream) error { return out.Header(wrongGrain) }, `grain "total" where the query asks for "day"`},
		{"row before header", func(out *connector.Stream) error { return out.Append(day(1), text("a"), numbers) }, "row before the header"},
		{"grain of row", func(out *connector.Stream) error { header(out); return out.AppendTotal(0, text("a"), numbers) }, `row of grain "total"`},
		{"day outside", func(out *connector.Stream) error { header(out); return out.Append(day(7), text("a"), numbers) }, "2026-05-07, which lies in none"},
		{"row without dimensions", func(out *connector.Stream) error { header(out); return out.Append(day(1), nil, numbers) }, "0 dimensions under a header with 1"},
		{"row with a measure less", func(out *connector.Stream) error { header(out); return out.Append(day(1), text("a"), numbers[:1]) }, "1 measures under a header with 2"},
		{"impossible scale", func(out *connector.Stream) error {
			header(out)
			return out.Append(day(1), text("a"), amounts(connector.Decimal{Unscaled: 1, Scale: 19}, connector.Int(1)))
		}, `19 digits behind the point in column "spend"`},
	}
	for _, test := range tests {
		source := scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
			if err := test.write(out); err != nil && out.Append(day(1), text("a"), numbers) != err {
				return connector.Diagnostics{connector.NewError("FORGOT", "The stream forgot its error", err.Error())}
			}
			return nil
		}}
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
				_, diags, err := handle.Query(t.Context(), daily, &collected{})
				if err != nil {
					t.Fatal(err)
				}
				if codes(diags) != connector.CodeProtocol || !strings.Contains(diags.Error(), test.want) {
					t.Errorf("diagnostics %v, want one of code %s with %q", diags, connector.CodeProtocol, test.want)
				}
			})
		})
	}
}

func TestStreamTotals(t *testing.T) {
	t.Parallel()
	query := daily
	query.Grain = connector.GrainTotal
	query.Intervals = []connector.Interval{{Start: day(1), End: day(31)}, {Start: day(10), End: day(15)}} // may overlap
	header := dailyHeader
	header.Grain = connector.GrainTotal
	source := scripted{query: func(_ context.Context, q connector.Query, out *connector.Stream) connector.Diagnostics {
		if err := out.Header(header); err != nil {
			return nil
		}
		for i := range q.Intervals {
			if err := out.AppendTotal(i, text("a"), amounts(connector.Int(int64(i)), connector.NullDecimal)); err != nil {
				return nil
			}
		}
		if q.Limit == 99 {
			_ = out.AppendTotal(2, text("a"), amounts(connector.Int(1), connector.Int(1)))
		}
		return nil
	}}
	onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
		var got collected
		if _, diags, err := handle.Query(t.Context(), query, &got); err != nil || len(diags) > 0 {
			t.Fatal(err, diags)
		}
		if diff := cmp.Diff([]string{`#0 "a" 0 null`, `#1 "a" 1 null`}, got.rows); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
		beyond := query
		beyond.Limit = 99
		_, diags, err := handle.Query(t.Context(), beyond, &got)
		if err != nil || !strings.Contains(diags.Error(), "interval 2 where the query has 2 intervals") {
			t.Errorf("interval out of range: %v, %v", diags, err)
		}
	})
}

func TestStreamStopsWithItsReader(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	onEveryHandle(t, counting(1<<30), func(t *testing.T, handle connector.Handle) {
		_, _, err := handle.Query(t.Context(), daily, &collected{failBatch: full})
		if !errors.Is(err, full) {
			t.Errorf("error %v, want that of the sink", err)
		}
	})
}

func TestStreamStopsWithTheContext(t *testing.T) {
	t.Parallel()
	onEveryHandle(t, counting(1<<30), func(t *testing.T, handle connector.Handle) {
		ctx, cancel := context.WithCancelCause(t.Context())
		interrupted := errors.New("interrupted")
		_, _, err := handle.Query(ctx, daily, &stopper{stop: func() { cancel(interrupted) }})
		if !errors.Is(err, interrupted) {
			t.Errorf("error %v, want the cause of the cancellation", err)
		}
	})
}

// stopper calls stop at the first batch.
type stopper struct {
	decimals
	stop func()
}

func (s *stopper) Batch(*connector.Batch) error {
	s.stop()
	return nil
}

func TestErrorDiagnosticsLeaveNoTrailer(t *testing.T) {
	t.Parallel()
	broken := connector.NewError("BROKEN", "Broken", "It is broken.")
	tests := map[string]func(out *connector.Stream) connector.Diagnostics{
		"returned": func(*connector.Stream) connector.Diagnostics { return connector.Diagnostics{broken} },
		"in-band":  func(out *connector.Stream) connector.Diagnostics { out.Warn(broken); return nil },
		"both ways": func(out *connector.Stream) connector.Diagnostics {
			out.Warn(broken)
			return connector.Diagnostics{broken}
		},
	}
	for name, say := range tests {
		source := scripted{query: func(_ context.Context, _ connector.Query, out *connector.Stream) connector.Diagnostics {
			_ = out.Header(dailyHeader)
			_ = out.Append(day(1), text("a"), amounts(connector.Int(1), connector.Int(1)))
			return say(out)
		}}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
				trailer, diags, err := handle.Query(t.Context(), daily, &collected{})
				if err != nil {
					t.Fatal(err)
				}
				if !diags.HasErrors() || diags[0].Code != "BROKEN" || trailer.Rows != 0 {
					t.Errorf("diagnostics %v, trailer %+v", diags, trailer)
				}
			})
		})
	}
}

func TestImpossibleQueriesNeverReachTheSource(t *testing.T) {
	t.Parallel()
	source := scripted{query: func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
		panic("the source was asked")
	}}
	tests := map[string]struct {
		change func(*connector.Query)
		want   string
	}{
		"nothing asked": {func(q *connector.Query) { q.Measures, q.Dimensions = nil, nil }, "neither measures nor dimensions"},
		"no days":       {func(q *connector.Query) { q.Intervals = nil }, "asks for no days"},
		"no grain":      {func(q *connector.Query) { q.Grain = "hour" }, `unknown grain "hour"`},
		"backwards":     {func(q *connector.Query) { q.Intervals = []connector.Interval{{Start: day(2), End: day(1)}} }, "2026-05-02..2026-05-01 ends before it starts"},
		"overlapping days": {func(q *connector.Query) {
			q.Intervals = []connector.Interval{{Start: day(1), End: day(5)}, {Start: day(5), End: day(6)}}
		}, "overlap or are out of order"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onEveryHandle(t, source, func(t *testing.T, handle connector.Handle) {
				query := daily
				test.change(&query)
				_, diags, err := handle.Query(t.Context(), query, &collected{})
				if err != nil || !strings.Contains(diags.Error(), test.want) || diags[0].Code != connector.CodeQuery {
					t.Errorf("diagnostics %v, error %v; want %q", diags, err, test.want)
				}
				plan, err := handle.PlanQuery(t.Context(), query)
				if err != nil || codes(plan.Diagnostics) != codes(diags) {
					t.Errorf("plan %v, error %v; want the same diagnostics", plan.Diagnostics, err)
				}
			})
		})
	}
}
