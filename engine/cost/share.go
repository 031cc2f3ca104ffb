package cost

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/engine/value"
)

var one = value.Number(big.NewRat(1, 1), "", "")

// Shares divides a shared cost by weights: each share is weight / sum of
// weights, and they add up to exactly 1. Where all weights are zero, or any is
// not known, every share is undefined or missing like it.
func Shares(weights []value.Value, place hcl.Range) []value.Value {
	sum := value.Number(new(big.Rat), "", "")
	for i, weight := range weights {
		if i == 0 {
			sum = weight
			continue
		}
		sum = value.Add(sum, weight)
	}
	shares := make([]value.Value, len(weights))
	for i, weight := range weights {
		if sum.State == value.Known && sum.Low.Sign() == 0 {
			shares[i] = value.UndefinedAt("nothing to divide a shared cost by: all weights are zero", place)
			continue
		}
		shares[i] = value.Div(weight, sum, place)
		shares[i].Unit = "percent"
	}
	return shares
}
