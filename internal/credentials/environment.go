package credentials

import (
	"strings"

	"github.com/roictl/roictl/config"
)

// What the environment may give for a connector block, by the first part of the
// variable's name. The type follows, then the block's name and its instance key,
// of which the last parts may be left out.
const (
	tokenPrefix  = "ROICTL_TOKEN_"
	clientPrefix = "ROICTL_CLIENT_ID_"
	secretPrefix = "ROICTL_CLIENT_SECRET_"
)

// variables are the names that a value may have in the environment, the most
// specific first: ROICTL_TOKEN_FACEBOOK_ACCOUNTS_FR, ROICTL_TOKEN_FACEBOOK_ACCOUNTS,
// ROICTL_TOKEN_FACEBOOK.
func variables(prefix string, address config.Address) []string {
	parts := []string{address.Type, address.Name}
	if address.Key.Set {
		parts = append(parts, address.Key.Value)
	}
	var names []string
	for n := len(parts); n > 0; n-- {
		names = append(names, prefix+shouted(strings.Join(parts[:n], "_")))
	}
	return names
}

// shouted writes a name as those of variables are written.
func shouted(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r - 'a' + 'A'
		case 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
			return r
		default:
			return '_'
		}
	}, name)
}

// lookup returns the value for a block and the variable that has it. An empty
// variable counts as none: schedulers set it so where a secret is missing.
func (k *Keeper) lookup(prefix string, address config.Address) (value, name string) {
	for _, name := range variables(prefix, address) {
		if value, set := k.options.Env(name); set && strings.TrimSpace(value) != "" {
			return strings.TrimSpace(value), name
		}
	}
	return "", ""
}

// emptyVariable returns a variable for a block that is set to nothing, which may
// be what went wrong; "" when there is none.
func (k *Keeper) emptyVariable(prefix string, address config.Address) string {
	for _, name := range variables(prefix, address) {
		if value, set := k.options.Env(name); set && strings.TrimSpace(value) == "" {
			return name
		}
	}
	return ""
}
