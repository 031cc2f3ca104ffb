package number

import "github.com/roictl/roictl/connector"

// maxPlainDigits is how many digits always fit an int64.
const maxPlainDigits = 18

// Plain reads what nearly every cell of nearly every file is: ASCII digits,
// perhaps a minus sign before them, a decimal sign among them, and thousands
// signs where the decimal sign is declared. It reports false for anything else
// and for anything ambiguous, which Parse then reads or refuses. It exists for
// speed only and agrees with Parse. The second result is as [Number.Proof].
func Plain(text []byte, point Point) (value connector.Decimal, proof Point, ok bool) {
	digits := text
	if len(digits) > 0 && digits[0] == '-' {
		digits = digits[1:]
	}
	if len(digits) == 0 || len(digits) > maxPlainDigits {
		return value, proof, false
	}
	var unscaled int64
	sign, group := len(digits), -1 // where the decimal and the last thousands sign are
	for i, c := range digits {
		if d := c - '0'; d <= 9 {
			unscaled = unscaled*10 + int64(d)
			continue
		}
		if c != '.' && c != ',' || sign < len(digits) {
			return value, proof, false
		}
		if point == PointUnknown || c == byte(point) {
			sign = i
			continue
		}
		if group < 0 && (i == 0 || i > 3 || digits[0] == '0') || group >= 0 && i-group != 4 {
			return value, proof, false
		}
		group = i
	}
	if group >= 0 && sign-group != 4 {
		return value, proof, false
	}
	if sign < len(digits) {
		fraction := len(digits) - sign - 1
		if sign == 0 || fraction == 0 {
			return value, proof, false
		}
		if point == PointUnknown {
			if fraction == 3 && sign <= 3 && digits[0] != '0' {
				return value, proof, false // 1.234: one or one thousand?
			}
			proof = Point(digits[sign])
		}
		value.Scale = uint8(fraction)
	}
	if len(digits) != len(text) {
		unscaled = -unscaled
	}
	value.Unscaled = unscaled
	return value, proof, true
}
