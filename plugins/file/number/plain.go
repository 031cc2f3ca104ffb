package number

// maxPlainDigits is how many digits always fit an int64.
const maxPlainDigits = 18

// parsePlain reads what nearly every cell of nearly every file is: ASCII digits,
// perhaps a minus sign before them, a decimal sign among them, and thousands
// signs where the decimal sign is declared. It reports false for anything else
// and for anything ambiguous, which the careful way then reads or refuses. It
// exists for speed only and must agree with it.
func parsePlain(text []byte, point Point) (number Number, ok bool) {
	digits := text
	if len(digits) > 0 && digits[0] == '-' {
		digits = digits[1:]
	}
	if len(digits) == 0 || len(digits) > maxPlainDigits {
		return number, false
	}
	var value int64
	sign, group := len(digits), -1 // where the decimal and the last thousands sign are
	for i, c := range digits {
		if d := c - '0'; d <= 9 {
			value = value*10 + int64(d)
			continue
		}
		if c != '.' && c != ',' || sign < len(digits) {
			return number, false
		}
		if point == PointUnknown || c == byte(point) {
			sign = i
			continue
		}
		if group < 0 && (i == 0 || i > 3 || digits[0] == '0') || group >= 0 && i-group != 4 {
			return number, false
		}
		group = i
	}
	if group >= 0 && sign-group != 4 {
		return number, false
	}
	if sign < len(digits) {
		fraction := len(digits) - sign - 1
		if sign == 0 || fraction == 0 {
			return number, false
		}
		if point == PointUnknown {
			if fraction == 3 && sign <= 3 && digits[0] != '0' {
				return number, false // 1.234: one or one thousand?
			}
			number.Proof = Point(digits[sign])
		}
		number.Value.Scale = uint8(fraction)
	}
	if len(digits) != len(text) {
		value = -value
	}
	number.Value.Unscaled = value
	return number, true
}
