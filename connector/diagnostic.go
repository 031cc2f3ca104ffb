package connector

import (
	"strings"
	"time"
)

// Diagnostic is one thing a connector has to tell the user. It travels in-band:
// transport errors are for broken transports only.
type Diagnostic struct {
	Severity Severity
	Code     string // stable, upper snake case, such as "AUTH_EXPIRED" or "FILE_DATE_FORMAT"
	Summary  string // short, stable, without user data
	Detail   string // what is wrong, why, in full sentences
	Hint     string // what to do next
	// Path leads to the argument of the `connector` block that is at fault, so
	// that the host can show the line in the user's HCL; or, of an answer to a
	// query, to a part of the query, as [MeasurePath] and [DimensionPath] do.
	Path []PathStep
	// Location is a place in the data that was read, where the fault lies there.
	Location *Location
	// Retryable says that the same request may succeed later.
	Retryable  bool
	RetryAfter time.Duration
	DocsURL    string
}

// Severity of a diagnostic.
type Severity string

// The severities. An error makes the call's result unusable.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// PathStep is one step from a `connector` block to one of its parts: the name
// of an attribute or nested block, then the label or index of the block, then a
// key in an object.
type PathStep struct {
	Name  string // attribute name, block type, block label or object key
	Index int    // position in a list, when Name is empty
}

// Path builds a path of names: Path("measure", "spend", "column").
func Path(names ...string) []PathStep {
	steps := make([]PathStep, len(names))
	for i, name := range names {
		steps[i] = PathStep{Name: name}
	}
	return steps
}

// Location is a place in a text that a connector read.
type Location struct {
	File   string // as the user would name it
	Line   int    // from 1; 0 when unknown
	Column int    // from 1; 0 when unknown
	Text   string // the line or cell, shortened; treated as untrusted
}

// Diagnostics is a list of them: collect, do not stop at the first.
type Diagnostics []Diagnostic

// HasErrors says whether any of them is an error.
func (ds Diagnostics) HasErrors() bool {
	for _, d := range ds {
		if d.Severity == SeverityError {
			return true
		}
	}
	return false
}

// Error joins the summaries and details, so that Diagnostics can travel as an error.
func (ds Diagnostics) Error() string {
	lines := make([]string, 0, len(ds))
	for _, d := range ds {
		line := d.Summary
		if d.Detail != "" {
			line += ": " + d.Detail
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// NewError returns an error diagnostic.
func NewError(code, summary, detail string) Diagnostic {
	return Diagnostic{Severity: SeverityError, Code: code, Summary: summary, Detail: detail}
}

// NewWarning returns a warning.
func NewWarning(code, summary, detail string) Diagnostic {
	return Diagnostic{Severity: SeverityWarning, Code: code, Summary: summary, Detail: detail}
}
