package engine_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// two declares a KPI over each of two sources, and one over both.
const two = `
roictl {
  currency = "EUR"
}
connector "shelf" "good" {
}
connector "shelf" "bad" {
  set = "bad"
}
metric "good" {
  source  = connector.shelf.good
  measure = "leads"
}
metric "bad" {
  source  = connector.shelf.bad
  measure = "leads"
}
metric "bad_reach" {
  source  = connector.shelf.bad
  measure = "reach"
}
goal "g" {
  kpi "good" {
    value = metric.good
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "bad" {
    value = metric.bad
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "reach" {
    value = metric.bad_reach
    every = "month"
    target {
      at_least = 1
    }
  }
  kpi "both" {
    value = metric.good + metric.bad
    every = "month"
    target {
      at_least = 1
    }
  }
}
`

// badly returns a shelf whose second source acts.
func badly(t testing.TB, acts func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics) *shelf {
	return &shelf{
		reports: []connector.Report{inEuros(ads())},
		sets: map[string]*set{
			"":    {rows: rows(t, "2026-05-01 leads=3\n2026-05-31 leads=2"), currency: "EUR"},
			"bad": {acts: acts},
		},
	}
}

// header writes the header that a query asks for.
func header(query connector.Query, out *connector.Stream) {
	h := connector.Header{Grain: query.Grain, Currency: "EUR"}
	for _, name := range query.Dimensions {
		h.Dimensions = append(h.Dimensions, connector.Column{Name: name})
	}
	for _, name := range query.Measures {
		h.Measures = append(h.Measures, connector.Column{Name: name})
	}
	_ = out.Header(h) // an error ends the stream by itself
}

// A source that fails, whatever the way, takes along what depends on it and
// nothing else; the user is told once, at the source's place. The exit code says
// that evidence is missing.
func TestFailuresAreIsolated(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		acts   func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics
		reason string
		code   string
	}{
		{"an error", func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
			return connector.Diagnostics{connector.NewError("AUTH_EXPIRED", "Login expired", "The token has expired.")}
		}, "Login expired: The token has expired.", "AUTH_EXPIRED"},
		{"an error after rows", func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
			header(query, out)
			if query.Grain == connector.GrainDay {
				_ = out.Append(query.Intervals[0].Start, nil, []connector.Decimal{connector.Int(1000)})
			}
			return connector.Diagnostics{connector.NewError(connector.CodeNetwork, "Answer cut off", "The platform hung up.")}
		}, "Answer cut off: The platform hung up.", connector.CodeNetwork},
		{"a panic", func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
			panic("index out of range")
		}, "index out of range", "CONNECTOR_PANIC"},
		{"a breach of the protocol", func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
			header(query, out)
			header(query, out)
			return nil
		}, "the connector wrote a second header", "CONNECTOR_PROTOCOL"},
		{"no header", func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics { return nil },
			"Connector broke the protocol", "CONNECTOR_PROTOCOL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			isolated(t, badly(t, test.acts), test.reason, test.code)
		})
	}
}

func isolated(t *testing.T, s *shelf, reason, code string) {
	t.Helper()
	result := stage(t, s, two).check(t, may())
	for address, want := range map[string]engine.Status{
		"goal.g.good": engine.Met, "goal.g.bad": engine.Errored, "goal.g.reach": engine.Errored, "goal.g.both": engine.Errored,
	} {
		k := kpi(t, result, address)
		if k.Status != want {
			t.Errorf("%s is %s (%s), want %s", address, k.Status, k.Reason, want)
		}
		if want == engine.Errored && (!strings.Contains(k.Reason, reason) || k.Actual.IsKnown() || k.Target == nil) {
			t.Errorf("%s: value %s, target %v, reason %q; want no value, the declared target, and %q", address, k.Actual, k.Target, k.Reason, reason)
		}
	}
	if result.ExitCode != 3 {
		t.Errorf("exit code %d, want 3", result.ExitCode)
	}
	// Two queries may fail in different words.
	if diff := cmp.Diff([]string{code}, slices.Compact(codes(result.Diagnostics))); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s\n%s", diff, texts(result.Diagnostics))
	}
	if place := result.Diagnostics[0].Subject; place == nil || place.Start.Line != 7 {
		t.Errorf("the diagnostic points at %v, want the block of the bad source in line 7", place)
	}
	var states []string
	for _, s := range result.Sources {
		states = append(states, s.Address.String()+" "+s.Status)
	}
	if diff := cmp.Diff([]string{"connector.shelf.good ok", "connector.shelf.bad error"}, states); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

// brokenHandle fails in ways that only a process of its own can.
type brokenHandle struct {
	connector.Handle
	configure, query error
}

func (b brokenHandle) Configure(ctx context.Context, settings connector.Settings) (connector.Diagnostics, error) {
	if b.configure != nil && strings.Contains(string(settings.Config), "bad") {
		return nil, b.configure
	}
	return b.Handle.Configure(ctx, settings)
}

func (b brokenHandle) Query(ctx context.Context, query connector.Query, sink connector.Sink) (connector.Trailer, connector.Diagnostics, error) {
	trailer, diags, err := b.Handle.Query(ctx, query, sink)
	if b.query != nil && diags.HasErrors() { // only the bad source has any
		return connector.Trailer{}, nil, b.query
	}
	return trailer, diags, err
}

// A process that dies, and a trailer that lies, come as errors of the handle.
func TestBrokenProcesses(t *testing.T) {
	t.Parallel()
	failing := func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
		return connector.Diagnostics{connector.NewError("ANY", "Any", "")}
	}
	for _, test := range []struct {
		name   string
		broken brokenHandle
		reason string
		code   string
	}{
		{"dies in the middle", brokenHandle{query: errors.New("the process ended with signal 9")}, "connector.shelf.bad failed to answer a query: the process ended with signal 9", "CONNECTOR_FAILED"},
		// Hosts name the connector themselves.
		{"is gone", brokenHandle{query: errors.New("connector.shelf.bad: It does not answer any more.")}, "connector.shelf.bad failed to answer a query: It does not answer any more.", "CONNECTOR_FAILED"},
		{"lies in its trailer", brokenHandle{query: connector.ProtocolError("says in its trailer that it sent 7 rows, but 3 arrived")}, "but 3 arrived", "CONNECTOR_PROTOCOL"},
		{"dies while starting", brokenHandle{configure: errors.New("the process ended before it answered")}, "failed to take its settings: the process ended", "CONNECTOR_FAILED"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := badly(t, failing)
			s.wrap = func(h connector.Handle) connector.Handle {
				test.broken.Handle = h
				return test.broken
			}
			isolated(t, s, test.reason, test.code)
		})
	}
}

// A connector may be slow, but not silent. The clock is the bubble's: two minutes
// pass at once, and neither more nor fewer.
func TestSilence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var waited time.Duration
		s := badly(t, func(ctx context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
			if query.Grain == connector.GrainTotal {
				header(query, out)
				// Slow, but alive: a sign of life every 119 seconds for an hour.
				for range 30 {
					time.Sleep(119 * time.Second)
					out.Progress(connector.Progress{Done: 1})
				}
				_ = out.AppendTotal(0, nil, []connector.Decimal{connector.Int(7)})
				out.Trailer().CoveredFrom, out.Trailer().FreshUntil = query.Intervals[0].Start, query.Intervals[0].End
				return nil
			}
			began := time.Now()
			<-ctx.Done()
			waited = time.Since(began)
			return connector.Diagnostics{connector.NewError("HTTP", "Request failed", "context canceled")}
		})
		result := stage(t, s, two).check(t, may())
		if k := kpi(t, result, "goal.g.bad"); k.Status != engine.Errored || !strings.Contains(k.Reason, "sent nothing for 2m0s") {
			t.Errorf("the silent source is %s (%s)", k.Status, k.Reason)
		}
		if waited != 2*time.Minute {
			t.Errorf("the silent source was given up after %s, want 2m0s", waited)
		}
		if k := kpi(t, result, "goal.g.reach"); k.Status != engine.Met || k.Actual.Low.RatString() != "7" {
			t.Errorf("the slow source is %s, %s (%s), want its 7", k.Status, k.Actual, k.Reason)
		}
		if k := kpi(t, result, "goal.g.good"); k.Status != engine.Met {
			t.Errorf("the good source is %s (%s)", k.Status, k.Reason)
		}
		if diff := cmp.Diff([]string{"CONNECTOR_SILENT"}, codes(result.Diagnostics)); diff != "" {
			t.Errorf("diagnostics (-want +got):\n%s", diff)
		}
	})
}

// An interrupt ends every query. It is no fault of the sources, so nothing is
// said of them.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	t.Run("during the queries", func(t *testing.T) {
		t.Parallel()
		ctx, interrupt := context.WithCancel(context.Background())
		s := badly(t, func(ctx context.Context, _ connector.Query, _ *connector.Stream) connector.Diagnostics {
			interrupt()
			<-ctx.Done()
			return connector.Diagnostics{connector.NewError("HTTP", "Request failed", "context canceled")}
		})
		scene := stage(t, s, two)
		result := scene.bound.Check(ctx, scene.plan(t, may()), nil)
		if k := kpi(t, result, "goal.g.bad"); k.Status != engine.Errored || k.Reason != "interrupted" {
			t.Errorf("%s (%s), want error (interrupted)", k.Status, k.Reason)
		}
		if len(result.Diagnostics) > 0 {
			t.Errorf("diagnostics of an interrupt: %s", texts(result.Diagnostics))
		}
	})
	t.Run("before them", func(t *testing.T) {
		t.Parallel()
		ctx, interrupt := context.WithCancel(context.Background())
		interrupt()
		s := badly(t, nil)
		scene := stage(t, s, two)
		result := scene.bound.Check(ctx, scene.plan(t, may()), nil)
		if got := result.Summary()[engine.Errored]; got != 4 || len(result.Diagnostics) > 0 || s.opened > 0 {
			t.Errorf("%d of 4 KPIs in error, %d sources opened, diagnostics %s", got, s.opened, texts(result.Diagnostics))
		}
		// The binding is good for another try.
		if again := scene.check(t, may()); kpi(t, again, "goal.g.good").Status != engine.Met {
			t.Errorf("after an interrupt: %s", kpi(t, again, "goal.g.good").Reason)
		}
	})
}

// A binding is asked as often as one likes: no check leaves anything behind, and
// connectors are started once.
func TestChecksDoNotAddUp(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	scene := stage(t, s, two)
	plan := scene.plan(t, may())
	if diags := scene.bound.Estimate(context.Background(), plan); diags.HasErrors() {
		t.Fatal(texts(diags))
	}
	for i := range 3 {
		result := scene.bound.Check(context.Background(), plan, nil)
		if got := kpi(t, result, "goal.g.good").Actual.Low.RatString(); got != "5" {
			t.Errorf("check %d: %s leads, want 5", i+1, got)
		}
	}
	if s.opened != 2 {
		t.Errorf("%d sources opened, want each of two once", s.opened)
	}
}

// A connector is handed sensitive values in the clear, and may quote them: of its
// block when it checks that, and of its data when it answers.
func TestSensitiveValuesAreMasked(t *testing.T) {
	t.Parallel()
	const secret = "canary-5e0c"
	failing := &set{acts: func(context.Context, connector.Query, *connector.Stream) connector.Diagnostics {
		return connector.Diagnostics{connector.NewError("SHELF_KEY", "Key "+secret+" not taken", "The platform refused "+secret+".")}
	}}
	for name, sets := range map[string]map[string]*set{
		"in the block": {}, // which has no set of that name
		"in an answer": {secret: failing},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(shopText(monthly("k", "metric.leads", target("at_least = 1"))), `connector "shelf" "ads" {`, `
variable "set" {
  default   = "`+secret+`"
  sensitive = true
}
connector "shelf" "ads" {
  set = var.set`, 1)
			s := stage(t, &shelf{reports: []connector.Report{ads()}, sets: sets}, text)
			shown := texts(s.diags)
			if !s.diags.HasErrors() {
				result := s.check(t, may())
				shown += texts(result.Diagnostics) + fmt.Sprintf("%+v %+v", *kpi(t, result, "goal.g.k"), result.Sources)
			}
			if strings.Contains(shown, secret) || !strings.Contains(shown, "(sensitive value)") {
				t.Errorf("the value is not masked:\n%s", shown)
			}
		})
	}
}

// Of a block with a syntax error only that is told: its connector would miss what
// stands behind the error, as the shelf its set.
func TestTornBlocksAreNotAskedAbout(t *testing.T) {
	t.Parallel()
	text := strings.Replace(shopText(monthly("k", "metric.leads", target("at_least = 1"))), `connector "shelf" "ads" {`, `connector "shelf" "ads" {
  set = = "spring"`, 1)
	cfg, diags := config.Load(config.Options{FS: fstest.MapFS{"main.roi.hcl": &fstest.MapFile{Data: []byte(text)}}})
	if len(diags) != 1 {
		t.Fatalf("loading tells of\n%s", texts(diags))
	}
	_, diags = engine.Bind(quiet(), cfg, newHost(&shelf{reports: []connector.Report{ads()}}), engine.BindOptions{})
	if len(diags) > 0 {
		t.Errorf("binding tells of\n%s", texts(diags))
	}
}
