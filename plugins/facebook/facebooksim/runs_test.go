package facebooksim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
)

// begin starts a report in the background.
func (g *rig) begin(pairs ...string) string {
	g.t.Helper()
	r := g.do(http.MethodPost, g.Tokens().SystemUser, "act_1005/insights", append(params("fields", "ad_name,spend", "level", "ad"), pairs...)...)
	id, _ := r.json["report_run_id"].(string)
	if id == "" {
		g.t.Fatalf("no run: %d %s", r.status, r.text)
	}
	return id
}

// look returns the status of a run and its percentage.
func (g *rig) look(id string) (string, float64) {
	r := g.get(id)
	status, _ := r.json["async_status"].(string)
	percent, _ := r.json["async_percent_completion"].(float64)
	return status, percent
}

// TestRunByPolls: the percentage reads 100 while the job still runs, and its rows
// are not there before it is complete.
func TestRunByPolls(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{Runs: facebooksim.Runs{Polls: 4}})
	id := g.begin()
	type look struct {
		Status  string
		Percent float64
	}
	var got []look
	for range 5 {
		if early := g.get(id + "/insights"); len(got) < 4 {
			if code, subcode := early.code(); code != 2601 || subcode != 1815107 {
				t.Errorf("after %d looks: %s", len(got), early.text)
			}
		}
		status, percent := g.look(id)
		got = append(got, look{status, percent})
	}
	want := []look{{"Job Started", 0}, {"Job Running", 50}, {"Job Running", 100}, {"Job Completed", 100}, {"Job Completed", 100}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{"first", "18.5"}, {"second", "8.75"}}, pick(g.all(id+"/insights", "limit", "1"), "ad_name", "spend")); diff != "" {
		t.Error(diff)
	}
}

// TestRunByClock: thirty seconds of the virtual clock complete a run, and thirty
// days end it. Its rows are those of the moment it was started at.
func TestRunByClock(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{Now: utc(t, "2026-04-10T22:00:00Z")})
	id := g.begin("time_range", span("2026-04-10", "2026-04-10"))
	g.Advance(72 * time.Hour) // spend settles from 4.02 to 4.00 meanwhile
	if status, _ := g.look(id); status != "Job Completed" {
		t.Errorf("status %s", status)
	}
	if diff := cmp.Diff([][]string{{"4.02"}}, pick(g.all(id+"/insights"), "spend")); diff != "" {
		t.Error(diff)
	}
	g.Advance(28 * 24 * time.Hour)
	if code, subcode := g.get(id).code(); code != 100 || subcode != 33 {
		t.Errorf("after a month: %d/%d", code, subcode)
	}
}

func TestRunsThatFail(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{Runs: facebooksim.Runs{Outcomes: []string{"failed", "skipped", "stuck"}, Late: true}})
	var ids []string
	for range 4 {
		ids = append(ids, g.begin())
	}
	for i, want := range []string{"Job Failed", "Job Skipped", "Job Not Started", "Job Completed"} {
		if code, subcode := g.get(ids[i]).code(); code != 100 || subcode != 33 {
			t.Errorf("the first look at run %d: %d/%d", i, code, subcode)
		}
		for range 5 {
			g.look(ids[i])
		}
		if status, _ := g.look(ids[i]); status != want {
			t.Errorf("run %d: %s, want %s", i, status, want)
		}
	}
	failed := g.get(ids[0])
	if failed.json["error_code"] != float64(-2) || failed.json["error_subcode"] != float64(2490547) || failed.json["error_message"] == nil {
		t.Errorf("failed: %s", failed.text)
	}
}

// TestTooMuch: the same question times out, then is refused, then is too large for
// a report, as limits shrink; and a page is too heavy whatever the question.
func TestTooMuch(t *testing.T) {
	t.Parallel()
	// Account 1005 has two ads that are not deleted, with 10 and 2 days between first and last.
	for name, tt := range map[string]struct {
		rules         insights.Rules
		code, subcode int
	}{
		"enough": {insights.Rules{SyncFacts: 12, CallFacts: 12}, 0, 0},
		"slow":   {insights.Rules{SyncFacts: 11}, 100, 1504018},
		"large":  {insights.Rules{SyncFacts: 5, CallFacts: 11}, 100, 1487534},
		"heavy":  {insights.Rules{PageCells: 5}, 1, 0}, // two rows of three fields
	} {
		g := start(t, facebooksim.Options{Insights: tt.rules})
		r := g.get("act_1005/insights", params("level", "ad", "fields", "ad_id,spend,clicks")...)
		if code, subcode := r.code(); code != tt.code || subcode != tt.subcode {
			t.Errorf("%s: %d %s, want %d/%d", name, r.status, r.text, tt.code, tt.subcode)
		}
	}
	g := start(t, facebooksim.Options{Insights: insights.Rules{AsyncFacts: 11, SyncFacts: 1}})
	r := g.get(g.begin())
	if r.json["async_status"] != "Job Failed" || r.json["error_code"] != float64(-3) || r.json["error_subcode"] != float64(1504045) {
		t.Errorf("too large a report: %s", r.text)
	}
	heavy := start(t, facebooksim.Options{Insights: insights.Rules{PageCells: 5}})
	if r := heavy.get("act_1005/insights", params("level", "ad", "fields", "ad_id,spend,clicks", "limit", "1")...); r.status != http.StatusOK {
		t.Errorf("a smaller page: %s", r.text)
	}
	if r := heavy.get("act_1001/ads", "limit", "101", "fields", "creative{object_story_spec}"); r.status != http.StatusInternalServerError {
		t.Errorf("many creatives: %d", r.status)
	}
}
