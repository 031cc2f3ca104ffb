package facebook_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Where other clients of Meta's interface went wrong, by their public trackers, and
// the test that holds this one:
//
//	airbyte#31860, values missing in background reports   TestDirectFirst, TestBackgroundReports
//	airbyte#68689, purchases missing above ad sets         TestConversionsMissingAboveAdSets
//	airbyte#38154, totals without a failed part            TestFaults: what fails has no trailer
//	airbyte#3395, the last 28 days lost                    TestRestatement
//	airbyte#4375, #49977, a year that takes hours          TestOnlyWhatIsAskedIsRequested, TestReportsAreHalved
//	airbyte#8282, #7533, jobs that fail or hang            TestBackgroundReports, TestReportsAreNotWaitedForWithoutEnd
//	airbyte#3525, #11984, throttled in the middle          TestFaults, TestEveryUsageHeaderCounts
//	airbyte#25383, pages that stay small                   TestPagesShrinkAndGrowAgain
//	tap-facebook#43, PR#239, rows of a report come late    TestRowsOfReportsComeLate
//	tap-facebook PR#174, a report that is not there yet    TestBackgroundReports
//	tap-facebook PR#250, a breakdown's key is missing      insights.TestText
//	tap-facebook PR#270, dma is gone                       TestSilencesAreRefused
//	tap-facebook PR#124, #126, #226, no JSON, 503          TestFaults
//	tap-facebook#241, too few attempts in bad weeks        TestLimitsAreObeyedBeforeTheyAreReached: max_wait_minutes
//	airbyte#66509, postiz#622 and others, a retired metric TestPageMetricsRetire
//	OWOX PR#1588, limits taken for each other, hasty       TestFaults, TestWaitsAreToldInMinutes
//	OWOX, outages reported as wrong logins                 platform.TestKinds
//	nodejs-business-sdk#307, names of Ads Manager          TestSilencesAreRefused
//	tap-facebook, dlt, accounts that lists do not have     TestAccountsAreReadDirectly
//
// trypost PR#320, reels that have no insights of their own, has no test: there is no
// report of a Page's posts.

// A question is asked directly first; a report in the background is for what is too
// much.
func TestDirectFirst(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	s.answer(query(connector.GrainDay, "spend, revenue by campaign", days(t, "2026-03-01..2026-05-19")))
	if calls := s.calls(); calls["POST insights"] != 0 || calls["GET insights"] != 1 {
		t.Errorf("asked %v", calls)
	}
}

// Conversions that ad sets have and campaigns have not are no zero, and cost one
// request to find out. Where there are some, nothing more is asked.
func TestConversionsMissingAboveAdSets(t *testing.T) {
	t.Parallel()
	q := query(connector.GrainDay, "spend, purchases by campaign", days(t, "2026-04-01..2026-04-10"))
	s := newStage(t, facebooksim.Options{HideConversions: true}, world.Shop)
	got := s.answer(q)
	if len(got.diags) != 1 || got.diags[0].Code != "FACEBOOK_LEVELS" || !strings.Contains(got.diags[0].Hint, "adset_id") {
		t.Errorf("told %v", got.diags)
	}
	if _, flagged := got.flag(connector.FlagPartial); !flagged {
		t.Errorf("flags %v", got.trailer.Flags)
	}
	plain := newStage(t, facebooksim.Options{}, world.Shop)
	if got := plain.answer(q); len(got.diags) != 0 {
		t.Errorf("told %v", got.diags)
	}
	if got := plain.answer(where(q, "campaign_name", connector.OperatorIn, "Spring Leads 2026")); len(got.diags) != 0 {
		t.Errorf("a campaign without purchases among others: told %v", got.diags)
	}
	if n := plain.calls()["GET insights"]; n != 2 {
		t.Errorf("asked %d times for two questions", n)
	}
}

// Only the fields that are asked for are requested, at the widest level that has
// them, and one question answers many measures and all windows.
func TestOnlyWhatIsAskedIsRequested(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	s.answer(query(connector.GrainTotal, "spend, leads, purchases, revenue", days(t, "2026-04-01..2026-04-30"), days(t, "2026-03-01..2026-03-31"), days(t, "2025-04-01..2025-04-30")))
	asked := s.Requests()[len(s.Requests())-1].Values
	if asked.Get("fields") != "spend,actions,action_values" || asked.Get("level") != "account" || asked.Has("breakdowns") || asked.Has("time_increment") {
		t.Errorf("asked %v", asked)
	}
	if n := s.calls()["GET insights"]; n != 1 {
		t.Errorf("%d requests for three windows", n)
	}
}

// The account is read itself: lists of accounts lack some that a system user reads.
func TestAccountsAreReadDirectly(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	s.answer(query(connector.GrainDay, "spend", days(t, "2026-04-01")))
	for _, r := range s.Requests() {
		if strings.Contains(r.Path, "adaccounts") {
			t.Errorf("asked %s", r.Path)
		}
	}
}
