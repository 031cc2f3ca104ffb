package connector

import (
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number, Unscaled / 10^Scale, or null. Null means
// "the source has no value here", which is not zero and is never summed as zero.
//
// There is no floating point on the wire: 0.10 + 0.20 is 0.30.
type Decimal struct {
	Unscaled int64
	Scale    uint8 // digits behind the point, 0 to MaxScale
	Null     bool
}

// MaxScale is the largest number of digits behind the decimal point that fits
// an int64.
const MaxScale = 18

// NullDecimal is the absent value.
var NullDecimal = Decimal{Null: true}

// Int returns the decimal of a whole number.
func Int(n int64) Decimal { return Decimal{Unscaled: n} }

// Rat returns the exact value as a fraction; nil for null.
func (d Decimal) Rat() *big.Rat {
	if d.Null {
		return nil
	}
	return new(big.Rat).SetFrac(big.NewInt(d.Unscaled), Pow10(d.Scale))
}

// String returns the plain decimal text, such as -12.50; "null" for null.
func (d Decimal) String() string {
	if d.Null {
		return "null"
	}
	if d.Scale == 0 {
		return strconv.FormatInt(d.Unscaled, 10)
	}
	sign := ""
	digits := strconv.FormatInt(d.Unscaled, 10)
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	if missing := int(d.Scale) + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) - int(d.Scale)
	return sign + digits[:point] + "." + digits[point:]
}

// Pow10 returns 10^n.
func Pow10(n uint8) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
