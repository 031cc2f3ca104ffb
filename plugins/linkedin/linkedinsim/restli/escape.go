package restli

import (
	"fmt"
	"strings"
)

// Escape writes a string so that protocol 2.0.0 reads it back as that string:
// all but letters, digits and -_.~ is percent-encoded, and the empty string is
// two apostrophes.
func Escape(text string) string {
	if text == "" {
		return "''"
	}
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-_.~", c) >= 0:
			out.WriteByte(c)
		default:
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}
