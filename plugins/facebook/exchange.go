package facebook

import (
	"context"
	"fmt"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/httpclient"
	"github.com/roictl/roictl/plugins/facebook/account"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// ExchangeCredentials turns a token that still works into one that lasts about 60
// days. Meta has no refresh tokens: once a token has expired, only its user can log
// in anew.
func (m meta) ExchangeCredentials(ctx context.Context, old connector.Credential) (connector.Credential, connector.Diagnostics) {
	if old.Extra[connector.ExtraClientID] == "" || old.Extra[connector.ExtraClientSecret] == "" {
		d := connector.NewError(connector.CodeAuthScope, "App is not known", "Meta gives long-lived tokens only to the app itself, whose id and secret are not known.")
		d.Hint = "Set client_id and client_secret in the auth block, as Meta's developer site shows them under App settings, Basic."
		return connector.Credential{}, connector.Diagnostics{d}
	}
	address := old.Extra[connector.ExtraTokenURL]
	if address == "" {
		address = account.Endpoint + "/" + account.Version + "/oauth/access_token"
	}
	endpoint, err := httpclient.ParseEndpoint(address)
	if err != nil {
		d := connector.NewError(account.CodeConfig, "Invalid address", fmt.Sprintf("Tokens cannot be exchanged there: %v.", err))
		d.Hint = "Leave token_url out to ask Meta itself."
		return connector.Credential{}, connector.Diagnostics{d}
	}
	options := httpclient.Options{Endpoint: endpoint, Transport: m.options.Transport, Sleep: m.options.Sleep, UserAgent: userAgent}
	fresh, problem := platform.Extend(ctx, options, old, m.options.Now())
	if problem != nil {
		return connector.Credential{}, connector.Diagnostics{problem.Diagnostic}
	}
	return fresh, nil
}
