package cells

import (
	"errors"
	"math/big"

	"github.com/roictl/roictl/connector"
)

// ErrRange says that a sum has more digits than a decimal holds.
var ErrRange = errors.New("the sum is larger than can be kept exactly")

// Sum adds two numbers exactly. A value that is not known leaves the other as it
// is: the sum of what is known.
func Sum(a, b connector.Decimal) (connector.Decimal, error) {
	switch {
	case a.Null:
		return b, nil
	case b.Null:
		return a, nil
	}
	scale := max(a.Scale, b.Scale)
	sum := new(big.Int).Add(scaled(a, scale), scaled(b, scale))
	if !sum.IsInt64() {
		return connector.Decimal{}, ErrRange
	}
	return connector.Decimal{Unscaled: sum.Int64(), Scale: scale}, nil
}

func scaled(d connector.Decimal, scale uint8) *big.Int {
	n := big.NewInt(d.Unscaled)
	if scale == d.Scale {
		return n
	}
	return n.Mul(n, connector.Pow10(scale-d.Scale))
}
