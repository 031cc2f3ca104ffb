package linkedinsim

import (
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Versions from which parts of adTrackingParameters exist.
const (
	creativeNameSince    = "202606"
	accountTrackingSince = "202608"
)

// trackingParameters answers what LinkedIn appends to the landing pages of a
// campaign, or from 202608 on of an account. What was never set is 404.
func (c *call) trackingParameters() (any, error) {
	key, err := restli.ParseValue(c.path[1])
	if err != nil {
		return nil, problem.BadRequest("Invalid resource key passed to request")
	}
	entity, ok := restli.At(key, "adEntity").(restli.Record)
	if !ok || len(entity) != 1 {
		return nil, problem.BadRequest("Invalid resource key passed to request")
	}
	campaign, _ := entity["sponsoredCampaign"].(restli.Text)
	account, _ := entity["sponsoredAccount"].(restli.Text)
	var tracking world.Tracking
	var found bool
	switch {
	case campaign != "":
		tracking, found, err = c.campaignTracking(string(campaign))
	case account != "" && c.version >= accountTrackingSince:
		tracking, found, err = c.accountTracking(string(account))
	default:
		return nil, problem.BadRequest("Invalid resource key passed to request")
	}
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, problem.NotFound("No tracking parameters are set")
	}
	dynamic := object{}
	for name, value := range tracking.Dynamic {
		if value != "CREATIVE_NAME" || c.version >= creativeNameSince {
			dynamic[name] = value
		}
	}
	custom := object{}
	for name, value := range tracking.Custom {
		custom[name] = value
	}
	named := object{}
	for name, value := range entity {
		named[name] = value
	}
	return object{"adEntity": named, "dynamicValueParameters": dynamic, "customValueParameters": custom}, nil
}

func (c *call) campaignTracking(text string) (world.Tracking, bool, error) {
	id, ok := numericURN(text, "sponsoredCampaign")
	if !ok {
		return world.Tracking{}, false, problem.UrnType(text)
	}
	campaign := c.server.world.Campaign(id)
	if campaign == nil {
		return world.Tracking{}, false, problem.NotFound("The campaign does not exist")
	}
	if !c.accounts()[campaign.Account] {
		return world.Tracking{}, false, c.forbidden()
	}
	tracking, found := c.server.world.CampaignTracking[id]
	return tracking, found, nil
}

func (c *call) accountTracking(text string) (world.Tracking, bool, error) {
	id, ok := numericURN(text, "sponsoredAccount")
	if !ok {
		return world.Tracking{}, false, problem.UrnType(text)
	}
	if !c.accounts()[id] {
		return world.Tracking{}, false, c.forbidden()
	}
	tracking, found := c.server.world.AccountTracking[id]
	return tracking, found, nil
}

func numericURN(text, kind string) (int64, bool) {
	digits, ok := strings.CutPrefix(text, "urn:li:"+kind+":")
	id, err := strconv.ParseInt(digits, 10, 64)
	return id, ok && err == nil
}

// getMessage answers the content of a message ad.
func (c *call) getMessage() (any, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(c.key(1), "urn:li:adInMailContent:"), 10, 64)
	if err != nil {
		return nil, problem.Invalid("inMailContentId")
	}
	for _, m := range c.server.world.Messages {
		if m.ID != id {
			continue
		}
		if !c.accounts()[m.Account] {
			break
		}
		return object{"id": "urn:li:adInMailContent:" + strconv.FormatInt(m.ID, 10), "account": urn("sponsoredAccount", m.Account), "name": m.Subject,
			"subject": m.Subject, "subContent": object{"regular": object{"callToActionText": "Register", "callToActionLandingPageUrl": m.Landing}}}, nil
	}
	return nil, problem.NotFound("The message does not exist")
}
