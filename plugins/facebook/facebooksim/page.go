package facebooksim

import (
	"net/http"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// pagesOf lists the Pages of the token's user, with their tokens.
func (s *Server) pagesOf(c *call) (answer, *graph.Error) {
	var nodes []func() fields.Node
	for _, page := range s.world.Pages {
		if c.token.Has("pages_show_list") {
			nodes = append(nodes, func() fields.Node { return s.pageNode(page, c) })
		}
	}
	return s.list(c, "accounts", nodes)
}

// pageNode describes a Page.
func (s *Server) pageNode(p *world.Page, c *call) fields.Node {
	today := world.DayOf(c.now.In(pacific))
	return fields.Node{
		Values: map[string]any{
			"id": p.ID, "name": p.Name, "category": "Shopping & Retail", "access_token": s.pageToken(c.token, p.ID),
			"fan_count": p.Fans, "followers_count": p.Followers(today), "tasks": []string{"ANALYZE", "ADVERTISE"},
			"instagram_business_account": s.instagramNode(p.Instagram, c),
		},
		Default: []string{"name"},
		Empty:   []string{"about", "link", "username", "website", "picture", "verification_status"},
	}
}

// organicEdge answers about a Page, its posts, its Instagram account or media.
func (s *Server) organicEdge(c *call, object any, edge string) (answer, *graph.Error) {
	switch o := object.(type) {
	case *world.Page:
		return s.pageEdge(c, o, edge)
	case post:
		return s.postEdge(c, o, edge)
	case video:
		return s.videoEdge(c, o, edge)
	case instagram:
		return s.instagramEdge(c, o, edge)
	case medium:
		return s.mediumEdge(c, o, edge)
	default:
		return answer{}, graph.NoEdge(edge, "Object")
	}
}

func (s *Server) pageEdge(c *call, p *world.Page, edge string) (answer, *graph.Error) {
	if edge == "" {
		return s.node(c, s.pageNode(p, c))
	}
	if failure := needPageToken(c, p); failure != nil {
		return answer{}, failure
	}
	switch edge {
	case "insights":
		return s.pageInsights(c, p)
	case "published_posts", "posts", "feed":
		return s.posts(c, p)
	default:
		return answer{}, graph.NoEdge(edge, "Page")
	}
}

// needPageToken refuses the tokens of users: what is connected to a Page is read
// with the Page's own.
func needPageToken(c *call, p *world.Page) *graph.Error {
	switch {
	case c.token.Kind != token.Page:
		return &graph.Error{Code: 190, Message: "(#190) This method must be called with a Page Access Token"}
	case c.token.PageID != p.ID:
		return &graph.Error{Code: 210, Message: "(#210) A page access token is required to request this resource."}
	case !c.token.Has("pages_read_engagement"):
		return &graph.Error{Status: http.StatusForbidden, Code: 10, Message: "(#10) This endpoint requires the 'pages_read_engagement' permission"}
	}
	return nil
}

// blind says whether figures of Pages and Instagram are empty, with no error.
func blind(c *call) bool { return c.token.Blind(c.now) || !c.token.Has("read_insights") }

// posts lists what the Page has posted, newest first.
func (s *Server) posts(c *call, p *world.Page) (answer, *graph.Error) {
	since, until, failure := momentsOf(c, time.Time{}, c.now)
	if failure != nil {
		return answer{}, failure
	}
	var nodes []func() fields.Node
	for i := len(p.Posts) - 1; i >= 0; i-- {
		one := post{p, p.Posts[i]}
		if one.Created.After(c.now) || one.Created.Before(since) || !one.Created.Before(until) || c.token.Blind(c.now) {
			continue
		}
		nodes = append(nodes, func() fields.Node { return postNode(one, c.now) })
	}
	return s.list(c, "posts", nodes)
}

func postNode(p post, now time.Time) fields.Node {
	facts := p.Facts(now)
	values := map[string]any{
		"id": p.ID, "message": p.Message, "created_time": graph.Stamp(p.Created), "permalink_url": "https://www.facebook.com/" + p.ID,
		"status_type": "added_photos", "is_published": true,
	}
	if facts.Shares > 0 {
		values["shares"] = map[string]any{"count": facts.Shares}
	}
	if p.Link != "" {
		values["call_to_action"] = map[string]any{"type": "LEARN_MORE", "value": map[string]any{"link": p.Link}}
		values["attachments"] = map[string]any{"data": []any{map[string]any{
			"unshimmed_url": p.Link, "url": "https://l.facebook.com/l.php?u=" + p.Link, "target": map[string]any{"url": p.Link}, "type": "share",
		}}}
	} else {
		values["attachments"] = map[string]any{"data": []any{map[string]any{"type": "video_inline", "target": map[string]any{"id": p.VideoID}}}}
	}
	return fields.Node{Values: values, Default: []string{"created_time", "message"}, Empty: []string{"shares", "call_to_action", "full_picture", "story"}}
}

func (s *Server) postEdge(c *call, p post, edge string) (answer, *graph.Error) {
	if failure := needPageToken(c, p.page); failure != nil {
		return answer{}, failure
	}
	switch edge {
	case "":
		return s.node(c, postNode(p, c.now))
	case "insights":
		if p.VideoID != "" {
			return answer{}, graph.NoObject("get", p.ID)
		}
		return s.postInsights(c, p)
	default:
		return answer{}, graph.NoEdge(edge, "Post")
	}
}

func (s *Server) videoEdge(c *call, v video, edge string) (answer, *graph.Error) {
	if failure := needPageToken(c, v.page); failure != nil {
		return answer{}, failure
	}
	switch edge {
	case "":
		return s.node(c, fields.Node{Values: map[string]any{"id": v.VideoID, "description": v.Message, "created_time": graph.Stamp(v.Created)}, Default: []string{"description"}})
	case "video_insights":
		return s.videoInsights(c, v)
	default:
		return answer{}, graph.NoEdge(edge, "Video")
	}
}
