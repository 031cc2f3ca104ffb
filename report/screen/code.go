package screen

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// tab is what a tabulator in source code is shown as.
const tab = "  "

// CutCode cleans a part of a line of source code and shortens it to at most
// width cells, with an ellipsis at its end. It differs from [Cut] in that every
// space counts, so that columns stay where they are.
func CutCode(s string, width int) string {
	if width < 1 {
		return ""
	}
	return isolate(ansi.Truncate(verbatim(s), width, Ellipsis))
}

// CutCodeLeft is [CutCode] that keeps the end and has the ellipsis at its start.
func CutCodeLeft(s string, width int) string {
	if width < 1 {
		return ""
	}
	code := verbatim(s)
	cut := code
	// A wide character at the cut may leave one cell too many.
	for missing := Width(code) - width + 1; Width(cut) > width; missing++ {
		cut = ansi.TruncateLeft(code, missing, Ellipsis)
	}
	return isolate(cut)
}

// verbatim cleans without joining spaces.
func verbatim(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString(tab)
		case r == '\r' || r == '\n':
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			if shown, keep := visible(r); keep {
				b.WriteRune(shown)
			}
		}
	}
	return b.String()
}
