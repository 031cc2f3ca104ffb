package report

import (
	"errors"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/history"
)

// Document is everything that a report of a check is made of.
type Document struct {
	// Result is the outcome. A run that ended before anything was judged has a
	// result with diagnostics and an exit code only.
	Result *engine.Result
	// Changes are the differences from what the history had recorded; nil
	// without a history.
	Changes []history.Change
	// Version is roictl's own.
	Version string
	// Files are the configuration's sources by name, for snippets in
	// diagnostics; may be nil.
	Files *config.Sources
}

// errNoResult answers a document without a result, which is a mistake of the caller.
var errNoResult = errors.New("render report: the document has no result")

// TerminalOptions say how a report is laid out for people.
type TerminalOptions struct {
	Width   int  // columns of the terminal; 80 when it is not known
	Color   bool // whether escape sequences for colour may be written
	Verbose bool // places, formulas, every source, every segment
	Quiet   bool // only what needs attention
}

// defaultWidth is assumed where the output is not a terminal.
const defaultWidth = 80
