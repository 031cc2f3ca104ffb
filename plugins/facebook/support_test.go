package facebook_test

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
	"github.com/roictl/roictl/plugins/facebook"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// stage is a simulator and a connector that asks it.
type stage struct {
	*facebooksim.Server
	t      testing.TB
	url    string
	waited *waits
	handle connector.Handle
}

// waits is a Sleep in which time passes at once, also for the simulator.
type waits struct {
	mu  sync.Mutex
	sim *facebooksim.Server
	all []time.Duration
}

func (w *waits) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, d)
	w.sim.Advance(d)
	return ctx.Err()
}

// total is how long was waited.
func (w *waits) total() time.Duration {
	var sum time.Duration
	for _, d := range w.all {
		sum += d
	}
	return sum
}

// newStage starts a simulator, and opens the connector on an ad account. Further
// settings of the block stand in more.
func newStage(t testing.TB, options facebooksim.Options, account string, more ...string) *stage {
	t.Helper()
	sim := facebooksim.New(options)
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	s := &stage{Server: sim, t: t, url: server.URL, waited: &waits{sim: sim}}
	s.handle = connector.Direct(facebook.New(facebook.Options{Now: sim.Now, Sleep: s.waited.sleep}))
	diags, err := s.handle.Configure(t.Context(), s.settings(account, more...))
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

func (s *stage) settings(account string, more ...string) connector.Settings {
	block := fmt.Sprintf(`{"account_id": "act_%s", "endpoint": %q%s}`, account, s.url, strings.Join(more, ""))
	return connector.Settings{
		Config: json.RawMessage(block), TimeZone: "Europe/Berlin", MaxConcurrency: 4,
		Credential: s.credential(s.Tokens().SystemUser, true),
	}
}

// credential is a token, with the app's id and secret or without.
func (s *stage) credential(token string, app bool) connector.Credential {
	c := connector.Credential{Scheme: "system_user", AccessToken: token}
	if app {
		c.Extra = map[string]string{connector.ExtraClientID: s.Tokens().AppID, connector.ExtraClientSecret: s.Tokens().AppSecret}
	}
	return c
}

// calls counts the requests that the simulator answered, by the end of their path.
func (s *stage) calls() map[string]int {
	count := make(map[string]int)
	for _, r := range s.Requests() {
		count[r.Method+" "+r.Path[strings.LastIndex(r.Path, "/")+1:]]++
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
	}
	return nil
}

// text writes the rows for people: "2026-04-01: 19.25 2000".
func (r *result) text() map[string]string {
	all := make(map[string]string)
	for key, values := range r.rows {
		var texts []string
		for _, v := range values {
			texts = append(texts, plain(v))
		}
		all[key] = strings.Join(texts, " ")
	}
	return all
}

// plain writes a number without zeros at its end.
func plain(d connector.Decimal) string {
	if d.Null {
		return "null"
	}
	text := d.String()
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// ask runs a query, whatever comes of it.
func (s *stage) ask(query connector.Query) *result {
	s.t.Helper()
	r := &result{rows: make(map[string][]connector.Decimal)}
	if query.Report == "" {
		query.Report = "ads"
	}
	var err error
	query.TimeZone = "Europe/Berlin"
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

// query asks for measures by dimensions: "spend, impressions by age".
func query(grain connector.Grain, what string, intervals ...connector.Interval) connector.Query {
	measures, dimensions, split := strings.Cut(what, " by ")
	q := connector.Query{Measures: strings.Split(measures, ", "), Intervals: intervals, Grain: grain}
	if split {
		q.Dimensions = strings.Split(dimensions, ", ")
	}
	return q
}

// where adds a condition to the only clause of a query.
func where(q connector.Query, dimension string, operator connector.Operator, values ...string) connector.Query {
	clause := connector.Clause{}
	if len(q.Filter) > 0 {
		clause = slices.Clone(q.Filter[0])
	}
	q.Filter = connector.Filter{append(clause, connector.Condition{Dimension: dimension, Operator: operator, Values: values})}
	return q
}

func on(q connector.Query, report string) connector.Query {
	q.Report = report
	return q
}

func with(q connector.Query, option, value string) connector.Query {
	q.Options = map[string]string{option: value}
	return q
}

// days reads "2026-05-01..2026-05-31".
func days(t testing.TB, text string) connector.Interval {
	t.Helper()
	start, end, ok := strings.Cut(text, "..")
	if !ok {
		end = start
	}
	var i connector.Interval
	var err error
	if i.Start, err = connector.ParseDate(start); err != nil {
		t.Fatal(err)
	}
	if i.End, err = connector.ParseDate(end); err != nil {
		t.Fatal(err)
	}
	return i
}

// truth adds up what happened, fact by fact, without any rows.
func (s *stage) truth(account string, interval connector.Interval, change func(*world.Ask)) world.Figures {
	ask := world.Ask{Account: account, Since: world.Day(interval.Start), Until: world.Day(interval.End)}
	if change != nil {
		change(&ask)
	}
	return s.Truth(ask)
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// same compares a number with an exact one.
func same(d connector.Decimal, want *big.Rat) bool { return !d.Null && d.Rat().Cmp(want) == 0 }

// flag finds a flag of an answer.
func (r *result) flag(code connector.FlagCode) (connector.Flag, bool) {
	i := slices.IndexFunc(r.trailer.Flags, func(f connector.Flag) bool { return f.Code == code })
	if i < 0 {
		return connector.Flag{}, false
	}
	return r.trailer.Flags[i], true
}

// refused holds an answer to one error of a code, whose words hold a phrase, and
// which says what to do next.
func (r *result) refused(t testing.TB, code, phrase string) {
	t.Helper()
	var errors connector.Diagnostics
	for _, d := range r.diags {
		if d.Severity == connector.SeverityError {
			errors = append(errors, d)
		}
	}
	if len(errors) != 1 || errors[0].Code != code || !strings.Contains(errors[0].Detail+" "+errors[0].Hint, phrase) {
		t.Errorf("%+v, want %s (… %s …)", r.diags, code, phrase)
		return
	}
	if errors[0].Hint == "" || errors[0].Detail == "" {
		t.Errorf("says not what is wrong and what to do next: %+v", errors[0])
	}
}

// transient is an error that has a code nobody knows, and says of itself that it
// passes.
func transient() *graph.Error {
	return &graph.Error{Status: 400, Code: 999999, Transient: true, Message: "Something went wrong"}
}
