package linkedin_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Conversions arrive as long as attribution windows are open: the days that may still
// change are flagged, later ones than the measures settle by, and a later answer has
// what came in.
func TestLateConversions(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	november := days(t, "2026-11-01..2026-11-20")
	ask := query(connector.GrainTotal, "conversions", november)
	early := s.answer(ask)
	flag, ok := early.flag(connector.FlagProvisional)
	if !ok || flag.Since.String() != "2026-10-23" { // 30 days before 2026-11-22
		t.Errorf("provisional since %s (%v)", flag.Since, ok)
	}
	s.Advance(40 * 24 * time.Hour)
	late := s.answer(ask)
	if a, b := early.rows["0"][0].Unscaled, late.rows["0"][0].Unscaled; a >= b {
		t.Errorf("%d conversions at first and %d later: nothing came in, and this test shows nothing", a, b)
	}
	sums := s.Truth().Sum(span(november, world.AccountEUR))
	if late.rows["0"][0].Unscaled != sums.Conversions() {
		t.Errorf("%v conversions, want %d", late.rows["0"], sums.Conversions())
	}
	if _, ok := late.flag(connector.FlagProvisional); ok {
		t.Error("what has settled is called provisional")
	}
	spend := s.answer(query(connector.GrainTotal, "spend", days(t, "2026-12-20..2026-12-25")))
	if flag, ok := spend.flag(connector.FlagProvisional); !ok || flag.Since.String() != "2026-12-25" { // 7 days before 2027-01-01
		t.Errorf("spend is provisional since %s (%v)", flag.Since, ok)
	}
}

// Days before the accounts were made, and those that LinkedIn has forgotten, are not
// covered, and are not asked for; today is not over (pitfall: rows of other days
// than asked for came back).
func TestCoverage(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	got := s.answer(query(connector.GrainDay, "impressions", days(t, "2010-01-01..2026-12-31")))
	if got.trailer.CoveredFrom.String() != "2023-11-14" || got.trailer.FreshUntil.String() != "2026-11-21" {
		t.Errorf("covered from %s until %s", got.trailer.CoveredFrom, got.trailer.FreshUntil)
	}
	for _, r := range s.Requests() {
		if strings.Contains(r.Query, "dateRange=") && !strings.Contains(r.Query, "start:(year:2016,month:11,day:22),end:(year:2026,month:11,day:22)") {
			t.Errorf("asked for %s", r.Query)
		}
	}
	for key := range got.rows {
		if key < "2025-10-01" || key > "2026-11-22" {
			t.Errorf("a row of %s", key)
		}
	}
	s.ClearRequests()
	if got := s.answer(query(connector.GrainDay, "impressions", days(t, "2010-01-01..2010-12-31"))); len(got.rows) > 0 || s.calls()["adAnalytics"] > 0 {
		t.Errorf("2010: %v, %v", got.rows, s.calls())
	}
	s.report = "audience"
	if got := s.answer(query(connector.GrainTotal, "impressions by seniority", days(t, "2026-10-01..2026-10-31"))); got.trailer.CoveredFrom.String() != "2024-11-22" || got.trailer.FreshUntil.String() != "2026-11-20" {
		t.Errorf("members are covered from %s until %s", got.trailer.CoveredFrom, got.trailer.FreshUntil)
	}
}

// Nothing happened is 0 only where the account can be read (pitfall: an empty report
// is also what LinkedIn answers without access).
func TestZeroIsProven(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{World: world.Config{Quiet: true}}, emea)
	got := s.answer(query(connector.GrainTotal, "impressions, spend", days(t, "2026-10-01..2026-10-31")))
	if len(got.rows) > 0 || !got.header.Dense || got.trailer.CoveredFrom == 0 {
		t.Errorf("%+v %v", got.header, got.rows)
	}
	if calls := s.calls(); calls["adAccounts"] != 1 {
		t.Errorf("calls %v", calls)
	}
	s.answer(query(connector.GrainTotal, "clicks", days(t, "2026-10-01..2026-10-31")))
	if calls := s.calls(); calls["adAccounts"] != 1 {
		t.Errorf("the account was read again: %v", calls)
	}
}

// What a bill leaves behind is nothing, and what floats is what it stands for.
func TestDust(t *testing.T) {
	t.Parallel()
	day := world.Date(2026, 10, 1)
	s := newStage(t, linkedinsim.Options{World: world.Config{Quiet: true, Facts: []world.Fact{
		{Creative: 800000001, Day: day, Counts: world.Counts{world.Impressions: 1}, Cents: 10},
		{Creative: 800000002, Day: day, Counts: world.Counts{world.Impressions: 1}, Cents: 20},
		{Creative: 800000003, Day: day + 1, Counts: world.Counts{world.Impressions: 1}, Residue: true},
	}}}, emea)
	got := s.answer(query(connector.GrainDay, "spend", days(t, "2026-10-01..2026-10-02")))
	if a, b := fmt.Sprint(got.rows["2026-10-01"]), fmt.Sprint(got.rows["2026-10-02"]); a != "[0.3]" || b != "[0.0]" {
		// A row of nothing but dust is one, and its amount is 0.
		t.Errorf("0.10 and 0.20 are %s, and -2E-18 is %s", a, b)
	}
}

// Fields and values that a later version of LinkedIn's adds are no reason to fail.
func TestLaterVersionsOfLinkedIn(t *testing.T) {
	t.Parallel()
	october := days(t, "2026-10-01..2026-10-31")
	for _, options := range []linkedinsim.Options{{ForwardCompatible: true}, {EmptyPages: true}} {
		s := newStage(t, options, emea+", "+company)
		for report, what := range map[string]string{"ads": "spend, reach by campaign, campaign_group, creative", "page": "followers, impressions by organization", "links": "links by url"} {
			s.report = report
			if got := s.answer(query(connector.GrainTotal, what, october)); len(got.rows) == 0 {
				t.Errorf("%s: %+v", report, options)
			}
		}
	}
}

// A plan asks nobody, and its calls are those that are made.
func TestPlans(t *testing.T) {
	t.Parallel()
	october := days(t, "2026-10-01..2026-10-31")
	for _, test := range []struct {
		report string
		query  connector.Query
	}{
		{"ads", query(connector.GrainDay, "spend, clicks", october)},
		{"ads", query(connector.GrainDay, "spend by campaign, currency", days(t, "2026-09-01..2026-09-15"), october)},
		{"ads", where(query(connector.GrainTotal, metrics24, october), "campaign_group", connector.OperatorMatch, "*DACH*")},
		{"ads", query(connector.GrainTotal, "conversions by conversion, campaign_group", october)},
		{"audience", query(connector.GrainTotal, "clicks by seniority", october)},
		{"page", query(connector.GrainTotal, "followers, impressions, reach by organization", october, days(t, "2025-11-01..2025-11-30"))},
	} {
		s := newStage(t, linkedinsim.Options{}, emea+", "+company)
		s.report, test.query.Report = test.report, test.report
		plan, err := s.handle.PlanQuery(t.Context(), test.query)
		if err != nil || plan.Diagnostics.HasErrors() {
			t.Fatal(err, plan.Diagnostics)
		}
		if len(s.Requests()) > 0 || len(plan.Steps) == 0 {
			t.Errorf("%v: asked %d times, steps %q", test.query, len(s.Requests()), plan.Steps)
		}
		if got := s.answer(test.query); plan.EstimatedCalls != got.trailer.APICalls {
			t.Errorf("%v: planned %d calls, made %d: %v", test.query, plan.EstimatedCalls, got.trailer.APICalls, s.calls())
		}
		if len(test.query.Filter) > 0 && fmt.Sprint(plan.PushedDown) != "[campaign_group]" {
			t.Errorf("pushed down %v", plan.PushedDown)
		}
	}
}

// Retirements are told once, beside an answer that still comes.
func TestVersionThatEndsSoon(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea+`, "api_version": "202601"`)
	ask := query(connector.GrainTotal, "clicks", days(t, "2026-10-01..2026-10-31"))
	if got := s.answer(ask); len(got.diags) != 1 || got.diags[0].Code != "LINKEDIN_VERSION_ENDS" {
		t.Errorf("%+v", got.diags)
	}
	if got := s.answer(ask); len(got.diags) != 0 {
		t.Errorf("told twice: %+v", got.diags)
	}
}
