package number

import (
	"strings"

	"github.com/roictl/roictl/connector"
)

// digits is a number without its sign: all digits, and how many of them stand
// behind the decimal sign.
type digits struct {
	text     []byte // ASCII digits of whole and fraction
	fraction int
	exponent int
	proof    Point
}

func (d digits) equal(other digits) bool {
	return string(d.text) == string(other.text) && d.fraction == other.fraction && d.exponent == other.exponent
}

// readWith reads the core of a number under one convention.
func (p parts) readWith(point Point) (digits, bool) {
	core, exponent, hasExponent, ok := cutExponent(p.core)
	if !ok {
		return digits{}, false
	}
	isPoint := func(r rune) bool { return r == pointArabic || r == rune(point) }
	if strings.ContainsRune(string(core), pointArabic) {
		// The Arabic sign is never anything but a decimal sign, and then a comma
		// or dot beside it can only group.
		isPoint = func(r rune) bool { return r == pointArabic }
	}
	whole, fraction, seen := core, []rune(nil), false
	for i, r := range core {
		if isPoint(r) {
			whole, fraction, seen = core[:i], core[i+1:], true
			break
		}
	}
	read := digits{exponent: exponent, fraction: len(fraction), text: make([]byte, 0, len(core))}
	if read.text, ok = appendWhole(read.text, whole, !hasExponent); !ok {
		return digits{}, false
	}
	for _, r := range fraction {
		if !isDigit(r) {
			return digits{}, false
		}
		read.text = append(read.text, byte(r))
	}
	// ".5" is a number, "5." and "." are typing errors or cut-off cells.
	return read, len(read.text) > 0 && !(seen && len(fraction) == 0)
}

// cutExponent takes the exponent from numbers such as 1.5E+03.
func cutExponent(core []rune) (mantissa []rune, exponent int, found, ok bool) {
	const largest = 60
	for i, r := range core {
		if r != 'e' && r != 'E' {
			continue
		}
		power, negative := core[i+1:], false
		if len(power) > 0 && (power[0] == '+' || power[0] == minusSign) {
			power, negative = power[1:], power[0] == minusSign
		}
		if len(power) == 0 {
			return nil, 0, false, false
		}
		for _, d := range power {
			if !isDigit(d) {
				return nil, 0, false, false
			}
			exponent = min(exponent*10+int(d-'0'), largest+1)
		}
		if exponent > largest {
			return nil, 0, false, false
		}
		if negative {
			exponent = -exponent
		}
		return core[:i], exponent, true, true
	}
	return core, 0, false, true
}

// appendWhole reads the digits before the decimal sign. They may be grouped, by
// threes or as in India (12,34,567), with the same sign throughout.
func appendWhole(text []byte, whole []rune, mayGroup bool) ([]byte, bool) {
	var separator rune
	lengths := make([]int, 1, 8)
	for _, r := range whole {
		if isDigit(r) {
			text = append(text, byte(r))
			lengths[len(lengths)-1]++
			continue
		}
		if !mayGroup || !isGroupSign(r) || separator != 0 && r != separator {
			return nil, false
		}
		separator = r
		lengths = append(lengths, 0)
	}
	if separator == 0 {
		return text, true
	}
	return text, groupedRight(lengths) && text[0] != '0'
}

// groupedRight says whether groups of these lengths make one number.
func groupedRight(lengths []int) bool {
	last := len(lengths) - 1
	first, middle := lengths[0], lengths[1:last]
	if first == 0 || first > 3 || lengths[last] != 3 {
		return false
	}
	threes, twos := true, first <= 2
	for _, n := range middle {
		threes = threes && n == 3
		twos = twos && n == 2
	}
	return threes || twos && len(middle) > 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isGroupSign(r rune) bool {
	switch r {
	case '.', ',', groupSpace, groupQuote, groupArabic:
		return true
	}
	return false
}

// decimal turns the digits into an exact number, rounded only where that was
// declared.
func (d digits) decimal(negative bool, round *uint8, source string) (connector.Decimal, error) {
	text, scale := strings.TrimLeft(string(d.text), "0"), d.fraction-d.exponent
	if round != nil && scale > int(*round) {
		text, scale = roundDigits(text, scale, int(*round))
	}
	if text == "" {
		return connector.Decimal{Scale: uint8(min(max(scale, 0), connector.MaxScale))}, nil
	}
	if scale < 0 {
		text, scale = text+strings.Repeat("0", -scale), 0
	}
	for scale > 0 && (scale > connector.MaxScale || len(text) > maxPlainDigits) && strings.HasSuffix(text, "0") {
		text, scale = text[:len(text)-1], scale-1
	}
	switch {
	case len(text)-scale > maxPlainDigits:
		return connector.Decimal{}, &Error{Kind: TooLarge, Text: source}
	case scale > connector.MaxScale || len(text) > maxPlainDigits:
		return connector.Decimal{}, &Error{Kind: TooFine, Text: source}
	}
	var value int64
	for _, c := range []byte(text) {
		value = value*10 + int64(c-'0')
	}
	if negative {
		value = -value
	}
	return connector.Decimal{Unscaled: value, Scale: uint8(scale)}, nil
}

// roundDigits keeps only so many digits behind the decimal sign, half away from
// zero.
func roundDigits(text string, scale, keep int) (string, int) {
	drop := scale - keep
	if drop > len(text) {
		return "", keep
	}
	up := text[len(text)-drop] >= '5'
	kept := []byte(text[:len(text)-drop])
	for i := len(kept) - 1; up && i >= 0; i-- {
		if up = kept[i] == '9'; up {
			kept[i] = '0'
		} else {
			kept[i]++
		}
	}
	if up {
		return "1" + string(kept), keep
	}
	return strings.TrimLeft(string(kept), "0"), keep
}
