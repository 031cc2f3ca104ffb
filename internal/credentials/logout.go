package credentials

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/endpoint"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// Farewell is what logging out did.
type Farewell struct {
	Deleted bool // a stored login is gone from this machine
	Revoked bool // the platform was told, and agreed
	// Left is what still logs the block in, such as a variable of the environment;
	// "" when nothing does.
	Left string
}

// Logout ends the stored login of a block: at the platform where it has an endpoint
// for that, and on this machine in any case.
func (k *Keeper) Logout(ctx context.Context, decl *config.Connector, description connector.Description) (Farewell, hcl.Diagnostics) {
	a := account{decl, description}
	farewell, diags := k.forget(ctx, a)
	if len(description.AuthSchemes) > 0 {
		if left := k.Status(ctx, decl, description); left.Present {
			farewell.Left = left.From
		}
	}
	return farewell, diags
}

func (k *Keeper) forget(ctx context.Context, a account) (Farewell, hcl.Diagnostics) {
	found, err := k.find(ctx, a)
	switch {
	case errors.Is(err, vault.ErrNone):
		return Farewell{}, nil
	case err != nil:
		return Farewell{}, hcl.Diagnostics{a.storeTrouble(err)}
	}
	release, err := k.options.Vault.Lock(ctx, found.key)
	if err != nil {
		return Farewell{}, hcl.Diagnostics{a.storeTrouble(err)}
	}
	var (
		farewell Farewell
		diags    hcl.Diagnostics
	)
	if found.record.RevokeURL != "" {
		if err := k.revoke(ctx, a, found.record); err != nil {
			diags = append(diags, a.notRevoked(err))
		} else {
			farewell.Revoked = true
		}
	}
	farewell.Deleted, err = k.options.Vault.Delete(ctx, found.key)
	if err = errors.Join(err, release()); err != nil {
		diags = append(diags, a.storeTrouble(err))
	}
	return farewell, diags
}

// revoke ends the refresh token, which takes the access token along, or the access
// token where that is all there is. It goes where the login came from, whatever the
// configuration says now.
func (k *Keeper) revoke(ctx context.Context, a account, record vault.Record) error {
	app := endpoint.App{ID: record.ClientID, RevokeURL: record.RevokeURL}
	if scheme, known := a.scheme(record.Scheme); known {
		declared, diags := k.app(a, scheme)
		if !diags.HasErrors() && declared.TokenURL == record.TokenURL && declared.ID == record.ClientID {
			app.Secret = declared.Secret
		}
	}
	return k.endpoint.Revoke(ctx, app, either(record.RefreshToken, record.AccessToken))
}

func (a account) notRevoked(err error) *hcl.Diagnostic {
	return a.caution(codeRevoke, a.place(), "Login not revoked",
		"The login of %s is gone from this machine, but the platform could not be told to end it: %s. To end it there too, remove the access in your account's settings.", a.decl.Address, unrevoked(err))
}

// unrevoked is a clause that says why a platform did not end a login.
func unrevoked(err error) string {
	var failure *endpoint.Failure
	switch {
	case !errors.As(err, &failure):
		return trimmed(err.Error())
	case failure.Err != nil:
		return fmt.Sprintf("%s could not be reached (%s)", failure.Host, trimmed(failure.Err.Error()))
	default:
		return fmt.Sprintf("%s answered %q", failure.Host, trimmed(failure.Words()))
	}
}
