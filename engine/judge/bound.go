package judge

import (
	"fmt"

	"github.com/roictl/roictl/engine/value"
)

// incomplete says whether sources leave something out of what is compared.
func (in Input) incomplete() bool { return in.Incomplete != "" || in.BaselineIncomplete != "" }

// bounded says whether the actual is a lower bound of the whole: a sum that cannot
// fall, of which a part is left out.
func (in Input) bounded() bool { return in.Incomplete != "" && in.Cumulative && !in.Falling }

// judgeIncomplete judges figures of which sources leave something out: only what the
// part that is there proves. Of a sum that cannot fall that is a lower bound, which
// proves that a lower target is met and that an upper one is missed. Of a ratio, a
// stock or a difference it proves nothing, and neither does it give a forecast.
func (in Input) judgeIncomplete(g goal) (Status, string) {
	what := in.leftOut()
	if !in.Cumulative || in.Falling {
		return Insufficient, what + ", so that the whole may be more or less than what is there"
	}
	outcome := g.proven(in.Actual, in.Incomplete != "", in.BaselineIncomplete != "")
	switch {
	case outcome == no && (!in.open() || g.exceededBy(in.Actual, in.BaselineIncomplete != "")):
		return Missed, join(g.shortfall(in.Actual, "is"), what)
	case outcome == yes && !in.open():
		return Met, join(what, in.lag())
	case outcome == yes && g.upper == nil:
		return OnTrack, what + ", and the target is reached all the same"
	case in.open():
		return Insufficient, what + ", so that there is no forecast"
	}
	shown, target := g.beside(in.Actual)
	return Insufficient, fmt.Sprintf("%s: what is there, %s, does not prove the target of %s", what, shown, target)
}

func (in Input) leftOut() string {
	what := in.Incomplete
	if in.BaselineIncomplete != "" {
		what = join(what, "of the baseline, "+in.BaselineIncomplete)
	}
	return what
}

// proven is what is certain of whether a value satisfies the goal, where the value
// may be more than known, and the bounds of the goal may be higher.
func (g goal) proven(v value.Value, more, higher bool) outcome {
	result := yes
	if g.lower != nil {
		result = min(result, certain(notBelow(v, *g.lower), higher, more))
	}
	if g.upper != nil {
		result = min(result, certain(notBelow(*g.upper, v), more, higher))
	}
	return result
}

// exceededBy says whether it is certain that all of a value lies above the upper
// bound, which may be higher than known.
func (g goal) exceededBy(v value.Value, higher bool) bool { return !higher && g.exceeded(v) }

// certain is an outcome with those answers in doubt taken back.
func certain(o outcome, doubtYes, doubtNo bool) outcome {
	if o == yes && doubtYes || o == no && doubtNo {
		return unclear
	}
	return o
}
