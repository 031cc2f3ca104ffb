// Package depgraph draws what depends on what in a configuration.
//
// What comes in: the graph of a resolved configuration. What goes out: the same
// as text, in Graphviz' DOT or in Mermaid. An arrow leads from a block to what it
// uses. This package must not know what is measured, nor who asked.
package depgraph

import "github.com/roictl/roictl/config"

// arrow is one edge as it is drawn: two blocks that use one another in several
// places are joined once for each figure that is used.
type arrow struct {
	from, to config.Address
	label    string
}

// arrows returns the edges of a graph without repetitions, in order.
func arrows(g *config.Graph) []arrow {
	seen := make(map[arrow]bool)
	var all []arrow
	for _, edge := range g.Edges {
		a := arrow{from: edge.From, to: edge.To, label: edge.Attribute}
		if !seen[a] {
			seen[a] = true
			all = append(all, a)
		}
	}
	return all
}
