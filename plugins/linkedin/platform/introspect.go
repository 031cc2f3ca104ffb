package platform

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
)

// TokenFacts is what LinkedIn says of an access token.
type TokenFacts struct {
	Active  bool
	Status  string // active, expired or revoked
	Scopes  []string
	Expires time.Time // zero where it does not say
}

// Introspect asks LinkedIn about a token ("Token Introspection"), for which it
// wants the client's id and secret. It counts against no quota of data.
func (c *Client) Introspect(ctx context.Context, credential connector.Credential) (*TokenFacts, *Problem) {
	form := url.Values{
		"client_id":     {credential.Extra[connector.ExtraClientID]},
		"client_secret": {credential.Extra[connector.ExtraClientSecret]},
		"token":         {credential.AccessToken},
	}
	address := strings.TrimSuffix(c.advertiser.Auth.String(), "/") + "/oauth/v2/introspectToken"
	request, err := http.NewRequestWithContext(httpclient.WithToken(ctx, ""), http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, &Problem{Diagnostic: httpclient.Diagnose(err, platformName, c.advertiser.Auth)}
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := c.signIn.Do(request)
	if err != nil {
		return nil, &Problem{Diagnostic: httpclient.Diagnose(err, platformName, c.advertiser.Auth)}
	}
	var told struct {
		Active  bool   `json:"active"`
		Status  string `json:"status"`
		Scope   string `json:"scope"`
		Expires int64  `json:"expires_at"`
	}
	if response.Status != http.StatusOK || json.Unmarshal(response.Body, &told) != nil {
		d := connector.NewWarning(CodeRequest, "LinkedIn tells nothing of the token", "LinkedIn's sign-in does not say what the token may do and until when. It knows only tokens of the application that asks.")
		d.Hint = "Check the client's id and secret, and whether the token belongs to the same application."
		return nil, &Problem{Diagnostic: d, Status: response.Status}
	}
	facts := &TokenFacts{Active: told.Active, Status: told.Status}
	// LinkedIn separates scopes by commas here and by spaces there.
	facts.Scopes = strings.FieldsFunc(told.Scope, func(r rune) bool { return r == ',' || r == ' ' })
	if told.Expires > 0 {
		facts.Expires = time.Unix(told.Expires, 0).UTC()
	}
	return facts, nil
}
