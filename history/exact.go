package history

import (
	"math/big"
	"strings"
)

// parseExact reads a decimal such as "-12.50" or a fraction such as "1/3".
// Unlike [big.Rat.SetString] it knows no exponents and no other bases: the
// thirteen characters "1e10000000000" must not fill the memory of whoever
// opens a file that somebody else wrote.
func parseExact(text string) (*big.Rat, bool) {
	numerator, denominator, fraction := strings.Cut(strings.TrimPrefix(text, "-"), "/")
	if fraction {
		if !allDigits(numerator) || !allDigits(denominator) || strings.Trim(denominator, "0") == "" {
			return nil, false
		}
	} else {
		whole, behind, point := strings.Cut(numerator, ".")
		if !allDigits(whole) || point && !allDigits(behind) {
			return nil, false
		}
	}
	return new(big.Rat).SetString(text)
}

func allDigits(text string) bool {
	if text == "" {
		return false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// sameNumber says whether two texts are the same number: "1.50" is "3/2".
// Texts that are not numbers are the same only when they are equal.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, okX := parseExact(a)
	y, okY := parseExact(b)
	return okX && okY && x.Cmp(y) == 0
}
