package ga4_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// test runs a connection test and writes what it found, a line each.
func (s *stage) test() (connector.ConnectionTest, string) {
	s.t.Helper()
	got, err := s.handle.TestConnection(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	var facts strings.Builder
	for _, f := range got.Facts {
		fmt.Fprintf(&facts, "%s: %s\n", f.Name, f.Value)
	}
	return got, facts.String()
}

// The test says which property it is, how it counts, and what may be read.
func TestConnection(t *testing.T) {
	t.Parallel()
	got, facts := newStage(t, world.Shop, 0).test()
	want := `property: 310000001
name: shop.example
service level: standard
created: 2023-01-02
time zone: Europe/Paris
data until: 2026-06-15
still processed: days from 2026-06-13 on
quota left: 13999 tokens
currency: EUR
`
	if !got.OK || got.Code != "" || len(got.Diagnostics) > 0 {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(want, facts[:min(len(want), len(facts))]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, more := range []string{
		"may read: traffic, revenue, cost\n", "key events: generate_lead, newsletter_subscribe, purchase, sign_up\n",
		"own definitions: ", "customEvent:plan", "permission: https://www.googleapis.com/auth/analytics.readonly\n",
	} {
		if !strings.Contains(facts, more) {
			t.Errorf("does not say %q:\n%s", more, facts)
		}
	}
}

// It tells what the login lacks, and works without the Admin API.
func TestConnectionTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	s.EnableService(ga4sim.AdminAPI, false)
	s.SetQuality(world.Shop, report.Quality{NoRevenue: true})
	got, facts := s.test()
	if !got.OK || !strings.Contains(facts, "may read: traffic, cost\n") || !strings.Contains(facts, "time zone: Europe/Paris\n") {
		t.Errorf("%+v", got)
	}
	var codes []string
	for _, d := range got.Diagnostics {
		codes = append(codes, d.Code)
	}
	if diff := cmp.Diff([]string{"GA4_ADMIN_API", "GA4_RESTRICTED"}, codes); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, got.Diagnostics)
	}
}

// Money comes in the currency of the block.
func TestConnectionTellsTheCurrency(t *testing.T) {
	t.Parallel()
	for declared, want := range map[string]string{"USD": "currency: USD, into which Google converts EUR\n", "EUR": "currency: EUR\n"} {
		if _, facts := newStage(t, world.Shop, 0, fmt.Sprintf(`, "currency": %q`, declared)).test(); !strings.Contains(facts, want) {
			t.Errorf("does not say %q:\n%s", want, facts)
		}
	}
}

func TestConnectionFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		property string
		prepare  func(*stage)
		code     connector.TestCode
	}{
		"nobody shared it": {world.Private, func(*stage) {}, connector.TestAccountNotVisible},
		"it has no data":   {world.Unused, func(*stage) {}, ""},
		"switched off":     {world.Shop, func(s *stage) { s.EnableService(ga4sim.DataAPI, false) }, connector.TestAuthScope},
		"revoked":          {world.Shop, func(s *stage) { s.inject(ga4sim.Unauthenticated) }, connector.TestAuthExpired},
		"quota":            {world.Shop, func(s *stage) { s.inject(ga4sim.QuotaDay) }, connector.TestQuota},
		"a web page":       {world.Shop, func(s *stage) { s.inject(ga4sim.HTML404) }, connector.TestNetwork},
	} {
		s := newStage(t, test.property, 0)
		test.prepare(s)
		got, _ := s.test()
		if got.Code != test.code || got.OK != (test.code == "") || len(got.Diagnostics) == 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func (s *stage) inject(kind ga4sim.Kind) {
	s.t.Helper()
	if err := s.Inject(reportPath, ga4sim.Fault{Kind: kind}); err != nil {
		s.t.Fatal(err)
	}
}

// A plan says what will be asked, what it costs and what is still moving, and asks
// nobody.
func TestPlan(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	q := query(connector.GrainDay, "sessions, sessionKeyEventRate by channel", days(t, "2025-05-01..2026-06-14"))
	q.Report = "web"
	q.Filter = connector.Filter{{
		{Dimension: "source", Operator: connector.OperatorMatch, Values: []string{"face*"}},
		{Dimension: "customEvent:plan", Operator: connector.OperatorNotIn, Values: []string{"free"}},
	}}
	got, err := s.handle.PlanQuery(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := connector.QueryPlan{
		PushedDown: []string{"source", "customEvent:plan"}, EstimatedCalls: 2, EstimatedRows: -1, QuotaUnits: 8, ProvisionalTo: day(t, "2026-06-13"),
		Steps: []string{
			"runReport of properties/310000001: sessions, sessionKeyEventRate by date, sessionDefaultChannelGroup in 2025-05-01..2026-06-14",
			"names of the property's own dimensions and metrics",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(s.Requests()) > 0 {
		t.Errorf("asked %v", s.Requests())
	}
}

// A plan warns of names that nearly are ones that roictl knows, and of no others.
func TestPlanWarnsOfMisspeltNames(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	q := query(connector.GrainTotal, "sesions, calcMetric:margin by landingPages, customEvent:plan", days(t, "2026-05-01..2026-05-31"))
	q.Report = "web"
	got, err := s.handle.PlanQuery(t.Context(), q)
	if err != nil || got.Diagnostics.HasErrors() {
		t.Fatal(err, got.Diagnostics)
	}
	var hints []string
	for _, d := range got.Diagnostics {
		hints = append(hints, d.Hint)
	}
	if diff := cmp.Diff([]string{`Did you mean "sessions"?`, `Did you mean "landingPage"?`}, hints); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What Google never answers is refused before it is asked.
func TestWhatCannotBeAsked(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	nine := "country, city, region, language, browser, platform, deviceCategory, landingPage, source"
	for what, want := range map[string]string{
		"sessions by " + nine:                        "would be 10",
		"sessions by date":                           `"date" is not a dimension`,
		"sessions by dateRange":                      `"dateRange" is not a dimension`,
		"sessions by date, dateRange, hour, " + nine: "would be 13",
	} {
		got := s.ask(query(connector.GrainDay, what, may))
		if !got.diags.HasErrors() || !strings.Contains(got.diags.Error(), want) {
			t.Errorf("%s: %v, want %q", what, got.diags, want)
		}
	}
	if len(s.Requests()) > 0 {
		t.Errorf("asked %v", s.Requests())
	}
	if got := s.answer(query(connector.GrainTotal, "sessions by "+nine, may)); len(got.rows) == 0 {
		t.Error("nine dimensions are not too many")
	}
}

// Metrics that Google gives in no report together are asked one set after the
// other; where it gives one in no such way at all, the user hears why.
func TestIncompatibleMetrics(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	got := s.ask(query(connector.GrainTotal, "itemRevenue, transactions by itemName", may))
	if len(got.diags) != 1 || got.diags[0].Code != "GA4_INCOMPATIBLE" || !strings.Contains(got.diags[0].Detail, "transactions") {
		t.Errorf("%+v", got.diags)
	}
	if asked, _ := connector.AskedAt(got.diags[0].Path); asked.Measure != "transactions" {
		t.Errorf("leads to %v", got.diags[0].Path)
	}
	cost := s.answer(query(connector.GrainTotal, "sessions, spend, clicks by sessionCampaignName", may))
	if len(cost.rows) == 0 {
		t.Error("no cost by campaign")
	}
}

// Google gives the cost of advertising by campaign only. That is said before it is
// asked, of each metric that is at fault; a campaign in a filter is enough.
func TestCostsNeedACampaign(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	bare := query(connector.GrainDay, "advertiserAdCost, sessions, returnOnAdSpend by country", days(t, "2026-05-01..2026-05-31"))
	bare.Report = "web"
	plan, err := s.handle.PlanQuery(t.Context(), bare)
	if err != nil {
		t.Fatal(err)
	}
	for when, diags := range map[string]connector.Diagnostics{"planned": plan.Diagnostics, "asked": s.ask(bare).diags} {
		var measures []string
		for _, d := range diags {
			asked, _ := connector.AskedAt(d.Path)
			measures = append(measures, asked.Measure)
			if d.Code != "GA4_INCOMPATIBLE" || !strings.Contains(d.Hint, "sessionCampaignName") {
				t.Errorf("%s: %+v", when, d)
			}
		}
		if diff := cmp.Diff([]string{"advertiserAdCost", "returnOnAdSpend"}, measures); diff != "" {
			t.Errorf("%s: measures at fault (-want +got):\n%s", when, diff)
		}
	}
	if len(s.Requests()) > 0 {
		t.Errorf("asked %v", s.Requests())
	}
	bare.Grain, bare.Filter = connector.GrainTotal, connector.Filter{{{Dimension: "sessionCampaignName", Operator: connector.OperatorMatch, Values: []string{"*"}}}}
	if got := s.ask(bare); got.diags.HasErrors() {
		t.Errorf("with a campaign in the filter: %v", got.diags)
	}
}

// Where Google says which metric does not go with the others, that one is asked for
// by itself, and the parts are joined.
func TestMetricsThatDoNotGoTogether(t *testing.T) {
	t.Parallel()
	sim := ga4sim.New(ga4sim.Options{Now: now, World: demo()})
	picky := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if bytes.Contains(body, []byte(`"itemRevenue"`)) && bytes.Contains(body, []byte(`"eventCount"`)) {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Please remove eventCount, sessions to make the request compatible. The request's dimensions & metrics are incompatible."}}`)
			return
		}
		sim.ServeHTTP(w, r)
	}))
	t.Cleanup(picky.Close)
	s := &stage{Server: sim, t: t, url: picky.URL, handle: connector.Direct(ga4.New(ga4.Options{Now: sim.Now}))}
	if diags, err := s.handle.Configure(t.Context(), s.settings(world.Shop)); err != nil || diags.HasErrors() {
		t.Fatal(diags, err)
	}
	may := days(t, "2026-05-01..2026-05-31")
	all := s.answer(query(connector.GrainDay, "sessions, itemRevenue, itemsPurchased, eventCount by country", may))
	traffic := newStage(t, world.Shop, 0).answer(query(connector.GrainDay, "sessions, eventCount by country", may))
	items := newStage(t, world.Shop, 0).answer(query(connector.GrainDay, "itemRevenue, itemsPurchased by country", may))
	for key, row := range traffic.rows {
		want := []connector.Decimal{row[0], connector.Int(0), connector.Int(0), row[1]}
		if sold := items.rows[key]; sold != nil {
			want[1], want[2] = sold[0], sold[1]
		}
		if diff := cmp.Diff(want, all.rows[key], cmp.Comparer(func(a, b connector.Decimal) bool { return a.Rat().Cmp(b.Rat()) == 0 })); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
	if all.trailer.APICalls != 3 || len(all.rows) != len(traffic.rows) {
		t.Errorf("%d calls and %d rows, want one refused and two answered, and %d rows", all.trailer.APICalls, len(all.rows), len(traffic.rows))
	}
}
