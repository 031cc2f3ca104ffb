package engine

import (
	"slices"

	"github.com/roictl/roictl/config"
)

// basis is what a formula rests on, below all computed metrics.
type basis struct {
	metrics   []*metric   // source metrics, in order of appearance
	campaigns []*campaign // whose figures it uses
	maturity  int         // days until the slowest measure is final
	micro     bool        // counts a micro action somewhere
	macro     bool        // counts a macro action, or what it brought, somewhere
}

// faulty says whether any of the metrics has a mistake, which was reported: units
// may be known all the same, and what else is wrong with them is worth saying.
func (s basis) faulty() bool {
	return slices.ContainsFunc(s.metrics, func(m *metric) bool { return m.progress != bound })
}

// sources are the connectors behind a basis, in order of appearance.
func (s basis) sources() []config.Address {
	var all []config.Address
	seen := make(map[config.Address]bool)
	for _, m := range s.metrics {
		if source := m.decl.Source; !seen[source] {
			seen[source] = true
			all = append(all, source)
		}
	}
	return all
}

// basisOf joins what the references of formulas rest on. Everything below them
// has been bound.
func (b *Bound) basisOf(formulas ...*config.Formula) basis {
	var references []*config.Reference
	for _, f := range formulas {
		references = append(references, f.References()...)
	}
	if len(references) == 1 {
		return b.basisOfReference(references[0]) // shared, since nobody changes one
	}
	var all basis
	metrics, campaigns := make(map[*metric]bool), make(map[*campaign]bool)
	visited := make(map[config.Reference]bool)
	for _, reference := range references {
		key := config.Reference{Address: reference.Address, Attribute: reference.Attribute}
		if visited[key] {
			continue
		}
		visited[key] = true
		part := b.basisOfReference(reference)
		for _, m := range part.metrics {
			if !metrics[m] {
				metrics[m] = true
				all.metrics = append(all.metrics, m)
			}
		}
		for _, c := range part.campaigns {
			if !campaigns[c] {
				campaigns[c] = true
				all.campaigns = append(all.campaigns, c)
			}
		}
		all.maturity = max(all.maturity, part.maturity)
		all.micro, all.macro = all.micro || part.micro, all.macro || part.macro
	}
	return all
}

func (b *Bound) basisOfReference(n *config.Reference) basis {
	if n.Address.Kind != config.KindCampaign {
		if m, ok := b.metrics[n.Address]; ok {
			return m.shape.basis
		}
		return basis{}
	}
	c, ok := b.campaigns[n.Address]
	if !ok {
		return basis{}
	}
	part := c.basis
	part.campaigns = []*campaign{c}
	// A cost says nothing of what was achieved; every other figure does.
	part.micro, part.macro = false, n.Attribute != "cost" && n.Attribute != "media_cost"
	return part
}
