package facebooksim

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// pacific is where the days of Pages and of Instagram start, for everybody.
var pacific = pacificTime()

func pacificTime() *time.Location {
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		return time.FixedZone("PST", -8*60*60) // package world brings the time zones along
	}
	return zone
}

// maxPageWindow is the longest window of Page insights.
const maxPageWindow = 90 * day

// pageMetric is a Page metric that still is one.
type pageMetric struct {
	title string
	// value of a day and, for the breakdowns that it has, of their two parts.
	value func(world.PageDay) any
	split map[string]func(world.PageDay) (no, yes int64)
}

// pageMetrics are the metrics of late 2026. All others, among them every
// page_impressions and page_fans, fail the whole request that they are in.
var pageMetrics = map[string]pageMetric{
	"page_media_view": {"Views", func(d world.PageDay) any { return d.OrganicViews + d.PaidViews }, map[string]func(world.PageDay) (int64, int64){
		"is_from_ads": func(d world.PageDay) (int64, int64) { return d.OrganicViews, d.PaidViews },
		"is_from_followers": func(d world.PageDay) (int64, int64) {
			return d.OrganicViews + d.PaidViews - d.FollowerViews, d.FollowerViews
		},
	}},
	"page_total_media_view_unique":           pageCount("Viewers", func(d world.PageDay) int64 { return d.Reach }),
	"page_post_engagements":                  pageCount("Post engagements", func(d world.PageDay) int64 { return d.Engagements }),
	"page_total_actions":                     pageCount("Total actions", func(d world.PageDay) int64 { return d.Actions }),
	"page_daily_follows":                     pageCount("New follows", func(d world.PageDay) int64 { return d.NewFollows }),
	"page_daily_follows_unique":              pageCount("New followers", func(d world.PageDay) int64 { return d.NewFollows }),
	"page_daily_unfollows_unique":            pageCount("Unfollows", func(d world.PageDay) int64 { return d.Unfollows }),
	"page_views_total":                       pageCount("Page views", func(d world.PageDay) int64 { return d.PageViews }),
	"page_video_views":                       pageCount("Video views", func(d world.PageDay) int64 { return d.VideoViews }),
	"page_actions_post_reactions_total":      {"Reactions", func(d world.PageDay) any { return map[string]int64{"like": d.Likes, "love": d.Loves, "wow": d.Wows} }, nil},
	"page_actions_post_reactions_like_total": pageCount("Likes", func(d world.PageDay) int64 { return d.Likes }),
	"page_actions_post_reactions_love_total": pageCount("Loves", func(d world.PageDay) int64 { return d.Loves }),
	"page_actions_post_reactions_wow_total":  pageCount("Wows", func(d world.PageDay) int64 { return d.Wows }),
}

func pageCount(title string, read func(world.PageDay) int64) pageMetric {
	return pageMetric{title, func(d world.PageDay) any { return read(d) }, nil}
}

// pageFollows is the one metric of a Page that is a stock.
const pageFollows = "page_follows"

// pageInsights answers with series of metrics. One metric that is none fails them
// all.
func (s *Server) pageInsights(c *call, p *world.Page) (answer, *graph.Error) {
	metrics := insights.List(c.values, "metric")
	if len(metrics) == 0 {
		return answer{}, graph.Parameter("The parameter metric is required")
	}
	for _, name := range metrics {
		_, known := pageMetrics[name]
		if !known && name != pageFollows || slices.Contains(s.options.RetiredPageMetrics, name) {
			return answer{}, graph.Parameter("The value must be a valid insights metric")
		}
	}
	period := c.values.Get("period")
	length, known := map[string]world.Day{"": 1, "day": 1, "week": 7, "days_28": 28}[period]
	if !known {
		return answer{}, graph.Parameter("The period %s is not available for this metric", period)
	}
	until := world.DayOf(c.now.In(pacific)).In(pacific)
	from, to, failure := momentsOf(c, until.AddDate(0, 0, -2), until)
	switch {
	case failure != nil:
		return answer{}, failure
	case to.Sub(from) > maxPageWindow:
		return answer{}, graph.Parameter("There cannot be more than 90 days (7776000 s) between since and until")
	case blind(c):
		return answer{status: http.StatusOK, body: []byte(`{"data":[]}`)}, nil
	}
	data := []any{}
	for _, name := range metrics {
		values, failure := pageSeries(c, p, name, from, to, length)
		if failure != nil {
			return answer{}, failure
		}
		title := pageMetrics[name].title
		data = append(data, map[string]any{
			"name": name, "period": map[bool]string{true: "day", false: period}[period == ""], "values": values, "title": title,
			"description": title + " of the Page", "id": p.ID + "/insights/" + name + "/" + period,
		})
	}
	return respond(map[string]any{"data": data, "paging": c.timePaging(from, to)}), nil
}

// pageSeries returns a value for each day from..to, or for the days that end with
// it. A breakdown repeats the day.
func pageSeries(c *call, p *world.Page, name string, from, to time.Time, length world.Day) ([]map[string]any, *graph.Error) {
	metric := pageMetrics[name]
	breakdown := c.breakdown()
	split := metric.split[breakdown]
	if breakdown != "" && split == nil {
		return nil, graph.Parameter("The breakdown %s is not available for the metric %s", breakdown, name)
	}
	values := []map[string]any{}
	today := world.DayOf(c.now.In(pacific))
	for d := world.DayOf(from.In(pacific)); d < world.DayOf(to.In(pacific)) && d < today; d++ {
		var no, yes, sum int64
		var last any
		facts, exists := p.Day(d)
		if !exists {
			continue
		}
		for back := range length {
			facts, _ := p.Day(d - back)
			if split != nil {
				n, y := split(facts)
				no, yes = no+n, yes+y
			} else if name != pageFollows {
				if n, ok := metric.value(facts).(int64); ok {
					sum += n
				}
			}
		}
		end := graph.Stamp((d + 1).In(pacific))
		switch {
		case split != nil:
			values = append(values, map[string]any{"value": no, "end_time": end, breakdown: "0"}, map[string]any{"value": yes, "end_time": end, breakdown: "1"})
			continue
		case name == pageFollows:
			last = p.Followers(d)
		default:
			last = metric.value(facts)
			if _, ok := last.(int64); ok {
				last = sum
			}
		}
		values = append(values, map[string]any{"value": last, "end_time": end})
	}
	return values, nil
}

// breakdown reads the parameter of that name, which is a list of at most one.
func (c *call) breakdown() string {
	if list := insights.List(c.values, "breakdown"); len(list) > 0 {
		return list[0]
	}
	return ""
}

// momentsOf reads since and until, which are seconds since 1970 or dates; dates
// start at midnight in Pacific time, and until itself is not included.
func momentsOf(c *call, since, until time.Time) (from, to time.Time, failure *graph.Error) {
	from, to = since, until
	for name, target := range map[string]*time.Time{"since": &from, "until": &to} {
		text := c.values.Get(name)
		if text == "" {
			continue
		}
		if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
			*target = time.Unix(seconds, 0)
			continue
		}
		d, err := world.ParseDay(text)
		if err != nil {
			return from, to, graph.Parameter("param %s must be a valid UNIX timestamp or date", name)
		}
		*target = d.In(pacific)
	}
	if to.Before(from) {
		return from, to, graph.Parameter("(#100) since param is not allowed to be after until")
	}
	return from, to, nil
}

// timePaging leads to the windows before and after. It never ends.
func (c *call) timePaging(from, to time.Time) map[string]string {
	window := func(from, to time.Time) string {
		query := url.Values{"access_token": {c.token.Value}, "since": {strconv.FormatInt(from.Unix(), 10)}, "until": {strconv.FormatInt(to.Unix(), 10)}}
		for _, name := range []string{"metric", "period", "breakdown", "metric_type"} {
			if value := c.values.Get(name); value != "" {
				query.Set(name, value)
			}
		}
		return c.base + "/" + c.version + "/" + c.path + "?" + query.Encode()
	}
	length := to.Sub(from)
	return map[string]string{"previous": window(from.Add(-length), from), "next": window(to, to.Add(length))}
}

// postInsights answers with counters of a post over its life.
func (s *Server) postInsights(c *call, p post) (answer, *graph.Error) {
	f := p.Facts(c.now)
	breakdown := c.breakdown()
	views := []any{map[string]any{"value": f.OrganicViews + f.PaidViews}}
	if breakdown == "is_from_ads" {
		views = []any{map[string]any{"value": f.OrganicViews, "is_from_ads": "0"}, map[string]any{"value": f.PaidViews, "is_from_ads": "1"}}
	}
	return s.lifetime(c, p.ID, map[string][]any{
		"post_media_view": views, "post_total_media_view_unique": only(f.Reach), "post_clicks": only(f.Clicks),
		"post_reactions_like_total": only(f.Likes), "post_reactions_love_total": only(f.Loves),
		"post_reactions_by_type_total": {map[string]any{"value": map[string]int64{"like": f.Likes, "love": f.Loves}}},
	}, func(string) *graph.Error { return graph.Parameter("The value must be a valid insights metric") })
}

// videoInsights answers with counters of a reel over its life.
func (s *Server) videoInsights(c *call, v video) (answer, *graph.Error) {
	f := v.Facts(c.now)
	all := map[string][]any{"blue_reels_play_count": only(f.OrganicViews + f.PaidViews), "post_video_avg_time_watched": only(4200)}
	if c.values.Get("metric") == "" {
		c.values.Set("metric", "blue_reels_play_count,post_video_avg_time_watched")
	}
	return s.lifetime(c, v.VideoID, all, func(string) *graph.Error { return graph.Parameter("The value must be a valid insights metric") })
}

// only is a series of one value.
func only(n int64) []any { return []any{map[string]any{"value": n}} }

// lifetime answers with counters. One that does not exist fails them all.
func (s *Server) lifetime(c *call, id string, all map[string][]any, refused func(string) *graph.Error) (answer, *graph.Error) {
	metrics := insights.List(c.values, "metric")
	if len(metrics) == 0 {
		return answer{}, graph.Parameter("The parameter metric is required")
	}
	data := []any{}
	for _, name := range metrics {
		values, known := all[name]
		if !known {
			return answer{}, refused(name)
		}
		data = append(data, map[string]any{
			"name": name, "period": "lifetime", "values": values, "title": strings.ReplaceAll(name, "_", " "), "id": id + "/insights/" + name + "/lifetime",
		})
	}
	if blind(c) {
		data = []any{}
	}
	return respond(map[string]any{"data": data}), nil
}
