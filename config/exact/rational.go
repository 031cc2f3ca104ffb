package exact

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/zclconf/go-cty/cty"
)

// maxExponent bounds numbers to about 10^±308, so that no short text can make
// the machine hold a number of a billion digits.
const maxExponent = 1024

// bitsPerDigit bounds how long a decimal text may be to be taken for what the
// user wrote: a float holds 0.3 digits a bit (154 of 512), and a number that needs
// nearly all of them is the result of a computation.
const bitsPerDigit = 4

// The reasons why a number has no usable fraction.
var (
	ErrInfinite = errors.New("the number is infinite, as after a division by zero")
	ErrTooLarge = errors.New("the number is too large or too close to zero: at most 308 digits are kept on either side of the point")
)

// Rational returns the exact fraction behind a known, unmarked number.
//
// A number written in decimal is returned as written. A computed number is the
// simplest fraction in reach of its rounding: of a float with 512 bits, the one
// with a denominator below 2^128 within 2^-480 of it, which is unique. A number
// without such a fraction (a square root) is returned as its binary value.
func Rational(v cty.Value) (*big.Rat, error) {
	if v.IsNull() || !v.IsKnown() || v.IsMarked() || v.Type() != cty.Number {
		return nil, fmt.Errorf("convert %s to a fraction: not a known number", v.Type().FriendlyName())
	}
	return fromFloat(v.AsBigFloat())
}

// InRange says whether the number can be held: finite and of at most 308 digits
// before the point.
func InRange(f *big.Float) error {
	if f.IsInf() {
		return ErrInfinite
	}
	if exponent := f.MantExp(nil); f.Sign() != 0 && (exponent > maxExponent || exponent < -maxExponent) {
		return ErrTooLarge
	}
	return nil
}

func fromFloat(f *big.Float) (*big.Rat, error) {
	if err := InRange(f); err != nil {
		return nil, err
	}
	if f.IsInt() && f.MantExp(nil) <= int(f.Prec()) { // a larger one is rounded, as fractions are
		whole, _ := f.Int(nil)
		return new(big.Rat).SetInt(whole), nil
	}
	if text := f.Text('e', -1); len(text) <= int(f.Prec()/bitsPerDigit) {
		if r, ok := new(big.Rat).SetString(text); ok {
			return r, nil
		}
	}
	binary, _ := f.Rat(nil)
	if simple := simplest(binary, f.Prec()); simple != nil {
		return simple, nil
	}
	return binary, nil
}

// simplest returns the first convergent of the continued fraction of x that lies
// within the rounding of a float of the given precision, or nil when none with a
// small denominator does.
func simplest(x *big.Rat, precision uint) *big.Rat {
	maxDenominator := new(big.Int).Lsh(big.NewInt(1), precision/4)
	tolerance := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), precision-precision/16))
	tolerance.Mul(tolerance, new(big.Rat).Abs(x))

	// Convergents p/q by the usual recurrence, on the Euclidean algorithm of
	// numerator and denominator.
	num, den := new(big.Int).Set(x.Num()), new(big.Int).Set(x.Denom())
	p0, q0 := big.NewInt(0), big.NewInt(1)
	p1, q1 := big.NewInt(1), big.NewInt(0)
	for den.Sign() != 0 {
		quotient, rest := new(big.Int).DivMod(num, den, new(big.Int))
		p0, p1 = p1, new(big.Int).Add(new(big.Int).Mul(quotient, p1), p0)
		q0, q1 = q1, new(big.Int).Add(new(big.Int).Mul(quotient, q1), q0)
		if q1.Cmp(maxDenominator) > 0 {
			return nil
		}
		candidate := new(big.Rat).SetFrac(p1, q1)
		distance := new(big.Rat).Sub(candidate, x)
		if distance.Abs(distance).Cmp(tolerance) <= 0 {
			return candidate
		}
		num, den = den, rest
	}
	return nil
}
