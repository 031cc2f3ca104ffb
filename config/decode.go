package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/schema"
)

// absent is the value of an argument that is null: as if it were not written.
type absent struct{}

// value decodes an argument by its type in the table. It returns nil after a
// mistake, and absent for null; otherwise the Go type is the one that the comment
// at each type says.
func (l *loader) value(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	switch a.Type {
	case schema.Any, schema.Keys, schema.Condition, schema.TypeExpr:
		return expr, nil // evaluated where it is used
	case schema.Formula: // *Formula
		return l.decodeFormula(expr, ctx)
	case schema.Reference: // Address
		return l.decodeReference(a, expr, ctx)
	case schema.References: // []Address
		return l.decodeReferences(a, expr, ctx)
	case schema.Matches: // []Match
		return l.decodeMatches(expr, ctx)
	case schema.Object: // fields
		return l.decodeObject(a, expr, ctx)
	case schema.StringList: // []string
		return decodeList[string](l, a, schema.String, expr, ctx)
	case schema.Weekdays: // []time.Weekday
		return decodeWeekdays(l, a, expr, ctx)
	case schema.Secret: // Secret
		return l.decodeSecret(a, expr, ctx)
	case schema.Span: // *Span
		return l.decodeSpan(a, expr, ctx)
	case schema.AmountPair: // [2]Amount
		return l.decodeAmountPair(a, expr, ctx)
	}
	value, diags := l.scope.static(expr, ctx)
	decoded, more := l.scalar(a, a.Type, value, expr.Range())
	return decoded, append(diags, more...)
}

// scalar decodes a single static value.
func (l *loader) scalar(a *schema.Attribute, t schema.Type, value cty.Value, place hcl.Range) (any, hcl.Diagnostics) {
	if value.ContainsMarked() {
		return nil, hcl.Diagnostics{sensitiveShown(place)}
	}
	if !value.IsWhollyKnown() {
		return nil, nil
	}
	if value.IsNull() {
		return absent{}, nil
	}
	decoded, d := scalars[t](l.scope.suggest, a, value, place)
	if d != nil {
		return nil, hcl.Diagnostics{d}
	}
	return decoded, nil
}

func sensitiveShown(place hcl.Range) *hcl.Diagnostic {
	return fault(CodeSensitive, place, "Sensitive value shown",
		"This value comes from a sensitive variable, but it would be shown in plans and reports. Sensitive values can be used in connector blocks only, and in the auth block of one only for what is secret.")
}

// wrongType reports a static value of the wrong type.
func wrongType(a *schema.Attribute, place hcl.Range, wanted string, value cty.Value) *hcl.Diagnostic {
	example := ""
	if a.Example != "" {
		example = " Example: " + a.Example + "."
	}
	return fault(CodeType, place, "Wrong type", "%s has to be %s. This is %s.%s", quote(a.Name), wanted, describe(value), example)
}

// elementsOf returns the elements of a list: as written where it is a literal, so
// that each has its own place.
func (l *loader) elementsOf(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (values []cty.Value, places []hcl.Range, result any, diags hcl.Diagnostics) {
	if list := items(expr); list != nil {
		for _, item := range list {
			value, more := l.scope.static(item, ctx)
			diags = append(diags, more...)
			values = append(values, value)
			places = append(places, item.Range())
		}
		return values, places, nil, diags
	}
	value, diags := l.scope.static(expr, ctx)
	place := expr.Range()
	switch {
	case value.IsMarked():
		return nil, nil, nil, append(diags, sensitiveShown(place))
	case !value.IsKnown():
		return nil, nil, nil, diags
	case value.IsNull():
		return nil, nil, absent{}, diags
	}
	if t := value.Type(); !t.IsListType() && !t.IsSetType() && !t.IsTupleType() {
		return nil, nil, nil, append(diags, wrongType(a, place, "a list in square brackets", value))
	}
	for it := value.ElementIterator(); it.Next(); {
		_, item := it.Element()
		values = append(values, item)
		places = append(places, place)
	}
	if values == nil {
		values = []cty.Value{}
	}
	return values, places, nil, diags
}

// decodeList decodes a list whose elements have a scalar type.
func decodeList[T any](l *loader, a *schema.Attribute, element schema.Type, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	values, places, result, diags := l.elementsOf(a, expr, ctx)
	if values == nil && items(expr) == nil {
		return result, diags
	}
	list := make([]T, 0, len(values))
	complete := true
	for i, value := range values {
		decoded, more := l.scalar(a, element, value, places[i])
		diags = append(diags, more...)
		if _, null := decoded.(absent); null {
			diags = append(diags, fault(CodeType, places[i], "Wrong type", "An element of %s is null.", quote(a.Name)))
			decoded = nil
		}
		item, ok := decoded.(T)
		complete = complete && ok
		list = append(list, item)
	}
	if !complete {
		return nil, diags
	}
	return list, diags
}
