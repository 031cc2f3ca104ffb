package linkedinsim

import (
	"strconv"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// maxPage is the largest page of campaigns and campaign groups.
const maxPage = 1000

func (c *call) searchGroups() (any, error) {
	account, criteria, err := c.searchBelow("id", "name", "status", "test")
	if err != nil {
		return nil, err
	}
	var found []any
	for i := range c.server.world.Groups {
		g := &c.server.world.Groups[i]
		if g.Account == account.ID && criteria.hold(map[string]string{
			"id": urn("sponsoredCampaignGroup", g.ID), "name": g.Name, "status": g.Status, "test": "false",
		}) {
			found = append(found, c.groupObject(g))
		}
	}
	return c.cursor(found, maxPage)
}

func (c *call) getGroup() (any, error) {
	account, err := c.account()
	if err != nil {
		return nil, err
	}
	for i := range c.server.world.Groups {
		if g := &c.server.world.Groups[i]; g.Account == account.ID && strconv.FormatInt(g.ID, 10) == c.key(3) {
			return c.groupObject(g), nil
		}
	}
	return nil, problem.NotFound("The campaign group does not exist")
}

func (c *call) searchCampaigns() (any, error) {
	account, criteria, err := c.searchBelow("campaignGroup", "id", "name", "associatedEntity", "type", "status", "test")
	if err != nil {
		return nil, err
	}
	if len(criteria) == 0 {
		return nil, problem.Required("search")
	}
	var found []any
	for i := range c.server.world.Campaigns {
		k := &c.server.world.Campaigns[i]
		if k.Account == account.ID && criteria.hold(map[string]string{
			"campaignGroup": urn("sponsoredCampaignGroup", k.Group), "id": urn("sponsoredCampaign", k.ID), "name": k.Name,
			"associatedEntity": urn("organization", account.Organization), "type": k.Type, "status": k.Status, "test": "false",
		}) {
			found = append(found, c.campaignObject(k))
		}
	}
	return c.cursor(found, maxPage)
}

func (c *call) getCampaign() (any, error) {
	account, err := c.account()
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(c.key(3), 10, 64)
	if k := c.server.world.Campaign(id); err == nil && k != nil && k.Account == account.ID {
		return c.campaignObject(k), nil
	}
	return nil, problem.NotFound("The campaign does not exist")
}

// searchBelow begins the search finder of what an account has.
func (c *call) searchBelow(fields ...string) (*world.Account, criteria, error) {
	if c.query.Text("q") != "search" {
		return nil, nil, problem.Invalid("q")
	}
	account, err := c.account()
	if err != nil {
		return nil, nil, err
	}
	criteria, err := searchOf(c.query, fields...)
	return account, criteria, err
}

func (c *call) groupObject(g *world.Group) object {
	return object{"id": g.ID, "name": g.Name, "account": urn("sponsoredAccount", g.Account), "status": g.Status, "test": false,
		"servingStatuses": []any{"RUNNABLE"}, "runSchedule": object{"start": c.server.world.Start().Milli()},
		"changeAuditStamps": stamps(1_755_000_000_000, 1_760_000_000_000)}
}

func (c *call) campaignObject(k *world.Campaign) object {
	currency := c.server.world.Account(k.Account).Currency
	schedule := object{"start": k.First.Milli()}
	serving := []any{"RUNNABLE"}
	if k.Last != 0 {
		schedule["end"] = (k.Last + 1).Milli() // exclusive
	}
	if k.Status != "ACTIVE" {
		serving = []any{"STOPPED"}
	}
	return object{"id": k.ID, "name": k.Name, "account": urn("sponsoredAccount", k.Account), "campaignGroup": urn("sponsoredCampaignGroup", k.Group),
		"associatedEntity": urn("organization", c.server.world.Account(k.Account).Organization),
		"status":           k.Status, "type": k.Type, "objectiveType": k.Objective, "costType": k.CostType, "format": k.Format, "test": false,
		"dailyBudget": money(k.DailyBudgetCents, currency), "unitCost": money(1200, currency),
		"runSchedule": schedule, "servingStatuses": serving, "locale": object{"country": "DE", "language": "de"},
		"changeAuditStamps": stamps(1_755_000_000_000, 1_760_000_000_000), "version": object{"versionTag": "3"}}
}

// money is an amount as campaigns carry it: texts, never numbers.
func money(cents int64, currency string) object {
	return object{"amount": strconv.FormatInt(cents/100, 10) + "." + strconv.FormatInt(cents%100/10, 10) + strconv.FormatInt(cents%10, 10), "currencyCode": currency}
}
