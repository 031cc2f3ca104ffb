package facebooksim

import (
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// instagramNode describes an Instagram account.
func (s *Server) instagramNode(g *world.Instagram, c *call) fields.Node {
	today := world.DayOf(c.now.In(pacific))
	return fields.Node{
		Values: map[string]any{
			"id": g.ID, "username": g.Username, "name": g.Username, "followers_count": g.FollowerCount(today), "media_count": len(g.Media),
		},
		Empty: []string{"biography", "website", "profile_picture_url", "follows_count", "ig_id"},
	}
}

func (s *Server) instagramEdge(c *call, g instagram, edge string) (answer, *graph.Error) {
	if !c.token.Has("instagram_basic") {
		return answer{}, &graph.Error{Status: http.StatusForbidden, Code: 10, Message: "(#10) Application does not have permission for this action"}
	}
	switch edge {
	case "":
		return s.node(c, s.instagramNode(g.Instagram, c))
	case "insights":
		return s.instagramInsights(c, g)
	case "media":
		return s.media(c, g)
	default:
		return answer{}, graph.NoEdge(edge, "InstagramUser")
	}
}

// media lists what the account has posted, newest first. Stories are there for a
// day.
func (s *Server) media(c *call, g instagram) (answer, *graph.Error) {
	since, until, failure := momentsOf(c, time.Time{}, c.now)
	if failure != nil {
		return answer{}, failure
	}
	var nodes []func() fields.Node
	for i := len(g.Media) - 1; i >= 0; i-- {
		one := g.Media[i]
		if one.Created.Before(since) || !one.Created.Before(until) || c.token.Blind(c.now) || one.Created.After(c.now) || one.Over(c.now) {
			continue
		}
		nodes = append(nodes, func() fields.Node { return mediumNode(one, c.now) })
	}
	return s.list(c, "media", nodes)
}

func mediumNode(m *world.Media, now time.Time) fields.Node {
	f := m.Facts(now)
	return fields.Node{
		Values: map[string]any{
			"id": m.ID, "caption": m.Caption, "media_type": m.Type, "media_product_type": m.Product,
			"permalink": "https://www.instagram.com/p/" + m.ID + "/", "timestamp": graph.Stamp(m.Created),
			"like_count": f.Likes + f.PaidLikes, "comments_count": f.Comments + f.PaidComments,
		},
		Empty: []string{"media_url", "thumbnail_url", "shortcode", "username", "owner", "children"},
	}
}

func (s *Server) mediumEdge(c *call, m medium, edge string) (answer, *graph.Error) {
	switch {
	case !c.token.Has("instagram_basic"):
		return answer{}, &graph.Error{Status: http.StatusForbidden, Code: 10, Message: "(#10) Application does not have permission for this action"}
	case edge == "":
		return s.node(c, mediumNode(m.Media, c.now))
	case edge == "insights":
		return s.mediumInsights(c, m)
	default:
		return answer{}, graph.NoEdge(edge, "Media")
	}
}

// mediumInsights answers with counters of one medium. Which there are depends on
// where it was posted; they are organic but for those called total.
func (s *Server) mediumInsights(c *call, m medium) (answer, *graph.Error) {
	switch {
	case m.Before:
		return answer{}, &graph.Error{Code: 100, Subcode: 2108006, Message: "(#100) Media Posted Before Business Account Conversion", UserTitle: "Media posted before business account conversion", UserMsg: "The media was posted before the most recent time that the user's account was converted to a business account from a personal account."}
	case m.TooFew:
		return answer{}, &graph.Error{Code: 10, Message: "(#10) Not enough viewers for the media to show insights"}
	case m.Over(c.now):
		return answer{}, graph.NoObject("get", m.ID)
	}
	f := m.Facts(c.now)
	all := map[string][]any{
		"reach": only(f.Reach), "views": only(f.Views), "shares": only(f.Shares), "total_interactions": only(f.Interactions()),
	}
	if m.Product != "STORY" {
		all["likes"], all["comments"], all["saved"] = only(f.Likes), only(f.Comments), only(f.Saved)
		all["total_likes"], all["total_comments"], all["total_views"] = only(f.Likes+f.PaidLikes), only(f.Comments+f.PaidComments), only(f.Views+f.PaidViews)
	}
	if m.Product != "REELS" {
		all["follows"], all["profile_visits"], all["profile_activity"] = only(f.Follows), only(f.ProfileVisits), only(f.ProfileVisits/3)
	}
	switch m.Product {
	case "REELS":
		all["ig_reels_avg_watch_time"], all["ig_reels_video_view_total_time"] = only(f.WatchMillis), only(f.WatchMillis*f.Views)
	case "STORY":
		all["replies"], all["navigation"] = only(f.Replies), only(f.Navigation)
	}
	return s.lifetime(c, m.ID, all, func(name string) *graph.Error {
		return graph.Parameter("The Media Insights API does not support the %s metric for this media product type.", name)
	})
}
