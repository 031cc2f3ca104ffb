package facebook

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/insights"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// object is a campaign, an ad set or an ad, with what it belongs to.
type object struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	Goal     string  `json:"optimization_goal"`
	Campaign *parent `json:"campaign"`
	AdSet    *parent `json:"adset"`

	Objective  string `json:"objective"`
	BuyingType string `json:"buying_type"`
}

// parent is what an object belongs to.
type parent struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Objective  string `json:"objective"`
	BuyingType string `json:"buying_type"`
	Goal       string `json:"optimization_goal"`
}

const campaignFields = "id,name,objective,buying_type"

// edges are the lists of the objects of each level, with their fields.
var edges = map[catalogue.Level]struct{ path, fields string }{
	catalogue.CampaignLevel: {"campaigns", campaignFields},
	catalogue.AdSetLevel:    {"adsets", "id,name,optimization_goal,campaign{" + campaignFields + "}"},
	catalogue.AdLevel:       {"ads", "id,name,campaign{" + campaignFields + "},adset{id,name,optimization_goal}"},
}

// objects lists the numbers of the objects of a level that a filter keeps, deleted
// and archived ones too, since what they did counts.
func (s *source) objects(ctx context.Context, level catalogue.Level, filter connector.Filter) ([]string, *platform.Problem) {
	var names []string
	index := func(name string) (int, bool) {
		d, known := catalogue.FindDimension(name)
		names = append(names, d.Name)
		return len(names) - 1, known
	}
	matcher, err := connector.CompileFilter(filter, index)
	if err != nil {
		return nil, &platform.Problem{Diagnostic: connector.NewError(connector.CodeQuery, "Invalid filter", fmt.Sprintf("The filter cannot be applied: %v.", err))}
	}
	statuses, err := json.Marshal(insights.Statuses(level))
	if err != nil {
		return nil, tooLarge(err)
	}
	ids := []string{}
	listing := platform.Listing{
		Path:       s.account.Node() + "/" + edges[level].path,
		Parameters: url.Values{"fields": {edges[level].fields}, "effective_status": {string(statuses)}},
		Limit:      s.account.PageSize,
	}
	again := func() bool { ids = ids[:0]; return true }
	problem := platform.List(ctx, s.meta, listing, func(page []object) error {
		for _, o := range page {
			texts := make([]connector.Text, len(names))
			for i, name := range names {
				value := o.value(level, name)
				texts[i] = connector.Text{Value: value, Null: value == ""}
			}
			if matcher.Match(texts) {
				ids = append(ids, o.ID)
			}
		}
		return nil
	}, again)
	return ids, problem
}

// value is what a dimension says of an object of a level.
func (o *object) value(level catalogue.Level, dimension string) string {
	campaign, set := o.Campaign, o.AdSet
	own := &parent{ID: o.ID, Name: o.Name, Objective: o.Objective, BuyingType: o.BuyingType, Goal: o.Goal}
	switch level {
	case catalogue.CampaignLevel:
		campaign = own
	case catalogue.AdSetLevel:
		set = own
	}
	prefix, _, _ := strings.Cut(dimension, "_")
	switch {
	case campaign == nil || (prefix == "adset" || dimension == "optimization_goal") && set == nil:
		return ""
	}
	switch dimension {
	case "campaign_name":
		return campaign.Name
	case "campaign_id":
		return campaign.ID
	case "objective":
		return campaign.Objective
	case "buying_type":
		return campaign.BuyingType
	case "adset_name":
		return set.Name
	case "adset_id":
		return set.ID
	case "optimization_goal":
		return set.Goal
	case "ad_name":
		return o.Name
	case "ad_id":
		return o.ID
	}
	return ""
}
