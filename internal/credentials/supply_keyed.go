package credentials

import (
	"context"
	"os"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/oauth2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/google"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// keyed is who proves who it is with a key of Google's: a service account, or
// application default credentials. Its tokens are not stored, since another one is
// there for the asking.
type keyed struct {
	keeper   *Keeper
	account  account
	scheme   connector.AuthScheme
	key      google.Key      // of a service account
	standard *google.Default // application default credentials; nil for a key
}

// key reads the key of the service account that the auth block names.
func (k *Keeper) key(a account, scheme connector.AuthScheme) (google.Key, hcl.Diagnostics) {
	auth := a.auth()
	var confirmed []string
	for _, address := range []string{auth.TokenURL, scheme.TokenURL} {
		if address != "" {
			confirmed = append(confirmed, address)
		}
	}
	path := k.path(auth.KeyFile)
	key, err := google.ReadKey(path, confirmed...)
	if err != nil {
		return google.Key{}, hcl.Diagnostics{a.unusableFile("key_file", err)}
	}
	if info, err := os.Stat(path); err == nil && vault.TooOpen(info) {
		return key, hcl.Diagnostics{a.exposed(path, a.at("key_file"))}
	}
	return key, nil
}

func (s *keyed) obtain(ctx context.Context, _ string) (connector.Credential, hcl.Diagnostics) {
	scopes := s.account.scopes(s.scheme)
	ask := func(ctx context.Context) (*oauth2.Token, error) { return s.key.Token(ctx, scopes) }
	if s.standard != nil {
		ask = func(ctx context.Context) (*oauth2.Token, error) { return s.standard.Token(ctx, scopes) }
	}
	grant, err := s.keeper.endpoint.Assert(ctx, ask)
	if err != nil {
		return connector.Credential{}, hcl.Diagnostics{s.trouble(err)}
	}
	var expiresAt int64
	if !grant.ExpiresAt.IsZero() {
		expiresAt = grant.ExpiresAt.Unix()
	}
	c, diags := s.keeper.credential(s.account, s.scheme, grant.AccessToken, expiresAt)
	if s.standard != nil && s.standard.QuotaProject != "" {
		if c.Extra == nil {
			c.Extra = make(map[string]string)
		}
		c.Extra[connector.ExtraQuotaProject] = s.standard.QuotaProject
	}
	return c, diags
}

func (s *keyed) describe(_ context.Context, status *Status) {
	o := origin{Kind: OriginKeyFile, Name: s.keeper.path(s.account.auth().KeyFile)}
	status.Holder = s.key.Email
	if s.standard != nil {
		o = origin{Kind: OriginDefault, Name: s.standard.Path}
		status.Holder = s.standard.Email
	}
	status.Origin, status.OriginName, status.From = o.Kind, o.Name, o.String()
	status.Scopes = s.account.scopes(s.scheme)
	status.Renews = true
}
