package cli

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/config/filetext"
	"github.com/roictl/roictl/internal/cli/hclfmt"
	"github.com/roictl/roictl/internal/cli/wholefile"
)

// fmtArguments are those of `roictl fmt`.
type fmtArguments struct {
	Check     bool
	Diff      bool
	List      bool
	Recursive bool
	Write     bool
	Paths     []string // files and directories; "-" alone is the standard input
}

// fmtCommand is `roictl fmt`.
func (s *session) fmtCommand() *cobra.Command {
	var a fmtArguments
	cmd := &cobra.Command{
		Use:        "fmt [PATH|-]...",
		SuggestFor: []string{"format"},
		Short:      "Lay out declarations in the canonical style",
		GroupID:    groupWrite,
		Long: `Rewrites *.roi.hcl and *.vars.hcl files in the canonical layout and lists the ones
that changed. PATH is a file or a directory (by default the current one); "-"
formats the standard input. A file that does not parse is reported and left alone.`,
		Example: `  roictl fmt
  roictl fmt --check --diff            in CI: show what differs, write nothing
  roictl fmt --recursive teams/
  roictl fmt - < draft.roi.hcl`,
		Annotations: map[string]string{exitAnnotation: exitNotes("every file is in canonical layout now (with --check: was already)",
			exitNote{ExitFilesDiffer, "--check found files that are not in canonical layout"})},
	}
	cmd.Flags().BoolVar(&a.Check, "check", false, "write nothing; exit with 3 where a file differs from the canonical layout")
	cmd.Flags().BoolVar(&a.Diff, "diff", false, "show the changes as a unified diff")
	cmd.Flags().BoolVar(&a.List, "list", true, "list the files that differ")
	cmd.Flags().BoolVar(&a.Recursive, "recursive", false, "format the directories below as well, but hidden ones")
	cmd.Flags().BoolVar(&a.Write, "write", true, "write the files; with --write=false they are only listed")
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) {
		a.Paths = words
		return s.format(ctx, a)
	})
	return cmd
}

// format lays out what the arguments name. A file that cannot be formatted does
// not keep the others from it.
func (s *session) format(ctx context.Context, a fmtArguments) (ExitCode, error) {
	if len(a.Paths) == 0 {
		a.Paths = []string{"."}
	}
	a.Write = a.Write && !a.Check

	var files []string
	for _, path := range a.Paths {
		if path == "-" {
			if len(a.Paths) > 1 {
				return ExitFault, mistake("Too many words", `"-" formats the standard input, and nothing else can be named beside it.`)
			}
			return s.formatStdin(a)
		}
		found, err := hclfmt.Find(s.dir(), path, a.Recursive)
		if err != nil {
			return ExitFault, err
		}
		files = append(files, found...)
	}

	differ, failed := false, false
	for _, path := range files {
		if err := ctx.Err(); err != nil {
			return ExitInterrupted, err
		}
		changed, err := s.formatFile(path, a)
		if err != nil {
			s.fail(err)
			failed = true
		}
		differ = differ || changed
	}
	return fmtVerdict(a, differ, failed), nil
}

// fmtVerdict is the exit code: a file that could not be read outweighs one that
// differs.
func fmtVerdict(a fmtArguments, differ, failed bool) ExitCode {
	switch {
	case failed:
		return ExitFault
	case differ && a.Check:
		return ExitFilesDiffer
	default:
		return ExitOK
	}
}

// formatFile lays out one file and says whether its layout differed.
func (s *session) formatFile(path string, a fmtArguments) (differed bool, err error) {
	before, err := filetext.Path(absolute(s.dir(), path), config.MaxFileSize)
	if err != nil {
		return false, unreadableFile("File cannot be read", path, err)
	}
	after, err := s.layOut(before, path)
	if err != nil || bytes.Equal(before, after) {
		return false, err
	}
	if a.List {
		if _, err := fmt.Fprintln(s.Stdout, path); err != nil {
			return true, fmt.Errorf("list files: %w", err)
		}
	}
	if a.Diff {
		if _, err := s.Stdout.Write(hclfmt.Diff(path, before, after)); err != nil {
			return true, fmt.Errorf("show difference: %w", err)
		}
	}
	if a.Write {
		return true, wholefile.Write(absolute(s.dir(), path), bytes.NewReader(after))
	}
	return true, nil
}

// formatStdin lays out the standard input onto the standard output. With --check
// or --diff it writes no declarations.
func (s *session) formatStdin(a fmtArguments) (ExitCode, error) {
	const name = "<stdin>"
	before, err := filetext.All(s.Stdin, config.MaxFileSize)
	if err != nil {
		return ExitFault, unreadableFile("File cannot be read", name, err)
	}
	after, err := s.layOut(before, name)
	if err != nil {
		return ExitFault, err
	}
	out := after
	switch {
	case a.Diff:
		out = hclfmt.Diff(name, before, after)
	case a.Check:
		out = nil
	}
	if _, err := s.Stdout.Write(out); err != nil {
		return ExitFault, fmt.Errorf("write standard output: %w", err)
	}
	return fmtVerdict(a, !bytes.Equal(before, after), false), nil
}

// layOut formats one source; its syntax errors are shown with their lines.
func (s *session) layOut(source []byte, name string) ([]byte, error) {
	if files, diags := config.CheckSyntax(name, source); diags.HasErrors() {
		return nil, withSource{diags, files}
	}
	after, diags := hclfmt.Source(source, name)
	if diags.HasErrors() {
		return nil, diags
	}
	return after, nil
}
