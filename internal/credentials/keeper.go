package credentials

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/endpoint"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// Options are what a Keeper needs of the world.
type Options struct {
	// Directory is the absolute path of the configuration's directory. Relative
	// paths of keys start there, and logins belong to it.
	Directory string
	// Home is what ~ stands for in paths; "" when there is none.
	Home string
	// Env looks up a variable of the environment.
	Env func(name string) (string, bool)
	// Vault keeps logins.
	Vault *vault.Vault
	// Transport asks token endpoints; nil means the system's.
	Transport http.RoundTripper
	// Exchange asks a type of connector to renew a credential in its own way.
	Exchange func(ctx context.Context, connectorType string, old connector.Credential) (connector.Credential, connector.Diagnostics, error)
	// Now and After are the clock.
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
}

// Keeper gives credentials to those who ask sources. It may be used by several
// goroutines at once, and by several processes beside one another.
type Keeper struct {
	options  Options
	endpoint *endpoint.Client

	mu    sync.Mutex
	slots map[config.Address]*slot
}

// New returns a keeper. It reads nothing before it is asked.
func New(options Options) *Keeper {
	return &Keeper{
		options:  options,
		endpoint: &endpoint.Client{Transport: options.Transport, Now: options.Now, After: options.After},
		slots:    make(map[config.Address]*slot),
	}
}

// slot remembers the credential of one connector block, and lets one caller at a
// time obtain another.
type slot struct {
	turn       chan struct{} // holds one element while nobody has the slot
	credential connector.Credential
	warned     bool // what there is to warn of was said
}

func (k *Keeper) slot(address config.Address) *slot {
	k.mu.Lock()
	defer k.mu.Unlock()
	s := k.slots[address]
	if s == nil {
		s = &slot{turn: make(chan struct{}, 1)}
		s.turn <- struct{}{}
		k.slots[address] = s
	}
	return s
}

// margin is how long a credential has to be good for when it is handed out: longer
// than a request, with its retries, takes.
const margin = 5 * time.Minute

// Credential returns a credential that is good for some minutes at least, or
// diagnostics that say why there is none. It remembers what it obtained.
func (k *Keeper) Credential(ctx context.Context, decl *config.Connector, description connector.Description) (connector.Credential, hcl.Diagnostics) {
	return k.obtain(ctx, account{decl, description}, "")
}

// Renew returns a credential other than the one that a platform refused, or
// diagnostics. However many were refused with the same one, it is renewed once.
func (k *Keeper) Renew(ctx context.Context, decl *config.Connector, description connector.Description, refused connector.Credential) (connector.Credential, hcl.Diagnostics) {
	return k.obtain(ctx, account{decl, description}, refused.AccessToken)
}

func (k *Keeper) obtain(ctx context.Context, a account, refused string) (connector.Credential, hcl.Diagnostics) {
	s := k.slot(a.decl.Address)
	select {
	case <-s.turn:
	case <-ctx.Done():
		return connector.Credential{}, hcl.Diagnostics{a.interrupted()}
	}
	defer func() { s.turn <- struct{}{} }()
	if s.credential.AccessToken != refused && k.lasts(s.credential, margin) {
		return s.credential, nil
	}
	way, diags := k.choose(ctx, a)
	if diags.HasErrors() {
		return connector.Credential{}, diags
	}
	credential, found := way.supply.obtain(ctx, refused)
	if diags = append(diags, found...); diags.HasErrors() {
		return connector.Credential{}, diags
	}
	s.credential = credential
	if s.warned {
		return credential, nil
	}
	s.warned = true
	return credential, diags
}

// lasts says whether there is a credential and it is good for some time yet.
func (k *Keeper) lasts(credential connector.Credential, least time.Duration) bool {
	return credential.AccessToken != "" && (credential.ExpiresAt == 0 || time.Unix(credential.ExpiresAt, 0).Sub(k.options.Now()) > least)
}
