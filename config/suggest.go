package config

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/agext/levenshtein"
)

// suggester finds the name that was probably meant. It stops searching after
// many comparisons, so that a file with ten thousand wrong names still answers
// at once. It may be used concurrently.
type suggester struct{ comparisons atomic.Int64 }

const maxComparisons = 2_000_000

// nearest returns the candidate closest to the given word, or "" when none is
// close. The more letters, the more of them may be wrong.
func (s *suggester) nearest(given string, candidates []string) string {
	best, bestDistance := "", max(2, len(given)/3)+1
	for _, candidate := range candidates {
		if s.comparisons.Add(1) > maxComparisons {
			break
		}
		if distance := levenshtein.Distance(strings.ToLower(given), strings.ToLower(candidate), nil); distance < bestDistance {
			best, bestDistance = candidate, distance
		}
	}
	if bestDistance >= len(given) {
		return ""
	}
	return best
}

// didYouMean returns a sentence that starts with a space, or "".
func (s *suggester) didYouMean(given string, candidates []string) string {
	if name := s.nearest(given, candidates); name != "" {
		return " Did you mean " + quote(name) + "?"
	}
	return ""
}

func quote(s string) string { return `"` + s + `"` }

// oneOf writes choices for the middle of a sentence: a, b or c.
func oneOf(names []string) string { return enumerate(names, "or") }

// allOf writes names for the middle of a sentence: a, b and c.
func allOf(names []string) string { return enumerate(names, "and") }

func enumerate(names []string, conjunction string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		last := len(names) - 1
		return strings.Join(names[:last], ", ") + " " + conjunction + " " + names[last]
	}
}

// namesShown is how many names a message lists before it says how many more.
const namesShown = 12

// quoted returns names in quotes, shortened to what a message can hold.
func quoted(names []string) []string {
	shown := make([]string, 0, min(len(names), namesShown))
	for _, name := range names {
		if len(shown) == namesShown {
			return append(slices.Clip(shown), "others")
		}
		shown = append(shown, quote(name))
	}
	return shown
}
