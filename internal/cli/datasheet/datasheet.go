// Package datasheet shows what a connector says about itself.
//
// What comes in: a connector's description. What goes out: text for people, as
// wide as their terminal: how its block is written, and what it can be asked.
// The description may come from anybody, so that nothing of it is printed as it
// is. This package must not know how a connector is found or started.
package datasheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/report/screen"
)

// Write writes the data sheet of a connector.
func Write(w io.Writer, d connector.Description, width int) error {
	s := &sheet{width: width}
	title := d.Name + " " + d.Version
	if d.Title != "" {
		title += ": " + d.Title
	}
	s.line(0, title)
	s.paragraph(0, d.Description)
	s.gap()
	s.line(0, "SETTINGS")
	s.line(1, fmt.Sprintf("connector %q \"NAME\" { … }", d.Name))
	s.settings(2, d.Config)
	for _, scheme := range d.AuthSchemes {
		s.gap()
		s.line(0, "LOGIN "+scheme.Name)
		s.line(1, join(scheme.Title, string(scheme.Kind)))
	}
	for _, report := range d.Reports {
		s.report(report)
	}
	if len(d.Reports) == 0 {
		s.gap()
		s.line(0, "REPORTS")
		s.paragraph(1, "What it can be asked depends on its settings: roictl connectors test shows it for the blocks of a configuration.")
	}
	if _, err := io.WriteString(w, s.text.String()); err != nil {
		return fmt.Errorf("write data sheet: %w", err)
	}
	return nil
}

// sheet collects lines.
type sheet struct {
	text  strings.Builder
	width int
}

const indent = "  "

// line writes one line of foreign text.
func (s *sheet) line(depth int, text string) {
	s.text.WriteString(strings.Repeat(indent, depth) + screen.Text(text) + "\n")
}

// paragraph writes foreign text, broken into lines.
func (s *sheet) paragraph(depth int, text string) {
	if text == "" {
		return
	}
	for _, line := range screen.Wrap(screen.Text(text), max(s.width-depth*len(indent), 20)) {
		s.text.WriteString(strings.Repeat(indent, depth) + line + "\n")
	}
}

func (s *sheet) gap() { s.text.WriteByte('\n') }

// settings writes the arguments and blocks that a block may hold.
func (s *sheet) settings(depth int, schema connector.ConfigSchema) {
	for _, a := range schema.Attributes {
		s.line(depth, a.Name+" ("+join(string(a.Type), when(a.Required, "required"), when(a.Sensitive, "sensitive"))+")")
		s.paragraph(depth+1, sentences(
			a.Description,
			phrase("One of: %s.", strings.Join(a.Enum, ", ")),
			phrase("Default: %s.", a.Default),
			phrase("Deprecated: %s", a.Deprecated),
		))
	}
	for _, b := range schema.Blocks {
		header := b.Name
		if b.Label != "" {
			header += fmt.Sprintf(" %q", strings.ToUpper(b.Label))
		}
		s.line(depth, header+" { … }"+suffix(join(when(b.Required, "required"), when(b.Many, "any number of times"))))
		s.paragraph(depth+1, b.Description)
		s.settings(depth+1, b.Schema)
	}
}

// report writes what a report can be asked.
func (s *sheet) report(r connector.Report) {
	s.gap()
	s.line(0, "REPORT "+join(r.Name, r.Title))
	s.paragraph(1, r.Description)
	if len(r.Measures) > 0 {
		s.line(1, "Measures")
	}
	for _, m := range r.Measures {
		s.line(2, m.Name+" ("+join(standard(m.Name, m.Standard), string(m.Unit), string(m.Aggregation), string(m.Kind), maturity(m.Maturity))+")")
		s.paragraph(3, sentences(m.Description, phrase("Deprecated: %s", m.Deprecated)))
	}
	if len(r.Dimensions) > 0 {
		s.line(1, "Dimensions")
	}
	for _, d := range r.Dimensions {
		s.line(2, d.Name+suffix(standard(d.Name, d.Standard)))
		s.paragraph(3, sentences(d.Description, phrase("Deprecated: %s", d.Deprecated)))
	}
	if r.Open {
		s.paragraph(1, "It has more measures and dimensions than are listed; their names are passed on as written.")
	}
}
