package linkedin_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// stage is a simulator and a connector that asks it.
type stage struct {
	*linkedinsim.Server
	t      testing.TB
	url    string
	token  string
	waited *waits
	handle connector.Handle
	report string
	block  string // as the stage was opened with
	cap    int
}

// waits is a Sleep in which time passes at once, also for the simulator.
type waits struct {
	mu  sync.Mutex
	sim *linkedinsim.Server
	all []time.Duration
}

func (w *waits) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, d)
	w.sim.Advance(d)
	return ctx.Err()
}

// both are the accounts of the company.
const both = `"account_ids": ["500000001", "500000002"]`

// emea is the one in euros.
const emea = `"account_ids": ["500000001"]`

// newStage starts a simulator, and opens the connector with a block, as what stands
// between its braces, for the administrator.
func newStage(t testing.TB, options linkedinsim.Options, block string) *stage {
	t.Helper()
	s := &stage{Server: linkedinsim.New(options), t: t, report: "ads", block: block, cap: options.Cap}
	server := httptest.NewServer(s.Server)
	t.Cleanup(server.Close)
	s.url, s.waited = server.URL, &waits{sim: s.Server}
	s.token = s.signIn(world.Admin)
	s.open()
	return s
}

func (s *stage) signIn(member string, scopes ...string) string {
	s.t.Helper()
	token, err := s.Token(member, scopes...)
	if err != nil {
		s.t.Fatal(err)
	}
	return token.Access
}

// open opens the connector anew.
func (s *stage) open() {
	s.t.Helper()
	s.openWith(s.settings())
}

func (s *stage) openWith(settings connector.Settings) {
	s.t.Helper()
	s.handle = connector.Direct(linkedin.New(linkedin.Options{Now: s.Now, Sleep: s.waited.sleep, ElementCap: s.cap}))
	diags, err := s.handle.Configure(s.t.Context(), settings)
	if err != nil || diags.HasErrors() {
		s.t.Fatalf("open: %v %v", err, diags)
	}
	handle := s.handle
	s.t.Cleanup(func() {
		if err := handle.Close(context.Background()); err != nil {
			s.t.Error(err)
		}
	})
}

func (s *stage) settings() connector.Settings {
	return connector.Settings{
		Config: json.RawMessage(fmt.Sprintf(`{%s, "endpoint": %q}`, s.block, s.url)), TimeZone: "Europe/Berlin", MaxConcurrency: 4,
		Credential: connector.Credential{Scheme: "token", AccessToken: s.token, Extra: map[string]string{
			connector.ExtraClientID: linkedinsim.DemoClient().ID, connector.ExtraClientSecret: linkedinsim.DemoClient().Secret,
		}},
	}
}

// calls counts the requests that the simulator answered, by the resource at the end
// of their path.
func (s *stage) calls() map[string]int {
	count := make(map[string]int)
	for _, r := range s.Requests() {
		parts := strings.Split(strings.TrimPrefix(r.Path, "/rest/"), "/")
		name := parts[0]
		if len(parts) > 2 {
			name = parts[2]
		}
		count[name]++
	}
	return count
}

// result is a sink that keeps an answer.
type result struct {
	header   connector.Header
	rows     map[string][]connector.Decimal // by day or interval, and texts
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
			text := column.Text(i)
			if text.Null {
				text.Value = "null"
			}
			key = append(key, text.Value)
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
	}
	return nil
}

// ask runs a query, whatever comes of it.
func (s *stage) ask(query connector.Query) *result {
	s.t.Helper()
	r := &result{rows: make(map[string][]connector.Decimal)}
	var err error
	query.Report, query.TimeZone = s.report, "Europe/Berlin"
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
		s.t.Fatalf("%+v", r.diags)
	}
	return r
}

// query asks for measures by dimensions: "clicks, spend by campaign".
func query(grain connector.Grain, what string, intervals ...connector.Interval) connector.Query {
	measures, dimensions, split := strings.Cut(what, " by ")
	q := connector.Query{Measures: strings.Split(measures, ", "), Intervals: intervals, Grain: grain}
	if split {
		q.Dimensions = strings.Split(dimensions, ", ")
	}
	return q
}

// where filters a query by one condition.
func where(q connector.Query, dimension string, operator connector.Operator, values ...string) connector.Query {
	q.Filter = connector.Filter{{{Dimension: dimension, Operator: operator, Values: values}}}
	return q
}

// days reads "2026-05-01..2026-05-31".
func days(t testing.TB, text string) connector.Interval {
	t.Helper()
	start, end, _ := strings.Cut(text, "..")
	from, err := connector.ParseDate(start)
	if err != nil {
		t.Fatal(err)
	}
	to, err := connector.ParseDate(end)
	if err != nil {
		t.Fatal(err)
	}
	return connector.Interval{Start: from, End: to}
}

// flag finds a flag of an answer.
func (r *result) flag(code connector.FlagCode) (connector.Flag, bool) {
	i := slices.IndexFunc(r.trailer.Flags, func(f connector.Flag) bool { return f.Code == code })
	if i < 0 {
		return connector.Flag{}, false
	}
	return r.trailer.Flags[i], true
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// near says whether an amount is another, but for the places beyond the eighth that
// a binary fraction cannot hold.
func near(got connector.Decimal, want *big.Rat) bool {
	if got.Null {
		return false
	}
	off := new(big.Rat).Sub(got.Rat(), want)
	return off.Abs(off).Cmp(big.NewRat(1, 10_000_000)) < 0
}
