package report

import (
	"io"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report/screen"
)

// DiagnosticOptions say how diagnostics are laid out.
type DiagnosticOptions struct {
	Width int  // columns of the terminal; 80 when it is not known
	Color bool // whether escape sequences for colour may be written
	Box   bool // a frame at the left of each, for terminals
}

// Diagnostics writes mistakes and warnings for the user who has to mend them:
// each with its place, the line with the part at fault underlined, the values
// of what that part refers to, and what to do. Values that are sensitive are
// masked. Warnings come first, so that errors stand next to the prompt. Beyond
// fifty they are only counted.
//
// Files are the sources by the name that ranges carry; where one is missing the
// place is named without its line. It returns the writer's error.
func Diagnostics(w io.Writer, diags hcl.Diagnostics, files *config.Sources, opts DiagnosticOptions) error {
	p := newPage(w, opts.Width, opts.Color)
	for _, d := range limited(warningsFirst(diags), mostOnTerminal) {
		p.diagnostic(d, files, opts.Box)
	}
	return p.done()
}

func warningsFirst(diags hcl.Diagnostics) hcl.Diagnostics {
	ordered := make(hcl.Diagnostics, 0, len(diags))
	for _, errors := range []bool{false, true} {
		for _, d := range diags {
			if (d.Severity == hcl.DiagError) == errors {
				ordered = append(ordered, d)
			}
		}
	}
	return ordered
}

// The frame of a diagnostic.
const (
	frameTop    = "╷"
	frameSide   = "│"
	frameBottom = "╵"
)

// diagnostic writes one diagnostic, in a frame or followed by an empty line.
func (p *page) diagnostic(d *hcl.Diagnostic, files *config.Sources, box bool) {
	word, tone := "Warning", screen.Warn
	if d.Severity == hcl.DiagError {
		word, tone = "Error", screen.Bad
	}
	side := ""
	if box {
		side = p.paint.In(tone, frameSide) + " "
	}
	inner := p.width - screen.Width(side)
	if box {
		p.print(p.paint.In(tone, frameTop))
	}
	line := func(text string) { p.print(side + text) }
	for i, text := range screen.Wrap(word+": "+screen.Text(d.Summary), inner) {
		if rest, found := strings.CutPrefix(text, word+":"); found && i == 0 {
			text = p.paint.In(tone, word+":") + p.paint.In(screen.Strong, rest)
		}
		line(text)
	}
	for _, text := range p.whereLines(d, files, inner, tone) {
		line(text)
	}
	if d.Detail != "" {
		line("")
	}
	for _, text := range detailLines(d.Detail, inner) {
		line(text)
	}
	if box {
		p.print(p.paint.In(tone, frameBottom))
	} else {
		p.print("")
	}
}

// listMark begins an element of a list in a detail.
const listMark = "- "

// detailLines wraps the paragraphs of a detail and the elements of its lists.
// Other indented lines, which show commands and code, are kept as they are.
func detailLines(detail string, width int) []string {
	if detail == "" {
		return nil
	}
	var lines []string
	for _, text := range screen.Lines(detail) {
		body := strings.TrimLeft(text, " ")
		kept := len(text) - len(body)
		if element, found := strings.CutPrefix(body, listMark); found && kept > 0 {
			wrapped := indented(kept+len(listMark), screen.Wrap(screen.Text(element), width-kept-len(listMark)))
			if len(wrapped) > 0 {
				wrapped[0] = spaces(kept) + listMark + strings.TrimLeft(wrapped[0], " ")
			}
			lines = append(lines, wrapped...)
			continue
		}
		if kept > 0 {
			lines = append(lines, spaces(kept)+screen.Cut(body, width-kept))
			continue
		}
		lines = append(lines, screen.Wrap(screen.Text(text), width)...)
	}
	return lines
}
