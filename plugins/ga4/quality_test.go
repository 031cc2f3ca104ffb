package ga4_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// What Google says of its figures becomes flags and words; nothing of it passes
// for exact figures.
func TestQuality(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quality report.Quality
		what    string
		flags   []connector.FlagCode
		codes   []string
		says    string
	}{
		"nothing":      {report.Quality{}, "sessions", nil, nil, ""},
		"sampled":      {report.Quality{SampleRate: 0.25}, "sessions", []connector.FlagCode{connector.FlagSampled}, []string{"warning GA4_SAMPLED"}, " % of the events"},
		"withheld":     {report.Quality{MinUsers: 20}, "sessions by age", []connector.FlagCode{connector.FlagThresholded}, []string{"warning GA4_THRESHOLDED"}, "need not be zero"},
		"folded":       {report.Quality{MaxCombinations: 5}, "sessions by landing_page", []connector.FlagCode{connector.FlagCapped, connector.FlagPartial}, []string{"warning GA4_OTHER_ROW", "warning GA4_OTHER_ROW"}, "may be too low"},
		"retention":    {report.Quality{RetainedSince: "2026-05-10"}, "sessions", []connector.FlagCode{connector.FlagPartial}, []string{"warning GA4_TRUNCATED"}, "2026-05-10"},
		"long before":  {report.Quality{RetainedSince: "2026-04-10"}, "sessions", nil, nil, ""},
		"a reason":     {report.Quality{EmptyReason: "No data yet."}, "sessions by customUser:membership", []connector.FlagCode{connector.FlagPartial}, []string{"warning GA4_EMPTY"}, "No data yet."},
		"hidden money": {report.Quality{NoRevenue: true}, "sessions, purchaseRevenue", nil, []string{"warning GA4_RESTRICTED"}, "purchaseRevenue"},
		"only hidden":  {report.Quality{NoRevenue: true}, "purchaseRevenue, refundAmount", nil, []string{"error GA4_RESTRICTED"}, "hides revenue data"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, world.Shop, 0)
			s.SetQuality(world.Shop, test.quality)
			q := query(connector.GrainDay, test.what, days(t, "2026-05-01..2026-05-31"))
			if test.quality.EmptyReason != "" {
				q.Filter = connector.Filter{{{Dimension: "country", Operator: connector.OperatorIn, Values: []string{"Atlantis"}}}}
			}
			got := s.ask(q)
			var flags []connector.FlagCode
			for _, f := range got.trailer.Flags {
				flags = append(flags, f.Code)
			}
			if diff := cmp.Diff(test.flags, flags); diff != "" {
				t.Errorf("flags (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.codes, got.codes()); diff != "" {
				t.Errorf("codes (-want +got):\n%s\n%v", diff, got.diags)
			}
			if test.says != "" && !strings.Contains(got.diags.Error(), test.says) {
				t.Errorf("says %q, not %q", got.diags.Error(), test.says)
			}
			if name == "hidden money" {
				for key, row := range got.rows {
					if row[0].Null || !row[1].Null {
						t.Errorf("%s: %v", key, row)
					}
				}
			}
		})
	}
}

// Google is asked at ten in the morning of 15 June in Paris. The two days before
// are still processed; what is absent on days before is nothing, since the
// property was there.
func TestFreshness(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		property, at, window string
		covered, fresh       string
		provisional          string
	}{
		{world.Shop, "2026-06-15T07:00:00Z", "2026-06-01..2026-06-14", "2026-06-01", "2026-06-14", "2026-06-13"},
		{world.Shop, "2026-06-15T07:00:00Z", "2026-06-01..2026-06-12", "2026-06-01", "2026-06-14", ""},
		// In Paris it is the next day already, in Los Angeles the day before.
		{world.Shop, "2026-06-14T22:30:00Z", "2026-06-01..2026-06-13", "2026-06-01", "2026-06-14", "2026-06-13"},
		{world.Leads, "2026-06-15T06:30:00Z", "2026-06-01..2026-06-13", "2026-06-01", "2026-06-13", "2026-06-12"},
		// Before the property was made there is nothing to be absent.
		{world.Shop, "2026-06-15T07:00:00Z", "2022-12-01..2023-01-31", "2023-01-02", "2026-06-14", ""},
		{world.Unused, "2026-06-15T07:00:00Z", "2026-05-01..2026-05-31", "2025-06-01", "2026-06-14", ""},
	} {
		s := newStage(t, test.property, 0)
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		s.SetNow(at)
		got := s.answer(query(connector.GrainDay, "sessions", days(t, test.window)))
		if got.trailer.CoveredFrom != day(t, test.covered) || got.trailer.FreshUntil != day(t, test.fresh) {
			t.Errorf("%s of %s: data from %s to %s, want %s to %s", test.window, test.property, got.trailer.CoveredFrom, got.trailer.FreshUntil, test.covered, test.fresh)
		}
		flag, provisional := got.flag(connector.FlagProvisional)
		if provisional != (test.provisional != "") || provisional && flag.Since != day(t, test.provisional) {
			t.Errorf("%s at %s: provisional from %v, want %q", test.window, test.at, flag.Since, test.provisional)
		}
	}
}

// A day moves while Google processes it, and key events move between channels for
// longer: that is why days are provisional, and key events mature later.
func TestFiguresSettle(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	last := days(t, "2026-06-13..2026-06-13")
	early := s.answer(query(connector.GrainTotal, "sessions", last)).rows["0"]
	s.Advance(3 * 24 * time.Hour)
	late := s.answer(query(connector.GrainTotal, "sessions", last)).rows["0"]
	if early[0].Rat().Cmp(late[0].Rat()) >= 0 {
		t.Errorf("%v sessions at first and %v in the end", early, late)
	}
	if want := truth(t, world.Shop, last, s.Now(), nil).Sessions; late[0] != connector.Int(want) {
		t.Errorf("in the end %v, want %d", late, want)
	}
}

// Where rows prove that there were data, nobody is asked since when. Else the Admin
// API is, once, and where that is switched off a small report on the weeks before.
func TestCoverageCostsLittle(t *testing.T) {
	t.Parallel()
	may := days(t, "2026-05-01..2026-05-31")
	rare := query(connector.GrainDay, "sessions", may)
	rare.Filter = connector.Filter{{{Dimension: "landing_page", Operator: connector.OperatorIn, Values: []string{"/nowhere"}}}}
	for name, test := range map[string]struct {
		property string
		admin    bool
		query    connector.Query
		covered  string
		calls    map[string]int
	}{
		"rows on the first day":          {world.Shop, true, query(connector.GrainDay, "sessions", may), "2026-05-01", map[string]int{"runReport": 3}},
		"no rows":                        {world.Shop, true, rare, "2023-01-02", map[string]int{"runReport": 3, world.Shop: 1}},
		"no rows and no Admin API":       {world.Shop, false, rare, "2026-05-01", map[string]int{"runReport": 4, world.Shop: 1}},
		"never any data and no Admin":    {world.Unused, false, query(connector.GrainDay, "sessions", may), "", map[string]int{"runReport": 4, world.Unused: 1}},
		"totals prove nothing by a day":  {world.Shop, true, query(connector.GrainTotal, "totalUsers", may), "2023-01-02", map[string]int{"runReport": 3, world.Shop: 1}},
		"days before anything is stored": {world.Shop, true, query(connector.GrainDay, "sessions", days(t, "2010-01-01..2010-01-31")), "", map[string]int{}},
	} {
		s := newStage(t, test.property, 0)
		s.EnableService(ga4sim.AdminAPI, test.admin)
		for range 3 {
			got := s.answer(test.query)
			covered := connector.Date(0)
			if test.covered != "" {
				covered = day(t, test.covered)
			}
			if got.trailer.CoveredFrom != covered {
				t.Errorf("%s: covered from %s, want %s", name, got.trailer.CoveredFrom, test.covered)
			}
		}
		if diff := cmp.Diff(test.calls, s.calls()); diff != "" {
			t.Errorf("%s: calls (-want +got):\n%s", name, diff)
		}
	}
}

// What was learnt of earlier days is good for later ones.
func TestCoverageIsLearntOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	s.EnableService(ga4sim.AdminAPI, false)
	for i, step := range []struct {
		window  string
		covered string
		reports int // so far
	}{
		{"2026-05-01..2026-05-31", "2026-05-01", 2},
		{"2026-06-01..2026-06-10", "2026-05-01", 3},
		{"2026-04-01..2026-04-30", "2026-04-01", 5},
		{"2026-04-02..2026-04-30", "2026-04-01", 6},
		{"2024-01-01..2024-01-31", "", 8}, // before the first visitor
		{"2023-12-01..2023-12-31", "", 9},
	} {
		rare := query(connector.GrainDay, "sessions", days(t, step.window))
		rare.Filter = connector.Filter{{{Dimension: "landing_page", Operator: connector.OperatorIn, Values: []string{"/nowhere"}}}}
		covered := connector.Date(0)
		if step.covered != "" {
			covered = day(t, step.covered)
		}
		if got := s.answer(rare).trailer.CoveredFrom; got != covered || s.calls()["runReport"] != step.reports {
			t.Errorf("%d: %s is covered from %s after %d reports, want %q after %d", i, step.window, got, s.calls()["runReport"], step.covered, step.reports)
		}
	}
}

// Days are those of Google's clock: that of the machine may be wrong.
func TestTheClockIsGoogles(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	s.handle = connector.Direct(ga4.New(ga4.Options{Now: func() time.Time { return now.AddDate(-1, 0, 0) }}))
	if diags, err := s.handle.Configure(t.Context(), s.settings(world.Shop)); err != nil || diags.HasErrors() {
		t.Fatal(diags, err)
	}
	got := s.answer(query(connector.GrainDay, "sessions", days(t, "2026-06-01..2026-06-14")))
	if flag, _ := got.flag(connector.FlagProvisional); got.trailer.FreshUntil != day(t, "2026-06-14") || flag.Since != day(t, "2026-06-13") {
		t.Errorf("%+v", got.trailer)
	}
}

// Money in another currency than the one that was asked for is no answer.
func TestAnotherCurrencyIsRefused(t *testing.T) {
	t.Parallel()
	sim := ga4sim.New(ga4sim.Options{Now: now, World: demo()})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		sim.ServeHTTP(answer, r)
		_, _ = io.WriteString(w, strings.Replace(answer.Body.String(), `"currencyCode":"USD"`, `"currencyCode":"EUR"`, 1))
	}))
	t.Cleanup(server.Close)
	s := &stage{Server: sim, t: t, url: server.URL, handle: connector.Direct(ga4.New(ga4.Options{Now: sim.Now}))}
	if diags, err := s.handle.Configure(t.Context(), s.settings(world.Shop, `, "currency": "USD"`)); err != nil || diags.HasErrors() {
		t.Fatal(diags, err)
	}
	got := s.ask(query(connector.GrainTotal, "purchaseRevenue", days(t, "2026-05-01..2026-05-31")))
	if len(got.diags) != 1 || got.diags[0].Code != "GA4_CONFLICT" || len(got.diags[0].Path) == 0 {
		t.Errorf("%+v", got.diags)
	}
}

// Money comes in the property's currency, or in the one that is asked for.
func TestCurrency(t *testing.T) {
	t.Parallel()
	may := query(connector.GrainTotal, "purchaseRevenue", days(t, "2026-05-01..2026-05-31"))
	own := newStage(t, world.Shop, 0).answer(may)
	dollars := newStage(t, world.Shop, 0, `, "currency": "USD"`).answer(may)
	if own.header.Currency != "EUR" || dollars.header.Currency != "USD" || slices.Equal(own.rows["0"], dollars.rows["0"]) {
		t.Errorf("%s %v and %s %v", own.header.Currency, own.rows, dollars.header.Currency, dollars.rows)
	}
}
