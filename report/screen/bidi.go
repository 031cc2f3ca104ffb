package screen

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// The isolates of Unicode (UAX #9): what stands between them is ordered by its
// own direction and does not reorder its neighbours.
const (
	firstStrongIsolate    = "\u2068"
	popDirectionalIsolate = "\u2069"
)

// Text returns s cleaned for use inside a line. Text with right-to-left letters
// is put between isolates, so that on a terminal that reorders them the numbers
// and columns beside a Hebrew, Arabic or Persian name stay where they are.
func Text(s string) string { return isolate(Clean(s)) }

// isolate puts clean text with right-to-left letters between isolates, which
// have no width. Other text is returned as it is.
func isolate(s string) string {
	if !rightToLeft(s) {
		return s
	}
	return firstStrongIsolate + s + popDirectionalIsolate
}

// rightToLeft says whether any character of s has a right-to-left direction of
// its own or is a number that takes part in it.
func rightToLeft(s string) bool {
	for _, r := range s {
		if r < '\u0590' { // before Hebrew, nothing does
			continue
		}
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.R, bidi.AL, bidi.AN:
			return true
		}
	}
	return false
}

// balance closes the isolates that a line break left open and opens them again
// on the next line.
func balance(lines []string) []string {
	open := 0
	for i, line := range lines {
		inherited := open
		open = max(0, open+strings.Count(line, firstStrongIsolate)-strings.Count(line, popDirectionalIsolate))
		if inherited > 0 || open > 0 {
			lines[i] = strings.Repeat(firstStrongIsolate, inherited) + line + strings.Repeat(popDirectionalIsolate, open)
		}
	}
	return lines
}
