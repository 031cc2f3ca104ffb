package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// An answer that cannot be is the connector's fault, and takes along what depends
// on it only.
func TestAnswersThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		header  func(*connector.Header)
		trailer func(*connector.Trailer)
		reason  string
	}{
		{name: "a foreign unit", header: func(h *connector.Header) { h.Measures[0].Unit = "bananas" }, reason: `in the unknown unit "bananas"`},
		{name: "another unit", header: func(h *connector.Header) { h.Measures[0].Unit = connector.UnitMoney }, reason: "as a money, and describes it as a count"},
		{name: "no such time zone", header: func(h *connector.Header) { h.TimeZone = "Mars" }, reason: `the time zone "Mars", which there is not`},
		{name: "no currency", header: func(h *connector.Header) { h.Currency = "€" }, reason: "no currency code of ISO 4217"},
		{name: "another column", header: func(h *connector.Header) { h.Measures[0].Name = "clicks" }, reason: `the column "clicks" where`},
		{name: "data that end before they begin", trailer: func(tr *connector.Trailer) { tr.CoveredFrom = tr.FreshUntil + 1 }, reason: "and end before"},
		{name: "negative requests", trailer: func(tr *connector.Trailer) { tr.APICalls = -1 }, reason: "made -1 requests"},
		{name: "an unknown flag", trailer: func(tr *connector.Trailer) { tr.Flags = []connector.Flag{{Code: "FISHY"}} }, reason: `as "FISHY"`},
		// The run's today is 2 June; two days are left to zones that are ahead.
		{name: "data from the future", trailer: func(tr *connector.Trailer) { tr.FreshUntil = date(t, "2026-06-05") }, reason: "says on 2026-06-02 that its data reach to 2026-06-05"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			isolated(t, badly(t, answering(test.header, test.trailer)), test.reason, "CONNECTOR_PROTOCOL")
		})
	}
	t.Run("data up to the day after tomorrow", func(t *testing.T) {
		t.Parallel()
		s := badly(t, answering(nil, func(tr *connector.Trailer) { tr.FreshUntil = date(t, "2026-06-04") }))
		if result := stage(t, s, two).check(t, may()); len(result.Diagnostics) > 0 {
			t.Errorf("diagnostics: %s", texts(result.Diagnostics))
		}
	})
}

// answering answers a query with 7 on its last day, changed.
func answering(header func(*connector.Header), trailer func(*connector.Trailer)) func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
	return func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
		h := connector.Header{Grain: query.Grain, Currency: "EUR"}
		for _, name := range query.Measures {
			h.Measures = append(h.Measures, connector.Column{Name: name})
		}
		if header != nil {
			header(&h)
		}
		if out.Header(h) != nil {
			return nil
		}
		if query.Grain == connector.GrainDay {
			_ = out.Append(query.Intervals[0].End, nil, []connector.Decimal{connector.Int(7)})
		} else {
			for i := range query.Intervals {
				_ = out.AppendTotal(i, nil, []connector.Decimal{connector.Int(7)})
			}
		}
		out.Trailer().CoveredFrom, out.Trailer().FreshUntil = query.Intervals[0].Start, query.Intervals[0].End
		if trailer != nil {
			trailer(out.Trailer())
		}
		return nil
	}
}

// The dates in a file are the user's: a plan is as good as a mistyped year is bad,
// so that the user is told and decides.
func TestFilesMayReachIntoTheFuture(t *testing.T) {
	t.Parallel()
	report := withScan(ads())
	data := &set{rows: rows(t, "2026-05-05 leads=1"), covered: connector.Interval{Start: date(t, "2026-05-05"), End: date(t, "2062-05-05")}}
	result := stage(t, one(report, data), shopText(monthly("k", "metric.leads", target("at_least = 1")))).check(t, may())
	if k := kpi(t, result, "goal.g.k"); k.Status != engine.Met {
		t.Errorf("the KPI is %s (%s)", k.Status, k.Reason)
	}
	if diff := cmp.Diff([]string{"FUTURE_DATA"}, codes(result.Diagnostics)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	// A run in the past does not make the present the future.
	opts := asOf(t, "2026-05-20")
	data.covered.End = date(t, "2026-06-02")
	if result := stage(t, one(report, data), shopText(monthly("k", "metric.leads", target("at_least = 1")))).check(t, opts); len(result.Diagnostics) > 0 {
		t.Errorf("diagnostics of a past run: %s", texts(result.Diagnostics))
	}
}

// impostor describes itself as another connector does.
type impostor struct {
	connector.Handle
	change func(*connector.Description)
}

func (i impostor) Describe(ctx context.Context) (connector.Description, error) {
	description, err := i.Handle.Describe(ctx)
	i.change(&description)
	return description, err
}

// A connector that describes itself as it cannot be is refused before it is asked
// for anything.
func TestDescriptionsThatCannotBe(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*connector.Description)
		want   string
	}{
		"another name": {func(d *connector.Description) { d.Name = "shop" }, `the connector calls itself "shop"`},
		"no name":      {func(d *connector.Description) { d.Name = "" }, "the connector does not say its name"},
		"a report twice": {func(d *connector.Description) {
			d.Reports = append(d.Reports, connector.Report{Name: "ads", Grains: []connector.Grain{connector.GrainTotal}})
		},
			`the report "ads" without a name or twice`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := badly(t, nil)
			s.wrap = func(h connector.Handle) connector.Handle { return impostor{h, test.change} }
			scene := stage(t, s, two)
			if got := codes(scene.diags); len(got) != 2 || got[0] != connector.CodeProtocol || got[1] != connector.CodeProtocol {
				t.Errorf("codes %v, want the fault at each of two blocks", got)
			}
			if got := texts(scene.diags); !strings.Contains(got, test.want) || !strings.Contains(got, "main.roi.hcl:5") {
				t.Errorf("diagnostics %s, want %q at line 5", got, test.want)
			}
			if scene.check(t, may()); s.opened != 0 {
				t.Errorf("%d sources were opened all the same", s.opened)
			}
		})
	}
}

// The reason of a KPI says what is wrong and where, in a line.
func TestReasonsAreWhole(t *testing.T) {
	t.Parallel()
	s := badly(t, func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
		d := connector.NewError("FILE_COLUMN", "Column not found", "The file has no column \"Spent\".\n\nIts columns are: Cost.")
		d.Location = &connector.Location{File: "data/a.csv", Line: 1, Text: "Day,Cost"}
		return connector.Diagnostics{d}
	})
	const want = `Column not found: The file has no column "Spent" (in data/a.csv, line 1).`
	if k := kpi(t, stage(t, s, two).check(t, may()), "goal.g.bad"); k.Reason != want {
		t.Errorf("the reason is %q, want %q", k.Reason, want)
	}
}
