package value

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"
)

// Add returns x + y. Amounts must be of one kind and currency; a plain number
// takes the unit of the other side.
func Add(x, y Value) Value {
	return combine('+', x, y, hcl.Range{}, func(a, b ends) (ends, string) {
		return ends{add(a.low, b.low), add(a.high, b.high)}, ""
	})
}

// Sub returns x - y, under the rules of [Add].
func Sub(x, y Value) Value {
	return combine('-', x, y, hcl.Range{}, func(a, b ends) (ends, string) {
		return ends{sub(a.low, b.high), sub(a.high, b.low)}, ""
	})
}

// Mul returns x * y. Money takes part once: as an amount that is scaled, or as
// an amount per unit of the other side.
func Mul(x, y Value) Value {
	return combine('*', x, y, hcl.Range{}, func(a, b ends) (ends, string) {
		return product(a, b), ""
	})
}

// Div returns x / y. It is undefined at the place of the division where y is
// zero or a range that contains zero.
func Div(x, y Value, place hcl.Range) Value {
	return combine('/', x, y, place, func(a, b ends) (ends, string) {
		switch {
		case b.low.Sign() == 0 && b.high.Sign() == 0:
			return ends{}, "division by zero"
		case b.low.Sign() <= 0 && b.high.Sign() >= 0:
			return ends{}, "division by a range that contains zero"
		}
		return product(a, ends{new(big.Rat).Inv(b.high), new(big.Rat).Inv(b.low)}), ""
	})
}

// Min returns the smaller of two values, under the rules of [Add]. Of ranges it
// is the range of what the smaller one can be.
func Min(x, y Value) Value {
	return combine('+', x, y, hcl.Range{}, func(a, b ends) (ends, string) {
		return ends{smaller(a.low, b.low), smaller(a.high, b.high)}, ""
	})
}

// Max returns the larger of two values, as [Min] does the smaller.
func Max(x, y Value) Value {
	return combine('+', x, y, hcl.Range{}, func(a, b ends) (ends, string) {
		return ends{larger(a.low, b.low), larger(a.high, b.high)}, ""
	})
}

// Neg returns -x.
func Neg(x Value) Value { return Scale(x, big.NewRat(-1, 1)) }

// Abs returns the distance of x from zero.
func Abs(x Value) Value {
	if !x.IsKnown() {
		return x
	}
	a, b := new(big.Rat).Abs(x.Low), new(big.Rat).Abs(x.High)
	low := smaller(a, b)
	if x.Low.Sign() < 0 && x.High.Sign() > 0 {
		low = new(big.Rat)
	}
	return Span(low, larger(a, b), x.Unit, x.Currency)
}

// Scale returns x times a plain factor, in the unit of x. A nil factor is no
// data.
func Scale(x Value, factor *big.Rat) Value {
	switch {
	case x.State == NoData || x.State == "":
		return x
	case factor == nil:
		return Number(nil, x.Unit, x.Currency)
	case !x.IsKnown():
		return x
	}
	scaled := product(ends{x.Low, x.High}, ends{factor, factor})
	return Span(scaled.low, scaled.high, x.Unit, x.Currency)
}

// ends are those of a closed range; the same fraction twice for a number.
type ends struct{ low, high *big.Rat }

// combine applies what is common to all operations on two values: which state
// is stronger, and what unit and currency the result has. An operation on two
// known values returns the ends of its result, or why there is none.
func combine(operator byte, x, y Value, place hcl.Range, operation func(a, b ends) (ends, string)) Value {
	unit, unitErr := UnitOf(operator, x.Unit, y.Unit)
	currency, currencyErr := currencyOf(operator, x, y)
	for _, state := range []State{NoData, Undefined} {
		for _, operand := range []Value{x, y} {
			if operand.State == state || state == NoData && operand.State == "" {
				operand.State, operand.Unit, operand.Currency = state, unit, currency
				return operand
			}
		}
	}
	if unitErr != nil {
		return UndefinedAt(unitErr.Error(), place)
	}
	if currencyErr != nil {
		return UndefinedAt(currencyErr.Error(), place).In(unit, "")
	}
	result, reason := operation(ends{x.Low, x.High}, ends{y.Low, y.High})
	if reason != "" {
		return UndefinedAt(reason, place).In(unit, currency)
	}
	return Span(result.low, result.high, unit, currency)
}

// product is the interval product: its ends are among the products of the ends.
func product(a, b ends) ends {
	first := new(big.Rat).Mul(a.low, b.low)
	if a.low == a.high && b.low == b.high {
		return ends{first, first}
	}
	result := ends{first, first}
	for _, candidate := range []*big.Rat{
		new(big.Rat).Mul(a.low, b.high), new(big.Rat).Mul(a.high, b.low), new(big.Rat).Mul(a.high, b.high),
	} {
		result = ends{smaller(result.low, candidate), larger(result.high, candidate)}
	}
	return result
}

func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }

func sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

func larger(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}
