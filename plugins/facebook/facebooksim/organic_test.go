package facebooksim_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

const instagramID = "178400000000000001"

// page reads with the Page's token.
func (g *rig) page(path string, pairs ...string) reply {
	g.t.Helper()
	return g.do(http.MethodGet, g.Tokens().Page, path, pairs...)
}

// series returns the values of the first metric as "end_time value breakdown".
func series(r reply, breakdown string) []string {
	var lines []string
	for _, row := range r.rows() {
		values, _ := row["values"].([]any)
		for _, one := range values {
			value, _ := one.(map[string]any)
			line := fmt.Sprint(value["end_time"], " ", value["value"])
			if breakdown != "" {
				line += fmt.Sprint(" ", value[breakdown])
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// TestPageDays: a value of a day ends at the next midnight in Pacific time, which
// is 07:00 UTC in summer and 08:00 in winter; until is not included. March 8 is the
// day on which the clock changes.
func TestPageDays(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	r := g.page(pageID+"/insights", "metric", "page_media_view", "period", "day", "since", "2026-03-07", "until", "2026-03-10")
	page := g.World().Pages[0]
	var want []string
	for i, end := range []string{"2026-03-08T08:00:00+0000", "2026-03-09T07:00:00+0000", "2026-03-10T07:00:00+0000"} {
		first, _ := world.ParseDay("2026-03-07")
		facts, _ := page.Day(first + world.Day(i))
		want = append(want, fmt.Sprint(end, " ", facts.OrganicViews+facts.PaidViews))
	}
	if diff := cmp.Diff(want, series(r, "")); diff != "" {
		t.Error(diff)
	}
}

// TestOrganicApartFromPaid: a breakdown repeats each day, "0" for organic and "1"
// for paid, and the two add up.
func TestOrganicApartFromPaid(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	day, _ := world.ParseDay("2026-05-01")
	facts, _ := g.World().Pages[0].Day(day)
	end := "2026-05-02T07:00:00+0000 "
	query := []string{"metric", "page_media_view", "period", "day", "since", "2026-05-01", "until", "2026-05-02"}
	want := []string{fmt.Sprint(end, facts.OrganicViews, " 0"), fmt.Sprint(end, facts.PaidViews, " 1")}
	if diff := cmp.Diff(want, series(g.page(pageID+"/insights", append(query, "breakdown", "is_from_ads")...), "is_from_ads")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{fmt.Sprint(end, facts.OrganicViews+facts.PaidViews)}, series(g.page(pageID+"/insights", query...), "")); diff != "" {
		t.Error(diff)
	}
}

// TestRollingWeek: a week ends with its day, and is the sum of seven.
func TestRollingWeek(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	last, _ := world.ParseDay("2026-05-07")
	var sum int64
	for back := range world.Day(7) {
		facts, _ := g.World().Pages[0].Day(last - back)
		sum += facts.Engagements
	}
	r := g.page(pageID+"/insights", "metric", "page_post_engagements", "period", "week", "since", "2026-05-07", "until", "2026-05-08")
	if diff := cmp.Diff([]string{fmt.Sprint("2026-05-08T07:00:00+0000 ", sum)}, series(r, "")); diff != "" {
		t.Error(diff)
	}
}

func TestPageRefusals(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{RetiredPageMetrics: []string{"page_views_total"}})
	for name, tt := range map[string]struct {
		pairs []string
		says  string
	}{
		"one retired metric fails all":   {[]string{"metric", "page_media_view,page_impressions", "period", "day"}, "must be a valid insights metric"},
		"a metric that is retired today": {[]string{"metric", "page_views_total", "period", "day"}, "must be a valid insights metric"},
		"91 days":                        {[]string{"metric", "page_media_view", "period", "day", "since", "2026-01-01", "until", "2026-04-02"}, "90 days"},
		"no metric":                      {[]string{"period", "day"}, "metric"},
		"no such period":                 {[]string{"metric", "page_media_view", "period", "year"}, "year"},
		"no such breakdown":              {[]string{"metric", "page_post_engagements", "breakdown", "is_from_ads"}, "is_from_ads"},
		"since after until":              {[]string{"metric", "page_media_view", "since", "2026-04-02", "until", "2026-04-01"}, "after until"},
	} {
		r := g.page(pageID+"/insights", tt.pairs...)
		if code, _ := r.code(); code != 100 || !strings.Contains(r.text, tt.says) {
			t.Errorf("%s: %s", name, r.text)
		}
	}
}

func TestPosts(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	var all []map[string]any
	query := []string{"fields", "id,created_time,permalink_url,attachments", "since", "2026-04-01", "until", "2026-05-01", "limit", "3"}
	page := g.page(pageID+"/published_posts", query...)
	for {
		all = append(all, page.rows()...)
		after, more := page.next()
		if !more {
			break
		}
		page = g.page(pageID+"/published_posts", append(query, "after", after)...)
	}
	// A post every fourth day from 2025-06-01 on: the first of April 2026 is day 304,
	// a multiple of four, so there are posts on the 1st, 5th, ..., 29th.
	if len(all) != 8 || all[0]["created_time"] != "2026-04-29T10:23:00+0000" || all[7]["created_time"] != "2026-04-01T10:23:00+0000" {
		t.Errorf("%d posts: %v", len(all), all)
	}
	id, _ := all[0]["id"].(string)
	post := g.page(id+"/insights", "metric", "post_media_view,post_clicks", "period", "lifetime")
	if len(post.rows()) != 2 {
		t.Errorf("post insights: %s", post.text)
	}
	if r := g.page(id+"/insights", "metric", "post_media_view,post_impressions"); r.status != http.StatusBadRequest {
		t.Errorf("a retired post metric: %s", r.text)
	}
	// Every tenth post is a reel: it has no insights, its video has.
	reel := g.World().Pages[0].Posts[9]
	if code, subcode := g.page(reel.ID+"/insights", "metric", "post_media_view").code(); code != 100 || subcode != 33 {
		t.Errorf("insights of a reel: %d/%d", code, subcode)
	}
	if r := g.page(reel.VideoID + "/video_insights"); len(r.rows()) != 2 {
		t.Errorf("video insights: %s", r.text)
	}
}

// TestInstagramTotals: one number for the whole window, by surface if asked for;
// ads are one of them.
func TestInstagramTotals(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	var parts [4]int64
	var sum int64
	first, _ := world.ParseDay("2026-05-01")
	for i := range world.Day(3) {
		facts, _ := g.World().Pages[0].Instagram.Day(first + i)
		for s, n := range facts.Views {
			parts[s] += n
			sum += n
		}
	}
	r := g.get(instagramID+"/insights", "metric", "views", "period", "day", "metric_type", "total_value", "breakdown", "media_product_type", "since", "2026-05-01", "until", "2026-05-04")
	want := fmt.Sprintf(`"total_value":{"breakdowns":[{"dimension_keys":["media_product_type"],"results":[{"dimension_values":["REEL"],"value":%d},{"dimension_values":["POST"],"value":%d},{"dimension_values":["STORY"],"value":%d},{"dimension_values":["AD"],"value":%d}]}],"value":%d}`,
		parts[0], parts[1], parts[2], parts[3], sum)
	if !strings.Contains(r.text, want) {
		t.Errorf("%s has no %s", r.text, want)
	}
	reach := g.get(instagramID+"/insights", "metric", "reach", "period", "day", "since", "2026-05-01", "until", "2026-05-04")
	if got := series(reach, ""); len(got) != 3 || !strings.HasPrefix(got[0], "2026-05-02T07:00:00+0000 ") {
		t.Errorf("reach: %v", got)
	}
}

func TestInstagramRefusals(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	for name, tt := range map[string]struct {
		pairs []string
		says  string
	}{
		"impressions":             {[]string{"metric", "impressions", "period", "day"}, "metric[0] must be one of"},
		"views as a series":       {[]string{"metric", "views", "period", "day"}, "metric_type=total_value"},
		"follower_count in total": {[]string{"metric", "follower_count", "period", "day", "metric_type", "total_value"}, "metric_type=time_series"},
		"no period":               {[]string{"metric", "reach"}, "period"},
		"follows without a type":  {[]string{"metric", "follows_and_unfollows", "period", "day", "metric_type", "total_value"}, "follow_type"},
		"breakdown of none":       {[]string{"metric", "profile_views", "period", "day", "metric_type", "total_value", "breakdown", "media_product_type"}, "Incompatible breakdowns"},
		"31 days":                 {[]string{"metric", "reach", "period", "day", "since", "2026-04-01", "until", "2026-05-02"}, "30 days"},
	} {
		r := g.get(instagramID+"/insights", tt.pairs...)
		if code, _ := r.code(); code != 100 || !strings.Contains(r.text, tt.says) {
			t.Errorf("%s: %s", name, r.text)
		}
	}
}

// TestInstagramMedia: which metrics there are depends on where a medium was posted.
func TestInstagramMedia(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	media := g.World().Pages[0].Instagram.Media
	for name, tt := range map[string]struct {
		medium        *world.Media
		metric        string
		code, subcode int
	}{
		"likes of a post":                 {media[0], "likes,saved,profile_visits", 0, 0},
		"watch time of a post":            {media[0], "ig_reels_avg_watch_time", 100, 0},
		"watch time of a reel":            {media[1], "ig_reels_avg_watch_time,total_views", 0, 0},
		"profile visits of a reel":        {media[1], "profile_visits", 100, 0},
		"plays, which are gone":           {media[1], "plays", 100, 0},
		"an old story":                    {media[3], "reach", 100, 33},
		"fewer than five viewers":         {media[4], "reach", 10, 0},
		"posted as a personal account":    {media[2], "reach", 100, 2108006},
		"one wrong metric fails them all": {media[0], "reach,impressions", 100, 0},
	} {
		r := g.get(tt.medium.ID+"/insights", "metric", tt.metric)
		if code, subcode := r.code(); code != tt.code || subcode != tt.subcode {
			t.Errorf("%s: %s, want %d/%d", name, r.text, tt.code, tt.subcode)
		}
	}
	for _, row := range g.all(instagramID+"/media", "fields", "id,media_product_type,timestamp", "limit", "100") {
		if row["media_product_type"] == "STORY" {
			t.Errorf("a story after its day: %v", row)
		}
	}
	g.SetNow(media[3].Created.Add(1))
	if r := g.get(media[3].ID+"/insights", "metric", "replies,navigation,reach"); r.status != http.StatusOK {
		t.Errorf("a fresh story: %s", r.text)
	}
}
