package depgraph

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/roictl/roictl/config"
)

// outlines are the brackets that draw the outline of each kind of block.
var outlines = map[config.Kind][2]string{
	config.KindConnector: {"[(", ")]"}, // cylinder
	config.KindTracking:  {">", "]"},   // flag
	config.KindFX:        {"[/", "/]"}, // parallelogram
	config.KindMetric:    {"([", "])"}, // stadium
	config.KindCampaign:  {"[[", "]]"}, // double border
	config.KindGoal:      {"{{", "}}"}, // hexagon
	config.KindKPI:       {"[", "]"},   // box
}

// Mermaid writes the graph as a Mermaid flowchart, which code hosts draw inside
// Markdown.
func (g Graph) Mermaid(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "flowchart LR")
	names := make(map[config.Address]string, len(g.Nodes))
	for i, node := range g.Nodes {
		names[node] = fmt.Sprintf("n%d", i+1)
		outline := outlines[node.Kind]
		fmt.Fprintf(out, "  %s%s%s%s\n", names[node], outline[0], mermaidString(node.String()), outline[1])
	}
	for _, edge := range g.Edges {
		fmt.Fprintf(out, "  %s --> %s\n", names[edge.From], names[edge.To])
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write graph: %w", err)
	}
	return nil
}

// mermaidString quotes a text for Mermaid, which knows no backslash but the
// entities of HTML, written with # for &.
func mermaidString(s string) string {
	return `"` + strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", " ").Replace(s) + `"`
}
