package config

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/schema"
)

// decodeMatches reads conditions: { dimension = value, dimension = [values] }.
func (l *loader) decodeMatches(expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return l.matchesOf(expr, ctx)
	}
	diags = nil
	matches := make([]Match, 0, len(pairs))
	places := make(map[string]hcl.Range, len(pairs))
	for _, pair := range pairs {
		key, more := l.scope.static(pair.Key, ctx)
		diags = append(diags, more...)
		value, more := l.scope.static(pair.Value, ctx)
		diags = append(diags, more...)
		match, more := matchOf(key, value, pair.Key.Range(), pair.Value.Range())
		diags = append(diags, more...)
		if match == nil {
			continue
		}
		if earlier, twice := places[match.Dimension]; twice {
			diags = append(diags, fault(CodeDuplicate, pair.Key.Range(), "Duplicate dimension",
				"The dimension %s stands at %s already. Several values are a list: { %s = [\"a\", \"b\"] }.", quote(match.Dimension), at(earlier), match.Dimension))
		}
		places[match.Dimension] = match.Range
		matches = append(matches, *match)
	}
	if diags.HasErrors() || len(matches) < len(pairs) {
		return nil, diags
	}
	return matches, diags
}

// matchesOf reads conditions that are computed as a whole.
func (l *loader) matchesOf(expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	value, diags := l.scope.static(expr, ctx)
	place := expr.Range()
	switch {
	case value.ContainsMarked():
		return nil, append(diags, sensitiveShown(place))
	case !value.IsWhollyKnown():
		return nil, diags
	case value.IsNull():
		return absent{}, diags
	case !value.Type().IsObjectType() && !value.Type().IsMapType():
		return nil, append(diags, fault(CodeType, place, "Wrong type", "Conditions are an object of dimensions and their values: { campaign = \"Spring*\" }. This is %s.", describe(value)))
	}
	matches := []Match{}
	for it := value.ElementIterator(); it.Next(); {
		key, item := it.Element()
		match, more := matchOf(key, item, place, place)
		if diags = append(diags, more...); match == nil {
			return nil, diags
		}
		matches = append(matches, *match)
	}
	return matches, diags
}

func matchOf(key, value cty.Value, keyPlace, place hcl.Range) (*Match, hcl.Diagnostics) {
	if key.ContainsMarked() || value.ContainsMarked() {
		return nil, hcl.Diagnostics{sensitiveShown(place)}
	}
	if !key.IsKnown() || !value.IsWhollyKnown() {
		return nil, nil
	}
	if key.IsNull() || key.Type() != cty.String || key.AsString() == "" {
		return nil, hcl.Diagnostics{fault(CodeType, keyPlace, "Wrong type", "The name of a dimension is a text.")}
	}
	match := &Match{Dimension: key.AsString(), Range: hcl.RangeBetween(keyPlace, place)}
	values := []cty.Value{value}
	if t := value.Type(); !value.IsNull() && (t.IsTupleType() || t.IsListType() || t.IsSetType()) {
		values = value.AsValueSlice()
	}
	if len(values) == 0 {
		return nil, hcl.Diagnostics{fault(CodeValue, place, "Empty condition", "No row can have a value out of an empty list. Leave the dimension out to take all rows.")}
	}
	attribute := &schema.Attribute{Name: match.Dimension, Example: `"Spring*" or ["18-24", "25-34"]`}
	for _, v := range values {
		if v.IsNull() || v.Type() != cty.String && v.Type() != cty.Number && v.Type() != cty.Bool {
			return nil, hcl.Diagnostics{wrongType(attribute, place, "a text, a number or a list of them", v)}
		}
		if v.Type() == cty.Bool {
			match.Values = append(match.Values, strconv.FormatBool(v.True()))
			continue
		}
		text, d := textOf(attribute, v, place)
		if d != nil {
			return nil, hcl.Diagnostics{d}
		}
		match.Values = append(match.Values, text)
	}
	return match, nil
}
