package number

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Errors of Parse.
var (
	// ErrSyntax says that the text is no number.
	ErrSyntax = errors.New("it is not a number")
	// ErrRange says that the number has more digits before the point than a decimal
	// holds.
	ErrRange = errors.New("it is larger than can be kept")
)

// longest is the length of the longest text that is looked at. A float64 needs
// 24 characters, an int64 needs 20.
const longest = 64

// Parse reads a number such as 41, -12.5, 1e+15 or 1.234e-05. Digits behind the
// eighteenth decimal place are rounded half to even: a number so small is
// nothing that anybody measured. So are those of a large number behind as many
// places as a decimal has room for beside it, as the last ones of
// 12345.670000000000004 are. The empty text, NaN and the infinities are null,
// since they are no value and not zero.
func Parse(text string) (connector.Decimal, error) {
	switch strings.ToLower(strings.TrimLeft(text, "+-")) {
	case "", "nan", "inf", "infinity":
		if text == "+" || text == "-" {
			return connector.Decimal{}, fmt.Errorf("read %q: %w", text, ErrSyntax)
		}
		return connector.NullDecimal, nil
	}
	if whole, err := strconv.ParseInt(text, 10, 64); err == nil {
		return connector.Int(whole), nil
	}
	digits, exponent, err := split(text)
	if err != nil {
		return connector.Decimal{}, fmt.Errorf("read %q: %w", shorten(text), err)
	}
	d, err := decimal(digits, exponent)
	if err != nil {
		return connector.Decimal{}, fmt.Errorf("read %q: %w", text, err)
	}
	return d, nil
}

// Significant returns a number without the digits behind its fifteenth significant
// one. A binary fraction keeps no more than fifteen decimal digits: what a platform
// writes behind them, as in 0.30000000000000004, comes from its adding up and not
// from anything that was measured.
func Significant(d connector.Decimal) connector.Decimal {
	const kept = 15
	length := len(strconv.FormatInt(d.Unscaled, 10))
	if d.Unscaled < 0 {
		length-- // the sign
	}
	return Round(d, int(d.Scale)-max(0, length-kept))
}

// Round rounds a number half to even to a number of decimal places.
func Round(d connector.Decimal, places int) connector.Decimal {
	places = max(0, places)
	if d.Null || places >= int(d.Scale) {
		return d
	}
	digits := rounded(big.NewInt(d.Unscaled), int(d.Scale)-places)
	digits, scale := trimmed(digits, places)
	return connector.Decimal{Unscaled: digits.Int64(), Scale: uint8(scale)}
}

// split takes a number apart into its digits, as a whole number, and the power of
// ten to multiply them with.
func split(text string) (digits *big.Int, exponent int, err error) {
	if len(text) > longest {
		return nil, 0, ErrSyntax
	}
	mantissa, power, scientific := strings.Cut(strings.ToLower(text), "e")
	if scientific {
		if exponent, err = strconv.Atoi(power); err != nil {
			return nil, 0, ErrSyntax
		}
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	unsigned := strings.TrimPrefix(strings.TrimPrefix(whole, "-"), "+")
	if len(whole)-len(unsigned) > 1 || unsigned+fraction == "" || strings.Trim(unsigned+fraction, "0123456789") != "" {
		return nil, 0, ErrSyntax
	}
	fraction = strings.TrimRight(fraction, "0")
	digits, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return nil, 0, ErrSyntax
	}
	return digits, exponent - len(fraction), nil
}

// decimal returns digits * 10^exponent.
func decimal(digits *big.Int, exponent int) (connector.Decimal, error) {
	scale := 0
	switch {
	case digits.Sign() == 0 || exponent < -connector.MaxScale-longest:
		return connector.Int(0), nil
	case exponent > connector.MaxScale:
		return connector.Decimal{}, ErrRange
	case exponent >= 0:
		digits.Mul(digits, connector.Pow10(uint8(exponent)))
	case exponent < -connector.MaxScale:
		digits, scale = rounded(digits, -exponent-connector.MaxScale), connector.MaxScale
	default:
		scale = -exponent
	}
	digits, scale = trimmed(digits, scale)
	if !digits.IsInt64() {
		return fitted(digits, scale)
	}
	return connector.Decimal{Unscaled: digits.Int64(), Scale: uint8(scale)}, nil
}

// fitted returns digits / 10^scale with as many places behind the point as an int64
// has room for.
func fitted(digits *big.Int, scale int) (connector.Decimal, error) {
	for places := 1; places <= scale; places++ {
		if shorter := rounded(digits, places); shorter.IsInt64() {
			shorter, left := trimmed(shorter, scale-places)
			return connector.Decimal{Unscaled: shorter.Int64(), Scale: uint8(left)}, nil
		}
	}
	return connector.Decimal{}, ErrRange
}

// trimmed takes zeros off the end behind the decimal point.
func trimmed(digits *big.Int, scale int) (*big.Int, int) {
	for ten, rest := big.NewInt(10), new(big.Int); scale > 0; scale-- {
		shorter, _ := new(big.Int).QuoRem(digits, ten, rest)
		if rest.Sign() != 0 {
			break
		}
		digits = shorter
	}
	return digits, scale
}

// rounded takes places off the end of digits, half to even.
func rounded(digits *big.Int, places int) *big.Int {
	unit := connector.Pow10(uint8(places))
	result, rest := new(big.Int).QuoRem(digits, unit, new(big.Int))
	switch new(big.Int).Lsh(rest.Abs(rest), 1).Cmp(unit) {
	case 0:
		if result.Bit(0) == 0 {
			return result
		}
	case -1:
		return result
	}
	return result.Add(result, big.NewInt(int64(digits.Sign())))
}

func shorten(text string) string {
	return text[:min(len(text), longest)]
}
