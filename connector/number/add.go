package number

import (
	"math/big"

	"github.com/roictl/roictl/connector"
)

// Add returns the exact sum of two numbers, of which null adds nothing. It returns
// ErrRange where the sum is larger than can be kept.
func Add(a, b connector.Decimal) (connector.Decimal, error) {
	switch {
	case a.Null:
		return b, nil
	case b.Null:
		return a, nil
	case a.Scale == b.Scale:
		if sum := a.Unscaled + b.Unscaled; (sum > a.Unscaled) == (b.Unscaled > 0) {
			return connector.Decimal{Unscaled: sum, Scale: a.Scale}, nil
		}
	}
	scale := max(a.Scale, b.Scale)
	sum := scaled(a, scale)
	return shaped(sum.Add(sum, scaled(b, scale)), int(scale))
}

// scaled is a number as a multiple of 10^-scale.
func scaled(d connector.Decimal, scale uint8) *big.Int {
	n := big.NewInt(d.Unscaled)
	return n.Mul(n, connector.Pow10(scale-d.Scale))
}

// shaped writes digits / 10^scale, which have to fit exactly.
func shaped(digits *big.Int, scale int) (connector.Decimal, error) {
	digits, scale = trimmed(digits, scale)
	if !digits.IsInt64() {
		return connector.Decimal{}, ErrRange
	}
	return connector.Decimal{Unscaled: digits.Int64(), Scale: uint8(scale)}, nil
}
