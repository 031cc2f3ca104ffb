package facebook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// organicStage is a stage whose block names a Page.
func organicStage(t testing.TB, options facebooksim.Options) (*stage, *world.Page) {
	t.Helper()
	page := facebooksim.New(facebooksim.Options{}).World().Pages[0]
	s := newStage(t, options, world.Shop, fmt.Sprintf(`, "page_id": %q`, page.ID))
	return s, s.World().Pages[0]
}

// What a Page reached is what its facts say, by Meta's days, which are Pacific ones,
// over more days than one request may ask for; a stock is that of its last day.
func TestPageFigures(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	spring := days(t, "2026-01-15..2026-05-10")
	got := s.answer(on(query(connector.GrainDay, "views, page_post_engagements, followers, follows, unfollows, reach", spring), "page"))
	sums := s.answer(on(query(connector.GrainTotal, "views, followers", spring, days(t, "2026-03-07..2026-03-09")), "page"))
	var views int64
	for d := spring.Start; d <= spring.End; d++ {
		facts, _ := page.Day(world.Day(d))
		views += facts.OrganicViews + facts.PaidViews
		want := fmt.Sprint(facts.OrganicViews+facts.PaidViews, facts.Engagements, page.Followers(world.Day(d)), facts.NewFollows, facts.Unfollows, facts.Reach)
		if text := got.text()[d.String()]; text != want {
			t.Errorf("%s: %q, want %q", d, text, want)
		}
	}
	if want := fmt.Sprint(views, page.Followers(world.Day(spring.End))); sums.text()["0"] != want {
		t.Errorf("sums %v, want %s", sums.text(), want)
	}
	if got.header.TimeZone != "America/Los_Angeles" || got.trailer.FreshUntil != spring.End {
		t.Errorf("header %+v, trailer %+v", got.header, got.trailer)
	}
	if n := s.calls()["POST v26.0"]; n != 2 {
		t.Errorf("%d batches for two questions", n)
	}
}

// Organic and paid stand beside each other where Meta tells them apart. Where it
// does not, that is said.
func TestPageOrigin(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	day := days(t, "2026-04-15")
	facts, _ := page.Day(world.Day(day.Start))
	got := s.answer(on(query(connector.GrainDay, "views by origin", day), "page")).text()
	want := map[string]string{"2026-04-15 | organic": fmt.Sprint(facts.OrganicViews), "2026-04-15 | paid": fmt.Sprint(facts.PaidViews)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	only := s.answer(where(on(query(connector.GrainTotal, "views", day), "page"), "origin", connector.OperatorIn, "organic")).text()
	if only["0"] != fmt.Sprint(facts.OrganicViews) {
		t.Errorf("organic alone: %v", only)
	}
	fans := s.answer(on(query(connector.GrainDay, "views by is_from_followers", day), "page")).text()
	if fans["2026-04-15 | follower"] != fmt.Sprint(facts.FollowerViews) {
		t.Errorf("followers: %v", fans)
	}
	s.ask(on(query(connector.GrainDay, "reach by origin", day), "page")).refused(t, "FACEBOOK_BREAKDOWN", "does not split page_total_media_view_unique")
}

// People are counted for the windows that Meta counts them for, and for no other.
func TestPageReach(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	reach := func(window connector.Interval) (sum int64) {
		for d := window.Start; d <= window.End; d++ {
			facts, _ := page.Day(world.Day(d))
			sum += facts.Reach
		}
		return sum
	}
	week, four, month := days(t, "2026-04-06..2026-04-12"), days(t, "2026-04-01..2026-04-28"), days(t, "2026-04-01..2026-04-30")
	got := s.answer(on(query(connector.GrainTotal, "page_total_media_view_unique", week, four, month), "page"))
	want := map[string]string{"0": fmt.Sprint(reach(week)), "1": fmt.Sprint(reach(four))} // the simulator adds the days up
	if diff := cmp.Diff(want, got.text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got.diags) != 1 || got.diags[0].Code != "FACEBOOK_UNIQUE" {
		t.Errorf("told %v", got.diags)
	}
	s.ask(on(query(connector.GrainTotal, "reach", month), "page")).refused(t, "FACEBOOK_UNIQUE", "week")
}

// A metric that Meta has retired meanwhile has no value, and the others have theirs.
// One that is known to be retired names what replaced it.
func TestPageMetricsRetire(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{RetiredPageMetrics: []string{"page_daily_follows_unique"}})
	day := days(t, "2026-04-15")
	facts, _ := page.Day(world.Day(day.Start))
	got := s.answer(on(query(connector.GrainDay, "follows, page_post_engagements", day), "page"))
	if text := got.text()["2026-04-15"]; text != fmt.Sprintf("null %d", facts.Engagements) {
		t.Errorf("got %q", text)
	}
	if len(got.diags) != 1 || got.diags[0].Code != "FACEBOOK_METRIC_UNAVAILABLE" {
		t.Errorf("told %v", got.diags)
	}
	for measure, instead := range map[string]string{"page_impressions": "page_media_view", "page_fans": "page_follows", "page_impressions_unique": "page_total_media_view_unique"} {
		s.ask(on(query(connector.GrainDay, measure, day), "page")).refused(t, "FACEBOOK_RETIRED", instead)
	}
}

// Parts of a batch that Meta had no time for, or that it throttles, are asked again,
// and only they.
func TestBatchesAreCompleted(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	s.Inject(fault.Match{Path: page.ID + "/insights", Skip: 1}, fault.Fault{Null: true}, fault.Fails(400, 80001, 2446079, "There have been too many calls to this Page account"))
	day := days(t, "2026-04-15")
	facts, _ := page.Day(world.Day(day.Start))
	got := s.answer(on(query(connector.GrainDay, "views, page_post_engagements, page_total_actions, follows", day), "page")).text()
	if want := fmt.Sprint(facts.OrganicViews+facts.PaidViews, facts.Engagements, facts.Actions, facts.NewFollows); got["2026-04-15"] != want {
		t.Errorf("got %v, want %s", got, want)
	}
	asked := 0
	for _, r := range s.Requests() {
		if r.Batched && strings.HasSuffix(r.Path, "/insights") {
			asked++
		}
	}
	if asked > 6 {
		t.Errorf("%d parts were asked for, want four and two again", asked)
	}
}

// A login without read_insights, or whose access to data has ended, gets nothing and
// no error from Meta, and an error from roictl.
func TestSilenceAboutPages(t *testing.T) {
	t.Parallel()
	s, _ := organicStage(t, facebooksim.Options{})
	for token, says := range map[string]string{s.Tokens().NoInsights: "read_insights", s.Tokens().Lapsed: "90 more days"} {
		for _, report := range []string{"page", "instagram"} {
			q := on(query(connector.GrainDay, "views", days(t, "2026-04-15")), report)
			q.Credential = s.credential(token, true)
			s.ask(q).refused(t, connector.CodeAuthScope, says)
			q.Credential = s.credential(token, false)
			if got := s.answer(q); len(got.diags) != 1 || got.diags[0].Code != "FACEBOOK_EMPTY" || got.header.Dense || len(got.rows) != 0 {
				t.Errorf("without the app: %v %v", got.diags, got.text())
			}
		}
	}
}

// An Instagram account's figures are its facts': day by day, by surface, and over
// windows, in which people are counted once.
func TestInstagramFigures(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	account := page.Instagram
	april := days(t, "2026-04-01..2026-04-30")
	got := s.answer(on(query(connector.GrainDay, "views, reach, likes, follows, unfollows, link_clicks", april), "instagram")).text()
	var views, organic, paidLikes int64
	for d := april.Start; d <= april.End; d++ {
		f, _ := account.Day(world.Day(d))
		all := f.Views[0] + f.Views[1] + f.Views[2] + f.Views[3]
		views, organic = views+all, organic+all-f.Views[3]
		var likes int64 // seven of ten interactions on each surface
		for _, n := range f.Interactions {
			likes += n * 7 / 10
		}
		paidLikes += f.Interactions[3] * 7 / 10
		if want := fmt.Sprint(all, f.Unique, likes, f.Follows, f.Unfollows, f.WebClicks); got[d.String()] != want {
			t.Errorf("%s: %q, want %q", d, got[d.String()], want)
		}
	}
	spring := days(t, "2026-03-01..2026-04-30")
	sums := s.answer(on(query(connector.GrainTotal, "views", april, spring), "instagram")).text()
	if sums["0"] != fmt.Sprint(views) || sums["1"] == "" || sums["1"] == sums["0"] {
		t.Errorf("views %v, want %d in April", sums, views)
	}
	split := s.answer(on(query(connector.GrainTotal, "views by origin", april), "instagram")).text()
	if diff := cmp.Diff(map[string]string{"0 | organic": fmt.Sprint(organic), "0 | paid": fmt.Sprint(views - organic)}, split); diff != "" {
		t.Errorf("by origin (-want +got):\n%s", diff)
	}
	likes := s.answer(where(on(query(connector.GrainTotal, "likes", april), "instagram"), "origin", connector.OperatorIn, "paid")).text()
	if likes["0"] != fmt.Sprint(paidLikes) {
		t.Errorf("likes of ads %v, want %d", likes, paidLikes)
	}
	reach := s.answer(on(query(connector.GrainTotal, "reach, accounts_engaged", april), "instagram"))
	if row := reach.rows["0"]; row == nil || row[0].Null || row[0].Unscaled == 0 {
		t.Errorf("reach %v", reach.text())
	}
	s.ask(on(query(connector.GrainTotal, "reach", spring), "instagram")).refused(t, "FACEBOOK_UNIQUE", "30 days")
	s.ask(on(query(connector.GrainDay, "impressions", april), "instagram")).refused(t, "FACEBOOK_RETIRED", "Use views")
}

// Each medium has the figures that its kind has. Those that Instagram keeps silent
// about are told, and are not zero.
func TestInstagramMedia(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	window := days(t, "2025-10-01..2026-05-19")
	got := s.answer(on(query(connector.GrainTotal, "views, likes, total_interactions by post_id, format", window), "instagram_media"))
	want := make(map[string]string)
	silent := 0
	for _, m := range page.Instagram.Media {
		day := connector.DateIn(m.Created, m.Created.UTC().Location())
		if !window.Contains(day) || m.Over(s.Now()) || m.Created.After(s.Now()) {
			continue
		}
		if m.TooFew || m.Before {
			silent++
			continue
		}
		f := m.Facts(s.Now())
		likes := fmt.Sprint(f.Likes)
		if m.Product == "STORY" {
			likes = "null"
		}
		want[fmt.Sprintf("0 | %s | %s", m.ID, m.Product)] = fmt.Sprintf("%d %s %d", f.Views, likes, f.Interactions())
	}
	if diff := cmp.Diff(want, got.text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(want) < 3 || silent == 0 || len(got.diags) != 1 || got.diags[0].Code != "FACEBOOK_MEDIA_WITHOUT_FIGURES" {
		t.Errorf("%d media, %d of them silent; told %v", len(want), silent, got.diags)
	}
	bounded := slices.ContainsFunc(got.trailer.Flags, func(f connector.Flag) bool { return f.Code == connector.FlagPartial })
	if !bounded {
		t.Errorf("flags %v with %d media without figures, which a sum lacks", got.trailer.Flags, silent)
	}
}
