package value

import (
	"fmt"
	"math/big"
	"strings"
)

const (
	// mostPlaces is how many digits behind the point an exact decimal may have
	// before it is written otherwise.
	mostPlaces = 30
	// significantDigits of a decimal that has to be rounded: as many as a float64
	// reliably carries, so that readers of JSON lose nothing they could hold.
	significantDigits = 16
)

// Decimal writes a fraction as a plain decimal without an exponent: exactly
// where it ends within 30 digits behind the point, else rounded half to even to
// 16 significant digits. It is "" for nil.
func Decimal(r *big.Rat) string {
	if r == nil {
		return ""
	}
	if text, ok := exactDecimal(r); ok {
		return text
	}
	return rounded(r)
}

// Exact writes a fraction without loss: as a decimal where that ends within 30
// digits behind the point, else as "a/b". It is "" for nil.
func Exact(r *big.Rat) string {
	if r == nil {
		return ""
	}
	if text, ok := exactDecimal(r); ok {
		return text
	}
	return r.String()
}

// ParseExact reads what [Exact] and [Decimal] write: an optional minus, digits,
// and either a point with further digits or a slash with a denominator.
func ParseExact(s string) (*big.Rat, error) {
	digits := strings.TrimPrefix(s, "-")
	before, after, parted := strings.Cut(digits, ".")
	if !parted {
		before, after, parted = strings.Cut(digits, "/")
	}
	if !numeral(before) || parted && !numeral(after) {
		return nil, fmt.Errorf("parse number %q: want a decimal such as -12.50 or a fraction such as 1/3", s)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil, fmt.Errorf("parse number %q: the denominator is zero", s)
	}
	return r, nil
}

func numeral(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func exactDecimal(r *big.Rat) (string, bool) {
	places, exact := r.FloatPrec()
	if !exact || places > mostPlaces {
		return "", false
	}
	return r.FloatString(places), true
}

// rounded writes a fraction that is not zero with 16 significant digits. Zeros
// at the end behind the point are left out.
func rounded(r *big.Rat) string {
	places := significantDigits - magnitude(r)
	shift := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil)
	scaled := new(big.Rat).SetInt(shift)
	if places < 0 {
		scaled.Inv(scaled)
	}
	whole := new(big.Rat).SetInt(halfEven(scaled.Mul(scaled, r)))
	if places < 0 {
		return whole.Mul(whole, new(big.Rat).SetInt(shift)).FloatString(0)
	}
	text := whole.Quo(whole, new(big.Rat).SetInt(shift)).FloatString(places)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// halfEven rounds to the nearest whole number, and to the even one of two.
func halfEven(r *big.Rat) *big.Int {
	quotient, rest := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	double := rest.Abs(rest.Lsh(rest, 1))
	order := double.Cmp(r.Denom())
	if order > 0 || order == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(int64(r.Sign())))
	}
	return quotient
}

// magnitude is the number of digits before the decimal point; for numbers below
// 1 the negative number of zeros behind it, and 0 for zero: 123 is 3, 0.5 is 0,
// 0.05 is -1.
func magnitude(r *big.Rat) int {
	if r.Sign() == 0 {
		return 0
	}
	numerator := new(big.Int).Abs(r.Num())
	size := len(numerator.String()) - len(r.Denom().String())
	// The quotient has size or size+1 digits before the point: compare with
	// 10^size to know.
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(size, -size))), nil)
	var below bool
	if size >= 0 {
		below = numerator.Cmp(power.Mul(power, r.Denom())) < 0
	} else {
		below = numerator.Mul(numerator, power).Cmp(r.Denom()) < 0
	}
	if below {
		return size
	}
	return size + 1
}
