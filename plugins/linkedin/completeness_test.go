package linkedin_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// LinkedIn cuts answers at 15,000 elements and says nothing (pitfall: analytics
// silently cut). With the cap lower, the same happens to small worlds: whatever the
// cap, no row is missing, and as long as there is an entity to split, none can be.
func TestTruncationIsHealed(t *testing.T) {
	t.Parallel()
	october := days(t, "2026-10-01..2026-10-31")
	for _, what := range []string{"impressions, spend by campaign_id", "impressions, spend by creative, campaign", "clicks by account", "impressions by device", "impressions by campaign_id, device"} {
		want := newStage(t, linkedinsim.Options{}, emea).answer(query(connector.GrainDay, what, october))
		for _, most := range []int{5, 8, 20, 100} {
			s := newStage(t, linkedinsim.Options{Cap: most}, emea)
			got := s.answer(query(connector.GrainDay, what, october))
			if len(got.rows) != len(want.rows) {
				t.Errorf("%s, cut at %d: %d rows, want %d", what, most, len(got.rows), len(want.rows))
			}
			for key, row := range want.rows {
				other := got.rows[key]
				if other == nil || fmt.Sprint(row) != fmt.Sprint(other) {
					t.Errorf("%s, cut at %d: %s is %v, want %v", what, most, key, other, row)
					break
				}
			}
			if len(want.rows) > most && s.calls()["adAnalytics"] < 2 {
				t.Errorf("%s, cut at %d: asked once only", what, most)
			}
		}
	}
}

// Totals are split by entities, there being no days to split.
func TestTruncatedTotalsAreHealed(t *testing.T) {
	t.Parallel()
	october := days(t, "2026-10-01..2026-10-31")
	ask := query(connector.GrainTotal, "impressions by creative_id", october)
	want := newStage(t, linkedinsim.Options{}, emea).answer(ask)
	s := newStage(t, linkedinsim.Options{Cap: 3}, emea)
	if got := s.answer(ask); fmt.Sprint(got.rows) != fmt.Sprint(want.rows) {
		t.Errorf("got %v, want %v", got.rows, want.rows)
	}
}

// What cannot be made whole is an error, and not a warning beside sums that are too
// low (pitfall: truncation reported at the end of a run, when it was too late).
func TestWhatStaysCutIsAnError(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{Cap: 2}, emea)
	got := s.ask(query(connector.GrainDay, "impressions by device", days(t, "2026-10-01..2026-10-02")))
	if len(got.diags) != 1 || got.diags[0].Code != "LINKEDIN_INCOMPLETE" || !strings.Contains(got.diags[0].Detail, "2 rows at most") || got.trailer.Rows != 0 {
		t.Errorf("%+v", got.diags)
	}
}

// One call answers for all campaigns (pitfall: one call per campaign and chunk took
// hours), and where an answer has to be split, the number of calls is the fewest that
// fit below the cap: with names known, nothing is asked twice.
func TestFewestCalls(t *testing.T) {
	t.Parallel()
	// 800 campaigns have 800 rows a day, of which 18 days fit below 15,000. Of 24
	// metrics, 18 fit into a request.
	const wantReports = 2 * 2
	window := days(t, "2026-10-05..2026-10-24") // 20 days
	s := newStage(t, linkedinsim.Options{World: world.Config{Large: true, Start: world.Date(2026, 10, 5)}}, emea)
	got := s.answer(query(connector.GrainDay, metrics24+" by campaign", window))
	active := s.Truth().By(span(window, world.AccountEUR), func(c *world.Creative, f *world.Fact) string { return fmt.Sprintf("%s | %d", f.Day, c.Campaign) })
	if len(got.rows) != len(active) || len(active) < 15_000 {
		t.Errorf("%d rows, want %d", len(got.rows), len(active))
	}
	if calls := s.calls(); calls["adAnalytics"] != wantReports || calls["adCampaigns"] != 1 || got.trailer.APICalls != wantReports+2 {
		t.Errorf("calls %v, told %d", calls, got.trailer.APICalls)
	}
}

// metrics24 are 24 metrics.
const metrics24 = "impressions, clicks, landingPageClicks, companyPageClicks, costInLocalCurrency, totalEngagements, otherEngagements, reactions, likes, comments, shares, follows, " +
	"videoStarts, videoViews, videoFirstQuartileCompletions, videoMidpointCompletions, videoThirdQuartileCompletions, videoCompletions, fullScreenPlays, " +
	"oneClickLeads, oneClickLeadFormOpens, externalWebsiteConversions, conversionValueInLocalCurrency, viralImpressions"

// What is too long for an address travels in a body (pitfall: 414 on lists of
// campaigns).
func TestLongQueriesAreTunnelled(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{World: world.Config{Large: true, Start: world.Date(2026, 10, 20)}}, emea)
	got := s.answer(where(query(connector.GrainTotal, "impressions", days(t, "2026-10-20..2026-10-20")), "campaign", connector.OperatorMatch, "Campaign 1*"))
	scope := span(days(t, "2026-10-20..2026-10-20"))
	for _, c := range s.World().Campaigns {
		if strings.HasPrefix(c.Name, "Campaign 1") {
			scope.Campaigns = append(scope.Campaigns, c.ID)
		}
	}
	if row := got.rows["0"]; len(scope.Campaigns) != 100 || row == nil || row[0].Rat().Cmp(whole(s.Truth().Sum(scope).Counts[world.Impressions])) != 0 {
		t.Errorf("%v of %d campaigns", row, len(scope.Campaigns))
	}
	tunnelled := 0
	for _, r := range s.Requests() {
		if r.Tunnelled {
			tunnelled++
		}
		if r.Status != 200 {
			t.Errorf("%s: %d", r.Path, r.Status)
		}
	}
	if tunnelled != 1 {
		t.Errorf("%d requests were tunnelled", tunnelled)
	}
}
