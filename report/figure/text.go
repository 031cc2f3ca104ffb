package figure

import (
	"math/big"
	"regexp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// Text writes a value: 1,200, 51.20 EUR, 61,241 EUR, 16.7 %, 97 to 105 %, or
// the words "undefined" and "no data". Where it differs from one of the values
// that it is compared with, it gets as many digits as it takes to look
// different: a miss by a cent never reads as the target (domain.md §3.3).
func Text(v value.Value, against ...value.Value) string { return write(v, value.Style{}, against) }

// Bare is [Text] without the currency's code, for where a heading names it.
func Bare(v value.Value, against ...value.Value) string {
	return write(v, value.Style{Bare: true}, against)
}

// Short is [Text] without the cents of an amount that has none, as people write
// targets: 20 EUR.
func Short(v value.Value, against ...value.Value) string {
	return withoutZeros(Text(v, against...))
}

// Declared is [Short] for a number that people wrote themselves: none of its
// digits is rounded away, so that the target is the one in the file.
func Declared(v value.Value, against ...value.Value) string {
	if text := withoutZeros(v.Format(value.Style{Exact: true})); decimals(text) > decimals(Short(v, against...)) {
		return text
	}
	return Short(v, against...)
}

// ShortBare is both [Short] and [Bare].
func ShortBare(v value.Value, against ...value.Value) string {
	return withoutZeros(Bare(v, against...))
}

// Count writes a plain number of things: 1,200.
func Count(n *big.Rat) string { return value.Number(n, connector.UnitCount, "").Format(value.Style{}) }

func write(v value.Value, style value.Style, against []value.Value) string {
	if whole, ok := inWholeUnits(v, against); ok {
		return withoutZeros(whole.Format(style))
	}
	text := v.Format(style)
	for _, other := range against {
		if paired, _ := value.FormatPair(v, other, style); decimals(paired) > decimals(text) {
			text = paired // what is told apart by more digits is also told apart from the others
		}
	}
	return text
}

// decimals is the largest number of digits behind a point in the text.
func decimals(text string) int {
	most := 0
	for _, digits := range behindPoint.FindAllString(text, -1) {
		most = max(most, len(digits))
	}
	return most
}

var behindPoint = regexp.MustCompile(`\.[0-9]+`)

// zeros are decimals without a value at the end of a number.
var zeros = regexp.MustCompile(`\.0+([^0-9]|$)`)

func withoutZeros(text string) string { return zeros.ReplaceAllString(text, "$1") }
