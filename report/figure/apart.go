package figure

import (
	"math/big"

	"github.com/roictl/roictl/connector"
)

// widest is how many decimals are spent on telling two numbers apart before a
// sign does it.
const widest = 20

// precision returns the decimals to write x with so that it looks different
// from every number it is compared with and differs from, and a sign to put
// before it where no reasonable number of decimals would do.
func (u Unit) precision(x *big.Rat, against []*big.Rat) (decimals int, prefix string) {
	shown := u.shown(x)
	decimals = u.decimals(shown)
	for _, other := range against {
		if other == nil {
			continue
		}
		order := x.Cmp(other)
		if order == 0 {
			continue
		}
		target := u.shown(other)
		targetDecimals := u.decimals(target)
		for round(shown, decimals).Cmp(round(target, targetDecimals)) != order {
			// The other number gets the same decimals when it is written, since
			// it is compared with this one.
			decimals = u.finer(max(decimals, targetDecimals))
			targetDecimals = decimals
			if decimals > widest {
				return u.decimals(shown), map[int]string{-1: "<", 1: ">"}[order] + space
			}
		}
	}
	return decimals, ""
}

// finer returns the next number of decimals worth trying: money goes from none
// to full cents at once.
func (u Unit) finer(decimals int) int {
	if u.Kind == connector.UnitMoney {
		return max(decimals+1, minorDigits(u.Currency))
	}
	return decimals + 1
}

// round rounds half away from zero, as printing does.
func round(x *big.Rat, decimals int) *big.Rat {
	rounded, ok := new(big.Rat).SetString(x.FloatString(decimals))
	if !ok { // FloatString always writes a number
		return x
	}
	return rounded
}
