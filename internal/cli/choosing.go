package cli

import (
	"slices"
	"strings"

	"github.com/roictl/roictl/config"
)

// chosen are the connector blocks that a word names.
type chosen struct {
	blocks []*config.Connector
	names  []string // of the blocks, without instance keys, each once
	// all says that the word names a block with for_each, so that these are all of
	// its instances.
	all bool
}

// chooseConnectors finds the blocks that a word names: ga4.shop,
// connector.ga4.shop, ga4 for all of that type, facebook.accounts for all instances
// of a block with for_each, facebook.accounts["fr"] for one of them. Without a word
// it is all blocks there are.
func chooseConnectors(cfg *config.Config, word string) (chosen, error) {
	const prefix = string(config.KindConnector) + "."
	word = strings.TrimPrefix(word, prefix)
	var (
		c     chosen
		names []string
	)
	for _, decl := range cfg.Connectors {
		address := decl.Address
		block := address.Type + "." + address.Name
		name := strings.TrimPrefix(address.String(), prefix)
		names = append(names, name)
		unquoted := strings.NewReplacer(`["`, "[", `"]`, "]").Replace(name) // as a shell leaves it
		switch word {
		case "", name, unquoted, block, address.Type:
			c.blocks = append(c.blocks, decl)
			c.all = address.Key.Set && word != name && word != unquoted
			if !slices.Contains(c.names, block) {
				c.names = append(c.names, block)
			}
		}
	}
	switch {
	case len(names) == 0:
		return chosen{}, mistake("No connector", "The configuration declares no connector block.")
	case len(c.blocks) == 0:
		return chosen{}, mistake("Unknown connector block", "The configuration declares no %s.%s It declares: %s.", word,
			didYouMean(word, names, func(name string) string { return name }), strings.Join(names, ", "))
	}
	return c, nil
}
