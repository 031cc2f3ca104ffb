package ga4_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// now is when tests ask: a Monday morning in Paris.
var now = time.Date(2026, 6, 15, 7, 0, 0, 0, time.UTC)

// demo is the world of all tests, which nobody changes.
var demo = sync.OnceValue(func() *world.World { return ga4sim.DemoWorld(now, 7, 40) })

// stage is a simulator and a connector that asks it.
type stage struct {
	*ga4sim.Server
	t      testing.TB
	url    string
	waited *waits
	handle connector.Handle
}

// waits is a Sleep in which time passes at once, also for the simulator.
type waits struct {
	mu  sync.Mutex
	sim *ga4sim.Server
	all []time.Duration
}

func (w *waits) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, d)
	w.sim.Advance(d)
	return ctx.Err()
}

// newStage starts a simulator, and opens the connector on a property. Further
// settings of the block stand in more.
func newStage(t testing.TB, property string, pageRows int64, more ...string) *stage {
	t.Helper()
	return stageOf(t, ga4sim.New(ga4sim.Options{Now: now, World: demo()}), property, pageRows, more...)
}

func stageOf(t testing.TB, sim *ga4sim.Server, property string, pageRows int64, more ...string) *stage {
	t.Helper()
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	s := &stage{Server: sim, t: t, url: server.URL, waited: &waits{sim: sim}}
	s.handle = connector.Direct(ga4.New(ga4.Options{Now: sim.Now, Sleep: s.waited.sleep, PageRows: pageRows}))
	diags, err := s.handle.Configure(t.Context(), s.settings(property, more...))
	if err != nil || diags.HasErrors() {
		t.Fatalf("open: %v %v", err, diags)
	}
	t.Cleanup(func() {
		if err := s.handle.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *stage) settings(property string, more ...string) connector.Settings {
	block := fmt.Sprintf(`{"property_id": %q, "endpoint": %q%s}`, property, s.url, strings.Join(more, ""))
	return connector.Settings{
		Config: json.RawMessage(block), TimeZone: "Europe/Paris", MaxConcurrency: 4,
		Credential: connector.Credential{Scheme: "token", AccessToken: s.AccessToken()},
	}
}

// calls counts the requests that the simulator answered, by the end of their path.
func (s *stage) calls() map[string]int {
	count := make(map[string]int)
	for _, r := range s.Requests() {
		count[r.Path[strings.LastIndexAny(r.Path, "/:")+1:]]++
	}
	return count
}

// result is a sink that keeps an answer.
type result struct {
	header   connector.Header
	rows     map[string][]connector.Decimal // by day or interval, and texts
	keys     []string                       // in the order of arrival
	progress []connector.Progress
	trailer  connector.Trailer
	diags    connector.Diagnostics
}

var _ connector.Sink = (*result)(nil)

func (r *result) Header(h connector.Header) error { r.header = h; return nil }

func (r *result) Progress(p connector.Progress) { r.progress = append(r.progress, p) }

func (r *result) Batch(b *connector.Batch) error {
	for i := range b.Rows {
		var key []string
		if len(b.Dates) > 0 {
			key = append(key, b.Dates[i].String())
		} else {
			key = append(key, fmt.Sprint(b.Intervals[i]))
		}
		for _, column := range b.Dimensions {
			key = append(key, column.Text(i).Value)
		}
		var values []connector.Decimal
		for _, column := range b.Measures {
			values = append(values, column.Decimal(i))
		}
		at := strings.Join(key, " | ")
		if _, twice := r.rows[at]; twice {
			return fmt.Errorf("row %q came twice", at)
		}
		r.rows[at] = values
		r.keys = append(r.keys, at)
	}
	return nil
}

// ask runs a query, whatever comes of it.
func (s *stage) ask(query connector.Query) *result {
	s.t.Helper()
	r := &result{rows: make(map[string][]connector.Decimal)}
	var err error
	query.Report, query.TimeZone = "web", "Europe/Paris"
	if r.trailer, r.diags, err = s.handle.Query(s.t.Context(), query, r); err != nil {
		s.t.Fatal(err)
	}
	return r
}

// answer runs a query that has to succeed.
func (s *stage) answer(query connector.Query) *result {
	s.t.Helper()
	r := s.ask(query)
	if r.diags.HasErrors() {
		s.t.Fatalf("%v", r.diags)
	}
	return r
}

// query asks for measures by dimensions: "sessions, keyEvents by country".
func query(grain connector.Grain, what string, intervals ...connector.Interval) connector.Query {
	measures, dimensions, split := strings.Cut(what, " by ")
	q := connector.Query{Measures: strings.Split(measures, ", "), Intervals: intervals, Grain: grain}
	if split {
		q.Dimensions = strings.Split(dimensions, ", ")
	}
	return q
}

func day(t testing.TB, text string) connector.Date {
	t.Helper()
	d, err := connector.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// days reads "2026-05-01..2026-05-31".
func days(t testing.TB, text string) connector.Interval {
	t.Helper()
	start, end, _ := strings.Cut(text, "..")
	return connector.Interval{Start: day(t, start), End: day(t, end)}
}

// truth adds up what really happened, session by session, without any reports.
func truth(t testing.TB, id string, interval connector.Interval, at time.Time, keep func(*world.Session) bool) world.Sums {
	t.Helper()
	for _, p := range demo().Properties {
		if p.ID == id {
			return p.Sum(world.Day(interval.Start), world.Day(interval.End), at, keep)
		}
	}
	t.Fatalf("there is no property %s", id)
	return world.Sums{}
}

// flag finds a flag of an answer.
func (r *result) flag(code connector.FlagCode) (connector.Flag, bool) {
	i := slices.IndexFunc(r.trailer.Flags, func(f connector.Flag) bool { return f.Code == code })
	if i < 0 {
		return connector.Flag{}, false
	}
	return r.trailer.Flags[i], true
}

// codes are the codes of all that was said.
func (r *result) codes() []string {
	var all []string
	for _, d := range r.diags {
		all = append(all, string(d.Severity)+" "+d.Code)
	}
	return all
}
