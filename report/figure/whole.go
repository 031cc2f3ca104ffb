package figure

import (
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// wholeFrom is the amount from which cents say nothing to a reader.
var wholeFrom = big.NewRat(1000, 1)

// inWholeUnits rounds a large amount of money to whole units of its currency.
// It is false for other values, and where rounding would make the amount look
// like one that it is compared with and differs from.
func inWholeUnits(v value.Value, against []value.Value) (value.Value, bool) {
	if !large(v) {
		return v, false
	}
	for _, other := range against {
		for _, x := range ends(v) {
			for _, y := range ends(other) {
				if rounded(x).Cmp(rounded(y)) != x.Cmp(y) {
					return v, false
				}
			}
		}
	}
	v.Low, v.High = rounded(v.Low), rounded(v.High)
	return v, true
}

// large says whether all of a value is an amount from [wholeFrom] on.
func large(v value.Value) bool {
	if v.Unit != connector.UnitMoney || !v.IsKnown() {
		return false
	}
	for _, end := range ends(v) {
		if new(big.Rat).Abs(end).Cmp(wholeFrom) < 0 {
			return false
		}
	}
	return true
}

// ends are the numbers of a value: none, one, or both ends of a range.
func ends(v value.Value) []*big.Rat {
	switch v.State {
	case value.Known:
		return []*big.Rat{v.Low}
	case value.Ranged:
		return []*big.Rat{v.Low, v.High}
	}
	return nil
}

// rounded rounds an amount from [wholeFrom] on to a whole number, half away
// from zero, and leaves others as they are: those keep their cents.
func rounded(x *big.Rat) *big.Rat {
	if new(big.Rat).Abs(x).Cmp(wholeFrom) < 0 {
		return x
	}
	half := big.NewRat(int64(x.Sign()), 2)
	half.Add(half, x)
	return new(big.Rat).SetInt(new(big.Int).Quo(half.Num(), half.Denom()))
}
