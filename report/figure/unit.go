package figure

import (
	"math/big"

	"golang.org/x/text/currency"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// Unit is how a number is to be read.
type Unit struct {
	Kind     connector.Unit
	Currency string // ISO 4217, of money
	// Bare leaves the currency's code out, where a heading names it.
	Bare bool
}

// Of returns the unit of a computed value.
func Of(v value.Value) Unit { return Unit{Kind: v.Unit, Currency: v.Currency} }

// Count is the unit of plain counts.
var Count = Unit{Kind: connector.UnitCount}

// shown returns the number that is printed: a percentage is a hundred times
// its fraction.
func (u Unit) shown(x *big.Rat) *big.Rat {
	if u.Kind == connector.UnitPercent {
		return new(big.Rat).Mul(x, big.NewRat(100, 1))
	}
	return x
}

// suffix is what follows the digits.
func (u Unit) suffix() string {
	switch {
	case u.Kind == connector.UnitPercent:
		return space + "%"
	case u.Kind == connector.UnitDuration:
		return space + "s"
	case u.Kind == connector.UnitMoney && u.Currency != "" && !u.Bare:
		return space + u.Currency
	}
	return ""
}

// space keeps a number and its unit on one line; see screen.Print.
const space = "\u00a0"

// decimals is how many decimals a shown number deserves when nothing else has
// to be told apart from it: whole amounts of money from a thousand on, and
// otherwise three significant digits, with cents for money.
func (u Unit) decimals(shown *big.Rat) int {
	size := magnitude(shown)
	least := 0
	switch u.Kind {
	case connector.UnitMoney:
		if size >= 4 {
			return 0
		}
		least = minorDigits(u.Currency)
		if shown.Sign() == 0 || size >= 0 {
			return least
		}
	case connector.UnitPercent:
		least = 1
	case connector.UnitDuration:
		if shown.Cmp(big.NewRat(60, 1)) >= 0 {
			return 0
		}
	}
	if shown.Sign() == 0 || shown.IsInt() {
		return 0
	}
	return min(max(least, significant-size), mostDecimals)
}

const (
	significant  = 3
	mostDecimals = 12
)

// magnitude is the number of digits before the decimal point, and for numbers
// below 1 the negative number of zeros behind it: 123 is 3, 0.5 is 0, 0.05 is -1.
func magnitude(x *big.Rat) int {
	if x.Sign() == 0 {
		return 0
	}
	size := 0
	rest := new(big.Rat).Abs(x)
	one, ten, tenth := big.NewRat(1, 1), big.NewRat(10, 1), big.NewRat(1, 10)
	for rest.Cmp(one) >= 0 {
		rest.Mul(rest, tenth)
		size++
	}
	for size > -mostDecimals && rest.Cmp(tenth) < 0 {
		rest.Mul(rest, ten)
		size--
	}
	return size
}

// minorDigits is the number of decimals a currency is written with: 2 for EUR,
// 0 for JPY, 3 for KWD, by the Unicode CLDR.
func minorDigits(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	digits, _ := currency.Standard.Rounding(unit)
	return digits
}
