package facebook_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// What Meta answers with silence is refused, and the words name what to ask instead.
// Nothing is asked for it.
func TestSilencesAreRefused(t *testing.T) {
	t.Parallel()
	april := days(t, "2026-04-01..2026-04-30")
	old := days(t, "2025-03-01..2025-03-31") // 14 months before now
	hour := "hourly_stats_aggregated_by_advertiser_time_zone"
	for name, test := range map[string]struct {
		query connector.Query
		code  string
		says  string
	}{
		"7-day views":                 {with(query(connector.GrainDay, "purchases", april), "attribution", "7d_view"), "FACEBOOK_ATTRIBUTION", "use 1d_view"},
		"28-day views":                {with(query(connector.GrainDay, "purchases", april), "attribution", "28d_view"), "FACEBOOK_ATTRIBUTION", "use 1d_view"},
		"28-day views, all":           {with(query(connector.GrainDay, "purchases", april), "attribution", "28d_view_all_conversions"), "FACEBOOK_ATTRIBUTION", "use 1d_view"},
		"two click windows":           {with(query(connector.GrainDay, "purchases", april), "attribution", "1d_click,7d_click"), "FACEBOOK_ATTRIBUTION", "hold each other"},
		"no window":                   {with(query(connector.GrainDay, "purchases", april), "attribution", "3d_click"), "FACEBOOK_ATTRIBUTION", "7d_click"},
		"a retired breakdown":         {query(connector.GrainDay, "spend by dma", april), "FACEBOOK_RETIRED", "comscore_market"},
		"a retired metric":            {query(connector.GrainDay, "video_10_sec_watched_actions", april), "FACEBOOK_RETIRED", "video_15_sec_watched_actions"},
		"purchases by region":         {query(connector.GrainDay, "purchases by region", april), "FACEBOOK_BREAKDOWN", "country"},
		"purchases by the hour":       {query(connector.GrainDay, "purchases by "+hour, april), "FACEBOOK_BREAKDOWN", "by the day"},
		"people by the hour":          {query(connector.GrainDay, "reach by "+hour, april), "FACEBOOK_BREAKDOWN", "impressions"},
		"frequency by the hour":       {query(connector.GrainDay, "frequency by "+hour, april), "FACEBOOK_BREAKDOWN", "impressions"},
		"videos by the hour":          {query(connector.GrainDay, "video_play_actions by "+hour, april), "FACEBOOK_BREAKDOWN", "by the day"},
		"half of a video by region":   {query(connector.GrainDay, "video_p50_watched_actions by region", april), "FACEBOOK_BREAKDOWN", "country"},
		"people of old days by age":   {query(connector.GrainTotal, "reach by age", old), "FACEBOOK_RANGE", "without the breakdown"},
		"old hours":                   {query(connector.GrainTotal, "spend by "+hour, old), "FACEBOOK_RANGE", "13 months"},
		"an unknown measure":          {query(connector.GrainDay, "impresions", april), "FACEBOOK_FIELD", `"impressions"`},
		"a metric of Ads Manager":     {query(connector.GrainDay, "profile_visit_view", april), "FACEBOOK_FIELD", "actions:TYPE"},
		"an unknown breakdown":        {query(connector.GrainDay, "spend by shoe_size", april), "FACEBOOK_FIELD", "breakdowns"},
		"a mistyped breakdown":        {query(connector.GrainDay, "spend by publisher_plattform", april), "FACEBOOK_FIELD", `"publisher_platform"`},
		"a report that there is not":  {on(query(connector.GrainDay, "spend", april), "adverts"), "FACEBOOK_REPORT", `"ads"`},
		"a Page that the block lacks": {on(query(connector.GrainDay, "views", april), "page"), "FACEBOOK_MISSING_ID", "page_id"},
	} {
		s := newStage(t, facebooksim.Options{}, world.Shop)
		s.ask(test.query).refused(t, test.code, test.says)
		for _, r := range s.Requests() {
			if strings.HasSuffix(r.Path, "/insights") {
				t.Errorf("%s: Meta was asked", name)
			}
		}
	}
}

// Windows that reach too far back have no value, and the others theirs.
func TestOldWindowsAreLeftOut(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	got := s.answer(query(connector.GrainTotal, "reach by age", days(t, "2025-03-01..2025-03-31"), days(t, "2026-04-01..2026-04-30")))
	for key := range got.rows {
		if strings.HasPrefix(key, "0") {
			t.Errorf("a window of 14 months ago has people by age: %s", key)
		}
	}
	if len(got.rows) == 0 || len(got.diags) != 1 || got.diags[0].Code != "FACEBOOK_RANGE" {
		t.Errorf("rows %v, told %v", got.text(), got.diags)
	}
	// 37 months are kept of everything; what is older is told by the covered days.
	long := s.answer(query(connector.GrainDay, "spend", days(t, "2023-01-01..2026-05-19")))
	if long.trailer.CoveredFrom.String() != "2023-04-20" || long.trailer.FreshUntil.String() != "2026-05-19" {
		t.Errorf("covered %s to %s", long.trailer.CoveredFrom, long.trailer.FreshUntil)
	}
}

// A breakdown that needs an opt-in has no rows, and no error from Meta. Where ads
// were delivered, that is no zero.
func TestBreakdownsThatNeedAnOptIn(t *testing.T) {
	t.Parallel()
	q := query(connector.GrainTotal, "impressions by publisher_platform, impression_device", days(t, "2026-04-01..2026-04-30"))
	s := newStage(t, facebooksim.Options{}, world.Shop)
	s.ask(q).refused(t, "FACEBOOK_BREAKDOWN", "Ads Manager")
	if got := newStage(t, facebooksim.Options{OptedIn: true}, world.Shop).answer(q); len(got.rows) == 0 {
		t.Error("an account that opted in has no rows")
	}
}

// An answer without rows is zero only where access is proven: by figures that the
// login does see, or by what Meta says about the token.
func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	empty := query(connector.GrainDay, "spend", days(t, "2024-02-01..2024-02-10"))
	for name, test := range map[string]struct {
		token func(*stage) string
		app   bool
		dense bool
		fails string
		says  string
	}{
		"a good token, inspected":    {func(s *stage) string { return s.Tokens().SystemUser }, true, true, "", ""},
		"a good token, by delivery":  {func(s *stage) string { return s.Tokens().SystemUser }, false, true, "", ""},
		"access has ended":           {func(s *stage) string { return s.Tokens().Lapsed }, true, false, connector.CodeAuthScope, "90 more days"},
		"access has ended, no app":   {func(s *stage) string { return s.Tokens().Lapsed }, false, false, "", ""},
		"a token without permission": {func(s *stage) string { return s.Tokens().NoAds }, true, false, connector.CodeAuthScope, "ads_read"},
	} {
		s := newStage(t, facebooksim.Options{}, world.Shop)
		q := empty
		q.Credential = s.credential(test.token(s), test.app)
		got := s.ask(q)
		if test.fails != "" {
			got.refused(t, test.fails, test.says)
			continue
		}
		if got.diags.HasErrors() || got.header.Dense != test.dense || len(got.rows) != 0 {
			t.Errorf("%s: dense %v, told %v", name, got.header.Dense, got.diags)
		}
		if warned := len(got.diags) == 1 && got.diags[0].Code == "FACEBOOK_EMPTY"; warned == test.dense {
			t.Errorf("%s: told %v", name, got.diags)
		}
	}
}
