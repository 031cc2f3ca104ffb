package figure

import (
	"math/big"
	"strconv"
	"strings"
)

// clock writes a number of seconds in hours, minutes and seconds, rounded to
// the second: 1 h 2 min 5 s.
func clock(seconds *big.Rat) string {
	text := seconds.FloatString(0)
	sign := ""
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		sign, text = "-", rest
	}
	total, err := strconv.ParseInt(text, 10, 64)
	if err != nil { // beyond any clock
		return sign + group(text) + space + "s"
	}
	var parts []string
	for _, part := range []struct {
		name  string
		count int64
	}{{"h", total / 3600}, {"min", total / 60 % 60}, {"s", total % 60}} {
		if part.count > 0 {
			parts = append(parts, group(strconv.FormatInt(part.count, 10))+space+part.name)
		}
	}
	if len(parts) == 0 {
		return "0" + space + "s"
	}
	return sign + strings.Join(parts, space)
}
