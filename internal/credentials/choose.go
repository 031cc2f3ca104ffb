package credentials

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/google"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// supply gives credentials in one way.
type supply interface {
	// obtain returns a credential other than the refused token; that is empty at
	// first.
	obtain(ctx context.Context, refused string) (connector.Credential, hcl.Diagnostics)
	// describe tells what there is, without the network.
	describe(ctx context.Context, s *Status)
}

// way is how an account logs in.
type way struct {
	scheme connector.AuthScheme
	supply supply
}

// choose decides how an account logs in: by a token of the environment; else as
// its auth block says; else by the first of the connector's schemes for which
// there is something at hand.
func (k *Keeper) choose(ctx context.Context, a account) (way, hcl.Diagnostics) {
	if diags := k.Check(a.decl, a.description); diags.HasErrors() {
		return way{}, diags
	}
	if token, variable := k.lookup(tokenPrefix, a.decl.Address); token != "" {
		scheme := a.bearerScheme()
		if d := a.tornToken(token, "The variable "+variable); d != nil {
			return way{}, hcl.Diagnostics{d}
		}
		return way{scheme, &fixed{k, a, scheme, token, origin{Kind: OriginEnvironment, Name: variable}}}, nil
	}
	if a.decl.Auth != nil {
		scheme, _ := a.scheme(a.decl.Auth.Scheme) // it was checked
		return k.declared(ctx, a, scheme)
	}
	return k.atHand(ctx, a)
}

// bearerScheme is what a token from the environment counts as: the scheme that the
// block names, else one for such tokens, else the first.
func (a account) bearerScheme() connector.AuthScheme {
	if scheme, known := a.scheme(a.auth().Scheme); known {
		return scheme
	}
	for _, scheme := range a.description.AuthSchemes {
		if scheme.Kind == connector.AuthStaticToken {
			return scheme
		}
	}
	return a.description.AuthSchemes[0]
}

// declared returns the way that the auth block names.
func (k *Keeper) declared(ctx context.Context, a account, scheme connector.AuthScheme) (way, hcl.Diagnostics) {
	switch scheme.Kind {
	case connector.AuthServiceAccount:
		key, diags := k.key(a, scheme)
		return way{scheme, &keyed{keeper: k, account: a, scheme: scheme, key: key}}, diags
	case connector.AuthApplicationDefault:
		found, err := google.FindDefault(k.options.Env, k.options.Home)
		switch {
		case err == nil:
			return way{scheme, &keyed{keeper: k, account: a, scheme: scheme, standard: &found}}, nil
		case !errors.Is(err, google.ErrNoDefault):
			return way{}, hcl.Diagnostics{a.unusableFile("", err)}
		case google.OnGoogleCloud(ctx):
			return way{scheme, &keyed{keeper: k, account: a, scheme: scheme, standard: &google.Default{}}}, nil
		}
		return way{}, hcl.Diagnostics{a.noDefault(scheme)}
	case connector.AuthStaticToken:
		if token := a.auth().Token.Reveal(); token != "" {
			if d := a.tornToken(token, "The argument \"token\""); d != nil {
				return way{}, hcl.Diagnostics{d}
			}
			return way{scheme, &fixed{k, a, scheme, token, origin{Kind: OriginConfiguration}}}, nil
		}
	case connector.AuthOAuth2Code:
	default:
		return way{}, hcl.Diagnostics{a.unknownKind(scheme)}
	}
	login, err := k.find(ctx, a)
	switch {
	case errors.Is(err, vault.ErrNone):
		return way{}, hcl.Diagnostics{k.notLoggedIn(a, &scheme)}
	case err != nil:
		return way{}, hcl.Diagnostics{a.storeTrouble(err)}
	case login.record.Scheme != scheme.Name:
		return way{}, hcl.Diagnostics{a.otherScheme(login.record.Scheme, scheme)}
	}
	return way{scheme, &stored{keeper: k, account: a, scheme: scheme, login: login}}, nil
}

// atHand returns the first way, in the connector's order, for which there is
// something.
func (k *Keeper) atHand(ctx context.Context, a account) (way, hcl.Diagnostics) {
	login, err := k.find(ctx, a)
	if err != nil && !errors.Is(err, vault.ErrNone) {
		return way{}, hcl.Diagnostics{a.storeTrouble(err)}
	}
	for _, scheme := range a.description.AuthSchemes {
		switch scheme.Kind {
		case connector.AuthApplicationDefault:
			found, err := google.FindDefault(k.options.Env, k.options.Home)
			switch {
			case err == nil:
				return way{scheme, &keyed{keeper: k, account: a, scheme: scheme, standard: &found}}, nil
			case !errors.Is(err, google.ErrNoDefault):
				return way{}, hcl.Diagnostics{a.unusableFile("", err)}
			}
		default:
			if login != nil && login.record.Scheme == scheme.Name {
				return way{scheme, &stored{keeper: k, account: a, scheme: scheme, login: login}}, nil
			}
		}
	}
	return way{}, hcl.Diagnostics{k.notLoggedIn(a, nil)}
}

// login is a stored record and where it is kept.
type login struct {
	key    vault.Key
	record vault.Record
	place  vault.Place
}

// find looks for the stored login of an account: its own, else that of its block.
func (k *Keeper) find(ctx context.Context, a account) (*login, error) {
	for _, key := range a.keys(k.options.Directory) {
		record, place, err := k.options.Vault.Load(ctx, key)
		switch {
		case err == nil:
			return &login{key, record, place}, nil
		case !errors.Is(err, vault.ErrNone):
			return nil, err
		}
	}
	return nil, vault.ErrNone
}

// Kinds of places that credentials come from.
const (
	OriginEnvironment   = "environment"
	OriginConfiguration = "configuration"
	OriginKeyring       = "keyring"
	OriginFile          = "file"
	OriginKeyFile       = "key_file"
	OriginDefault       = "application_default"
)

// origin is where a credential comes from.
type origin struct {
	Kind string // one of the kinds above
	Name string // the variable or the path; "" where the kind says it all
}

// String names the origin in a sentence.
func (o origin) String() string {
	switch o.Kind {
	case OriginEnvironment:
		return "the environment variable " + o.Name
	case OriginConfiguration:
		return "the configuration"
	case OriginKeyring:
		return "the keyring of this system"
	case OriginFile:
		return "the encrypted file " + o.Name
	case OriginKeyFile:
		return "the key file " + o.Name
	case OriginDefault:
		if o.Name == "" {
			return "the metadata server of Google's cloud"
		}
		return "application default credentials in " + o.Name
	default:
		return fmt.Sprintf("%s %s", o.Kind, o.Name)
	}
}

func originOf(place vault.Place) origin {
	if place.Keyring {
		return origin{Kind: OriginKeyring}
	}
	return origin{Kind: OriginFile, Name: place.File}
}
