package judge

import (
	"github.com/roictl/roictl/engine/value"
)

// outcome is the answer to whether a value keeps within bounds. It is unclear
// where a range holds values that do and values that do not.
type outcome int

const (
	no outcome = iota
	unclear
	yes
)

// reached says whether a known value satisfies the goal. Boundaries do.
func (g goal) reached(v value.Value) outcome {
	result := yes
	if g.lower != nil {
		result = min(result, notBelow(v, *g.lower))
	}
	if g.upper != nil {
		result = min(result, notBelow(*g.upper, v))
	}
	return result
}

// exceeded says whether all of a value lies above the upper bound.
func (g goal) exceeded(v value.Value) bool {
	return g.upper != nil && notBelow(*g.upper, v) == no
}

// notBelow says whether v >= bound, for whatever points of the two.
func notBelow(v, bound value.Value) outcome {
	switch {
	case v.Low.Cmp(bound.High) >= 0:
		return yes
	case v.High.Cmp(bound.Low) < 0:
		return no
	}
	return unclear
}
