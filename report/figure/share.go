package figure

import (
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// Share writes a share for a sentence, with one decimal from 1 % on: 15.5 %.
func Share(fraction *big.Rat) string {
	if new(big.Rat).Abs(fraction).Cmp(big.NewRat(1, 100)) >= 0 {
		percent := new(big.Rat).Mul(fraction, big.NewRat(100, 1))
		return withoutZeros(percent.FloatString(1) + "\u00a0%")
	}
	return Text(value.Number(fraction, connector.UnitPercent, ""))
}

// Change writes a relative change with its sign: +5.5 %, -12 %.
func Change(fraction *big.Rat) string {
	if fraction.Sign() > 0 {
		return "+" + Share(fraction)
	}
	return Share(fraction)
}
