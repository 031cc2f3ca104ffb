package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis stands for what was cut.
const Ellipsis = "…"

// Width is the number of terminal cells that safe text occupies: two for each
// Chinese, Japanese or Korean character, none for combining marks, isolates and
// colours.
func Width(s string) int { return ansi.StringWidth(s) }

// Cut cleans s and shortens it to at most width cells, with an ellipsis where
// something is missing. A width below 1 gives an empty string.
func Cut(s string, width int) string {
	if width < 1 {
		return ""
	}
	return isolate(ansi.Truncate(Clean(s), width, Ellipsis))
}

// PadRight fills safe text with spaces behind it to the width.
func PadRight(s string, width int) string { return s + spaces(width-Width(s)) }

// PadLeft fills safe text with spaces before it to the width, for numbers.
func PadLeft(s string, width int) string { return spaces(width-Width(s)) + s }

func spaces(n int) string { return strings.Repeat(" ", max(0, n)) }
