package insights

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// column writes one field of a row.
type column struct {
	key   []byte // "name":
	write writer
}

// writer appends a value. One that appends nothing leaves the field out.
type writer func(b []byte, r *row) []byte

// uniques are the metrics that count people, which hourly breakdowns cannot.
var uniques = []string{
	"reach", "frequency", "cpp", "unique_clicks", "unique_ctr", "cost_per_unique_click", "unique_inline_link_clicks",
	"unique_inline_link_click_ctr", "cost_per_unique_inline_link_click",
}

// columns returns the columns of the requested fields. Known fields that this
// world has no data for have none.
func (q *Query) columns(today world.Day) []column {
	var all []column
	noReach := q.losesReach(today)
	for _, name := range q.Fields {
		write, ok := table[name]
		isUnique := slices.Contains(uniques, name)
		switch {
		case !ok, isUnique && noReach:
			continue
		case isUnique && q.family == world.Hours:
			if name != "reach" && name != "frequency" {
				continue
			}
			write = func(b []byte, _ *row) []byte { return append(b, `"0"`...) }
		case q.has("region") && strings.HasPrefix(name, "video_") && (strings.HasPrefix(name, "video_p") || strings.HasPrefix(name, "video_avg")) && name != "video_play_actions":
			continue
		case strings.HasSuffix(name, "_ranking") && q.Level != AdLevel:
			continue
		}
		all = append(all, column{[]byte(`"` + name + `":`), func(b []byte, r *row) []byte {
			if filled := write(b, r); len(filled) > len(b) {
				return append(filled, ',')
			}
			return b
		}})
	}
	return all
}

// table says how fields are written; metrics are those of them that measure
// something, as opposed to those that name it.
var table, metrics = fieldTable()

func fieldTable() (all map[string]writer, measures map[string]bool) {
	all, measures = make(map[string]writer), make(map[string]bool)
	for name, read := range nameFields {
		all[name] = func(b []byte, r *row) []byte {
			if text := read(r); text != "" {
				return appendText(b, text)
			}
			return b
		}
	}
	for _, group := range []map[string]writer{figures, actionFields} {
		for name, write := range group {
			all[name], measures[name] = write, true
		}
	}
	return all, measures
}

// nameFields are the fields that name what a row is about.
var nameFields = map[string]func(r *row) string{
	"account_id":              func(r *row) string { return r.lead.Account().ID },
	"account_name":            func(r *row) string { return r.lead.Account().Name },
	"account_currency":        func(r *row) string { return r.lead.Account().Currency },
	"campaign_id":             at(CampaignLevel, func(r *row) string { return r.lead.AdSet.Campaign.ID }),
	"campaign_name":           at(CampaignLevel, func(r *row) string { return r.lead.AdSet.Campaign.Name }),
	"objective":               at(CampaignLevel, func(r *row) string { return r.lead.AdSet.Campaign.Objective }),
	"buying_type":             at(CampaignLevel, func(*row) string { return "AUCTION" }),
	"adset_id":                at(AdSetLevel, func(r *row) string { return r.lead.AdSet.ID }),
	"adset_name":              at(AdSetLevel, func(r *row) string { return r.lead.AdSet.Name }),
	"optimization_goal":       at(AdSetLevel, func(r *row) string { return r.lead.AdSet.Goal }),
	"ad_id":                   at(AdLevel, func(r *row) string { return r.lead.ID }),
	"ad_name":                 at(AdLevel, func(r *row) string { return r.lead.Name }),
	"attribution_setting":     func(r *row) string { return string(r.lead.AdSet.Attribution) },
	"created_time":            func(r *row) string { return r.lead.AdSet.Campaign.Created.String() },
	"updated_time":            func(r *row) string { return r.lead.AdSet.Campaign.Created.String() },
	"quality_ranking":         ranking,
	"engagement_rate_ranking": ranking,
	"conversion_rate_ranking": ranking,
}

// at leaves a field out of rows of a wider level than its own.
func at(level Level, read func(*row) string) func(*row) string {
	return func(r *row) string {
		if r.query.Level < level {
			return ""
		}
		return read(r)
	}
}

// ranking needs about 500 impressions.
func ranking(r *row) string {
	if r.Delivery[world.Impressions] < 500 {
		return "UNKNOWN"
	}
	return "AVERAGE"
}

func count(c world.Count) writer {
	return func(b []byte, r *row) []byte {
		if r.Delivery[c] == 0 {
			return b
		}
		return appendCount(b, r.Delivery[c])
	}
}

// per writes factor*c/d.
func per(c world.Count, factor int64, d world.Count) writer {
	return func(b []byte, r *row) []byte { return appendRatio(b, r.Delivery[c]*factor, r.Delivery[d]) }
}

// cost writes money per a thousandth of what is counted, or per each of it.
func cost(thousand int64, c world.Count) writer {
	return func(b []byte, r *row) []byte {
		return appendRatio(b, r.Delivery[world.Spend]*thousand, r.Delivery[c]*r.minorsPerMajor())
	}
}

// figures are the metrics that are one number.
var figures = map[string]writer{
	"impressions":           func(b []byte, r *row) []byte { return appendCount(b, r.Delivery[world.Impressions]) },
	"spend":                 func(b []byte, r *row) []byte { return r.appendMoney(b, r.Delivery[world.Spend]) },
	"social_spend":          func(b []byte, r *row) []byte { return r.appendMoney(b, r.Delivery[world.Spend]/5) },
	"reach":                 func(b []byte, r *row) []byte { return appendCount(b, r.reach()) },
	"frequency":             func(b []byte, r *row) []byte { return appendRatio(b, r.Delivery[world.Impressions], r.reach()) },
	"clicks":                count(world.Clicks),
	"unique_clicks":         count(world.Clicks),
	"ctr":                   per(world.Clicks, 100, world.Impressions),
	"unique_ctr":            func(b []byte, r *row) []byte { return appendRatio(b, r.Delivery[world.Clicks]*100, r.reach()) },
	"cpc":                   cost(1, world.Clicks),
	"cost_per_unique_click": cost(1, world.Clicks),
	"cpm":                   cost(1000, world.Impressions),
	"cpp": func(b []byte, r *row) []byte {
		return appendRatio(b, r.Delivery[world.Spend]*1000, r.reach()*r.minorsPerMajor())
	},
	"inline_link_clicks":         count(world.LinkClicks),
	"inline_link_click_ctr":      per(world.LinkClicks, 100, world.Impressions),
	"cost_per_inline_link_click": cost(1, world.LinkClicks),
	"unique_inline_link_clicks":  count(world.LinkClicks),
	"unique_inline_link_click_ctr": func(b []byte, r *row) []byte {
		return appendRatio(b, r.Delivery[world.LinkClicks]*100, r.reach())
	},
	"cost_per_unique_inline_link_click": cost(1, world.LinkClicks),
	"inline_post_engagement": func(b []byte, r *row) []byte {
		return appendPositive(b, engagement(&r.Delivery))
	},
	"cost_per_inline_post_engagement": func(b []byte, r *row) []byte {
		return appendRatio(b, r.Delivery[world.Spend], engagement(&r.Delivery)*r.minorsPerMajor())
	},
	"landing_page_view_per_link_click": per(world.LandingViews, 1, world.LinkClicks),
}

func appendPositive(b []byte, n int64) []byte {
	if n == 0 {
		return b
	}
	return appendCount(b, n)
}

// engagement is what Meta adds up as post_engagement.
func engagement(d *world.Delivery) int64 {
	return d[world.LinkClicks] + d[world.Reactions] + d[world.Comments] + d[world.Shares] + d[world.VideoViews]
}
