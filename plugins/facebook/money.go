package facebook

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/number"
)

// wholeCurrencies are those whose smallest unit, as Meta counts it, is the unit
// itself (Marketing API, "Currencies"). All others have hundredths.
var wholeCurrencies = []string{"CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND"}

// minorPlaces is how many decimal places the smallest unit of a currency is.
func minorPlaces(currency string) uint8 {
	if slices.Contains(wholeCurrencies, currency) {
		return 0
	}
	return 2
}

// fromMinor reads an amount of objects, such as a budget, which Meta writes in the
// smallest unit of the currency. Amounts of reports, such as spend, are in the unit
// itself.
func fromMinor(text, currency string) (connector.Decimal, error) {
	d, err := number.Parse(text)
	switch {
	case err != nil:
		return connector.Decimal{}, err
	case d.Null:
		return d, nil
	case d.Scale != 0:
		return connector.Decimal{}, fmt.Errorf("read %q: an amount in the smallest unit is a whole number", text)
	}
	d.Scale = minorPlaces(currency)
	return d, nil
}

// minor tells such an amount to people.
func minor(text, currency string) (string, error) {
	d, err := fromMinor(text, currency)
	if err != nil || d.Null {
		return "", err
	}
	return d.String() + " " + currency, nil
}
