package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
	"github.com/roictl/roictl/internal/host"
)

// access is a configuration with what logs its connectors in: what login, logout
// and whoami work on. Close its host.
type access struct {
	config *config.Config
	host   *host.Host
	keeper *credentials.Keeper
}

// access loads the configuration. Unlike a check, these commands need it to be
// right: they act on what it says.
func (s *session) access(ctx context.Context, v variableFlags) (*access, error) {
	cfg, diags := s.load(ctx, v)
	if diags.HasErrors() {
		return nil, withSource{diags, cfg.Files}
	}
	h, err := s.newHost()
	if err != nil {
		return nil, err
	}
	keeper, err := s.keeper(cfg.Directory, h)
	if err != nil {
		closeHost(ctx, h, &err)
		return nil, err
	}
	return &access{cfg, h, keeper}, nil
}

// fault is diagnostics as an error, with the lines that they are about.
func (a *access) fault(diags hcl.Diagnostics) error { return withSource{diags, a.config.Files} }

// describe asks the connector of a block what it is.
func (a *access) describe(ctx context.Context, decl *config.Connector) (connector.Description, error) {
	return describe(ctx, a.host, decl.Address.Type)
}

// chosen are the blocks that a word names.
type chosen struct {
	blocks []*config.Connector
	// all says that the word names a block with for_each, so that these are all of
	// its instances.
	all bool
}

// choose finds the blocks that a word names: ga4.shop, connector.ga4.shop, ga4
// where there is one of that type, facebook.accounts for all instances of a block
// with for_each, facebook.accounts["fr"] for one of them. Without a word it is all
// blocks there are.
func (a *access) choose(word string) (chosen, error) {
	word = strings.TrimPrefix(word, string(config.KindConnector)+".")
	var (
		c     chosen
		names []string
		types = make(map[string][]string) // names of the blocks by type
	)
	for _, decl := range a.config.Connectors {
		address := decl.Address
		block := address.Type + "." + address.Name
		name := strings.TrimPrefix(address.String(), string(config.KindConnector)+".")
		names = append(names, name)
		if known := types[address.Type]; len(known) == 0 || known[len(known)-1] != block {
			types[address.Type] = append(known, block)
		}
		unquoted := strings.NewReplacer(`["`, "[", `"]`, "]").Replace(name) // as a shell leaves it
		switch word {
		case "", name, unquoted, block, address.Type:
			c.blocks = append(c.blocks, decl)
			c.all = address.Key.Set && word != name && word != unquoted
		}
	}
	switch {
	case len(names) == 0:
		return chosen{}, mistake("No connector", "The configuration declares no connector block, so there is nothing to log in to.")
	case len(c.blocks) == 0:
		return chosen{}, mistake("Unknown connector block", "The configuration declares no %s.%s It declares: %s.", word,
			didYouMean(word, names, func(name string) string { return name }), strings.Join(names, ", "))
	case len(types[word]) > 1:
		return chosen{}, mistake("Several connector blocks", "There is more than one connector block of type %s. Name one: %s.", word, strings.Join(types[word], ", "))
	}
	return c, nil
}

// whose names the block that a login is for, or all instances of it.
func whose(shared bool, decl *config.Connector) string {
	if !shared {
		return decl.Address.String()
	}
	address := decl.Address
	address.Key = config.Key{}
	return fmt.Sprintf("all instances of %s", address)
}
