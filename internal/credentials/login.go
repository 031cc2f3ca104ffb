package credentials

import (
	"context"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/consent"
	"github.com/roictl/roictl/internal/credentials/endpoint"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// LoginOptions say what kind of login a user wants.
type LoginOptions struct {
	// Scheme is the name of an auth scheme; "" leaves the choice to the block and
	// the connector.
	Scheme string
	// Token says that the user has a token already.
	Token bool
	// AllInstances makes it the login of all instances of a block with for_each.
	AllInstances bool
}

// Login is one about to be made. Its fields are what the user should know before
// they agree.
type Login struct {
	Scheme connector.AuthScheme
	Scopes []string    // what consent is asked for
	Place  vault.Place // where the login will be kept
	// Overruled is a variable of the environment whose token is used instead of any
	// login, as long as it is set; "" when there is none.
	Overruled string

	keeper  *Keeper
	account account
	key     vault.Key
	app     endpoint.App
}

// Prepare decides how a block logs in, and says why it cannot.
func (k *Keeper) Prepare(ctx context.Context, decl *config.Connector, description connector.Description, options LoginOptions) (*Login, hcl.Diagnostics) {
	a := account{decl, description}
	if len(description.AuthSchemes) == 0 {
		return nil, hcl.Diagnostics{a.fault(codeScheme, a.place(), "No login needed", "The connector %q reads its source without logging in.", description.Name)}
	}
	if diags := k.Check(decl, description); diags.HasErrors() {
		return nil, diags
	}
	scheme, diags := a.loginScheme(options)
	if diags.HasErrors() {
		return nil, diags
	}
	app, diags := k.app(a, scheme)
	if diags.HasErrors() {
		return nil, diags
	}
	if scheme.Kind == connector.AuthOAuth2Code && !options.Token && app.ID == "" {
		return nil, hcl.Diagnostics{a.noClient(scheme)}
	}
	keys := a.keys(k.options.Directory)
	key := keys[0]
	if options.AllInstances {
		key = keys[len(keys)-1]
	}
	_, overruled := k.lookup(tokenPrefix, decl.Address)
	return &Login{
		Scheme: scheme, Scopes: app.Scopes, Place: k.options.Vault.Place(ctx, key), Overruled: overruled,
		keeper: k, account: a, key: key, app: app,
	}, nil
}

// loginScheme chooses the scheme: the one asked for, else the block's, else the
// first that gets a login of the wanted kind.
func (a account) loginScheme(options LoginOptions) (connector.AuthScheme, hcl.Diagnostics) {
	wanted := a.auth().Scheme
	switch {
	case options.Scheme != "" && wanted != "" && options.Scheme != wanted:
		return connector.AuthScheme{}, hcl.Diagnostics{a.fault(codeScheme, a.place(), "Logged in another way",
			"The block of %s says auth %q, so that a login by %q would not be used. Change the block, or leave --scheme out.", a.decl.Address, wanted, options.Scheme)}
	case options.Scheme != "":
		wanted = options.Scheme
	}
	kinds := []connector.AuthKind{connector.AuthOAuth2Code, connector.AuthStaticToken}
	if options.Token {
		slices.Reverse(kinds)
	}
	if wanted != "" {
		scheme, known := a.scheme(wanted)
		switch {
		case !known:
			return scheme, hcl.Diagnostics{a.fault(codeScheme, a.place(), "Unknown way to log in", "The connector %q has no way to log in that is called %q. \"roictl connectors schema %s\" lists them.", a.description.Name, wanted, a.description.Name)}
		case !slices.Contains(kinds, scheme.Kind):
			return scheme, hcl.Diagnostics{a.nothingToDo(scheme)}
		case scheme.Kind == connector.AuthStaticToken && !options.Token:
			return scheme, hcl.Diagnostics{a.needsToken(scheme)}
		}
		return scheme, nil
	}
	for _, kind := range kinds {
		i := slices.IndexFunc(a.description.AuthSchemes, func(s connector.AuthScheme) bool { return s.Kind == kind })
		switch {
		case i < 0:
		case kind == connector.AuthStaticToken && !options.Token:
			return connector.AuthScheme{}, hcl.Diagnostics{a.needsToken(a.description.AuthSchemes[i])}
		default:
			return a.description.AuthSchemes[i], nil
		}
	}
	return connector.AuthScheme{}, hcl.Diagnostics{a.nothingToDo(a.description.AuthSchemes[0])}
}

// Ask gets the user's consent, and keeps what comes of it.
func (l *Login) Ask(ctx context.Context, way consent.Way) hcl.Diagnostics {
	auth := l.account.auth()
	way.RedirectURL, way.Host, way.Port = auth.RedirectURL, either(auth.RedirectHost, "127.0.0.1"), auth.RedirectPort
	way.After = l.keeper.options.After
	code, err := consent.Ask(ctx, consent.Request{App: l.app, PKCE: l.Scheme.PKCE, Params: l.Scheme.Params}, way)
	if err != nil {
		return hcl.Diagnostics{l.account.noConsent(l.Scheme, err)}
	}
	grant, err := l.keeper.endpoint.Exchange(ctx, l.app, code)
	if err != nil {
		return hcl.Diagnostics{l.account.codeTrouble(l.Scheme, err)}
	}
	if granted := grant.Scopes; granted != nil && len(l.Scopes) > 0 && len(lacking(l.Scopes, granted)) == len(l.Scopes) {
		return hcl.Diagnostics{l.account.fault(codeScope, l.account.place(), "Permission not granted",
			"Consent was given, but for none of what the connector needs: %s.\n\nOn the consent page every permission has a box of its own; tick them:%s", quoteAll(l.Scopes, "and"), command("roictl login", l.account.word()))}
	}
	return l.keep(ctx, l.keeper.renewed(vault.Record{ConsentedAt: l.keeper.options.Now().UTC()}, grant))
}

// Store keeps a token that the user has, with its refresh token where the platform
// gave one.
func (l *Login) Store(ctx context.Context, token, refreshToken string) hcl.Diagnostics {
	if refreshToken != "" && l.app.ID == "" {
		return hcl.Diagnostics{l.account.noClient(l.Scheme)}
	}
	return l.keep(ctx, vault.Record{AccessToken: token, RefreshToken: refreshToken, ConsentedAt: l.keeper.options.Now().UTC()})
}

// keep completes a record and stores it. Platforms that give no refresh token get
// to exchange the token first: what they give at once lives for an hour.
func (l *Login) keep(ctx context.Context, record vault.Record) hcl.Diagnostics {
	record.Scheme, record.ClientID = l.Scheme.Name, l.app.ID
	record.TokenURL, record.RevokeURL = l.app.TokenURL, l.app.RevokeURL
	var diags hcl.Diagnostics
	if l.Scheme.Exchange {
		record, diags = l.exchange(ctx, record)
	}
	if lacking := lacking(l.Scopes, record.Scopes); len(lacking) > 0 {
		diags = append(diags, l.account.lacksScopes(lacking))
	}
	if end := record.ExpiresAt; record.RefreshToken == "" && !end.IsZero() && end.Sub(record.ConsentedAt) < soon {
		diags = append(diags, l.account.endsSoon(l.Scheme, end))
	}
	release, err := l.keeper.options.Vault.Lock(ctx, l.key)
	if err != nil {
		return append(diags, l.account.storeTrouble(err))
	}
	l.Place, err = l.keeper.options.Vault.Save(ctx, l.key, record)
	if err != nil {
		diags = append(diags, l.account.storeTrouble(err))
	}
	if err := release(); err != nil {
		diags = append(diags, l.account.storeTrouble(err))
	}
	return diags
}

// exchange has the connector turn the token into a long-lived one. Where it cannot,
// the login is worth something all the same.
func (l *Login) exchange(ctx context.Context, record vault.Record) (vault.Record, hcl.Diagnostics) {
	var expiresAt int64
	if !record.ExpiresAt.IsZero() {
		expiresAt = record.ExpiresAt.Unix()
	}
	old, diags := l.keeper.credential(l.account, l.Scheme, record.AccessToken, expiresAt)
	if diags.HasErrors() {
		return record, diags
	}
	fresh, err := l.keeper.exchange(ctx, l.account, old)
	if err != nil {
		return record, append(diags, l.account.caution(codeEnding, l.account.place(), "Login not extended",
			"The token could not be turned into a long-lived one: %s. It is kept as it is, and works as long as the platform lets it.", trimmed(err.Error())))
	}
	return exchanged(record, fresh), diags
}
