package credentials

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials/vault"
)

// account is a connector block that logs in, with what its connector says.
type account struct {
	decl        *config.Connector
	description connector.Description
}

// place is where the user says how it logs in.
func (a account) place() *hcl.Range {
	if a.decl.Auth != nil {
		return a.decl.Auth.Range.Ptr()
	}
	return a.decl.Range.Ptr()
}

// at is where an argument of the auth block stands.
func (a account) at(argument string) *hcl.Range {
	if a.decl.Auth != nil {
		return a.decl.Auth.Place(argument).Ptr()
	}
	return a.decl.Range.Ptr()
}

// auth is the auth block, or an empty one.
func (a account) auth() *config.Auth {
	if a.decl.Auth != nil {
		return a.decl.Auth
	}
	return &config.Auth{}
}

// word is how the account is named on a command line.
func (a account) word() string { return Word(a.decl.Address) }

// Word returns the operand that names a connector block in login, logout and
// whoami: ga4.shop. One with an instance key is put in quotes, as shells need it.
func Word(address config.Address) string {
	word := strings.TrimPrefix(address.String(), string(config.KindConnector)+".")
	if address.Key.Set {
		return "'" + word + "'"
	}
	return word
}

// keys are the names under which a login may be kept: the instance's own, then the
// block's, which is that of all its instances.
func (a account) keys(directory string) []vault.Key {
	address := a.decl.Address
	keys := []vault.Key{{Directory: directory, Address: address.String()}}
	if address.Key.Set {
		address.Key = config.Key{}
		keys = append(keys, vault.Key{Directory: directory, Address: address.String()})
	}
	return keys
}

// scheme returns the connector's auth scheme of a name.
func (a account) scheme(name string) (connector.AuthScheme, bool) {
	for _, scheme := range a.description.AuthSchemes {
		if scheme.Name == name {
			return scheme, true
		}
	}
	return connector.AuthScheme{}, false
}

// path returns the absolute form of a path in the auth block.
func (k *Keeper) path(written string) string {
	if rest, ok := strings.CutPrefix(filepath.ToSlash(written), "~/"); ok && k.options.Home != "" {
		return filepath.Join(k.options.Home, filepath.FromSlash(rest))
	}
	if filepath.IsAbs(written) {
		return filepath.Clean(written)
	}
	return filepath.Join(k.options.Directory, written)
}

// quoteAll writes names for the middle of a sentence: "a", "b" and "c".
func quoteAll(names []string, conjunction string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("%q", name)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " " + conjunction + " " + quoted[last]
}
