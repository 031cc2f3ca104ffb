package credentials

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/endpoint"
	"github.com/roictl/roictl/internal/credentials/vault"
)

const (
	// exchangeMargin is how much life a credential has left when it is exchanged,
	// on platforms without refresh tokens: one that has ended can no longer be.
	exchangeMargin = 7 * 24 * time.Hour
	// longestLogin is the longest that a refresh token is believed to live: LinkedIn
	// counts 365 days from the consent, whatever a later response says.
	longestLogin = 365 * 24 * time.Hour
)

// stored is a login that the vault keeps.
type stored struct {
	keeper  *Keeper
	account account
	scheme  connector.AuthScheme
	login   *login
}

// obtain returns the stored access token while it is good, and renews it in time:
// one process at a time, which looks again once it is its turn.
func (s *stored) obtain(ctx context.Context, refused string) (connector.Credential, hcl.Diagnostics) {
	if s.good(refused) {
		return s.handOut()
	}
	release, err := s.keeper.options.Vault.Lock(ctx, s.login.key)
	if err != nil {
		return connector.Credential{}, hcl.Diagnostics{s.account.storeTrouble(err)}
	}
	credential, diags := s.renew(ctx, refused)
	if err := release(); err != nil {
		diags = append(diags, s.account.storeTrouble(err))
	}
	return credential, diags
}

// good says whether the stored access token may be handed out as it is.
func (s *stored) good(refused string) bool {
	r := s.login.record
	least := margin
	if s.scheme.Exchange {
		least = exchangeMargin
	}
	return r.AccessToken != refused && s.lasts(least)
}

// lasts says whether the access token is good for some time yet.
func (s *stored) lasts(least time.Duration) bool {
	r := s.login.record
	return r.AccessToken != "" && (r.ExpiresAt.IsZero() || r.ExpiresAt.Sub(s.keeper.options.Now()) > least)
}

// renew obtains another access token. The caller has the lock.
func (s *stored) renew(ctx context.Context, refused string) (connector.Credential, hcl.Diagnostics) {
	record, place, err := s.keeper.options.Vault.Load(ctx, s.login.key)
	if err != nil {
		// Somebody may have logged out in the meantime.
		if errors.Is(err, vault.ErrNone) {
			return connector.Credential{}, hcl.Diagnostics{s.keeper.notLoggedIn(s.account, &s.scheme)}
		}
		return connector.Credential{}, hcl.Diagnostics{s.account.storeTrouble(err)}
	}
	s.login.record, s.login.place = record, place
	switch {
	case s.good(refused):
		return s.handOut()
	case s.scheme.Exchange && record.AccessToken != refused && s.lasts(0):
		return s.exchange(ctx)
	case record.RefreshToken != "":
		return s.refresh(ctx)
	case record.AccessToken == refused:
		return connector.Credential{}, hcl.Diagnostics{s.account.loginRefused(s.scheme, "")}
	default:
		return connector.Credential{}, hcl.Diagnostics{s.account.loginEnded(s.scheme, record.ExpiresAt)}
	}
}

// refresh asks the token endpoint (RFC 6749, section 6). What it gives is stored
// before anybody uses it: the old refresh token may be good no longer.
func (s *stored) refresh(ctx context.Context) (connector.Credential, hcl.Diagnostics) {
	app, diags := s.keeper.app(s.account, s.scheme)
	if diags.HasErrors() {
		return connector.Credential{}, diags
	}
	if d := s.belongsTo(app); d != nil {
		return connector.Credential{}, append(diags, d)
	}
	grant, err := s.keeper.endpoint.Refresh(ctx, app, s.login.record.RefreshToken)
	if err != nil {
		return connector.Credential{}, append(diags, s.trouble(err))
	}
	s.login.record = s.keeper.renewed(s.login.record, grant)
	if err := s.save(ctx); err != nil {
		return connector.Credential{}, append(diags, s.account.storeTrouble(err))
	}
	credential, found := s.handOut()
	return credential, append(diags, found...)
}

// belongsTo says what is wrong where the configuration names another client or
// another token endpoint than that of the login: a refresh token goes to nobody
// but who issued it.
func (s *stored) belongsTo(app endpoint.App) *hcl.Diagnostic {
	r := s.login.record
	switch {
	case app.ID == "":
		return s.account.noClient(s.scheme)
	case r.TokenURL != app.TokenURL:
		return s.account.otherClient("token endpoint")
	case r.ClientID != "" && r.ClientID != app.ID:
		return s.account.otherClient("OAuth client")
	}
	return nil
}

// renewed is the record after a grant.
func (k *Keeper) renewed(record vault.Record, grant endpoint.Grant) vault.Record {
	record.AccessToken, record.ExpiresAt = grant.AccessToken, grant.ExpiresAt
	if grant.RefreshToken != "" {
		record.RefreshToken = grant.RefreshToken
	}
	if end := grant.RefreshExpiresAt; !end.IsZero() {
		if last := record.ConsentedAt.Add(longestLogin); end.After(last) {
			end = last
		}
		record.RefreshExpiresAt = end
	}
	if grant.Scopes != nil {
		record.Scopes = grant.Scopes
	}
	return record
}

// exchange has the connector renew a token in the platform's own way. While the
// old one is good, a failure is no more than a warning.
func (s *stored) exchange(ctx context.Context) (connector.Credential, hcl.Diagnostics) {
	old, diags := s.handOut()
	if diags.HasErrors() {
		return connector.Credential{}, diags
	}
	fresh, err := s.keeper.exchange(ctx, s.account, old)
	if err != nil {
		return old, append(diags, s.account.notExtended(err, s.login.record.ExpiresAt))
	}
	s.login.record = exchanged(s.login.record, fresh)
	if err := s.save(ctx); err != nil {
		return connector.Credential{}, append(diags, s.account.storeTrouble(err))
	}
	credential, found := s.handOut()
	return credential, append(diags, found...)
}

// exchanged is the record after the connector renewed the token.
func exchanged(record vault.Record, fresh connector.Credential) vault.Record {
	record.AccessToken, record.ExpiresAt = fresh.AccessToken, time.Time{}
	if fresh.ExpiresAt != 0 {
		record.ExpiresAt = time.Unix(fresh.ExpiresAt, 0).UTC()
	}
	return record
}

// exchange asks the connector.
func (k *Keeper) exchange(ctx context.Context, a account, old connector.Credential) (connector.Credential, error) {
	fresh, diags, err := k.options.Exchange(ctx, a.decl.Address.Type, old)
	switch {
	case err != nil:
		return connector.Credential{}, err
	case diags.HasErrors():
		return connector.Credential{}, diags
	case fresh.AccessToken == "":
		return connector.Credential{}, errors.New("the connector gave no token")
	}
	return fresh, nil
}

func (s *stored) save(ctx context.Context) (err error) {
	s.login.place, err = s.keeper.options.Vault.Save(ctx, s.login.key, s.login.record)
	return err
}

// handOut is what the connector gets, with what there is to warn of.
func (s *stored) handOut() (connector.Credential, hcl.Diagnostics) {
	r := s.login.record
	var expiresAt int64
	if !r.ExpiresAt.IsZero() {
		expiresAt = r.ExpiresAt.Unix()
	}
	credential, diags := s.keeper.credential(s.account, s.scheme, r.AccessToken, expiresAt)
	return credential, append(diags, s.warnings()...)
}

// warnings are what the user should know of a login that works.
func (s *stored) warnings() hcl.Diagnostics {
	var diags hcl.Diagnostics
	if lacking := lacking(s.account.scopes(s.scheme), s.login.record.Scopes); len(lacking) > 0 {
		diags = append(diags, s.account.lacksScopes(lacking))
	}
	if d := s.ending(); d != nil {
		diags = append(diags, d)
	}
	if !s.login.place.Keyring {
		for _, path := range s.keeper.options.Vault.Exposed() {
			diags = append(diags, s.account.exposed(path, s.account.place()))
		}
	}
	return diags
}

// lacking returns the scopes that are wanted and were not granted. Where nothing
// is known of what was granted, nothing is missed.
func lacking(wanted, granted []string) []string {
	if len(granted) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(wanted), func(scope string) bool { return slices.Contains(granted, scope) })
}

// soon is how long before its end a login is warned of.
const soon = 14 * 24 * time.Hour

// end is when somebody has to log in again; zero when that is not known.
func (s *stored) end() time.Time {
	r := s.login.record
	if r.RefreshToken != "" {
		return r.RefreshExpiresAt
	}
	return r.ExpiresAt
}

// ending warns of a login that ends soon, unless it is extended by itself.
func (s *stored) ending() *hcl.Diagnostic {
	end := s.end()
	if end.IsZero() || s.scheme.Exchange || end.Sub(s.keeper.options.Now()) > soon {
		return nil
	}
	return s.account.endsSoon(s.scheme, end)
}

func (s *stored) describe(_ context.Context, status *Status) {
	r := s.login.record
	o := originOf(s.login.place)
	status.Origin, status.OriginName, status.From = o.Kind, o.Name, o.String()
	status.Scopes = r.Scopes
	status.ExpiresAt, status.RefreshExpiresAt = r.ExpiresAt, r.RefreshExpiresAt
	status.Renews = r.RefreshToken != "" || s.scheme.Exchange
	status.Diagnostics = append(status.Diagnostics, s.warnings()...)
	if !status.Renews && !s.lasts(0) || s.scheme.Exchange && !s.lasts(0) {
		status.Present = false
		status.Diagnostics = append(status.Diagnostics, s.account.loginEnded(s.scheme, r.ExpiresAt))
	}
}
