package platform

import (
	"context"
	"encoding/json"
	"net/url"
	"time"
)

// Facts are what Meta says about an ad account. Amounts are whole numbers of the
// currency's smallest unit, other than in reports.
type Facts struct {
	ID          string         `json:"account_id"`
	Name        string         `json:"name"`
	Currency    string         `json:"currency"`
	TimeZone    string         `json:"timezone_name"`
	Status      int            `json:"account_status"`
	AmountSpent json.Number    `json:"amount_spent"`
	SpendCap    json.Number    `json:"spend_cap"`
	Zone        *time.Location `json:"-"`
}

// Account reads an ad account directly: lists of accounts lack some that a login
// may read. The offset that Meta gives beside the time zone is today's only.
func (c *Client) Account(ctx context.Context, node string) (*Facts, *Problem) {
	var facts Facts
	fields := url.Values{"fields": {"account_id,name,currency,timezone_name,account_status,amount_spent,spend_cap"}}
	if problem := c.Get(ctx, node, fields, &facts); problem != nil {
		if problem.Kind == Missing || problem.Kind == Permission {
			problem.Path = accountPath
		}
		return nil, problem
	}
	zone, err := time.LoadLocation(facts.TimeZone)
	if err != nil {
		return nil, c.Misread(err)
	}
	facts.Zone = zone
	return &facts, nil
}

// Visible is something that a login may read.
type Visible struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Username  string `json:"username"`
	Instagram *struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	} `json:"instagram_business_account"`
}

// mostVisible is how many accounts or Pages are listed.
const mostVisible = 100

// Accounts lists ad accounts that the login sees.
func (c *Client) Accounts(ctx context.Context) ([]Visible, *Problem) {
	return c.visible(ctx, "me/adaccounts", "id,name")
}

// Pages lists Pages that the login sees.
func (c *Client) Pages(ctx context.Context) ([]Visible, *Problem) {
	return c.visible(ctx, "me/accounts", "id,name,instagram_business_account{id,username}")
}

func (c *Client) visible(ctx context.Context, path, fields string) ([]Visible, *Problem) {
	var read page[Visible]
	problem := c.Get(ctx, path, url.Values{"fields": {fields}, "limit": {"100"}}, &read)
	if problem != nil {
		return nil, problem
	}
	return read.Data[:min(len(read.Data), mostVisible)], nil
}

// Page is a Page as far as its reports need it.
type Page struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Token     string `json:"access_token"`
	Instagram *struct {
		ID string `json:"id"`
	} `json:"instagram_business_account"`
}

// Page reads a Page with its token, with which alone its figures can be read.
func (c *Client) Page(ctx context.Context, id string) (*Page, *Problem) {
	var page Page
	problem := c.Get(ctx, id, url.Values{"fields": {"id,name,access_token,instagram_business_account{id}"}}, &page)
	return &page, problem
}

// AsPage returns a context whose requests carry the Page's token, with a proof of
// its own.
func AsPage(ctx context.Context, page *Page) context.Context {
	if page.Token == "" {
		return ctx
	}
	return asToken(ctx, page.Token)
}
