package credentials

import (
	"context"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
)

// Status is what there is to tell about the credential of one connector block,
// without the credential.
type Status struct {
	Address config.Address
	// Needed says whether the connector logs in at all.
	Needed bool
	// Present says whether there is a credential that may work.
	Present bool
	Scheme  string             // name of the auth scheme; "" when there is none
	Kind    connector.AuthKind // of the scheme
	// Origin is where the credential comes from, one of the Origin constants;
	// OriginName the variable or path that goes with it, From both in words.
	Origin, OriginName, From string
	// Holder is whose it is, where that is known: the e-mail of a service account.
	Holder string
	Scopes []string // granted, or asked for with each token
	// ExpiresAt is the end of the access token, RefreshExpiresAt that of what renews
	// it; zero when not known or without end.
	ExpiresAt, RefreshExpiresAt time.Time
	// Renews says whether roictl renews the access token by itself.
	Renews bool
	// Diagnostics are what is wrong with it, or will be soon.
	Diagnostics hcl.Diagnostics
}

// Status tells about the credential of a block. It asks nobody but the files, the
// keyring and the environment of this machine.
func (k *Keeper) Status(ctx context.Context, decl *config.Connector, description connector.Description) Status {
	a := account{decl, description}
	s := Status{Address: decl.Address, Needed: len(description.AuthSchemes) > 0}
	if !s.Needed {
		s.Diagnostics = k.Check(decl, description)
		return s
	}
	way, diags := k.choose(ctx, a)
	s.Diagnostics = diags
	s.Scheme, s.Kind = way.scheme.Name, way.scheme.Kind
	if diags.HasErrors() {
		return s
	}
	s.Present = true
	way.supply.describe(ctx, &s)
	return s
}
