package value

import "golang.org/x/text/currency"

// minorDigits is the number of decimals that amounts in a currency are written
// with, by the Unicode CLDR; 2 for codes it does not know.
func minorDigits(code string) int {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return 2
	}
	digits, _ := currency.Standard.Rounding(unit)
	return digits
}
