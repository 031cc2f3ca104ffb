// Package script knows how other scripts than the Latin one write digits and
// steer the writing direction.
//
// What comes in: characters of a cell. What goes out: their ASCII digit, and
// whether they are text at all. This package must not know what the digits mean.
package script

// Digit returns the ASCII digit of a decimal digit: ASCII itself, Arabic-Indic
// (٠–٩), Persian (۰–۹) and full-width (０–９).
func Digit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '٠' && r <= '٩':
		return byte(r-'٠') + '0', true
	case r >= '۰' && r <= '۹':
		return byte(r-'۰') + '0', true
	case r >= '０' && r <= '９':
		return byte(r-'０') + '0', true
	}
	return 0, false
}

// IsDirectionMark says whether a character only steers the writing direction, as
// the byte order mark in the middle of a text does nothing at all. Right-to-left
// exports wrap numbers and dates in such marks.
func IsDirectionMark(r rune) bool {
	switch {
	case r == '\u200e', r == '\u200f', r == '\u061c', r == '\ufeff',
		r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}
