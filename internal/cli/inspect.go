package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/roictl/roictl/connector"
)

// inspectionDocument is the JSON form of `roictl connectors inspect`. It is public.
type inspectionDocument struct {
	FormatVersion string         `json:"format_version"`
	OK            bool           `json:"ok"` // there is a proposal
	Facts         []factDocument `json:"facts"`
	Proposal      string         `json:"proposal"` // a connector block in HCL; empty when there is none
	Problems      []string       `json:"problems"`
}

// connectorsInspectCommand is `roictl connectors inspect`.
func (s *session) connectorsInspectCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Look at an export and propose a connector block for it",
		Long: `Looks at a file that somebody exported: its encoding, delimiter, header, dates,
numbers and currency. Proposes a connector block that reads it, ready to be pasted into
a *.roi.hcl file, and asks where something is ambiguous instead of guessing.`,
		Example: `  roictl connectors inspect data/export.csv
  roictl connectors inspect data/export.csv >> main.roi.hcl`,
		Annotations: map[string]string{exitAnnotation: exitNotes("a block was proposed")},
		Args:        operands(1, 1, "the path of one file"),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write one JSON document")
	cmd.RunE = s.does(func(ctx context.Context, words []string) (ExitCode, error) {
		test, diags, err := s.inspect(ctx, words[0])
		switch {
		case err != nil:
			return ExitFault, connectorMistake(err)
		case ctx.Err() != nil:
			return ExitInterrupted, nil
		case asJSON:
			err = writeJSON(s.Stdout, inspectionJSON(test, diags))
		default:
			err = s.showInspection(test, diags)
		}
		if test.Proposal == "" {
			return ExitFault, err
		}
		return ExitOK, err
	})
	return cmd
}

// inspect lets the file connector look at a file without a block that declares
// its columns.
func (s *session) inspect(ctx context.Context, path string) (test connector.ConnectionTest, diags connector.Diagnostics, err error) {
	directory, name := s.reach(path)
	if info, err := os.Stat(filepath.Join(directory, filepath.FromSlash(name))); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return test, nil, mistake("No file to look at", "%q is a pipe or a device, and a connector reads files: its block names a path, and every check reads it again. Save what comes from it in a file, and inspect that.", path)
	}
	settings, err := json.Marshal(map[string]string{"path": escapeGlob(name)})
	if err != nil {
		return test, nil, fmt.Errorf("inspect %q: %w", path, err)
	}
	h, err := s.newHost()
	if err != nil {
		return test, nil, err
	}
	defer closeHost(ctx, h, &err)
	handle, err := h.Start(ctx, "file", path)
	if err != nil {
		return test, nil, err
	}
	diags, err = handle.Configure(ctx, connector.Settings{
		Config:         settings,
		Directory:      directory,
		TimeZone:       "UTC",
		HostVersion:    thisBuild(s.Version).Version,
		MaxConcurrency: 1,
	})
	if err != nil || diags.HasErrors() {
		return test, diags, err
	}
	test, err = handle.TestConnection(ctx)
	diags = append(diags, test.Diagnostics...)
	if test.Proposal == "" {
		return test, diags, err
	}
	diags = slices.DeleteFunc(diags, func(d connector.Diagnostic) bool { return d.Code == undeclared })
	if directory != s.dir() {
		outside := connector.NewWarning("FILE_OUTSIDE", "File outside of the configuration",
			fmt.Sprintf("A connector reads only files in the directory of its configuration, and %s lies outside of it.", path))
		outside.Hint = "Move or copy it there, for example into data/, and write its new path into the block."
		diags = append(diags, outside)
	}
	return test, diags, err
}

// undeclared is the code with which the file connector says that a block does
// not declare the columns. Here that is the question and no answer.
const undeclared = "FILE_UNDECLARED"

// reach returns the directory from which the file connector can reach a file,
// and the file's path from there: the working directory, or that of a file which
// lies outside of it, wherever links lead.
func (s *session) reach(path string) (directory, name string) {
	at := absolute(s.dir(), path)
	if relative, err := filepath.Rel(s.dir(), at); err == nil && filepath.IsLocal(relative) {
		return s.dir(), filepath.ToSlash(relative)
	}
	if target, err := filepath.EvalSymlinks(at); err == nil {
		at = target
	}
	return filepath.Dir(at), filepath.Base(at)
}

// escapeGlob makes a pattern that matches only the path itself: what has a
// meaning in a pattern becomes a class of one character.
func escapeGlob(path string) string {
	return strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]", "{", "[{]", "}", "[}]").Replace(path)
}

// showInspection writes the proposal to the standard output, ready to be pasted,
// and everything else to the standard error.
func (s *session) showInspection(test connector.ConnectionTest, diags connector.Diagnostics) error {
	var facts strings.Builder
	writeFacts(&facts, test.Facts)
	if _, err := fmt.Fprint(s.Stderr, facts.String()); err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	s.diagnose(inspectionDiagnostics(diags), nil)
	if test.Proposal == "" {
		return nil
	}
	if _, err := fmt.Fprint(s.Stdout, strings.Map(harmless, test.Proposal)); err != nil {
		return fmt.Errorf("write proposal: %w", err)
	}
	return nil
}

// harmless replaces control characters, which a file's header may hold, and
// keeps everything else as it is: a proposal is HCL, in which spaces count.
func harmless(r rune) rune {
	if r != '\n' && unicode.IsControl(r) {
		return unicode.ReplacementChar
	}
	return r
}

// inspectionDiagnostics gives what the connector has to say the form of every
// other message. There is no block yet whose line could be shown.
func inspectionDiagnostics(found connector.Diagnostics) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, d := range found {
		severity := hcl.DiagWarning
		if d.Severity == connector.SeverityError {
			severity = hcl.DiagError
		}
		detail := d.Detail
		if l := d.Location; l != nil && l.Line > 0 {
			detail = fmt.Sprintf("In %s, line %d:\n\n    %s\n\n%s", l.File, l.Line, l.Text, detail)
		}
		if d.Hint != "" {
			detail += "\n\n" + d.Hint
		}
		diags = append(diags, &hcl.Diagnostic{Severity: severity, Summary: d.Summary, Detail: detail})
	}
	return diags
}

func inspectionJSON(test connector.ConnectionTest, diags connector.Diagnostics) inspectionDocument {
	document := inspectionDocument{
		FormatVersion: "1.0", OK: test.Proposal != "", Proposal: test.Proposal,
		Facts: []factDocument{}, Problems: []string{},
	}
	for _, fact := range test.Facts {
		document.Facts = append(document.Facts, factDocument(fact))
	}
	for _, d := range diags {
		document.Problems = append(document.Problems, d.Summary+": "+d.Detail)
	}
	return document
}
