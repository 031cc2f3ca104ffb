package report

import (
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/value"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// actualText is a KPI's value, with enough digits to look different from a
// target that it differs from. What was not looked at, or could not be, has none:
// nobody knows whether there are data.
func actualText(k *engine.KPIResult) string {
	if (k.Status == engine.Skipped || k.Status == engine.Errored) && !k.Actual.IsKnown() {
		return ""
	}
	return atLeast(k.Actual, k.Flags) + figure.Text(k.Actual, goalposts(k.Target)...)
}

// atLeast are the words before a figure of which the source leaves something out.
func atLeast(v value.Value, flags []string) string {
	if v.IsKnown() && slices.Contains(flags, "lower_bound") {
		return "at least "
	}
	return ""
}

// goalposts are the values that a target compares with.
func goalposts(t *engine.TargetResult) []value.Value {
	if t == nil {
		return nil
	}
	return []value.Value{t.Value, t.Low, t.High}
}

// targetText says what has to be reached, resolved where it could be: "at least
// 1,200". A target whose baseline has no value is said as declared.
func targetText(k *engine.KPIResult) string {
	t := k.Target
	if t == nil {
		return "no target"
	}
	if t.Low.IsKnown() && t.High.IsKnown() && !t.Low.Equal(t.High) {
		return "from " + figure.Short(value.Span(t.Low.Low, t.High.High, t.Low.Unit, t.Low.Currency), k.Actual)
	}
	if !t.Value.IsKnown() {
		return declaredTarget(t)
	}
	word := map[direction]string{upward: "at least ", downward: "at most ", exactly: "exactly "}[directionOf(t.Kind, t.Declared)]
	if t.Versus == "" {
		return word + figure.Declared(t.Value, k.Actual)
	}
	return word + figure.Short(t.Value, k.Actual)
}

// declaredTarget says a target in the words of the configuration.
func declaredTarget(t *engine.TargetResult) string {
	verb := strings.ReplaceAll(string(t.Kind), "_", " ")
	if t.Kind == config.Between {
		verb = "from" // one bound to the other
	}
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
func baselineText(k *engine.KPIResult) string {
	t := k.Target
	if t == nil || t.Versus == "" {
		return ""
	}
	against := strings.ReplaceAll(t.Versus, "_", " ")
	if t.BaselinePeriod.Name != "" {
		against = screen.Text(t.BaselinePeriod.Name)
	}
	if declared := k.KPI.Target; t.Versus == config.VersusValue && declared != nil && declared.Versus.Value != nil {
		against = screen.Text(declared.Versus.Value.Source) // the figure itself, which has no other name
	}
	text := declaredTarget(t) + " on " + against
	if t.Kind == config.Points {
		text = screen.Text(t.Declared) + " points on " + against
	}
	if t.Baseline != nil && t.Versus != config.VersusValue {
		text += " (" + figure.Short(*t.Baseline, t.Value) + ")"
	}
	return text
}

// gapText says by how much a closed period, or a value that does not
// accumulate, is beside its target: "15.5 % over". It is empty where the target
// is reached, and where a share of it says nothing, such as of 0.
func gapText(k *engine.KPIResult) string {
	t := k.Target
	switch {
	case t == nil || k.Actual.State != value.Known || t.Value.State != value.Known || t.Value.Low.Sign() <= 0:
		return ""
	case k.Status == engine.Missed && k.Pace == nil:
		return awayFrom(k.Actual.Low, nearestBound(k.Actual.Low, t), "")
	case k.Status == engine.AtRisk && k.Pace != nil && !k.Pace.Expected.IsKnown():
		return awayFrom(k.Actual.Low, t.Value.Low, " so far")
	default:
		return ""
	}
}

// nearestBound is the bound that a value missed: of a target with a tolerance
// the end on its side.
func nearestBound(actual *big.Rat, t *engine.TargetResult) *big.Rat {
	switch {
	case t.High.State == value.Known && t.High.Low.Sign() > 0 && actual.Cmp(t.High.Low) > 0:
		return t.High.Low
	case t.Low.State == value.Known && t.Low.Low.Sign() > 0 && actual.Cmp(t.Low.Low) < 0:
		return t.Low.Low
	}
	return t.Value.Low
}

func awayFrom(actual, target *big.Rat, suffix string) string {
	difference := new(big.Rat).Sub(actual, target)
	share := new(big.Rat).Quo(new(big.Rat).Abs(difference), target)
	switch difference.Sign() {
	case 1:
		return figure.Share(share) + " over" + suffix
	case -1:
		return figure.Share(share) + " short" + suffix
	default:
		return ""
	}
}
