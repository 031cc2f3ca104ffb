package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/internal/cli/depgraph"
)

// graphFormats draw a graph, by what --format says.
var graphFormats = map[string]func(io.Writer, *config.Graph) error{
	"dot":     depgraph.DOT,
	"mermaid": depgraph.Mermaid,
}

// graphCommand is `roictl graph`.
func (s *session) graphCommand() *cobra.Command {
	var (
		format    = choice{values: []string{"dot", "mermaid"}, chosen: "dot"}
		variables variableFlags
	)
	cmd := &cobra.Command{
		Use:     "graph",
		Short:   "Draw what depends on what",
		GroupID: groupLook,
		Long: `Writes the graph of all declared blocks: goals and KPIs, campaigns with their costs
and returns, metrics, tracking codes and connectors. An arrow leads from a block to
what it uses. No source is asked.`,
		Example: `  roictl graph | dot -Tsvg > graph.svg
  roictl graph --format mermaid        for Markdown`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the graph was written")},
		Args:        operands(0, 0, ""),
	}
	format.add(cmd, "format", "the language that the graph is written in")
	variables.add(cmd)
	cmd.RunE = s.does(func(ctx context.Context, _ []string) (ExitCode, error) {
		cfg, diags := s.load(ctx, variables)
		s.diagnose(diags, cfg.Files)
		if diags.HasErrors() {
			return ExitFault, nil
		}
		return ExitOK, graphFormats[format.chosen](s.Stdout, cfg.Graph())
	})
	return cmd
}
