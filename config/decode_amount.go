package config

import (
	"math/big"
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/exact"
	"github.com/roictl/roictl/config/schema"
)

func decodeAmount(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	amount, d := amountOf(a, value, place)
	if d != nil {
		return nil, d
	}
	return amount, nil
}

func amountOf(a *schema.Attribute, value cty.Value, place hcl.Range) (Amount, *hcl.Diagnostic) {
	switch value.Type() {
	case cty.Number:
		number, diags := rational(value, place)
		if diags.HasErrors() {
			return Amount{}, diags[0]
		}
		return bounded(a, Amount{Value: number, Source: exact.Text(number), Range: place}, place)
	case cty.String:
		amount, err := ParseAmount(value.AsString())
		if err != nil {
			return Amount{}, fault(CodeValue, place, "Invalid amount", "%s.", sentence(err))
		}
		amount.Range = place
		return bounded(a, amount, place)
	}
	return Amount{}, wrongType(a, place, "a number, or a text such as \"20%\", \"28d\" or \"20 EUR\"", value)
}

// maxAmount is more than anything that is measured, in the smallest money there is.
var maxAmount = new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil))

// bounded refuses an amount that only a typing mistake can mean.
func bounded(a *schema.Attribute, amount Amount, place hcl.Range) (Amount, *hcl.Diagnostic) {
	if new(big.Rat).Abs(amount.Value).Cmp(maxAmount) > 0 {
		return Amount{}, fault(CodeValue, place, "Number out of range", "%s has more than 30 digits before the point, which nothing that is measured has.", quote(a.Name))
	}
	return amount, nil
}

// decodeShare accepts a fraction from 0 to 1, also as a percentage.
func decodeShare(_ *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	amount, d := amountOf(a, value, place)
	switch {
	case d != nil:
		return nil, d
	case amount.Duration || amount.Currency != "":
		return nil, wrongType(a, place, "a share such as 0.4 or \"40%\"", value)
	case amount.Value.Sign() < 0 || amount.Value.Cmp(big.NewRat(1, 1)) > 0:
		return nil, fault(CodeValue, place, "Number out of range", "%s is a share of the whole, from 0 to 1. Forty per cent is 0.4 or \"40%%\".", quote(a.Name))
	}
	return amount.Value, nil
}

// decodeSpan accepts a number, or a list of the lowest and the highest one.
func (l *loader) decodeSpan(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	value, diags := l.scope.static(expr, ctx)
	place := expr.Range()
	switch {
	case value.ContainsMarked():
		return nil, append(diags, sensitiveShown(place))
	case !value.IsWhollyKnown():
		return nil, diags
	case value.IsNull():
		return absent{}, diags
	}
	if t := value.Type(); !t.IsTupleType() && !t.IsListType() {
		number, d := numberOf(a, value, place)
		if d != nil {
			return nil, append(diags, d)
		}
		return &Span{Low: number, High: number}, diags
	}
	ends := value.AsValueSlice()
	if len(ends) != 2 || ends[0].IsNull() || ends[1].IsNull() {
		return nil, append(diags, fault(CodeType, place, "Wrong type", "A range has two numbers, the lowest and the highest: [1000, 3000]."))
	}
	low, d := numberOf(a, ends[0], place)
	if d != nil {
		return nil, append(diags, d)
	}
	high, d := numberOf(a, ends[1], place)
	if d != nil {
		return nil, append(diags, d)
	}
	if low.Cmp(high) > 0 {
		return nil, append(diags, fault(CodeValue, place, "Range upside down", "The lowest number stands first. Write [%s, %s].", exact.Text(high), exact.Text(low)))
	}
	return &Span{Low: low, High: high}, diags
}

// decodeAmountPair accepts a list of two amounts in order.
func (l *loader) decodeAmountPair(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	decoded, diags := decodeList[Amount](l, a, schema.Amount, expr, ctx)
	ends, ok := decoded.([]Amount)
	if !ok {
		return decoded, diags
	}
	place := expr.Range()
	if len(ends) != 2 {
		return nil, append(diags, fault(CodeType, place, "Wrong type", "%s has two values, the lowest and the highest: [2, 4].", quote(a.Name)))
	}
	low, high := ends[0], ends[1]
	switch {
	case low.Percent != high.Percent || low.Duration != high.Duration || low.Currency != high.Currency:
		return nil, append(diags, fault(CodeTarget, place, "Different units", "Both values of %s need the same unit. Here they are %s and %s.", quote(a.Name), quote(low.Source), quote(high.Source)))
	case low.Value.Cmp(high.Value) > 0:
		return nil, append(diags, fault(CodeValue, place, "Range upside down", "The lowest value stands first. Here it is %s, and the highest %s.", low.Source, high.Source))
	}
	return [2]Amount{low, high}, diags
}

// namedPeriod is the form of a named period; whether it exists is for the
// calendar to say.
var namedPeriod = regexp.MustCompile(`^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?|-Q[1-4]|-W(?:0[1-9]|[1-4][0-9]|5[0-3]))?$|^[0-9]{4}-[01][0-9]-[0-3][0-9]\.\.[0-9]{4}-[01][0-9]-[0-3][0-9]$`)

// decodeBaseline reads what a target compares with.
func decodeBaseline(s *suggester, a *schema.Attribute, value cty.Value, place hcl.Range) (any, *hcl.Diagnostic) {
	if value.Type() == cty.String {
		switch text := value.AsString(); {
		case text == VersusPrevious || text == VersusLastYear:
			return Versus{Kind: text, Range: place}, nil
		case namedPeriod.MatchString(text):
			return Versus{Kind: VersusPeriod, Period: text, Range: place}, nil
		default:
			if _, err := ParseAmount(text); err != nil {
				return nil, fault(CodeValue, place, "Unknown baseline",
					"%s cannot be %s. It is \"previous_period\", \"same_period_last_year\", a period such as \"2025-Q4\", \"2025-11\", \"2025-W48\" or \"2025\", or a number.%s",
					quote(a.Name), quote(text), s.didYouMean(text, []string{VersusPrevious, VersusLastYear}))
			}
		}
	}
	amount, d := amountOf(a, value, place)
	if d != nil {
		return nil, d
	}
	return Versus{Kind: VersusValue, Value: &amount, Range: place}, nil
}
