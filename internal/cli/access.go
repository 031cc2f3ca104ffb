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

// choose finds the block that a word names, or all instances of it; without a word
// it is all blocks there are. A login belongs to one block, so that a type which
// has several does not say enough.
func (a *access) choose(word string) (chosen, error) {
	c, err := chooseConnectors(a.config, word)
	if err != nil {
		return chosen{}, err
	}
	if word != "" && len(c.names) > 1 {
		return chosen{}, mistake("Several connector blocks", "There is more than one connector block of type %s. Name one: %s.", word, strings.Join(c.names, ", "))
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
