package judge

import (
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// attainment says how far an actual A has reached the goal; 1 is exactly reached
// (domain.md §3.3):
//
//	at least T > 0   A / T
//	at most T > 0    T / A, where A > 0; an A of 0 or less has none
//	T < 0            1 + distance / |T|, the distance positive on the good side
//	T = 0            1 + distance for rates, where 1 is a hundred points; else none
//	between, equals  1 inside; outside 1 - distance to the nearest end / width,
//	                 or / |T| where the width is 0
//
// It is nil for ranges, which have no single attainment.
func (g goal) attainment(actual value.Value) *big.Rat {
	a := actual.Rat()
	switch {
	case a == nil:
		return nil
	case g.lower != nil && g.upper != nil:
		return attainedBetween(a, g.lower.Rat(), g.upper.Rat())
	case g.lower != nil:
		return attained(a, g.lower.Rat(), actual.Unit, false)
	default:
		return attained(a, g.upper.Rat(), actual.Unit, true)
	}
}

// attained is the attainment of a single bound.
func attained(a, bound *big.Rat, unit connector.Unit, upper bool) *big.Rat {
	if bound == nil {
		return nil
	}
	if bound.Sign() > 0 {
		switch {
		case !upper:
			return a.Quo(a, bound)
		case a.Sign() > 0:
			return a.Quo(bound, a)
		}
		return nil
	}
	scale := new(big.Rat).Abs(bound)
	if bound.Sign() == 0 {
		if unit != connector.UnitPercent && unit != connector.UnitRatio {
			return nil
		}
		scale.SetInt64(1)
	}
	distance := a.Sub(a, bound)
	if upper {
		distance.Neg(distance)
	}
	return distance.Add(distance.Quo(distance, scale), big.NewRat(1, 1))
}

// attainedBetween is the attainment of two bounds.
func attainedBetween(a, low, high *big.Rat) *big.Rat {
	if low == nil || high == nil {
		return nil
	}
	distance := new(big.Rat)
	switch {
	case a.Cmp(low) < 0:
		distance.Sub(low, a)
	case a.Cmp(high) > 0:
		distance.Sub(a, high)
	}
	one := big.NewRat(1, 1)
	if distance.Sign() == 0 {
		return one
	}
	width := new(big.Rat).Sub(high, low)
	if width.Sign() <= 0 {
		width.Abs(low)
	}
	if width.Sign() == 0 {
		return nil
	}
	return one.Sub(one, distance.Quo(distance, width))
}
