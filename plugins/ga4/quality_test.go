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
		"hidden money": {report.Quality{NoRevenue: true}, "sessions, purchaseRevenue", nil, []string{"error GA4_RESTRICTED"}, "purchaseRevenue"},
		"only hidden":  {report.Quality{NoRevenue: true}, "purchaseRevenue, refundAmount", nil, []string{"error GA4_RESTRICTED", "error GA4_RESTRICTED"}, "hides revenue data"},
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
			for i, d := range got.diags {
				if measures := strings.Split(test.what, ", "); d.Code == "GA4_RESTRICTED" {
					want := measures[len(measures)-len(got.diags)+i]
					if asked, _ := connector.AskedAt(d.Path); asked.Measure != want {
						t.Errorf("leads to %+v, want %s", d.Path, want)
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
		// The property was made in 2023, and had its first event on 1 April 2025.
		{world.Shop, "2026-06-15T07:00:00Z", "2025-03-01..2025-03-31", "2025-04-01", "2026-06-14", ""},
		{world.Shop, "2026-06-15T07:00:00Z", "2025-03-01..2025-04-30", "2025-04-01", "2026-06-14", ""},
		{world.Unused, "2026-06-15T07:00:00Z", "2026-05-01..2026-05-31", "", "2026-06-14", ""},
	} {
		s := newStage(t, test.property, 0)
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		s.SetNow(at)
		got := s.answer(query(connector.GrainDay, "sessions", days(t, test.window)))
		covered := connector.Date(0)
		if test.covered != "" {
			covered = day(t, test.covered)
		}
		if got.trailer.CoveredFrom != covered || got.trailer.FreshUntil != day(t, test.fresh) {
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

// Where rows prove that there were data, nobody is asked since when. Else a small
// report tells the first day of all, once for all questions.
func TestCoverageCostsLittle(t *testing.T) {
	t.Parallel()
	may := days(t, "2026-05-01..2026-05-31")
	rare := query(connector.GrainDay, "sessions", may)
	rare.Filter = connector.Filter{{{Dimension: "landing_page", Operator: connector.OperatorIn, Values: []string{"/nowhere"}}}}
	for name, test := range map[string]struct {
		property string
		query    connector.Query
		covered  string
		reports  int // for three times the same question
	}{
		"rows on the first day":          {world.Shop, query(connector.GrainDay, "sessions", may), "2026-05-01", 3},
		"no rows":                        {world.Shop, rare, "2025-04-01", 4},
		"never any data":                 {world.Unused, query(connector.GrainDay, "sessions", may), "", 4},
		"totals prove nothing by a day":  {world.Shop, query(connector.GrainTotal, "totalUsers", may), "2025-04-01", 4},
		"days before anything is stored": {world.Shop, query(connector.GrainDay, "sessions", days(t, "2010-01-01..2010-01-31")), "", 0},
	} {
		s := newStage(t, test.property, 0)
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
		if n := s.calls()["runReport"]; n != test.reports || len(s.calls()) > 1 {
			t.Errorf("%s: calls %v, want %d reports", name, s.calls(), test.reports)
		}
	}
}

// Where the first day cannot be learnt, nothing is taken for zero, and the next
// question tries again.
func TestUnknownCoverage(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	users := query(connector.GrainTotal, "totalUsers", days(t, "2026-05-01..2026-05-31"))
	if err := s.Inject(reportPath, ga4sim.Fault{Kind: ga4sim.Unavailable, Skip: 1, Times: 3}); err != nil {
		t.Fatal(err)
	}
	if got := s.answer(users).trailer.CoveredFrom; got != 0 {
		t.Errorf("covered from %s, of which nobody knows", got)
	}
	if got := s.answer(users).trailer.CoveredFrom; got != day(t, "2025-04-01") {
		t.Errorf("covered from %s at the second attempt", got)
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
