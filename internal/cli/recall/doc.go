// Package recall shows what the history remembers: the list of runs, one run,
// and the story of one figure.
//
// What comes in: what a history returned. What goes out: text for people, as wide
// as their terminal, and JSON documents. This package must not know where a
// history is kept, nor how a check is made.
package recall

import (
	"fmt"
	"io"
	"strings"

	"github.com/roictl/roictl/report/screen"
)

// Page is where text for people goes.
type Page struct {
	Out   io.Writer
	Width int // columns
}

// write writes lines.
func (p Page) write(lines ...string) error {
	if _, err := io.WriteString(p.Out, strings.Join(lines, "\n")+"\n"); err != nil {
		return fmt.Errorf("write history: %w", err)
	}
	return nil
}

// table draws a table as lines.
func (p Page) table(t screen.Table) []string {
	lines := t.Lines(p.Width)
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}
