package cost

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// Shares divides a cost that several campaigns share in proportion to their
// weights: equal ones, their days, their media costs or their returns. The shares
// of numbers sum to exactly one; those of ranges are the ranges of what each
// share can be.
//
// Nobody's share is known where a weight is not, where one is negative, or where
// all of them are or may be zero: then every share is undefined, or no data, for
// that reason.
func Shares(weights []value.Value, place hcl.Range) []value.Value {
	shares := make([]value.Value, len(weights))
	if obstacle, ok := noShares(weights, place); ok {
		for i := range shares {
			shares[i] = obstacle.In(connector.UnitPercent, "")
		}
		return shares
	}
	lows, highs := new(big.Rat), new(big.Rat)
	for _, w := range weights {
		lows.Add(lows, w.Low)
		highs.Add(highs, w.High)
	}
	for i, w := range weights {
		// A share is least where its own weight is least and the others greatest.
		others := new(big.Rat).Sub(highs, w.High)
		least := portion(w.Low, others)
		others = new(big.Rat).Sub(lows, w.Low)
		shares[i] = value.Span(least, portion(w.High, others), connector.UnitPercent, "")
	}
	return shares
}

// portion is own / (own + others), and 0 of nothing.
func portion(own, others *big.Rat) *big.Rat {
	if own.Sign() == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(own, new(big.Rat).Add(own, others))
}

// noShares returns why no shares can be computed, if they cannot.
func noShares(weights []value.Value, place hcl.Range) (value.Value, bool) {
	if len(weights) == 0 {
		return value.Value{}, false
	}
	sum := weights[0]
	for _, w := range weights[1:] {
		sum = value.Add(sum, w)
	}
	if !sum.IsKnown() {
		return sum, true
	}
	for _, w := range weights {
		if w.Low.Sign() < 0 {
			return value.UndefinedAt("a shared cost cannot be divided by weights of which one is negative", place), true
		}
	}
	switch {
	case sum.High.Sign() == 0:
		return value.UndefinedAt("a shared cost cannot be divided by weights that are all 0", place), true
	case sum.Low.Sign() == 0:
		return value.UndefinedAt("a shared cost cannot be divided by weights that may all be 0", place), true
	}
	return value.Value{}, false
}
