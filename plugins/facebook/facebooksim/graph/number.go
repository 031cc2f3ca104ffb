package graph

import (
	"math/bits"
	"strconv"
)

// places is how many decimals Meta gives of a ratio at most.
const places = 6

// AppendRatio appends numerator/denominator as Meta writes ratios: at most six
// decimals, rounded half up, trailing zeros trimmed. Both are at least 0 and the
// denominator is not 0.
func AppendRatio(b []byte, numerator, denominator int64) []byte {
	whole := numerator / denominator
	hi, lo := bits.Mul64(uint64(numerator%denominator), 1e6)
	lo, carry := bits.Add64(lo, uint64(denominator)/2, 0)
	fraction, _ := bits.Div64(hi+carry, lo, uint64(denominator))
	if fraction == 1e6 {
		whole, fraction = whole+1, 0
	}
	return appendFraction(strconv.AppendInt(b, whole, 10), fraction, places)
}

// AppendUnits appends a whole number of units of 10^-scale as a decimal, with
// trailing zeros trimmed: 9640 at scale 2 is 96.4.
func AppendUnits(b []byte, units int64, scale int) []byte {
	power := int64(1)
	for range scale {
		power *= 10
	}
	if units < 0 {
		b, units = append(b, '-'), -units
	}
	return appendFraction(strconv.AppendInt(b, units/power, 10), uint64(units%power), scale)
}

func appendFraction(b []byte, fraction uint64, digits int) []byte {
	if fraction == 0 {
		return b
	}
	b = append(b, '.')
	start := len(b)
	for range digits {
		b = append(b, '0')
	}
	for at := start + digits - 1; at >= start; at-- {
		b[at] = byte('0' + fraction%10)
		fraction /= 10
	}
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}
