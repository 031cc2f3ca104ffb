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
//
// Values are immutable: no function changes the fractions of another value, and
// callers must not change those behind Low and High.
type Value struct {
	State    State
	Low      *big.Rat       // the number itself when Known; the lower end when Ranged; else nil
	High     *big.Rat       // equal to Low when Known
	Unit     connector.Unit // "" for a plain number
	Currency string         // ISO 4217, of money only
	Reason   string         // why it is Undefined or NoData, for people
	Place    hcl.Range      // where it became so: the division's place in the formula
}

// Number returns an exact number. The fraction is copied; nil is no data.
func Number(r *big.Rat, unit connector.Unit, currency string) Value {
	if r == nil {
		return Value{State: NoData, Unit: unit, Currency: currency}
	}
	exact := new(big.Rat).Set(r)
	return Value{State: Known, Low: exact, High: exact, Unit: unit, Currency: currency}
}

// Span returns a closed range between two ends, given in either order. The
// fractions are copied. Equal ends make a number; a nil end makes no data.
func Span(low, high *big.Rat, unit connector.Unit, currency string) Value {
	if low == nil || high == nil {
		return Number(nil, unit, currency)
	}
	switch low.Cmp(high) {
	case 0:
		return Number(low, unit, currency)
	case 1:
		low, high = high, low
	}
	return Value{
		State: Ranged,
		Low:   new(big.Rat).Set(low), High: new(big.Rat).Set(high),
		Unit: unit, Currency: currency,
	}
}

// UndefinedAt returns the value of what cannot be computed, with the reason and
// the place in the user's files where it came about.
func UndefinedAt(reason string, place hcl.Range) Value {
	return Value{State: Undefined, Reason: reason, Place: place}
}

// Missing returns the absence of data, with its reason.
func Missing(reason string) Value { return Value{State: NoData, Reason: reason} }

// IsKnown says whether there is a number or a range.
func (v Value) IsKnown() bool { return v.State == Known || v.State == Ranged }

// Rat returns a copy of the number; nil unless the value is Known, so also for a
// range.
func (v Value) Rat() *big.Rat {
	if v.State != Known {
		return nil
	}
	return new(big.Rat).Set(v.Low)
}

// In returns the same figure in another unit. It relabels and converts nothing;
// a currency is kept only with money.
func (v Value) In(unit connector.Unit, currency string) Value {
	if unit != connector.UnitMoney {
		currency = ""
	}
	v.Unit, v.Currency = unit, currency
	return v
}

// Equal says whether two values are the same in every respect.
func (v Value) Equal(w Value) bool {
	if v.IsKnown() && w.IsKnown() && (v.Low.Cmp(w.Low) != 0 || v.High.Cmp(w.High) != 0) {
		return false
	}
	state := func(s State) State {
		if s == "" {
			return NoData
		}
		return s
	}
	return state(v.State) == state(w.State) && v.Unit == w.Unit && v.Currency == w.Currency &&
		v.Reason == w.Reason && v.Place == w.Place
}
