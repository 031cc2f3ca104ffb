package engine_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// witness writes down what it is told.
type witness struct {
	mu   sync.Mutex
	told []string
}

var _ engine.Observer = (*witness)(nil)

func (w *witness) write(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, fmt.Sprintf(format, args...))
}

func (w *witness) ConnectorStarted(a config.Address)   { w.write("%s starts", a) }
func (w *witness) ConnectorReady(a config.Address)     { w.write("%s ready", a) }
func (w *witness) QueryStarted(q *engine.PlannedQuery) { w.write("%s starts", q.ID) }
func (w *witness) QueryProgress(q *engine.PlannedQuery, p connector.Progress) {
	w.write("%s at %d %s", q.ID, p.Done, p.Unit)
}
func (w *witness) QueryDone(q *engine.PlannedQuery, r engine.QueryResult) {
	w.write("%s done, %d rows, failed %q", q.ID, r.Rows, r.Failed)
}

// Each connector starts once, each query is done once, and nothing comes before
// what it depends on, also where a connector cannot be started.
func TestObserver(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	delete(s.sets, "bad")
	s.sets[""].acts = nil
	scene := stage(t, s, two)
	plan := scene.plan(t, may())
	w := &witness{}
	opts := plan.Options
	opts.Parallelism = 1 // in the order of the plan
	plan.Options = opts
	scene.bound.Check(quiet(), plan, w)
	const failed = `failed "Unknown set: There is no set \"bad\"."`
	want := []string{
		"connector.shelf.good starts", "connector.shelf.good ready", "q1 starts", "q1 done, 2 rows, failed \"\"",
		"connector.shelf.bad starts", "q2 done, 0 rows, " + failed, "q3 done, 0 rows, " + failed,
	}
	if diff := cmp.Diff(want, w.told); diff != "" {
		t.Errorf("one at a time (-want +got):\n%s", diff)
	}
}

func TestObserverOfManyAtOnce(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	s.sets["bad"].rows = rows(t, "2026-05-01 leads=3 reach=a,b\n2026-05-31 leads=2 reach=c")
	scene := stage(t, s, two)
	plan := scene.plan(t, may())
	w := &witness{}
	result := scene.bound.Check(quiet(), plan, w)
	for _, q := range plan.Queries {
		started := slices.Index(w.told, q.ID+" starts")
		ready := slices.Index(w.told, q.Source.String()+" ready")
		done := slices.IndexFunc(w.told, func(s string) bool { return len(s) > 7 && s[:7] == q.ID+" done" })
		if ready < 0 || started < ready || done < started {
			t.Errorf("%s: its connector ready at %d, started at %d, done at %d", q.ID, ready, started, done)
		}
	}
	if want := 2*2 + 2*len(plan.Queries); len(w.told) != want {
		t.Errorf("told of %d things, want %d: %v", len(w.told), want, w.told)
	}
	// The result lists the queries in the order of the plan, whoever was first.
	var ids []string
	for _, s := range result.Sources {
		for _, q := range s.Queries {
			ids = append(ids, q.ID)
		}
	}
	if diff := cmp.Diff([]string{"q1", "q2", "q3"}, ids); diff != "" {
		t.Errorf("queries (-want +got):\n%s", diff)
	}
}

// Progress of a connector reaches the observer with the query that it is of.
func TestObserverSeesProgress(t *testing.T) {
	t.Parallel()
	s := badly(t, func(_ context.Context, query connector.Query, out *connector.Stream) connector.Diagnostics {
		header(query, out)
		out.Progress(connector.Progress{Done: 5, Unit: "requests"})
		return nil
	})
	scene := stage(t, s, two)
	w := &witness{}
	scene.bound.Check(quiet(), scene.plan(t, may()), w)
	for _, want := range []string{"q2 at 5 requests", "q3 at 5 requests"} {
		if !slices.Contains(w.told, want) {
			t.Errorf("told %v, want %q", w.told, want)
		}
	}
}

// What queries will cost is what the connectors say, and asks for no data.
func TestEstimate(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	s.sets[""].plan = connector.QueryPlan{EstimatedCalls: 7, Steps: []string{"ask the platform"}, Diagnostics: connector.Diagnostics{connector.NewWarning("SLOW", "Slow", "")}}
	s.sets["bad"].plan = connector.QueryPlan{EstimatedCalls: 2}
	scene := stage(t, s, two)
	plan := scene.plan(t, may())
	diags := scene.bound.Estimate(quiet(), plan)
	var calls []int
	for _, q := range plan.Queries {
		calls = append(calls, q.Cost.EstimatedCalls)
	}
	if diff := cmp.Diff([]int{7, 2, 2}, calls); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"SLOW"}, codes(diags)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	if len(s.asked) > 0 {
		t.Errorf("an estimate asked for %v", s.asked)
	}
}

// A source that cannot be opened costs nothing and is told of once.
func TestEstimateOfABrokenSource(t *testing.T) {
	t.Parallel()
	s := badly(t, nil)
	delete(s.sets, "bad")
	scene := stage(t, s, two)
	diags := scene.bound.Estimate(quiet(), scene.plan(t, may()))
	if diff := cmp.Diff([]string{"SHELF_SET"}, codes(diags)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if line := diags[0].Subject.Start.Line; line != 8 {
		t.Errorf("the error points at line %d, want the attribute in line 8", line)
	}
}
