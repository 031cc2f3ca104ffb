package connector

import (
	"strings"

	"github.com/agext/levenshtein"
)

// Measure finds a measure by its own name first and by its standard name then,
// so that a platform's own names always work. Two measures may share a standard
// name; the one declared first is meant.
func (r Report) Measure(name string) (Measure, bool) {
	for _, m := range r.Measures {
		if m.Name == name {
			return m, true
		}
	}
	for _, m := range r.Measures {
		if m.Standard == name && name != "" {
			return m, true
		}
	}
	return Measure{}, false
}

// Dimension finds a dimension by its own name first and by its standard name then.
func (r Report) Dimension(name string) (Dimension, bool) {
	for _, d := range r.Dimensions {
		if d.Name == name {
			return d, true
		}
	}
	for _, d := range r.Dimensions {
		if d.Standard == name && name != "" {
			return d, true
		}
	}
	return Dimension{}, false
}

// SuggestMeasure returns the name of the measure that a mistyped name probably
// meant, for "Did you mean …?"; empty when nothing is close.
func (r Report) SuggestMeasure(name string) string {
	names := make([]string, 0, 2*len(r.Measures))
	for _, m := range r.Measures {
		names = append(names, m.Name, m.Standard)
	}
	return Suggest(name, names)
}

// SuggestDimension returns the name of the dimension that a mistyped name
// probably meant; empty when nothing is close.
func (r Report) SuggestDimension(name string) string {
	names := make([]string, 0, 2*len(r.Dimensions))
	for _, d := range r.Dimensions {
		names = append(names, d.Name, d.Standard)
	}
	return Suggest(name, names)
}

// Suggest returns the candidate nearest to a mistyped name; empty when none is
// so near that it was probably meant. Case, spaces, dashes and underscores do
// not count, since they are what people mix up. Among equals the first wins.
func Suggest(name string, candidates []string) string {
	folded := foldName(name)
	// A third of the letters may be wrong: fewer finds nothing in short names,
	// more finds nonsense in long ones.
	best, limit := "", max(1, len([]rune(folded))/3)
	for _, candidate := range candidates {
		if candidate == "" || candidate == name {
			continue
		}
		if d := levenshtein.Distance(folded, foldName(candidate), nil); d <= limit {
			best, limit = candidate, d-1
		}
	}
	return best
}

var nameFolder = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

func foldName(name string) string { return nameFolder.Replace(strings.ToLower(name)) }
