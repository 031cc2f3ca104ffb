// Package value holds the numbers roictl computes: exact, with a unit, and
// honest about what is not known.
//
// A [Value] is a number, a range, undefined for a reason, or no data. Arithmetic
// on values is exact (math/big.Rat), carries ranges through, and never turns
// "no data" into zero. This package must not know metrics, periods or sources.
package value

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// State says what kind of value it is.
type State string

// The states.
const (
	Known     State = "number"
	Ranged    State = "range"
	Undefined State = "undefined" // a division by zero, a missing exchange rate
	NoData    State = "no_data"   // the source has nothing to say
)

// Value is a computed figure. The zero Value is no data without a reason.
type Value struct {
	State    State
	Low      *big.Rat       // the number itself when Known; the lower end when Ranged; else nil
	High     *big.Rat       // equal to Low when Known
	Unit     connector.Unit // "" for a plain number
	Currency string         // ISO 4217, of money only
	Reason   string         // why it is Undefined or NoData, for people
	Place    hcl.Range      // where it became so: the division's place in the formula
}
