package engine

import (
	"cmp"
	"fmt"
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// convert turns an amount into the scope's currency, at the rate of a day, and
// says by which. An amount whose source names no currency is taken to be in the
// reporting currency, of which the check warns. Nothing is nothing in every
// currency and needs no rate.
func (e *evaluator) convert(amount *big.Rat, currency string, day connector.Date, at *scope) (value.Value, string) {
	currency = cmp.Or(currency, e.reporting(), at.currency)
	if currency == at.currency || at.currency == "" {
		return value.Number(amount, connector.UnitMoney, currency), ""
	}
	if amount.Sign() == 0 {
		return value.Number(amount, connector.UnitMoney, at.currency), ""
	}
	factor, note, err := e.rates.factor(currency, at.currency, day)
	if err != nil {
		return value.Value{State: value.Undefined, Unit: connector.UnitMoney, Currency: at.currency, Reason: err.Error()}, ""
	}
	return value.Number(new(big.Rat).Mul(amount, factor), connector.UnitMoney, at.currency), fmt.Sprintf("%s converted by %s", currency, note)
}

// convertSpan converts a number or a range.
func (e *evaluator) convertSpan(amount value.Value, currency string, day connector.Date, at *scope) (value.Value, string) {
	if !amount.IsKnown() {
		return amount, ""
	}
	low, note := e.convert(amount.Low, currency, day, at)
	if amount.State != value.Ranged || !low.IsKnown() {
		return low, note
	}
	high, otherNote := e.convert(amount.High, currency, day, at)
	if note == "" {
		note = otherNote // the lower end is zero
	}
	if !high.IsKnown() {
		return high, note
	}
	return value.Span(low.Low, high.Low, connector.UnitMoney, high.Currency), note
}
