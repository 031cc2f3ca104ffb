package judge

import (
	"fmt"
	"math/big"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/value"
)

// goal is a target in figures: a lower bound, an upper bound, or both. Bounds
// may be ranges, where the baseline is one.
type goal struct {
	lower, upper     *value.Value
	value, low, high value.Value // as they are reported
}

// resolve turns the declared target into figures, or says why it has none.
func resolve(in Input) (goal, string) {
	t := in.Target
	amounts := []config.Amount{t.Value}
	if t.Kind == config.Between {
		amounts = []config.Amount{t.Low, t.High}
	}
	for _, a := range amounts {
		if a.Value == nil {
			return goal{}, "the target states no value"
		}
		if a.Currency != "" && in.Currency != "" && a.Currency != in.Currency {
			return goal{}, fmt.Sprintf("the target is in %s, but the value in %s", a.Currency, in.Currency)
		}
	}
	switch t.Kind {
	case config.AtLeast:
		return atLeast(in.amount(t.Value)), ""
	case config.AtMost:
		return atMost(in.amount(t.Value)), ""
	case config.Between:
		low, high := in.amount(t.Low), in.amount(t.High)
		return goal{lower: &low, upper: &high, low: low, high: high}, ""
	case config.Equals:
		exact := in.amount(t.Value)
		tolerance := in.tolerance(exact)
		low, high := value.Sub(exact, tolerance), value.Add(exact, tolerance)
		return goal{lower: &low, upper: &high, value: exact, low: low, high: high}, ""
	}
	return in.change()
}

// change resolves the kinds that compare with a baseline.
func (in Input) change() (goal, string) {
	t := in.Target
	baseline, obstacle := in.baseline()
	if obstacle != "" {
		return goal{}, obstacle
	}
	if t.Kind == config.Grow || t.Kind == config.Reduce {
		if obstacle := growable(baseline); obstacle != "" {
			return goal{}, obstacle
		}
	}
	one := big.NewRat(1, 1)
	switch t.Kind {
	case config.Grow:
		return atLeast(value.Scale(baseline, one.Add(one, t.Value.Value))), ""
	case config.Reduce:
		return atMost(value.Scale(baseline, one.Sub(one, t.Value.Value))), ""
	case config.IncreaseBy:
		return atLeast(value.Add(baseline, in.amount(t.Value))), ""
	case config.DecreaseBy:
		return atMost(value.Sub(baseline, in.amount(t.Value))), ""
	case config.Points:
		bound := value.Add(baseline, value.Number(fractionOf(t.Value), in.Unit, in.Currency))
		if t.Value.Value.Sign() < 0 {
			return atMost(bound), ""
		}
		return atLeast(bound), ""
	}
	return goal{}, fmt.Sprintf("%q is no kind of target", t.Kind)
}

// baseline is the value that the target compares with, or why there is none.
func (in Input) baseline() (value.Value, string) {
	if in.Baseline == nil {
		if fixed := in.Target.Versus.Value; fixed != nil {
			return in.amount(*fixed), ""
		}
		return value.Value{}, "the target compares with a baseline, but none is declared; set versus"
	}
	switch b := *in.Baseline; b.State {
	case value.Known, value.Ranged:
		return b.In(in.Unit, in.Currency), ""
	case value.Undefined:
		return b, because("the baseline is undefined", b.Reason)
	default:
		return b, because("there is no data for the baseline", b.Reason)
	}
}

// growable says why a baseline cannot change by a percentage of itself; "" when
// it can (domain.md §3.3).
func growable(baseline value.Value) string {
	switch {
	case baseline.Low.Sign() < 0:
		return "the baseline is or may be negative, and a percentage of that has no direction; use increase_by or decrease_by"
	case baseline.Low.Sign() == 0:
		return "the baseline is or may be 0, and no percentage changes that; use increase_by or decrease_by"
	}
	return ""
}

func atLeast(bound value.Value) goal { return goal{lower: &bound, value: bound} }

func atMost(bound value.Value) goal { return goal{upper: &bound, value: bound} }

// amount is a number of the target in the KPI's unit.
func (in Input) amount(a config.Amount) value.Value {
	return value.Number(a.Value, in.Unit, in.Currency)
}

// tolerance is the distance from the exact value that still counts as equal; a
// percentage is one of that value.
func (in Input) tolerance(exact value.Value) value.Value {
	switch t := in.Target.Tolerance; {
	case t == nil:
		return value.Number(new(big.Rat), in.Unit, in.Currency)
	case t.Percent:
		return value.Abs(value.Scale(exact, t.Value))
	default:
		return value.Abs(in.amount(*t))
	}
}

// fractionOf turns percentage points into a fraction: 1 point is 0.01.
func fractionOf(points config.Amount) *big.Rat {
	if points.Percent {
		return points.Value
	}
	return new(big.Rat).Quo(points.Value, big.NewRat(100, 1))
}
