package linkreport

import (
	"context"
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/entities"
	"github.com/roictl/roictl/plugins/linkedin/platform"
)

// ad is a creative with what is above it.
type ad struct {
	account  *entities.Account
	group    entities.Group
	campaign entities.Campaign
	creative entities.Creative
}

// ads lists the creatives of all accounts.
func ads(ctx context.Context, source *Source) ([]*ad, *platform.Problem) {
	accounts, problem := source.Book.Accounts(ctx, source.Accounts)
	if problem != nil {
		return nil, problem
	}
	var all []*ad
	for _, account := range accounts {
		id := int64(account.ID)
		groups, problem := source.Book.Groups(ctx, id)
		if problem != nil {
			return nil, problem
		}
		campaigns, problem := source.Book.Campaigns(ctx, id)
		if problem != nil {
			return nil, problem
		}
		creatives, problem := source.Book.Creatives(ctx, id)
		if problem != nil {
			return nil, problem
		}
		groupOf, campaignOf := make(map[entities.ID]entities.Group), make(map[entities.ID]entities.Campaign)
		for _, g := range groups {
			groupOf[g.ID] = g
		}
		for _, c := range campaigns {
			campaignOf[c.ID] = c
		}
		for _, creative := range creatives {
			campaign := campaignOf[creative.Campaign]
			campaign.ID = creative.Campaign // also where it is not listed any more
			all = append(all, &ad{account: account, group: groupOf[campaign.Group], campaign: campaign, creative: creative})
		}
	}
	return all, nil
}

// texts are the values of the ad in the dimensions that lists tell.
func (a *ad) texts() []connector.Text {
	serving := "no"
	if a.creative.Serving {
		serving = "yes"
	}
	values := []string{
		fmt.Sprint(a.account.ID), a.account.Name, a.group.Name, fmt.Sprint(a.campaign.ID), a.campaign.Name,
		fmt.Sprint(a.creative.ID), a.creative.Name, a.creative.Status, serving,
	}
	texts := make([]connector.Text, len(values))
	for i, value := range values {
		texts[i] = connector.Text{Value: value, Null: value == ""}
	}
	return texts
}
