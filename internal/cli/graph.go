package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

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
	cmd.RunE = s.does(func(context.Context, []string) (ExitCode, error) {
		cfg, diags := s.load(variables)
		s.diagnose(diags, cfg.Files)
		if diags.HasErrors() {
			return ExitFault, nil
		}
		return ExitOK, graphFormats[format.chosen](s.Stdout, cfg.Graph())
	})
	return cmd
}

// choice is a flag that takes one of some words.
type choice struct {
	values []string
	chosen string
}

// add defines the flag and what a shell completes behind it.
func (c *choice) add(cmd *cobra.Command, name, usage string) {
	cmd.Flags().Var(c, name, fmt.Sprintf("%s: `%s`", usage, strings.Join(c.values, "|")))
	// The only error is that of a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.values, cobra.ShellCompDirectiveNoFileComp))
}

// Set takes the word.
func (c *choice) Set(word string) error {
	for _, value := range c.values {
		if word == value {
			c.chosen = word
			return nil
		}
	}
	return fmt.Errorf("it is one of %s.%s", strings.Join(c.values, ", "), didYouMean(word, c.values, func(value string) string { return value }))
}

// String is the word chosen, which the help shows as the default.
func (c *choice) String() string { return c.chosen }

// Type is not shown.
func (c *choice) Type() string { return "word" }
