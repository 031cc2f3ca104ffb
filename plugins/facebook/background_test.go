package facebook_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// heavy are sizes at which every question is too large for a direct answer.
var heavy = insights.Rules{SyncFacts: 10}

// What is too much for a direct answer is made in the background, whichever way
// Meta says so, and the figures are the same. How far it is, is told in percent.
func TestBackgroundReports(t *testing.T) {
	t.Parallel()
	want := newStage(t, facebooksim.Options{}, world.Shop, smallPages).answer(paged(t)).text()
	for name, test := range map[string]struct {
		options facebooksim.Options
		fault   *fault.Fault // of the direct question
		runs    int
		fails   string
		says    string
	}{
		"a time-out":                         {facebooksim.Options{Insights: heavy}, nil, 1, "", ""},
		"100/1487534, the limit of a call":   {facebooksim.Options{Insights: insights.Rules{SyncFacts: 10, CallFacts: 20}}, nil, 1, "", ""},
		"2/1504038, another time-out":        {facebooksim.Options{}, ptr(fault.Fails(500, 2, 1504038, "Timeout")), 1, "", ""},
		"pages that are too heavy, all":      {facebooksim.Options{}, ptr(times(-1, fault.TooMuch())), 1, "", ""},
		"a report that is not there at once": {facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Late: true}}, nil, 1, "", ""},
		"a report that fails once":           {facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Outcomes: []string{"failed"}}}, nil, 2, "", ""},
		"a report that is skipped":           {facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Outcomes: []string{"skipped"}}}, nil, 2, "", ""},
		"a report that does not begin":       {facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Outcomes: []string{"stuck"}}}, nil, 2, "", ""},
		"reports that fail for ever":         {facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Outcomes: []string{"failed", "failed", "failed"}}}, nil, 3, "FACEBOOK_REPORT_FAILED", "gave up"},
		"reports that never begin":           {facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Outcomes: []string{"stuck", "stuck", "stuck"}}}, nil, 3, "FACEBOOK_REPORT_FAILED", "had not begun"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, test.options, world.Shop, smallPages)
			if test.fault != nil {
				s.Inject(fault.Match{Method: "GET", Path: "act_*/insights"}, *test.fault)
			}
			got := s.ask(paged(t))
			if n := s.calls()["POST insights"]; n != test.runs {
				t.Errorf("%d reports were started, want %d", n, test.runs)
			}
			if test.fails != "" {
				got.refused(t, test.fails, test.says)
				return
			}
			if diff := cmp.Diff(want, got.text()); diff != "" || got.diags.HasErrors() {
				t.Errorf("the answer differs (-want +got):\n%s\n%v", diff, got.diags)
			}
			percent := false
			for _, p := range got.progress {
				percent = percent || p.Unit == "percent" && p.Total == 100 && p.Done > 0
			}
			if !percent {
				t.Errorf("told %+v", got.progress)
			}
		})
	}
}

func ptr(f fault.Fault) *fault.Fault { return &f }

// Meta's rows of a report that is complete may not be there yet: 2601/1815107, and
// a complaint about a summary that nobody asked for, pass by themselves.
func TestRowsOfReportsComeLate(t *testing.T) {
	t.Parallel()
	want := newStage(t, facebooksim.Options{}, world.Shop, smallPages).answer(paged(t)).text()
	s := newStage(t, facebooksim.Options{Insights: heavy}, world.Shop, smallPages)
	s.Inject(fault.Match{Path: "6*/insights"},
		fault.Fails(400, 2601, 1815107, "Error accessing adreport job."),
		fault.Fails(400, 100, 0, "(#100) Cannot include spend, impressions in summary param because they weren't there while creating the report run"))
	if diff := cmp.Diff(want, s.answer(paged(t)).text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A report that is too large even in the background is asked in halves, day by day
// if it has to be. What cannot be halved fails, and says what to ask instead.
func TestReportsAreHalved(t *testing.T) {
	t.Parallel()
	want := newStage(t, facebooksim.Options{}, world.Shop, smallPages).answer(paged(t)).text()
	rules := insights.Rules{SyncFacts: 10, AsyncFacts: 60}
	s := newStage(t, facebooksim.Options{Insights: rules}, world.Shop, smallPages)
	if diff := cmp.Diff(want, s.answer(paged(t)).text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := s.calls()["POST insights"]; n < 3 {
		t.Errorf("%d reports were started", n)
	}
	whole := newStage(t, facebooksim.Options{Insights: rules}, world.Shop)
	whole.ask(query(connector.GrainTotal, "reach by ad_id", days(t, "2026-04-01..2026-04-30"))).refused(t, "FACEBOOK_TOO_MUCH_DATA", "shorter period")
}

// A page that is too heavy is halved until it fits, and grows again afterwards:
// reading everything in the smallest pages would cost calls without end.
func TestPagesShrinkAndGrowAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop, `, "page_size": 200`)
	s.Inject(fault.Match{Path: "act_*/insights"}, times(3, fault.TooMuch()))
	q := query(connector.GrainDay, "spend by ad_id", days(t, "2026-03-01..2026-05-10"))
	got := s.answer(q)
	want := newStage(t, facebooksim.Options{}, world.Shop).answer(q)
	if diff := cmp.Diff(want.text(), got.text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var limits []string
	for _, r := range s.Requests() {
		if limit := r.Values.Get("limit"); limit != "" {
			limits = append(limits, limit)
		}
	}
	if diff := cmp.Diff([]string{"200", "100", "50", "25", "25", "25", "25", "50", "50", "50", "50", "100"}, limits[:min(len(limits), 12)]); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

// A report that Meta never finishes is not waited for without end.
func TestReportsAreNotWaitedForWithoutEnd(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{Insights: heavy, Runs: facebooksim.Runs{Polls: 1000, Takes: 100 * time.Hour}}, world.Shop)
	s.ask(paged(t)).refused(t, "FACEBOOK_REPORT_FAILED", "shorter period")
	if waited := s.waited.total(); waited > 2*time.Hour {
		t.Errorf("waited %v", waited)
	}
}
