package report

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/report/screen"
)

// snippetLines is how many lines of a long subject are shown.
const snippetLines = 4

// sourceLine is one line of source, divided at the subject of a diagnostic.
type sourceLine struct {
	line                   int
	before, subject, after string // as in the file, but for what must not be shown
}

// snippet returns the lines that a range covers, the first ones where it is
// long. It reads only around the range, however large the file is. A range that
// does not fit the file gives nothing. What is hidden is replaced; lines of which
// nothing else is left are left out.
func snippet(source []byte, hidden []config.Stretch, r hcl.Range) []sourceLine {
	start, ok := offsetOf(source, r.Start)
	if !ok || len(source) == 0 {
		return nil
	}
	end := max(start, min(r.End.Byte, len(source)))
	var lines []sourceLine
	first := bytes.LastIndexByte(source[:start], '\n') + 1
	for number := r.Start.Line; len(lines) < snippetLines; number++ {
		last := len(source)
		if i := bytes.IndexByte(source[first:], '\n'); i >= 0 {
			last = first + i
		}
		from, to := min(max(start, first), last), min(max(end, first), last)
		line := masked{source: source, hidden: within(hidden, first, last)}
		if from, to = line.widened(from, to); len(lines) == 0 || !line.swallowed(first, last) {
			lines = append(lines, sourceLine{
				line: number, before: line.text(first, from), subject: line.text(from, to), after: line.text(to, last),
			})
		}
		if end <= last || last == len(source) {
			break
		}
		first = last + 1
	}
	return lines
}

// offsetOf returns the byte offset of a position. Positions that were made by
// hand may have a line only.
func offsetOf(source []byte, at hcl.Pos) (int, bool) {
	if at.Byte > 0 || at.Line <= 1 {
		return at.Byte, at.Byte >= 0 && at.Byte <= len(source)
	}
	offset := 0
	for range at.Line - 1 {
		i := bytes.IndexByte(source[offset:], '\n')
		if i < 0 {
			return 0, false
		}
		offset += i + 1
	}
	return offset, true
}

// fit cleans the parts of a line and shortens them to the width: the subject is
// what has to be seen.
func (l sourceLine) fit(width int) (before, subject, after string) {
	reserved := min(screen.Width(screen.CutCodeLeft(tail(l.before), width)), width/3)
	subject = screen.CutCode(head(l.subject), width-reserved)
	before = screen.CutCodeLeft(tail(l.before), width-screen.Width(subject))
	after = screen.CutCode(head(l.after), width-screen.Width(before)-screen.Width(subject))
	return before, subject, after
}

// longestLine is how many bytes of a line are looked at: a file of one line of
// ten megabytes is possible.
const longestLine = 4096

// tail returns the part before a subject that can be shown at all.
func tail(s string) string { return s[max(0, len(s)-longestLine):] }

// head returns the part of a text that can be shown at all.
func head(s string) string {
	if len(s) <= longestLine {
		return s
	}
	return s[:longestLine]
}
