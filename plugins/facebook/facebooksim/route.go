package facebooksim

import (
	"net/http"
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// find returns the object of an id, and the ad account that it belongs to if it
// does.
func (s *Server) find(id string) (object any, account string) {
	if run, ok := s.runs.get(id); ok {
		return run, run.scope.Account.ID
	}
	object = s.index[id]
	if scope, ok := scopeOf(object); ok {
		return object, scope.Account.ID
	}
	return object, ""
}

// scopeOf returns the part of an ad account that an object is.
func scopeOf(object any) (insights.Scope, bool) {
	var scope insights.Scope
	switch o := object.(type) {
	case *world.Account:
		scope.Account = o
	case *world.Campaign:
		scope.Account, scope.Campaign = o.Account, o
	case *world.AdSet:
		scope.Account, scope.Campaign, scope.AdSet = o.Campaign.Account, o.Campaign, o
	case *world.Ad:
		scope.Account, scope.Campaign, scope.AdSet, scope.Ad = o.Account(), o.AdSet.Campaign, o.AdSet, o
	case creative:
		scope.Account = o.ad.Account()
	default:
		return scope, false
	}
	return scope, true
}

// route answers a call about an object, or about what is connected to it.
func (s *Server) route(c *call, object any, id, edge string) (answer, *graph.Error) {
	if object == nil {
		return answer{}, graph.NoObject(strings.ToLower(c.method), id)
	}
	if run, ok := object.(*run); ok {
		return s.runEdge(c, run, edge)
	}
	if scope, ok := scopeOf(object); ok {
		if failure := mayReadAds(c, scope.Account, id); failure != nil {
			return answer{}, failure
		}
		return s.adsEdge(c, object, scope, edge)
	}
	if c.method != http.MethodGet {
		return answer{}, graph.NoObject("post", id)
	}
	if _, ok := object.(*world.World); ok {
		return s.businessEdge(c, edge)
	}
	return s.organicEdge(c, object, edge)
}

// mayReadAds refuses tokens without the permission to read ads, or this account's.
func mayReadAds(c *call, account *world.Account, id string) *graph.Error {
	if account.Unassigned {
		if strings.HasPrefix(id, "act_") {
			return &graph.Error{Status: http.StatusForbidden, Code: 200, Message: "(#200) Ad account owner has NOT grant ads_management or ads_read permission"}
		}
		return graph.NoObject(strings.ToLower(c.method), id)
	}
	if c.token.Kind == token.Page || c.token.Kind == token.App || !c.token.HasAny("ads_read", "ads_management") {
		return &graph.Error{Status: http.StatusForbidden, Code: 200, Message: "(#200) Provide valid app ID, or the user does not have ads_read permission"}
	}
	return nil
}

// adsEdge answers a call about an object of an ad account.
func (s *Server) adsEdge(c *call, object any, scope insights.Scope, edge string) (answer, *graph.Error) {
	if edge == "insights" {
		if _, ok := object.(creative); !ok {
			return s.insights(c, scope)
		}
	}
	if c.method != http.MethodGet {
		return answer{}, graph.NoObject(strings.ToLower(c.method), scope.ID())
	}
	if edge == "" {
		return s.node(c, s.adsNode(object, c))
	}
	return s.adsList(c, object, edge)
}

// node answers with one object.
func (s *Server) node(c *call, n fields.Node) (answer, *graph.Error) {
	wanted, failure := wantedFields(c)
	if failure != nil {
		return answer{}, failure
	}
	picked, failure := n.Pick(wanted)
	if failure != nil {
		return answer{}, failure
	}
	return respond(picked), nil
}

// wantedFields reads the parameter fields; nil are the node's default fields.
func wantedFields(c *call) ([]fields.Field, *graph.Error) {
	text := c.values.Get("fields")
	if text == "" {
		return nil, nil
	}
	return fields.Parse(text)
}

// me answers about whose token it is.
func (s *Server) me(c *call, edge string) (answer, *graph.Error) {
	switch edge {
	case "":
		if c.token.Kind == token.Page {
			return s.node(c, s.pageNode(s.world.Pages[0], c))
		}
		return s.node(c, fields.Node{Values: map[string]any{"id": c.token.UserID, "name": "Simulated Marketer"}, Default: []string{"name"}})
	case "adaccounts":
		return s.accounts(c)
	case "accounts":
		return s.pagesOf(c)
	default:
		return answer{}, graph.NoEdge(edge, "User")
	}
}

// businessEdge answers about the business that owns the ad accounts.
func (s *Server) businessEdge(c *call, edge string) (answer, *graph.Error) {
	switch edge {
	case "":
		return s.node(c, fields.Node{Values: map[string]any{"id": s.world.Business, "name": "Simulated Business"}, Default: []string{"name"}})
	case "owned_ad_accounts":
		return s.accounts(c)
	case "client_ad_accounts":
		return s.list(c, "client_ad_accounts", nil)
	default:
		return answer{}, graph.NoEdge(edge, "Business")
	}
}

// accounts lists the ad accounts that the token may read.
func (s *Server) accounts(c *call) (answer, *graph.Error) {
	if !c.token.HasAny("ads_read", "ads_management") {
		return answer{}, &graph.Error{Status: http.StatusForbidden, Code: 200, Message: "(#200) Requires ads_read permission"}
	}
	all := slices.Clone(s.world.Accounts)
	all = slices.DeleteFunc(all, func(a *world.Account) bool { return a.Unassigned || c.token.Blind(c.now) })
	nodes := make([]func() fields.Node, len(all))
	for i, account := range all {
		nodes[i] = func() fields.Node { return s.adsNode(account, c) }
	}
	return s.list(c, "adaccounts", nodes)
}
