package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hcled"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report/screen"
)

// whereLines say where a diagnostic is: the file and line, the source with the
// subject underlined, and what the names in it stand for.
func (p *page) whereLines(d *hcl.Diagnostic, files *config.Sources, width int, tone screen.Tone) []string {
	if d.Subject == nil || d.Subject.Filename == "" {
		return nil
	}
	lines := []string{""}
	file := files.File(d.Subject.Filename)
	where := "on " + place(*d.Subject)
	var parts []sourceLine
	if file != nil {
		parts = snippet(file.Bytes, files.Hidden(d.Subject.Filename), *d.Subject)
		if blocks := enclosing(file, files.Hidden(d.Subject.Filename), d.Subject.Start); blocks != "" {
			where += ", in " + screen.Text(blocks)
		}
	}
	if len(parts) > 0 {
		where += ":"
	}
	lines = append(lines, indented(indent, screen.Wrap(where, width-indent))...)
	number := len(strconv.Itoa(d.Subject.Start.Line + len(parts)))
	for i, part := range parts {
		margin := fmt.Sprintf("  %*d: ", number, part.line)
		before, subject, after := part.fit(width - len(margin))
		lines = append(lines, margin+before+p.paint.In(tone, subject)+after)
		if i > 0 {
			continue // the first line of a long subject is enough to find it
		}
		if mark := strings.Repeat("^", max(1, screen.Width(subject))); width-len(margin)-screen.Width(before) >= len(mark) {
			lines = append(lines, spaces(len(margin)+screen.Width(before))+p.paint.In(tone, mark))
		}
	}
	for _, value := range valuesOf(d) {
		lines = append(lines, indented(2*indent, screen.Wrap("with "+value, width-2*indent))...)
	}
	return lines
}

// enclosing names the blocks around a position, the outermost first: goal
// "sales", kpi "cpa". Labels that are hidden are replaced.
func enclosing(file *hcl.File, hidden []config.Stretch, at hcl.Pos) string {
	var names []string
	for _, block := range file.BlocksAtPos(at) {
		name := block.Type
		for i, label := range block.Labels {
			if r := block.LabelRanges[i]; len(within(hidden, r.Start.Byte, r.End.Byte)) > 0 {
				name += " " + sensitiveText
				continue
			}
			name += " " + strconv.Quote(label)
		}
		names = append(names, name)
	}
	if names == nil { // the JSON syntax has no blocks, but knows where it is
		return hcled.ContextString(file, at.Byte)
	}
	return strings.Join(names, ", ")
}

func indented(by int, lines []string) []string {
	for i, line := range lines {
		lines[i] = spaces(by) + line
	}
	return lines
}
