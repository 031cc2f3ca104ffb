package facebooksim

import (
	"net/http"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/fields"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/insights"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// heavyPage is how many ads with the contents of their creatives fit on a page.
const heavyPage = 100

// adsList answers with what is in an account, a campaign, an ad set or an ad.
// Deleted and archived objects are left out unless effective_status or a filter
// asks for their status.
func (s *Server) adsList(c *call, object any, edge string) (answer, *graph.Error) {
	scope, _ := scopeOf(object)
	if c.token.Blind(c.now) {
		return s.list(c, edge, nil)
	}
	if limit, _ := limitOf(c.values); limit > heavyPage && strings.Contains(c.values.Get("fields"), "_spec") {
		return answer{}, &graph.Error{
			Status: http.StatusInternalServerError, Code: 1,
			Message: "Please reduce the amount of data you're asking for, then retry your request",
		}
	}
	conditions, failure := insights.ReadConditions(c.values.Get("filtering"), c.values.Get("effective_status"), levelOf[edge])
	if failure != nil {
		return answer{}, failure
	}
	var nodes []func() fields.Node
	seen := make(map[string]bool)
	for ad := range scope.Ads() {
		id, node := member(ad, edge)
		switch {
		case node == nil:
			return answer{}, graph.NoEdge(edge, "AdsObject")
		case seen[id] || !conditions.Keep(ad):
			continue
		}
		seen[id] = true
		nodes = append(nodes, node)
	}
	if edge == "customconversions" {
		nodes = []func() fields.Node{func() fields.Node {
			return fields.Node{Values: map[string]any{"id": "666000000000001", "name": "Newsletter", "custom_event_type": "LEAD"}, Default: []string{"name"}}
		}}
	}
	return s.list(c, edge, nodes)
}

// levelOf is what the edges list.
var levelOf = map[string]insights.Level{
	"campaigns": insights.CampaignLevel, "adsets": insights.AdSetLevel, "ads": insights.AdLevel, "adcreatives": insights.AdLevel,
}

// member returns the object of an edge that an ad belongs to.
func member(ad *world.Ad, edge string) (id string, node func() fields.Node) {
	switch edge {
	case "campaigns":
		return ad.AdSet.Campaign.ID, func() fields.Node { return campaignNode(ad.AdSet.Campaign) }
	case "adsets":
		return ad.AdSet.ID, func() fields.Node { return adSetNode(ad.AdSet) }
	case "ads":
		return ad.ID, func() fields.Node { return adNode(ad) }
	case "adcreatives":
		return ad.Creative.ID, func() fields.Node { return creativeNode(ad) }
	case "customconversions":
		return ad.ID, func() fields.Node { return fields.Node{} }
	default:
		return "", nil
	}
}
