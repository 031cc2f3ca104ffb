package connector

import (
	"strings"
	"unicode/utf8"
)

// glob is a pattern in which * stands for any run of characters, the empty one
// and "/" included, and ? for exactly one. Everything else stands for itself and
// case counts. There is no way to escape: campaign names hold no such need that
// would be worth a user's confusion.
type glob struct {
	pattern string
	// A pattern with one * at its end is the usual case and needs no search.
	prefix     string
	prefixOnly bool
}

func compileGlob(pattern string) glob {
	g := glob{pattern: pattern}
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok && !strings.ContainsAny(prefix, "*?") {
		g.prefix, g.prefixOnly = prefix, true
	}
	return g
}

// match walks both texts once and goes back only to the last *, so that its time
// is at most the product of the lengths.
func (g glob) match(value string) bool {
	if g.prefixOnly {
		return strings.HasPrefix(value, g.prefix)
	}
	pattern := g.pattern
	p, v := 0, 0
	star, resume := -1, 0 // position behind the last *, and the value it has eaten so far
	for v < len(value) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			p++
			star, resume = p, v
		case p < len(pattern) && pattern[p] == '?':
			p++
			v += runeLength(value[v:])
		case p < len(pattern) && pattern[p] == value[v]:
			p++
			v++
		case star >= 0:
			resume += runeLength(value[resume:])
			p, v = star, resume
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// runeLength is the length of the first character; a byte that is no UTF-8
// counts as one character.
func runeLength(s string) int {
	_, length := utf8.DecodeRuneInString(s)
	return length
}
