package platform

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

var accountPath = connector.Path("account_id")

// Token is what Meta says about a token.
type Token struct {
	Valid             bool     `json:"is_valid"`
	Kind              string   `json:"type"` // USER, PAGE or SYSTEM_USER
	Application       string   `json:"application"`
	Expires           int64    `json:"expires_at"`             // Unix seconds; 0 is never
	DataAccessExpires int64    `json:"data_access_expires_at"` // likewise
	Scopes            []string `json:"scopes"`
	Error             *struct {
		Message string `json:"message"`
		Code    int    `json:"code"`
		Subcode int    `json:"subcode"`
	} `json:"error"`
}

// Inspect asks what a context's token is good for. It returns nil where the app's
// id and secret, which Meta wants for that, are not known. The token goes in the
// body of a batch, since it is a parameter here and would else stand in an address.
func (c *Client) Inspect(ctx context.Context) (*Token, *Problem) {
	credential := credentialOf(ctx)
	id, secret := credential.Extra[connector.ExtraClientID], credential.Extra[connector.ExtraClientSecret]
	if id == "" || secret == "" || credential.AccessToken == "" {
		return nil, nil
	}
	// The app itself signs with its id and secret, and needs no proof of the secret.
	app := As(ctx, connector.Credential{AccessToken: id + "|" + secret})
	replies, problem := c.Batch(app, []Part{{Path: "debug_token", Parameters: url.Values{"input_token": {credential.AccessToken}}}})
	if problem != nil {
		return nil, problem
	}
	if replies[0].Problem != nil {
		return nil, replies[0].Problem
	}
	var answer struct{ Data Token }
	if err := json.Unmarshal(replies[0].Body, &answer); err != nil {
		return nil, c.Misread(err)
	}
	if e := answer.Data.Error; e != nil && !answer.Data.Valid {
		return nil, c.refusal(&graphError{Code: codeAuth, Subcode: e.Subcode, Message: e.Message}, nil)
	}
	return &answer.Data, nil
}

// Lapsed says whether access to data has ended at a moment, though the token still
// works: Meta then answers with nothing, and no error.
func (t *Token) Lapsed(now time.Time) bool {
	return t.DataAccessExpires != 0 && t.DataAccessExpires <= now.Unix()
}

// Extend exchanges a token that still works for one that lasts about 60 days
// (Facebook Login, "Long-lived access tokens"). The client's endpoint is that of
// the tokens. There is no refresh token, so that one that has expired is lost.
func Extend(ctx context.Context, o httpclient.Options, old connector.Credential, now time.Time) (connector.Credential, *Problem) {
	clock := func() time.Time { return now }
	c := &Client{endpoint: o.Endpoint, limits: &limits{now: clock}, now: clock}
	o.Judge = c.judge
	c.http = httpclient.New(o)
	defer c.http.Close()
	form := url.Values{
		"grant_type": {"fb_exchange_token"}, "fb_exchange_token": {old.AccessToken},
		"client_id": {old.Extra[connector.ExtraClientID]}, "client_secret": {old.Extra[connector.ExtraClientSecret]},
	}
	var fresh struct {
		Token   string `json:"access_token"`
		Seconds int64  `json:"expires_in"`
	}
	if problem := c.do(ctx, http.MethodPost, "", form, &fresh); problem != nil {
		return connector.Credential{}, problem
	}
	renewed := old
	renewed.AccessToken, renewed.ExpiresAt = fresh.Token, 0
	if fresh.Seconds > 0 {
		renewed.ExpiresAt = now.Unix() + fresh.Seconds
	}
	return renewed, nil
}
