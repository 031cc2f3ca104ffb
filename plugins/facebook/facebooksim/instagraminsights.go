package facebooksim

import (
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// maxInstagramWindow is the longest window of an Instagram account's insights.
const maxInstagramWindow = 30 * day

// instagramMetric is a metric of an Instagram account.
type instagramMetric struct {
	period    string
	series    bool // it comes as a value a day; otherwise as one for the window
	total     bool // it comes as one value for the window
	needs     string
	value     func(world.InstagramDay) int64
	breakdown map[string]func(world.InstagramDay) []int64
}

// labels are the values of breakdowns, in the order in which they are counted.
var labels = map[string][]string{
	"media_product_type": world.Products,
	"follow_type":        {"FOLLOWER", "NON_FOLLOWER"},
}

func surfaces(read func(world.InstagramDay) [4]int64) map[string]func(world.InstagramDay) []int64 {
	return map[string]func(world.InstagramDay) []int64{"media_product_type": func(d world.InstagramDay) []int64 {
		all := read(d)
		return all[:]
	}}
}

func sum(all [4]int64) int64 { return all[0] + all[1] + all[2] + all[3] }

var instagramMetrics = map[string]instagramMetric{
	"reach": {period: "day", series: true, total: true, value: func(d world.InstagramDay) int64 { return d.Unique },
		breakdown: surfaces(func(d world.InstagramDay) [4]int64 { return d.Reach })},
	"views": {period: "day", total: true, value: func(d world.InstagramDay) int64 { return sum(d.Views) },
		breakdown: surfaces(func(d world.InstagramDay) [4]int64 { return d.Views })},
	"total_interactions": {period: "day", total: true, value: func(d world.InstagramDay) int64 { return sum(d.Interactions) },
		breakdown: surfaces(func(d world.InstagramDay) [4]int64 { return d.Interactions })},
	"likes":            interactions(7, 10),
	"comments":         interactions(1, 10),
	"shares":           interactions(1, 10),
	"saves":            interactions(1, 12),
	"replies":          dayTotal(func(d world.InstagramDay) int64 { return d.Interactions[2] / 4 }),
	"reposts":          dayTotal(func(d world.InstagramDay) int64 { return d.Interactions[0] / 9 }),
	"accounts_engaged": dayTotal(func(d world.InstagramDay) int64 { return d.Engaged }),
	"profile_views":    dayTotal(func(d world.InstagramDay) int64 { return d.ProfileViews }),
	"website_clicks":   dayTotal(func(d world.InstagramDay) int64 { return d.WebClicks }),
	"follows_and_unfollows": {period: "day", total: true, needs: "follow_type", value: func(d world.InstagramDay) int64 { return d.Follows + d.Unfollows },
		breakdown: map[string]func(world.InstagramDay) []int64{"follow_type": func(d world.InstagramDay) []int64 { return []int64{d.Follows, d.Unfollows} }}},
	"follower_count": {period: "day", series: true, value: func(d world.InstagramDay) int64 { return d.Follows }},
}

func dayTotal(read func(world.InstagramDay) int64) instagramMetric {
	return instagramMetric{period: "day", total: true, value: read}
}

// interactions are some of all interactions, by surface.
func interactions(of, all int64) instagramMetric {
	part := func(d world.InstagramDay) [4]int64 {
		parts := d.Interactions
		for i := range parts {
			parts[i] = parts[i] * of / all
		}
		return parts
	}
	return instagramMetric{period: "day", total: true, value: func(d world.InstagramDay) int64 { return sum(part(d)) }, breakdown: surfaces(part)}
}

// instagramInsights answers with metrics of an Instagram account: a series, or one
// number for the whole window.
func (s *Server) instagramInsights(c *call, g instagram) (answer, *graph.Error) {
	until := world.DayOf(c.now.In(pacific)).In(pacific)
	from, to, failure := momentsOf(c, until.AddDate(0, 0, -1), until)
	metrics := insights.List(c.values, "metric")
	switch {
	case failure != nil:
		return answer{}, failure
	case len(metrics) == 0:
		return answer{}, graph.Parameter("The parameter metric is required")
	case to.Sub(from) > maxInstagramWindow+time.Hour: // the clock may change in between
		return answer{}, graph.Parameter("There cannot be more than 30 days (2592000 s) between since and until")
	}
	data := []any{}
	for i, name := range metrics {
		metric, known := instagramMetrics[name]
		if !known {
			return answer{}, graph.Parameter("metric[%d] must be one of the following values: accounts_engaged, comments, follower_count, follows_and_unfollows, likes, profile_views, reach, replies, reposts, saves, shares, total_interactions, views, website_clicks", i)
		}
		entry, failure := instagramEntry(c, g, name, metric, from, to)
		if failure != nil {
			return answer{}, failure
		}
		data = append(data, entry)
	}
	if blind(c) || !c.token.Has("instagram_manage_insights") {
		return answer{status: http.StatusOK, body: []byte(`{"data":[]}`)}, nil
	}
	return respond(map[string]any{"data": data, "paging": c.timePaging(from, to)}), nil
}

// instagramEntry answers with one metric.
func instagramEntry(c *call, g instagram, name string, metric instagramMetric, from, to time.Time) (map[string]any, *graph.Error) {
	asTotal := c.values.Get("metric_type") == "total_value"
	breakdown := c.breakdown()
	split := metric.breakdown[breakdown]
	switch {
	case c.values.Get("period") != metric.period:
		return nil, graph.Parameter("Incompatible period for the metric (%s)", name)
	case asTotal && !metric.total, !asTotal && !metric.series:
		want := "time_series"
		if metric.total {
			want = "total_value"
		}
		return nil, graph.Parameter("The following metrics (%s) should be specified with parameter metric_type=%s", name, want)
	case metric.needs != "" && breakdown != metric.needs:
		return nil, graph.Parameter("The metric %s needs the breakdown %s", name, metric.needs)
	case breakdown != "" && split == nil:
		return nil, graph.Parameter("Incompatible breakdowns (%s) with metric (%s)", breakdown, name)
	}
	entry := map[string]any{"name": name, "period": metric.period, "title": name, "description": name, "id": g.ID + "/insights/" + name + "/day"}
	today := world.DayOf(c.now.In(pacific))
	first, end := world.DayOf(from.In(pacific)), min(world.DayOf(to.In(pacific)), today)
	if asTotal {
		entry["total_value"] = instagramTotal(g, metric, breakdown, first, end)
		return entry, nil
	}
	values := []any{}
	for d := first; d < end; d++ {
		if facts, exists := g.Day(d); exists {
			values = append(values, map[string]any{"value": metric.value(facts), "end_time": graph.Stamp((d + 1).In(pacific))})
		}
	}
	entry["values"] = values
	return entry, nil
}

// instagramTotal adds up the days of a window. People are counted once where they
// are known to be the same: reach of a window grows less than its days.
func instagramTotal(g instagram, metric instagramMetric, breakdown string, first, end world.Day) map[string]any {
	var total int64
	parts := make([]int64, len(labels[breakdown]))
	for d := first; d < end; d++ {
		facts, exists := g.Day(d)
		if !exists {
			continue
		}
		total += metric.value(facts)
		if split := metric.breakdown[breakdown]; split != nil {
			for i, n := range split(facts) {
				parts[i] += n
			}
		}
	}
	if metric.series && metric.total && end-first > 1 { // reach
		total = unique(total)
		for i := range parts {
			parts[i] = unique(parts[i])
		}
	}
	value := map[string]any{"value": total}
	if breakdown != "" {
		var results []any
		for i, label := range labels[breakdown] {
			results = append(results, map[string]any{"dimension_values": []string{label}, "value": parts[i]})
		}
		value["breakdowns"] = []any{map[string]any{"dimension_keys": []string{breakdown}, "results": results}}
	}
	return value
}

// unique counts people of views that are spread over days: out of a public of
// 60,000, as with ads.
func unique(n int64) int64 {
	const public = 60_000
	return n * public / (n + public)
}
