package report

import (
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// diagnosticJSON is a diagnostic for programs: its code is stable, its words
// are not.
type diagnosticJSON struct {
	Severity  string   `json:"severity"`
	Code      optional `json:"code"`
	Summary   string   `json:"summary"`
	Detail    string   `json:"detail"`
	File      optional `json:"file"`
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	EndLine   int      `json:"end_line,omitempty"`
	EndColumn int      `json:"end_column,omitempty"`
	Context   optional `json:"context"`
	Snippet   optional `json:"snippet"`
	Values    []string `json:"values,omitempty"`
}

type diagnosticsDocument struct {
	FormatVersion string           `json:"format_version"`
	Valid         bool             `json:"valid"`
	Errors        int              `json:"error_count"`
	Warnings      int              `json:"warning_count"`
	Diagnostics   []diagnosticJSON `json:"diagnostics"`
}

// DiagnosticsJSON writes diagnostics as one document, for validate: whether
// there are errors, how many, and each with its stable code and place. Of more
// than a thousand the last one says how many are left out.
//
// It returns the writer's error.
func DiagnosticsJSON(w io.Writer, diags hcl.Diagnostics, files *config.Sources) error {
	document := diagnosticsDocument{
		FormatVersion: FormatVersion,
		Valid:         !diags.HasErrors(),
		Diagnostics:   diagnosticsToJSON(diags, files),
	}
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			document.Errors++
		} else {
			document.Warnings++
		}
	}
	return writeJSON(w, document)
}

func diagnosticsToJSON(diags hcl.Diagnostics, files *config.Sources) []diagnosticJSON {
	return each(limited(diags, mostInDocument), func(d *hcl.Diagnostic) diagnosticJSON { return diagnosticToJSON(d, files) })
}

func diagnosticToJSON(d *hcl.Diagnostic, files *config.Sources) diagnosticJSON {
	document := diagnosticJSON{
		Severity: severityName(d.Severity),
		Code:     optional(config.DiagnosticCode(d)),
		Summary:  d.Summary,
		Detail:   d.Detail,
		Values:   valuesOf(d),
	}
	if d.Subject == nil || d.Subject.Filename == "" {
		return document
	}
	document.File = optional(filepath.ToSlash(d.Subject.Filename))
	document.Line, document.Column = d.Subject.Start.Line, d.Subject.Start.Column
	document.EndLine, document.EndColumn = d.Subject.End.Line, d.Subject.End.Column
	file := files.File(d.Subject.Filename)
	if file == nil {
		return document
	}
	document.Context = optional(enclosing(file, files.Hidden(d.Subject.Filename), d.Subject.Start))
	var lines []string
	for _, part := range snippet(file.Bytes, files.Hidden(d.Subject.Filename), *d.Subject) {
		line := strings.TrimSuffix(head(part.before+part.subject+part.after), "\r")
		lines = append(lines, strings.ToValidUTF8(line, string(utf8.RuneError)))
	}
	document.Snippet = optional(strings.Join(lines, "\n"))
	return document
}

func severityName(s hcl.DiagnosticSeverity) string {
	if s == hcl.DiagError {
		return "error"
	}
	return "warning"
}
