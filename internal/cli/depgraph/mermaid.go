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
	config.KindCost:      {"[", "]"},   // box
	config.KindReturn:    {"[", "]"},
	config.KindBenefit:   {"[", "]"},
	config.KindGoal:      {"{{", "}}"}, // hexagon
	config.KindKPI:       {"(", ")"},   // box with round corners
}

// Mermaid writes a graph as a Mermaid flowchart, which code hosts draw inside
// Markdown.
func Mermaid(w io.Writer, g *config.Graph) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "flowchart LR")
	names := make(map[config.Address]string, len(g.Nodes))
	for i, node := range g.Nodes {
		names[node.Address] = fmt.Sprintf("n%d", i+1)
		outline := outlines[node.Address.Kind]
		fmt.Fprintf(out, "  %s%s%s%s\n", names[node.Address], outline[0], mermaidString(node.Address.String()), outline[1])
	}
	for _, a := range arrows(g) {
		if a.label != "" {
			fmt.Fprintf(out, "  %s -- %s --> %s\n", names[a.from], mermaidString(a.label), names[a.to])
		} else {
			fmt.Fprintf(out, "  %s --> %s\n", names[a.from], names[a.to])
		}
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
