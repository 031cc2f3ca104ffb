package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may follow one another. Vietnamese,
// Hebrew with cantillation and Thai stay below it; a tower of marks that reaches
// into neighbouring lines does not.
const maxMarks = 6

// Clean returns s as one line that is safe to print: white space including line
// breaks becomes single spaces, control characters become their visible symbols
// (an escape is ␛, so that it shows and does nothing), invalid UTF-8 becomes �,
// and characters that are invisible or change the direction of what follows
// (embeddings, overrides, isolates, soft hyphens, tags) are dropped. Joiners and
// direction marks, which Persian, Arabic and emoji need, stay.
//
// Cleaning is idempotent, and text that is already plain is returned as it is.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks, space := 0, false
	for _, r := range s { // range yields U+FFFD for every invalid byte
		if unicode.IsSpace(r) || r == '\u2028' || r == '\u2029' {
			space = b.Len() > 0
			continue
		}
		shown, keep := visible(r)
		if !keep {
			continue
		}
		if unicode.In(shown, unicode.Mn, unicode.Me) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(shown)
	}
	return b.String()
}

// Lines cleans text in which line breaks have a meaning, such as the detail of
// a diagnostic, and returns its lines. Leading spaces of a line, which indent a
// command, are kept.
func Lines(s string) []string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		body := strings.TrimLeft(line, " ")
		lines[i] = line[:len(line)-len(body)] + Clean(body)
	}
	return lines
}

// plain is the quick way out for the usual name: printable ASCII without runs
// of spaces or spaces at the ends.
func plain(s string) bool {
	previous := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == 0x7f || c == ' ' && previous == ' ' {
			return false
		}
		previous = c
	}
	return previous != ' ' || s == ""
}

// visible returns what to show for a rune, and whether to show it at all.
func visible(r rune) (rune, bool) {
	switch {
	case r < ' ':
		return '\u2400' + r, true // the control pictures: ␀ … ␛ … ␟
	case r == 0x7f:
		return '␡', true
	case unicode.Is(unicode.Cc, r): // the C1 controls: U+009B opens an escape sequence too
		return utf8.RuneError, true
	case unicode.Is(unicode.Cf, r):
		return r, harmlessFormat(r)
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return utf8.RuneError, true
	default:
		return r, true
	}
}

// harmlessFormat says which format characters may stay: those that join or
// mark letters, and the Arabic and Indic signs that enclose numbers. All other
// ones reorder text or hide in it.
func harmlessFormat(r rune) bool {
	const (
		zeroWidthNonJoiner = '\u200c'
		zeroWidthJoiner    = '\u200d'
		leftToRightMark    = '\u200e'
		rightToLeftMark    = '\u200f'
		arabicLetterMark   = '\u061c'
	)
	switch r {
	case zeroWidthNonJoiner, zeroWidthJoiner, leftToRightMark, rightToLeftMark, arabicLetterMark:
		return true
	}
	return unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}
