package value

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Style says how a value is written for people.
type Style struct {
	// Bare leaves the currency's code out, where a heading names it.
	Bare bool
	// Exact keeps every digit of a number that ends within a few digits behind
	// the point: for what people have written themselves, such as targets.
	Exact bool
}

// String writes the value as [Value.Format] does without a style.
func (v Value) String() string { return v.Format(Style{}) }

// Format writes the value for people: 1,200, 51.20 EUR, 16.7 %, 1 min 35 s,
// 11,000.00 to 25,000.00 ILS, undefined, no data. Money has the minor units of
// its currency by the Unicode CLDR (none for JPY, three for KWD), and other
// numbers at least three significant digits. A no-break space keeps a number
// and its unit together.
func (v Value) Format(style Style) string { return v.format(style, 0) }

// FormatPair writes two values that are compared with each other, such as an
// actual and its target, with as many digits as it takes for different numbers
// to look different and in the right order: 19.96 % beside a target of 20 % is
// never written as 20 % (domain.md §3.3).
func FormatPair(a, b Value, style Style) (string, string) {
	if a.IsKnown() && b.IsKnown() {
		extra := 0
		for ; extra <= mostExtra && !a.distinct(b, extra); extra++ {
		}
		if extra > mostExtra {
			return a.exactText(style), b.exactText(style)
		}
		return a.format(style, extra), b.format(style, extra)
	}
	return a.Format(style), b.Format(style)
}

// mostExtra is how many digits more than usual are spent on telling two numbers
// apart before they are written in full.
const mostExtra = 20

// distinct says whether all ends of the two values keep their order when they
// are rounded as they will be written.
func (v Value) distinct(w Value, extra int) bool {
	for _, x := range []*big.Rat{v.Low, v.High} {
		for _, y := range []*big.Rat{w.Low, w.High} {
			if roundTo(v.shown(x), v.places(x, extra)).Cmp(roundTo(w.shown(y), w.places(y, extra))) != v.shown(x).Cmp(w.shown(y)) {
				return false
			}
		}
	}
	return true
}

// roundTo rounds half away from zero, as FloatString prints.
func roundTo(r *big.Rat, places int) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	scaled := new(big.Rat).Mul(r, scale)
	half := big.NewRat(int64(scaled.Sign()), 2)
	scaled.Add(scaled, half)
	whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	return scaled.SetInt(whole).Quo(scaled, scale)
}

func (v Value) format(style Style, extra int) string {
	return v.write(style, func(r *big.Rat) string {
		places := v.places(r, extra)
		if whole, exact := v.shown(r).FloatPrec(); style.Exact && exact && whole <= mostDeclared {
			places = max(places, whole)
		}
		if v.Unit == connector.UnitDuration && (places == 0 || r.IsInt()) {
			return clock(r)
		}
		return v.inSeconds(v.digits(v.shown(r).FloatString(places)))
	})
}

// mostDeclared is how many digits behind the point people write by hand.
const mostDeclared = 6

// exactText writes the value without rounding.
func (v Value) exactText(style Style) string {
	return v.write(style, func(r *big.Rat) string { return v.inSeconds(Exact(v.shown(r))) })
}

// inSeconds completes the digits of a duration. Both ends of a range need it,
// since each may be in units of its own.
func (v Value) inSeconds(digits string) string {
	if v.Unit == connector.UnitDuration {
		return digits + space + "s"
	}
	return digits
}

// write puts the digits and the unit together.
func (v Value) write(style Style, number func(*big.Rat) string) string {
	switch v.State {
	case Known:
		return v.withSuffix(number(v.Low), style)
	case Ranged:
		return number(v.Low) + " to " + v.withSuffix(number(v.High), style)
	case Undefined:
		return "undefined"
	}
	return "no data"
}

// shown is the number as it is written: a percentage is a hundred times its
// fraction.
func (v Value) shown(r *big.Rat) *big.Rat {
	if v.Unit == connector.UnitPercent {
		return new(big.Rat).Mul(r, big.NewRat(100, 1))
	}
	return r
}

// places is the number of digits behind the point that a number deserves by its
// size and unit, and more where extra digits are asked for.
func (v Value) places(r *big.Rat, extra int) int {
	shown := v.shown(r)
	least := 0
	switch v.Unit {
	case connector.UnitMoney:
		least = minorDigits(v.Currency)
		if magnitude(shown) >= 0 {
			return least + extra
		}
	case connector.UnitPercent:
		least = 1
	case connector.UnitDuration:
		if new(big.Rat).Abs(shown).Cmp(big.NewRat(60, 1)) >= 0 {
			return extra
		}
	}
	if shown.IsInt() {
		return extra
	}
	return max(least, usualDigits-magnitude(shown)) + extra
}

// usualDigits are the significant digits that a number is written with at least.
const usualDigits = 3

// digits groups the digits before the point and drops needless zeros behind it;
// money keeps its minor units.
func (v Value) digits(text string) string {
	keep := 0
	if v.Unit == connector.UnitMoney {
		keep = minorDigits(v.Currency)
	}
	whole, behind, _ := strings.Cut(text, ".")
	for len(behind) > keep && strings.HasSuffix(behind, "0") {
		behind = behind[:len(behind)-1]
	}
	if strings.Trim(whole+behind, "-0") == "" {
		whole = strings.TrimPrefix(whole, "-") // there is no negative zero
	}
	if behind != "" {
		behind = "." + behind
	}
	return grouped(whole) + behind
}

// grouped puts a comma between thousands, as English does.
func grouped(whole string) string {
	digits := strings.TrimPrefix(whole, "-")
	sign := whole[:len(whole)-len(digits)]
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// withSuffix adds what follows the digits once, also behind a range.
func (v Value) withSuffix(number string, style Style) string {
	switch {
	case v.Unit == connector.UnitPercent:
		return number + space + "%"
	case v.Unit == connector.UnitMoney && v.Currency != "" && !style.Bare:
		return number + space + v.Currency
	}
	return number
}

// space is the no-break space between a number and its unit.
const space = "\u00a0"

// clock writes seconds, rounded to the second, in hours, minutes and seconds.
func clock(seconds *big.Rat) string {
	text := seconds.FloatString(0)
	digits := strings.TrimPrefix(text, "-")
	total, err := strconv.ParseInt(digits, 10, 64)
	if err != nil { // beyond any clock
		return grouped(text) + space + "s"
	}
	if total == 0 {
		return "0" + space + "s"
	}
	var parts []string
	for _, part := range []struct {
		count int64
		name  string
	}{{total / 3600, "h"}, {total / 60 % 60, "min"}, {total % 60, "s"}} {
		if part.count > 0 {
			parts = append(parts, grouped(strconv.FormatInt(part.count, 10))+space+part.name)
		}
	}
	return text[:len(text)-len(digits)] + strings.Join(parts, space)
}
