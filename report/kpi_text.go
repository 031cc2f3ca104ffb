package report

import (
	"math/big"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// actualText is a KPI's value, with enough digits to look different from a
// target that it differs from.
func actualText(k *engine.KPIResult) string {
	if k.Status == engine.Skipped && k.Actual.State != value.Known && k.Actual.State != value.Ranged {
		return ""
	}
	return figure.Value(k.Actual, goalposts(k.Target)...)
}

// goalposts are the numbers that a target compares with.
func goalposts(t *engine.TargetResult) []*big.Rat {
	if t == nil {
		return nil
	}
	var ends []*big.Rat
	for _, v := range []value.Value{t.Value, t.Low, t.High} {
		ends = append(ends, figure.Ends(v)...)
	}
	return ends
}

// targetText says what has to be reached, resolved where it could be: "at least
// 1,200". A target whose baseline has no value is said as declared.
func targetText(k *engine.KPIResult) string {
	t := k.Target
	if t == nil {
		return "no target"
	}
	actual := figure.Ends(k.Actual)
	if isKnown(t.Low) && isKnown(t.High) {
		return "from " + span(t.Low, t.High, actual)
	}
	if t.Value.State != value.Known && t.Value.State != value.Ranged {
		return declaredTarget(t)
	}
	word := map[direction]string{upward: "at least ", downward: "at most ", exactly: "exactly "}[directionOf(t.Kind, t.Declared)]
	return word + roundNumber(figure.Value(t.Value, actual...))
}

// span writes the two ends of a target as one range.
func span(low, high value.Value, actual []*big.Rat) string {
	return roundNumber(figure.Of(low).Range(low.Low, high.High, actual...))
}

// roundNumber leaves out the cents of an amount that has none, where people
// would write it so: "at most 20 EUR".
func roundNumber(text string) string {
	text = strings.ReplaceAll(text, ".00"+noBreak, noBreak)
	return strings.TrimSuffix(strings.ReplaceAll(text, ".00 to", " to"), ".00")
}

// declaredTarget says a target in the words of the configuration.
func declaredTarget(t *engine.TargetResult) string {
	verb := strings.ReplaceAll(string(t.Kind), "_", " ")
	return strings.TrimSpace(verb + " " + screen.Text(t.Declared))
}

// direction is the side of the target that is good.
type direction int

const (
	upward direction = iota
	downward
	exactly
)

// directionOf says which side of a target is good. A change in points is
// downward where it is negative.
func directionOf(kind config.TargetKind, declared string) direction {
	switch kind {
	case config.AtMost, config.Reduce, config.DecreaseBy:
		return downward
	case config.Equals, config.Between:
		return exactly
	case config.Points:
		if strings.HasPrefix(strings.TrimSpace(declared), "-") {
			return downward
		}
	}
	return upward
}

// baselineText says what a relative target compares with: "grow 20% on
// 2025-05 (1,000)". It is empty for other targets.
func baselineText(t *engine.TargetResult) string {
	if t == nil || t.Versus == "" {
		return ""
	}
	against := strings.ReplaceAll(t.Versus, "_", " ")
	if t.BaselinePeriod.Name != "" {
		against = screen.Text(t.BaselinePeriod.Name)
	}
	text := declaredTarget(t) + " on " + against
	if t.Kind == config.Points {
		text = screen.Text(t.Declared) + " points on " + against
	}
	if t.Baseline != nil {
		text += " (" + figure.Value(*t.Baseline, figure.Ends(t.Value)...) + ")"
	}
	return text
}

// gapText says by how much a target is missed: "15.5 % over". It is empty where
// a share of the target says nothing, such as with a target of 0.
func gapText(k *engine.KPIResult) string {
	t := k.Target
	if t == nil || k.Actual.State != value.Known || t.Value.State != value.Known || t.Value.Low.Sign() <= 0 {
		return ""
	}
	difference := new(big.Rat).Sub(k.Actual.Low, t.Value.Low)
	if difference.Sign() == 0 {
		return ""
	}
	share := new(big.Rat).Quo(new(big.Rat).Abs(difference), t.Value.Low)
	side := "over"
	if difference.Sign() < 0 {
		side = "short"
	}
	return figure.Share(share) + " " + side
}
