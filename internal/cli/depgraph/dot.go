package depgraph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/roictl/roictl/config"
)

// shapes are Graphviz' names for the outline of each kind of block.
var shapes = map[config.Kind]string{
	config.KindConnector: "cylinder",
	config.KindTracking:  "tag",
	config.KindFX:        "note",
	config.KindMetric:    "ellipse",
	config.KindCampaign:  "folder",
	config.KindGoal:      "house",
	config.KindKPI:       "box",
}

// DOT writes the graph in the language of Graphviz.
func (g Graph) DOT(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "digraph roictl {\n  rankdir = \"LR\"\n  node [fontname = \"sans-serif\"]\n\n")
	for _, node := range g.Nodes {
		fmt.Fprintf(out, "  %s [shape = %s]\n", dotString(node.String()), shapes[node.Kind])
	}
	if len(g.Edges) > 0 {
		fmt.Fprintln(out)
	}
	for _, edge := range g.Edges {
		fmt.Fprintf(out, "  %s -> %s\n", dotString(edge.From.String()), dotString(edge.To.String()))
	}
	fmt.Fprintln(out, "}")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write graph: %w", err)
	}
	return nil
}

// dotString quotes a text for DOT. In a label a backslash opens an escape, so
// that it has to be doubled to stand for itself.
func dotString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
