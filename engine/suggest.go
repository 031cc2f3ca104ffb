package engine

import (
	"strings"

	"github.com/agext/levenshtein"
)

// suggest returns the candidate that the user most likely meant, or "".
func suggest(given string, candidates []string) string {
	best, bestDistance := "", 3
	for _, candidate := range candidates {
		if strings.EqualFold(given, candidate) {
			return candidate
		}
		if d := levenshtein.Distance(given, candidate, nil); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	return best
}
