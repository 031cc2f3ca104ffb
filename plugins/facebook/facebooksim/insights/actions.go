package insights

import (
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// action is one entry of a list of actions. Entries overlap: omni_purchase,
// purchase and offsite_conversion.fb_pixel_purchase are the same purchases three
// times, and page_engagement includes post_engagement includes link_click.
type action struct {
	kind  string
	extra [2]string            // a further dimension and its value
	own   int64                // by the attribution setting of each ad set
	touch [world.Touches]int64 // by touch
	cents bool                 // the figures are money
}

// conversionActions are the entries that conversions have.
var conversionActions = []struct {
	kinds []world.Kind
	names []string
}{
	{[]world.Kind{world.Purchase}, []string{"omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase"}},
	{[]world.Kind{world.AddToCart}, []string{"omni_add_to_cart", "add_to_cart", "offsite_conversion.fb_pixel_add_to_cart"}},
	{[]world.Kind{world.PixelLead, world.FormLead}, []string{"lead"}},
	{[]world.Kind{world.PixelLead}, []string{"offsite_conversion.fb_pixel_lead"}},
	{[]world.Kind{world.FormLead}, []string{"onsite_conversion.lead_grouped"}},
}

// actions returns the entries of a row, values instead of counts if asked to. They
// are valid until the next call. Where there is nothing to say, there is no entry.
func (r *row) actions(values bool) []action {
	all := r.entries[:0]
	if !values {
		all = r.onMeta(all)
	}
	for _, group := range conversionActions {
		var entry action
		for _, kind := range group.kinds {
			if !kind.OffMeta() || !r.query.blind {
				entry.add(r.sums, kind, values)
			}
		}
		if !entry.any() {
			continue
		}
		for _, name := range group.names {
			if entry.kind = name; r.query.wantsAction(name) {
				all = append(all, entry)
			}
		}
	}
	r.entries = all
	return all
}

// add adds a kind of conversion to the entry.
func (a *action) add(s *sums, kind world.Kind, values bool) {
	own, touched := s.own[kind], &s.touched[kind]
	if values {
		own, touched = s.ownWith[kind], &s.valued[kind]
		a.cents = true
	}
	a.own += own
	for touch, n := range touched {
		a.touch[touch] += n
	}
}

// any says whether the entry says anything.
func (a *action) any() bool { return a.own != 0 || a.touch != [world.Touches]int64{} }

// onMeta adds what people did in Meta's apps. It all follows a click, if only one
// on the ad.
func (r *row) onMeta(all []action) []action {
	d := &r.Delivery
	post := engagement(d)
	add := func(kind string, n int64, extra [2]string) {
		if n != 0 && r.query.wantsAction(kind) {
			entry := clicked(kind, n)
			entry.extra = extra
			all = append(all, entry)
		}
	}
	none := [2]string{}
	add("link_click", d[world.LinkClicks], none)
	add("landing_page_view", d[world.LandingViews], none)
	add("comment", d[world.Comments], none)
	add("post", d[world.Shares], none)
	add("like", d[world.PageLikes], none)
	add("video_view", d[world.VideoViews], none)
	add("post_engagement", post, none)
	add("page_engagement", post+d[world.PageLikes], none)
	if !r.query.byReaction {
		add("post_reaction", d[world.Reactions], none)
		return all
	}
	add("post_reaction", d[world.Reactions]-d[world.Loves], [2]string{"action_reaction", "like"})
	add("post_reaction", d[world.Loves], [2]string{"action_reaction", "love"})
	return all
}

func clicked(kind string, n int64) action {
	return action{kind: kind, own: n, touch: [world.Touches]int64{world.Click1: n}}
}

// wantsAction says whether the filter on action_type leaves an entry in.
func (q *Query) wantsAction(kind string) bool {
	for _, f := range q.filters {
		if f.field == "action_type" && !f.holds(kind) {
			return false
		}
	}
	return true
}

// writeActions writes entries: value, and a key for each requested window that
// has something.
func (r *row) writeActions(b []byte, all []action) []byte {
	if len(all) == 0 {
		return b
	}
	number := func(b []byte, a *action, n int64) []byte {
		if a.cents {
			return r.appendMoney(b, n)
		}
		return appendCount(b, n)
	}
	b = append(b, '[')
	for i := range all {
		a := &all[i]
		b = append(b, `{"action_type":"`...)
		b = append(append(b, a.kind...), `","value":`...)
		b = number(b, a, a.own)
		if a.extra[0] != "" {
			b = append(append(append(append(append(b, `,"`...), a.extra[0]...), `":"`...), a.extra[1]...), '"')
		}
		for _, window := range r.query.Windows {
			var n int64
			for touch, counts := range world.Window(window) {
				if counts {
					n += a.touch[touch]
				}
			}
			if n != 0 {
				b = append(append(append(b, `,"`...), window...), `":`...)
				b = number(b, a, n)
			}
		}
		b = append(b, `},`...)
	}
	b[len(b)-1] = ']'
	return b
}

// actionFields are the fields that are lists of actions.
var actionFields = map[string]writer{
	"actions":        func(b []byte, r *row) []byte { return r.writeActions(b, r.actions(false)) },
	"unique_actions": func(b []byte, r *row) []byte { return r.writeActions(b, r.actions(false)) },
	"action_values":  func(b []byte, r *row) []byte { return r.writeActions(b, r.actions(true)) },
	"cost_per_action_type": func(b []byte, r *row) []byte {
		return r.writeCosts(b, r.actions(false))
	},
	"cost_per_unique_action_type": func(b []byte, r *row) []byte {
		return r.writeCosts(b, r.actions(false))
	},
	"purchase_roas":          roas("omni_purchase"),
	"website_purchase_roas":  roas("offsite_conversion.fb_pixel_purchase"),
	"results":                results,
	"outbound_clicks":        only("outbound_click", world.LinkClicks),
	"unique_outbound_clicks": only("outbound_click", world.LinkClicks),
	"outbound_clicks_ctr":    ratioOf("outbound_click", world.LinkClicks),
	"website_ctr":            ratioOf("link_click", world.LinkClicks),
	"cost_per_outbound_click": func(b []byte, r *row) []byte {
		return r.writeRatio(b, "outbound_click", r.Delivery[world.Spend], r.Delivery[world.LinkClicks]*r.minorsPerMajor())
	},
	"video_play_actions":             only("video_view", world.VideoPlays),
	"video_thruplay_watched_actions": only("video_view", world.ThruPlays),
	"video_15_sec_watched_actions":   only("video_view", world.ThruPlays),
	"video_p25_watched_actions":      only("video_view", world.VideoP25),
	"video_p50_watched_actions":      only("video_view", world.VideoP50),
	"video_p75_watched_actions":      only("video_view", world.VideoP75),
	"video_p95_watched_actions":      only("video_view", world.VideoP95),
	"video_p100_watched_actions":     only("video_view", world.VideoP100),
	"cost_per_thruplay": func(b []byte, r *row) []byte {
		return r.writeRatio(b, "video_view", r.Delivery[world.Spend], r.Delivery[world.ThruPlays]*r.minorsPerMajor())
	},
	"video_avg_time_watched_actions": func(b []byte, r *row) []byte {
		// Seconds: a viewer of a quarter of the twenty-second video saw five of them.
		return r.writeRatio(b, "video_view", 5*(r.Delivery[world.VideoP25]+r.Delivery[world.VideoP50]+r.Delivery[world.VideoP75]), r.Delivery[world.VideoPlays])
	},
}

// only writes a list of one entry.
func only(kind string, c world.Count) writer {
	return func(b []byte, r *row) []byte {
		if r.Delivery[c] == 0 {
			return b
		}
		return r.writeActions(b, []action{clicked(kind, r.Delivery[c])})
	}
}

// ratioOf writes a list of one percentage of impressions.
func ratioOf(kind string, c world.Count) writer {
	return func(b []byte, r *row) []byte {
		return r.writeRatio(b, kind, r.Delivery[c]*100, r.Delivery[world.Impressions])
	}
}

// roas writes value/spend under the row's own setting, and nothing without value.
func roas(kind string) writer {
	return func(b []byte, r *row) []byte {
		if r.query.blind || r.ownWith[world.Purchase] == 0 {
			return b
		}
		return r.writeRatio(b, kind, r.ownWith[world.Purchase], r.Delivery[world.Spend])
	}
}

// writeRatio writes a list of one ratio.
func (r *row) writeRatio(b []byte, kind string, numerator, denominator int64) []byte {
	if numerator == 0 || denominator == 0 {
		return b
	}
	b = append(append(append(b, `[{"action_type":"`...), kind...), `","value":`...)
	return append(appendRatio(b, numerator, denominator), `}]`...)
}

// writeCosts writes spend per action.
func (r *row) writeCosts(b []byte, all []action) []byte {
	start := len(b)
	b = append(b, '[')
	for i := range all {
		a := &all[i]
		if a.own == 0 {
			continue
		}
		b = append(append(append(b, `{"action_type":"`...), a.kind...), `","value":`...)
		b = append(appendRatio(b, r.Delivery[world.Spend], a.own*r.minorsPerMajor()), `},`...)
	}
	if len(b) == start+1 {
		return b[:start]
	}
	b[len(b)-1] = ']'
	return b
}

// results writes what the campaign's objective counts, in the shape that is
// reported for it; the shape is not documented.
func results(b []byte, r *row) []byte {
	indicator, n := "reach", r.reach()
	switch r.lead.AdSet.Campaign.Objective {
	case "OUTCOME_SALES":
		indicator, n = "actions:offsite_conversion.fb_pixel_purchase", r.own[world.Purchase]
	case "OUTCOME_LEADS":
		indicator, n = "actions:lead", r.own[world.PixelLead]+r.own[world.FormLead]
	}
	if n == 0 || strings.HasPrefix(indicator, "actions:off") && r.query.blind {
		return b
	}
	b = append(append(append(b, `[{"indicator":"`...), indicator...), `","values":[{"value":`...)
	return append(appendCount(b, n), `,"attribution_windows":["default"]}]}]`...)
}
