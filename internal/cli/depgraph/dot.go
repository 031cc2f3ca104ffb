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
	config.KindCost:      "plain",
	config.KindReturn:    "plain",
	config.KindBenefit:   "plain",
	config.KindGoal:      "house",
	config.KindKPI:       "box",
}

// DOT writes a graph in the language of Graphviz.
func DOT(w io.Writer, g *config.Graph) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "digraph roictl {\n  rankdir = \"LR\"\n  node [fontname = \"sans-serif\"]\n\n")
	for _, node := range g.Nodes {
		fmt.Fprintf(out, "  %s [shape = %s]\n", dotString(node.Address.String()), shapes[node.Address.Kind])
	}
	if len(g.Edges) > 0 {
		fmt.Fprintln(out)
	}
	for _, a := range arrows(g) {
		fmt.Fprintf(out, "  %s -> %s", dotString(a.from.String()), dotString(a.to.String()))
		if a.label != "" {
			fmt.Fprintf(out, " [label = %s]", dotString(a.label))
		}
		fmt.Fprintln(out)
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
