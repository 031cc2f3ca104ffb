package linkedin_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
)

// pitfalls are those that public connectors for LinkedIn fell into, as their issues
// and changes tell, and what holds this one away from each.
var pitfalls = []struct {
	what string
	test func(*testing.T)
	why  string // there is no test here, or what else holds it
}{
	{"a fixed version was retired, and everything answered 426", TestRefusals, "the version is a setting; advertiser.TestVersionNotice warns sixty days before"},
	{"analytics were silently cut at 15,000 rows", TestTruncationIsHealed, ""},
	{"truncation was reported at the end of a run only, and lost", TestWhatStaysCutIsAnError, "nothing is written that was not whole, and there is no cursor"},
	{"the daily limit was retried and burned what was left", TestAnEmptyQuotaIsLeftAlone, ""},
	{"a backoff of less than five minutes never cleared the data limit", TestWaitsAreTold, ""},
	{"many requests at a time were throttled constantly", nil, "at most two are under way (platform.maxConcurrency); httpclient's tests hold that its limit holds"},
	{"only clicks and impressions came back, since fields was wrapped", TestRequests, ""},
	{"more than twenty fields were refused, and chunks joined on too little", TestChunksAreJoined, ""},
	{"one call for each campaign and chunk took hours", TestFewestCalls, ""},
	{"analytics were paged, which is refused", TestAnalyticsAreNotPaged, ""},
	{"the finder statistics refuses members, which needs a call a campaign", TestAudienceByCampaign, ""},
	{"conversions by rule did not match the user interface", TestConversionsByRule, "totals come from the account's rows: rules overlap (connector.Measure.Overlaps)"},
	{"intervals of pages were malformed, too short or too long", TestPageWindows, ""},
	{"general encoders broke Rest.li, and so did raw URNs", TestRequests, "restli.TestQuery and FuzzText hold the bytes"},
	{"creatives failed on large pages and by the old finder", TestCreativesAreReadInSmallPages, ""},
	{"fresh tokens answered REVOKED_ACCESS_TOKEN", TestNewTokens, ""},
	{"empty analytics were taken for zero, and were no access", TestZeroIsProven, "TestRefusals holds who has no role"},
	{"wrong account ids were silently skipped", TestRefusals, ""},
	{"the token was renewed with every request", nil, "the host keeps and renews tokens, for all connectors alike; this one is handed one that is good"},
	{"answers that are no JSON, and cut connections, ended runs", TestFaults, ""},
	{"messages were asked for as posts; deleted and hidden posts ended runs", TestLinks, "TestLinksThatCannotBeRead holds what is hidden"},
	{"data from before the start came back", TestCoverage, "analytics leaves rows of other days out"},
}

func TestPitfalls(t *testing.T) {
	t.Parallel()
	for i, p := range pitfalls {
		if p.test == nil && p.why == "" {
			t.Errorf("nothing holds us away from pitfall %d, %s", i+1, p.what)
		}
	}
	if len(pitfalls) != 22 {
		t.Errorf("%d pitfalls, and 22 are known", len(pitfalls))
	}
}

// A second page of analytics is refused, and the first has all there is.
func TestAnalyticsAreNotPaged(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{Cap: 20}, emea)
	s.answer(query(connector.GrainDay, "impressions by creative_id", days(t, "2026-10-01..2026-10-31")))
	for _, r := range s.Requests() {
		if strings.HasSuffix(r.Path, "adAnalytics") && (strings.Contains(r.Query, "&start=") || strings.Contains(r.Query, "count=")) {
			t.Errorf("asked %s", r.Query)
		}
	}
}

// LinkedIn's servers fail on pages of more than a hundred creatives, every other time
// in the simulator.
func TestCreativesAreReadInSmallPages(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{EmptyPages: true}, emea)
	s.answer(query(connector.GrainTotal, "impressions by creative", days(t, "2026-10-01..2026-10-31")))
	s.answer(query(connector.GrainTotal, "clicks by creative", days(t, "2026-10-01..2026-10-31")))
	if len(s.waited.all) > 0 || s.calls()["creatives"] != 1 {
		t.Errorf("waited %v, calls %v", s.waited.all, s.calls())
	}
	for _, r := range s.Requests() {
		if strings.HasSuffix(r.Path, "/creatives") && r.Query != "q=criteria&sortOrder=ASCENDING&pageSize=100" {
			t.Errorf("asked %s", r.Query)
		}
	}
}
