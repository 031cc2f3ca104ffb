package figure

import (
	"math/big"

	"github.com/roictl/roictl/engine/value"
)

// Value writes a computed value: a number, a range, or the words "undefined"
// or "no data", whose reason the caller shows where there is room for it.
func Value(v value.Value, against ...*big.Rat) string { return Of(v).Value(v, against...) }

// Value writes a computed value in this unit.
func (u Unit) Value(v value.Value, against ...*big.Rat) string {
	switch v.State {
	case value.Known:
		return u.Number(v.Low, against...)
	case value.Ranged:
		return u.Range(v.Low, v.High, against...)
	case value.Undefined:
		return "undefined"
	default:
		return "no data"
	}
}

// Ends returns the numbers of a value, for comparing others with it: none, one
// or the two ends of a range.
func Ends(v value.Value) []*big.Rat {
	switch v.State {
	case value.Known:
		return []*big.Rat{v.Low}
	case value.Ranged:
		return []*big.Rat{v.Low, v.High}
	default:
		return nil
	}
}
