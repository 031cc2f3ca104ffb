package credentials

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/endpoint"
	"github.com/roictl/roictl/internal/credentials/google"
)

// app puts together the OAuth client of an account: the user's own id and secret,
// the connector's endpoints where the user names no others. The id is empty where
// the user gave none.
func (k *Keeper) app(a account, scheme connector.AuthScheme) (endpoint.App, hcl.Diagnostics) {
	auth := a.auth()
	app := endpoint.App{
		ID:        auth.ClientID,
		Secret:    auth.ClientSecret.Reveal(),
		AuthURL:   either(auth.AuthURL, scheme.AuthURL),
		TokenURL:  either(auth.TokenURL, scheme.TokenURL),
		RevokeURL: either(auth.RevokeURL, scheme.RevokeURL),
		Scopes:    a.scopes(scheme),
	}
	if auth.ClientFile != "" {
		id, secret, err := google.ReadClient(k.path(auth.ClientFile))
		if err != nil {
			return app, hcl.Diagnostics{a.unusableFile("client_file", err)}
		}
		app.ID, app.Secret = id, secret
	}
	if app.ID == "" {
		app.ID, _ = k.lookup(clientPrefix, a.decl.Address)
	}
	if app.Secret == "" {
		app.Secret, _ = k.lookup(secretPrefix, a.decl.Address)
	}
	return app, nil
}

// scopes are what is asked for.
func (a account) scopes(scheme connector.AuthScheme) []string {
	if auth := a.auth(); auth.Scopes != nil {
		return auth.Scopes
	}
	return scheme.Scopes
}

// credential is what a connector is handed: the token, and the OAuth client where
// the scheme says that the connector needs it.
func (k *Keeper) credential(a account, scheme connector.AuthScheme, token string, expiresAt int64) (connector.Credential, hcl.Diagnostics) {
	c := connector.Credential{Scheme: scheme.Name, AccessToken: token, ExpiresAt: expiresAt}
	if !scheme.PassClient {
		return c, nil
	}
	app, diags := k.app(a, scheme)
	c.Extra = make(map[string]string)
	for key, value := range map[string]string{
		connector.ExtraClientID:     app.ID,
		connector.ExtraClientSecret: app.Secret,
		connector.ExtraTokenURL:     app.TokenURL,
	} {
		if value != "" {
			c.Extra[key] = value
		}
	}
	return c, diags
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}
