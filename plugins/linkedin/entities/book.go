package entities

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/sync/semaphore"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/platform"
	"github.com/roictl/roictl/plugins/linkedin/restli"
)

// Book holds what was read of the accounts. It may be used by several goroutines at
// once; what one of them reads, others wait for instead of reading it again.
type Book struct {
	client    *platform.Client
	turn      *semaphore.Weighted // of who reads or looks
	accounts  map[int64]*Account
	groups    map[int64][]Group
	campaigns map[int64][]Campaign
	creatives map[int64][]Creative
	rules     map[int64][]Rule
}

// NewBook returns an empty book.
func NewBook(client *platform.Client) *Book {
	return &Book{
		client: client, turn: semaphore.NewWeighted(1), accounts: make(map[int64]*Account), groups: make(map[int64][]Group), campaigns: make(map[int64][]Campaign),
		creatives: make(map[int64][]Creative), rules: make(map[int64][]Rule),
	}
}

// Accounts reads the declared accounts. It fails where any of them cannot be read,
// and names all those: LinkedIn would answer reports about them with nothing.
func (b *Book) Accounts(ctx context.Context, ids []int64) ([]*Account, *platform.Problem) {
	if problem := b.take(ctx); problem != nil {
		return nil, problem
	}
	defer b.turn.Release(1)
	accounts := make([]*Account, 0, len(ids))
	var hidden []string
	var first *platform.Problem
	for _, id := range ids {
		account := b.accounts[id]
		if account == nil {
			account = &Account{}
			problem := b.client.Get(ctx, fmt.Sprintf("adAccounts/%d", id), restli.Query{restli.Fields("id", "name", "currency", "status", "changeAuditStamps")}, "", account)
			switch {
			case problem == nil:
				b.accounts[id] = account
			case problem.Denied():
				hidden = append(hidden, fmt.Sprint(id))
				first = problem
				continue
			default:
				return nil, problem
			}
		}
		accounts = append(accounts, account)
	}
	if len(hidden) > 0 {
		return nil, notVisible(hidden, first)
	}
	return accounts, nil
}

// take waits for its turn, which may take minutes where LinkedIn throttles, or until
// the context is done.
func (b *Book) take(ctx context.Context) *platform.Problem {
	if err := b.turn.Acquire(ctx, 1); err != nil {
		return b.client.Unreached(err)
	}
	return nil
}

// notVisible says which accounts the login may not read.
func notVisible(ids []string, why *platform.Problem) *platform.Problem {
	detail := fmt.Sprintf("The login cannot read the ad account %s.", ids[0])
	if len(ids) > 1 {
		detail = fmt.Sprintf("The login cannot read the ad accounts %s.", strings.Join(ids, ", "))
	}
	d := connector.NewError(connector.CodeAccountNotVisible, "Ad account cannot be read",
		detail+" LinkedIn would answer reports about it with nothing, which would look like zero.")
	d.Hint = "Check the number. The person who logged in needs a role on the account (Campaign Manager, Account settings, Manage access), the login the permission r_ads, and an application of the development tier the account in its list (developer portal, Products, View ad accounts)."
	d.Path = connector.Path("account_ids")
	return &platform.Problem{Diagnostic: d, Status: why.Status}
}

// remembered returns what the book has of an account, or reads it.
func remembered[T any](ctx context.Context, b *Book, pages map[int64][]T, account int64, read func() ([]T, *platform.Problem)) ([]T, *platform.Problem) {
	if problem := b.take(ctx); problem != nil {
		return nil, problem
	}
	defer b.turn.Release(1)
	if known, ok := pages[account]; ok {
		return known, nil
	}
	all, problem := read()
	if problem != nil {
		return nil, problem
	}
	pages[account] = all
	return all, nil
}

// largePage is the page of campaigns and groups, of which LinkedIn sends 1,000.
const largePage = 1000

// Groups lists the campaign groups of an account, whatever their status.
func (b *Book) Groups(ctx context.Context, account int64) ([]Group, *platform.Problem) {
	return remembered(ctx, b, b.groups, account, func() ([]Group, *platform.Problem) {
		return platform.List[Group](ctx, b.client, fmt.Sprintf("adAccounts/%d/adCampaignGroups", account),
			search("ACTIVE", "ARCHIVED", "CANCELED", "DRAFT", "PAUSED", "PENDING_DELETION", "REMOVED"), "")
	})
}

// Campaigns lists the campaigns of an account, whatever their status.
func (b *Book) Campaigns(ctx context.Context, account int64) ([]Campaign, *platform.Problem) {
	return remembered(ctx, b, b.campaigns, account, func() ([]Campaign, *platform.Problem) {
		return platform.List[Campaign](ctx, b.client, fmt.Sprintf("adAccounts/%d/adCampaigns", account),
			search("ACTIVE", "PAUSED", "ARCHIVED", "COMPLETED", "CANCELED", "DRAFT", "PENDING_DELETION", "REMOVED"), "")
	})
}

// search asks for entities of any of these states: a search without a criterion
// leaves archived ones out, or is refused.
func search(states ...string) restli.Query {
	status := restli.Record(restli.Pair{Key: "values", Value: restli.Texts(states...)})
	return restli.Query{
		{Key: "q", Value: restli.Text("search")},
		{Key: "search", Value: restli.Record(restli.Pair{Key: "status", Value: status})},
		{Key: "pageSize", Value: restli.Int(largePage)},
	}
}

// Creatives lists the ads of an account, whatever their status. Pages are small,
// since LinkedIn's servers fail on larger ones.
func (b *Book) Creatives(ctx context.Context, account int64) ([]Creative, *platform.Problem) {
	return remembered(ctx, b, b.creatives, account, func() ([]Creative, *platform.Problem) {
		const page = 100
		query := restli.Query{{Key: "q", Value: restli.Text("criteria")}, {Key: "sortOrder", Value: restli.Text("ASCENDING")}, {Key: "pageSize", Value: restli.Int(page)}}
		return platform.List[Creative](ctx, b.client, fmt.Sprintf("adAccounts/%d/creatives", account), query, platform.Finder)
	})
}

// Rules lists the conversion rules of an account.
func (b *Book) Rules(ctx context.Context, account int64) ([]Rule, *platform.Problem) {
	return remembered(ctx, b, b.rules, account, func() ([]Rule, *platform.Problem) {
		query := restli.Query{{Key: "q", Value: restli.Text("account")}, {Key: "account", Value: restli.Text(URN("sponsoredAccount", account))}}
		return platform.ListByIndex[Rule](ctx, b.client, "conversions", query)
	})
}
