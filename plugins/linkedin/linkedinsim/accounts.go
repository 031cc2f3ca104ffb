package linkedinsim

import (
	"slices"
	"strconv"
	"strings"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// accounts are those that the member has a role on and the application may see.
func (c *call) accounts() map[int64]bool {
	visible := make(map[int64]bool)
	for id := range c.member.Accounts {
		if mapped := c.server.options.MappedAccounts; mapped == nil || slices.Contains(mapped, id) {
			visible[id] = true
		}
	}
	return visible
}

// account finds the account of a path, where the member may see it. A key may
// be the number or the whole URN.
func (c *call) account() (*world.Account, error) {
	text := strings.TrimPrefix(c.key(1), "urn:li:sponsoredAccount:")
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, problem.Invalid("adAccountId")
	}
	account := c.server.world.Account(id)
	if account == nil {
		return nil, problem.NotFound("The ad account " + text + " does not exist")
	}
	if !c.accounts()[id] {
		return nil, c.forbidden()
	}
	return account, nil
}

func (c *call) getAccount() (any, error) {
	account, err := c.account()
	if err != nil {
		return nil, err
	}
	return accountObject(account), nil
}

func (c *call) searchAccounts() (any, error) {
	if c.query.Text("q") != "search" {
		return nil, problem.Invalid("q")
	}
	if c.query.Has("search") && c.query.Has("pageToken") && !c.server.options.SearchWithPageToken {
		return nil, problem.BadRequest("The parameters search and pageToken cannot be combined")
	}
	criteria, err := searchOf(c.query, "id", "name", "reference", "status", "type", "test")
	if err != nil {
		return nil, err
	}
	visible := c.accounts()
	var found []any
	for i := range c.server.world.Accounts {
		account := &c.server.world.Accounts[i]
		o := accountObject(account)
		if visible[account.ID] && criteria.hold(map[string]string{
			"id": urn("sponsoredAccount", account.ID), "name": account.Name, "reference": urn("organization", account.Organization),
			"status": account.Status, "type": "BUSINESS", "test": strconv.FormatBool(account.Test),
		}) {
			found = append(found, o)
		}
	}
	return c.cursor(found, 1000)
}

func accountObject(a *world.Account) object {
	return object{"id": a.ID, "name": a.Name, "currency": a.Currency, "status": a.Status, "type": "BUSINESS", "test": a.Test,
		"reference": urn("organization", a.Organization), "servingStatuses": []any{"RUNNABLE"}, "version": object{"versionTag": "6"},
		"changeAuditStamps": stamps(1_700_000_000_000, 1_710_000_000_000)}
}

// stamps are the times of creation and of the last change, in milliseconds.
func stamps(created, modified int64) object {
	return object{"created": object{"time": created}, "lastModified": object{"time": modified}}
}

// accountUsers lists the roles of the member.
func (c *call) accountUsers() (any, error) {
	if c.query.Text("q") != "authenticatedUser" {
		return nil, problem.Invalid("q")
	}
	var users []any
	for _, account := range c.server.world.Accounts {
		if role := c.member.Accounts[account.ID]; role != "" {
			users = append(users, object{"account": urn("sponsoredAccount", account.ID), "user": "urn:li:person:" + c.member.ID, "role": role,
				"changeAuditStamps": stamps(1_700_000_000_000, 1_700_000_000_000)})
		}
	}
	return c.indexPage(users, 10, len(users))
}
