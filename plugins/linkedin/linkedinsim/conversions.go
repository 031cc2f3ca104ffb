package linkedinsim

import "github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"

// conversionRules lists the conversion rules of an account. LinkedIn does not
// count them: total is -1.
func (c *call) conversionRules() (any, error) {
	if c.query.Text("q") != "account" {
		return nil, problem.Invalid("q")
	}
	account, err := c.accountParam("account")
	if err != nil {
		return nil, err
	}
	var found []any
	for i := range c.server.world.Rules {
		rule := &c.server.world.Rules[i]
		if rule.Account != account {
			continue
		}
		campaigns := make([]any, len(rule.Campaigns))
		for k, id := range rule.Campaigns {
			campaigns[k] = urn("sponsoredCampaign", id)
		}
		found = append(found, object{"id": rule.ID, "name": rule.Name, "type": rule.Type, "enabled": true, "account": urn("sponsoredAccount", account),
			"conversionMethod": rule.Method, "attributionType": rule.Attribution, "postClickAttributionWindowSize": rule.ClickDays,
			"viewThroughAttributionWindowSize": rule.ViewDays, "campaigns": campaigns, "lastModified": 1_758_000_000_000})
	}
	return c.indexPage(found, 10, -1)
}

// accountParam reads a parameter that is the URN of an account with a role.
func (c *call) accountParam(name string) (int64, error) {
	if !c.query.Has(name) {
		return 0, problem.Required(name)
	}
	return c.ownAccount(name, c.query.Text(name))
}

func (c *call) ownAccount(param, text string) (int64, error) {
	id, ok := numericURN(text, "sponsoredAccount")
	if !ok {
		return 0, problem.Invalid(param)
	}
	if !c.accounts()[id] {
		return 0, c.forbidden()
	}
	return id, nil
}
