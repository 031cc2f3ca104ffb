package cli

import (
	"bytes"
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/config/functions"
	"github.com/roictl/roictl/config/schema"
	"github.com/roictl/roictl/internal/cli/wholefile"
)

// languageDocument is the JSON form of the language. It is public.
type languageDocument struct {
	FormatVersion string               `json:"format_version"`
	Language      *schema.Block        `json:"language"`
	Functions     []functions.Function `json:"functions"`
}

// schemaCommand is `roictl schema`.
func (s *session) schemaCommand() *cobra.Command {
	var (
		asJSON, asMarkdown bool
		out                string
	)
	cmd := &cobra.Command{
		Use:     "schema",
		Short:   "Show the blocks, arguments and functions of the language",
		GroupID: groupWrite,
		Long: `Shows every block of the language with its arguments, their types and an example,
from the same table that roictl itself reads files by. The text is Markdown; --json
has the same for editors and scripts.`,
		Example: `  roictl schema | less
  roictl schema --markdown --out docs/reference/language.md
  roictl schema --json`,
		Annotations: map[string]string{exitAnnotation: exitNotes("the language was shown")},
		Args:        operands(0, 0, ""),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	cmd.Flags().BoolVar(&asMarkdown, "markdown", false, "write Markdown, as without any flag")
	cmd.Flags().StringVar(&out, "out", "", "write to the `FILE` instead of the standard output")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return exclusive(cmd, "json", "markdown") }
	cmd.RunE = s.does(func(context.Context, []string) (ExitCode, error) {
		return ExitOK, s.writeResult(out, func(w io.Writer) error {
			if asJSON {
				return writeJSON(w, languageDocument{FormatVersion: "1.0", Language: config.Schema(), Functions: config.Functions()})
			}
			return config.WriteReference(w)
		})
	})
	return cmd
}

// writeResult writes a result to the standard output, or whole or not at all to
// the file that --out names.
func (s *session) writeResult(path string, write func(io.Writer) error) error {
	if path == "" {
		return write(s.Stdout)
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	return wholefile.Write(absolute(s.dir(), path), &content)
}
