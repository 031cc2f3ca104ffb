package value

import (
	"fmt"

	"github.com/roictl/roictl/connector"
)

// UnitOf returns the unit of "a operator b", where the operator is one of
// + - * /, or an error that names what cannot be combined. It is the one table
// that checks formulas before a run and computes units during it; min and max
// combine as + does.
//
//   - Sums want one kind: money with money, counts with counts. A plain number
//     ("" as unit) fits all; ratio and percent are both fractions.
//   - A product with a plain number, a ratio or a percentage keeps the other
//     unit. Money times a count or a duration is money: an amount per piece, or
//     per second, times the pieces or seconds.
//   - A quotient of one kind is a ratio. Money, counts and durations divided by
//     something else keep their unit (cost per order, time per session), except
//     that a count per amount, or per second, is a ratio.
func UnitOf(operator byte, a, b connector.Unit) (connector.Unit, error) {
	switch operator {
	case '+', '-':
		return unitOfSum(operator, a, b)
	case '*':
		return unitOfProduct(a, b)
	case '/':
		return unitOfQuotient(a, b), nil
	}
	return "", fmt.Errorf("unknown operator %q", string(operator))
}

func unitOfSum(operator byte, a, b connector.Unit) (connector.Unit, error) {
	switch {
	case a == b || b == plain:
		return a, nil
	case a == plain:
		return b, nil
	case fraction(a) && fraction(b):
		return connector.UnitRatio, nil
	}
	verb := "added"
	if operator == '-' {
		verb = "subtracted"
	}
	return "", fmt.Errorf("%s and %s cannot be %s", describe(a), describe(b), verb)
}

func unitOfProduct(a, b connector.Unit) (connector.Unit, error) {
	switch {
	case a == plain:
		return b, nil
	case b == plain || a == b && fraction(a):
		return a, nil
	case fraction(a) && fraction(b):
		return connector.UnitRatio, nil
	case fraction(a):
		return b, nil
	case fraction(b):
		return a, nil
	case a == connector.UnitMoney && b == connector.UnitMoney:
		return "", fmt.Errorf("%s and %s cannot be multiplied", describe(a), describe(b))
	case a == connector.UnitMoney || b == connector.UnitMoney:
		return connector.UnitMoney, nil
	case a == connector.UnitDuration && b == connector.UnitDuration:
		return "", fmt.Errorf("%s and %s cannot be multiplied", describe(a), describe(b))
	case a == connector.UnitDuration || b == connector.UnitDuration:
		return connector.UnitDuration, nil
	}
	return connector.UnitCount, nil
}

func unitOfQuotient(a, b connector.Unit) connector.Unit {
	switch {
	case b == plain:
		return a
	case fraction(b) && !fraction(a) && a != plain:
		return a
	case a == b, fraction(a), a == plain:
		return connector.UnitRatio
	case a == connector.UnitMoney:
		return connector.UnitMoney
	case a == connector.UnitDuration && b == connector.UnitCount:
		return connector.UnitDuration
	}
	return connector.UnitRatio
}

// plain is the unit of a number that measures nothing, such as a constant.
const plain connector.Unit = ""

// fraction says whether a unit is a plain fraction that only looks different.
func fraction(u connector.Unit) bool { return u == connector.UnitRatio || u == connector.UnitPercent }

// describe names a unit in a sentence.
func describe(u connector.Unit) string {
	switch u {
	case connector.UnitMoney:
		return "money"
	case connector.UnitCount:
		return "a count"
	case connector.UnitRatio:
		return "a ratio"
	case connector.UnitPercent:
		return "a percentage"
	case connector.UnitDuration:
		return "a duration"
	case plain:
		return "a plain number"
	}
	return fmt.Sprintf("%q", string(u))
}

// currencyOf returns the currency of a result, or an error where two currencies
// meet (domain.md §3.8: two currencies are never added without a rate).
func currencyOf(operator byte, x, y Value) (string, error) {
	xMoney, yMoney := x.Unit == connector.UnitMoney, y.Unit == connector.UnitMoney
	switch {
	case xMoney && yMoney && x.Currency != y.Currency:
		return "", fmt.Errorf("two currencies, %s and %s, need an fx block that gives a rate", naming(x.Currency), naming(y.Currency))
	case xMoney && yMoney && operator == '/':
		return "", nil
	case xMoney:
		return x.Currency, nil
	case yMoney && operator != '/':
		return y.Currency, nil
	}
	return "", nil
}

func naming(currency string) string {
	if currency == "" {
		return "an unknown one"
	}
	return currency
}
