package linkedinsim

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// bearable is the page of creatives that LinkedIn's backend bears; larger ones
// fail every other time.
const bearable = 100

func (c *call) findCreatives() (any, error) {
	if c.query.Text("q") != "criteria" {
		return nil, problem.Invalid("q")
	}
	if !strings.EqualFold(c.header.Get("X-RestLi-Method"), "FINDER") { // LinkedIn's own client writes it small
		return nil, problem.BadRequest("The header X-RestLi-Method: FINDER is required")
	}
	account, err := c.account()
	if err != nil {
		return nil, err
	}
	size, err := c.number("pageSize", bearable)
	if err != nil {
		return nil, problem.Invalid("pageSize")
	}
	if size > bearable && c.server.tooHeavy() {
		return nil, problem.Internal()
	}
	filters := make(map[string][]string)
	for _, name := range []string{"campaigns", "creatives", "contentReferences", "intendedStatuses", "leadgenCreativeCallToActionDestinations"} {
		if !c.query.Has(name) {
			continue
		}
		values, ok := c.query.List(name)
		if !ok {
			return nil, problem.Invalid(name)
		}
		filters[name] = values
	}
	var found []any
	for i := range c.server.world.Creatives {
		creative := &c.server.world.Creatives[i]
		if c.server.world.Campaign(creative.Campaign).Account == account.ID && criteria(filters).hold(map[string]string{
			"campaigns": urn("sponsoredCampaign", creative.Campaign), "creatives": urn("sponsoredCreative", creative.ID),
			"contentReferences": creative.Content.Reference, "intendedStatuses": creative.Status,
			"leadgenCreativeCallToActionDestinations": formURN(creative.Form),
		}) {
			found = append(found, c.creativeObject(creative))
		}
	}
	switch c.query.Text("sortOrder") {
	case "", "ASCENDING":
	case "DESCENDING":
		slices.Reverse(found)
	default:
		return nil, problem.Invalid("sortOrder")
	}
	return c.cursor(found, maxPage)
}

// tooHeavy says whether it is the turn of a heavy page to fail.
func (s *Server) tooHeavy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heavy++
	return s.heavy%2 == 1
}

func (c *call) getCreative() (any, error) {
	account, err := c.account()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(c.key(3), "urn:li:sponsoredCreative:") {
		return nil, problem.Invalid("creativeId")
	}
	for i := range c.server.world.Creatives {
		creative := &c.server.world.Creatives[i]
		if urn("sponsoredCreative", creative.ID) == c.key(3) && c.server.world.Campaign(creative.Campaign).Account == account.ID {
			return c.creativeObject(creative), nil
		}
	}
	return nil, problem.NotFound("The creative does not exist")
}

func (c *call) creativeObject(creative *world.Creative) object {
	campaign := c.server.world.Campaign(creative.Campaign)
	const created, changed = 1_758_000_000_000, 1_760_000_000_000
	o := object{"id": urn("sponsoredCreative", creative.ID), "name": creative.Name, "account": urn("sponsoredAccount", campaign.Account),
		"campaign": urn("sponsoredCampaign", campaign.ID), "intendedStatus": creative.Status, "isServing": creative.Serving, "isTest": false,
		"review": object{"status": "APPROVED"}, "content": contentObject(creative), "createdAt": created, "lastModifiedAt": changed,
		"createdBy": "urn:li:person:" + world.Admin, "lastModifiedBy": "urn:li:person:" + world.Admin}
	if creative.Form != 0 {
		o["leadgenCallToAction"] = object{"destination": formURN(creative.Form), "label": "DOWNLOAD"}
	}
	if !creative.Serving {
		o["servingHoldReasons"] = []any{"STOPPED", "CAMPAIGN_STOPPED"}
	}
	return o
}

func contentObject(creative *world.Creative) object {
	content := creative.Content
	switch {
	case content.TextAd != "":
		return object{"textAd": object{"headline": creative.Name, "description": "An advertisement.", "landingPage": content.TextAd}}
	case content.Spotlight != "":
		return object{"spotlight": object{"headline": creative.Name, "landingPage": content.Spotlight, "callToAction": "Learn more"}}
	case content.Follow:
		return object{"follow": object{"headline": object{"preApproved": "FOLLOW_COMPANY"}}}
	}
	return object{"reference": content.Reference}
}

func formURN(id int64) string {
	if id == 0 {
		return ""
	}
	return urn("adForm", id)
}
