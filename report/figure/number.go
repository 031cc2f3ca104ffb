package figure

import (
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Number writes x in its unit: 1,200, 51.20 EUR, 16.7 %, 1 min 35 s. Where x
// differs from one of the numbers it is compared with, it gets as many decimals
// as it takes to look different: 19.96 % never reads as 20 %.
func (u Unit) Number(x *big.Rat, against ...*big.Rat) string {
	decimals, prefix := u.precision(x, against)
	if u.Kind == connector.UnitDuration && prefix == "" && (decimals == 0 || x.IsInt()) {
		return clock(x)
	}
	return prefix + u.digits(x, decimals) + u.suffix()
}

// Range writes a closed range: 97 to 105 %.
func (u Unit) Range(low, high *big.Rat, against ...*big.Rat) string {
	if low.Cmp(high) == 0 {
		return u.Number(low, against...)
	}
	belowOthers, aboveOthers := slices.Concat(against, []*big.Rat{high}), slices.Concat(against, []*big.Rat{low})
	if u.Kind == connector.UnitDuration {
		return u.Number(low, belowOthers...) + " to " + u.Number(high, aboveOthers...)
	}
	from, prefix := u.precision(low, belowOthers)
	to, otherPrefix := u.precision(high, aboveOthers)
	return prefix + u.digits(low, from) + " to " + otherPrefix + u.digits(high, to) + u.suffix()
}

// Change writes a relative change with its sign: +5.5 %, -12 %.
func Change(fraction *big.Rat) string {
	if fraction.Sign() > 0 {
		return "+" + Share(fraction)
	}
	return Share(fraction)
}

// Share writes a share for a sentence, with one decimal from 1 % on: 15.5 %.
func Share(fraction *big.Rat) string {
	percent := Unit{Kind: connector.UnitPercent}
	if new(big.Rat).Abs(fraction).Cmp(big.NewRat(1, 100)) >= 0 {
		return percent.digits(fraction, 1) + percent.suffix()
	}
	return percent.Number(fraction, new(big.Rat))
}

// digits writes x with the decimals, groups of three before the point, and no
// needless zeros behind it; money keeps its cents.
func (u Unit) digits(x *big.Rat, decimals int) string {
	text := u.shown(x).FloatString(decimals)
	whole, fraction, _ := strings.Cut(text, ".")
	if u.Kind == connector.UnitMoney {
		fraction = trimAfter(fraction, minorDigits(u.Currency))
	} else {
		fraction = trimAfter(fraction, 0)
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	number := group(whole) + fraction
	if strings.Trim(number, "-0.,") == "" {
		return strings.TrimPrefix(number, "-") // there is no negative zero
	}
	return number
}

// trimAfter drops zeros at the end, but not from the first keep digits.
func trimAfter(fraction string, keep int) string {
	for len(fraction) > keep && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	return fraction
}

// group puts a comma between thousands.
func group(whole string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(whole, "-"); negative {
		sign, whole = "-", rest
	}
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return sign + b.String()
}
