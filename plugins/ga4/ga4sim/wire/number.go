package wire

import (
	"math"
	"strconv"
)

// Number prints a metric's value: doubles with 15 significant digits where those
// read back as the same number, and with 17 where not. Whole numbers have no decimals.
func Number(v float64) string {
	if v == 0 { // also a negative zero
		return "0"
	}
	short := strconv.FormatFloat(v, 'g', 15, 64)
	if back, err := strconv.ParseFloat(short, 64); err == nil && back == v {
		return short
	}
	return strconv.FormatFloat(v, 'g', 17, 64)
}

// Integer prints the value of a metric of type INTEGER.
func Integer(v float64) string { return strconv.FormatFloat(math.Round(v), 'f', 0, 64) }
