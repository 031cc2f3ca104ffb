package config

import (
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/schema"
)

func (l *loader) decodeFormula(expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	if isNull(expr) {
		return absent{}, nil
	}
	formula, diags := l.scope.formula(expr, ctx, l.sources.files)
	if formula == nil {
		return nil, diags
	}
	return formula, diags
}

// isNull says whether an expression is the word null.
func isNull(expr hcl.Expression) bool {
	if literal, ok := expr.(*hclsyntax.LiteralValueExpr); ok {
		return literal.Val.IsNull()
	}
	if _, ok := expr.(hclsyntax.Expression); ok {
		return false
	}
	value, diags := expr.Value(nil)
	return !diags.HasErrors() && value.IsNull()
}

func (l *loader) decodeReference(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	if isNull(expr) {
		return absent{}, nil
	}
	address, diags := l.reference(a, expr, ctx)
	if address.Kind == "" {
		return nil, diags
	}
	return address, diags
}

// reference resolves an expression to one instance. The address is zero after a
// mistake.
func (l *loader) reference(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (Address, hcl.Diagnostics) {
	parsed, diags := native(expr)
	if diags.HasErrors() {
		return Address{}, diags
	}
	kinds := make([]Kind, len(a.Refers))
	for i, kind := range a.Refers {
		kinds[i] = Kind(kind)
	}
	parsed = unwrapped(parsed)
	found, known, diags := l.scope.readPath(parsed, ctx)
	if diags.HasErrors() || !known {
		return Address{}, diags
	}
	if found == nil {
		hint := ""
		if _, ok := expr.(*hclsyntax.TemplateExpr); ok {
			hint = " It is written without quotes."
		}
		return Address{}, hcl.Diagnostics{fault(CodeReference, expr.Range(), "Invalid reference",
			"%s is a reference to a block, such as %s.%s", quote(a.Name), l.scope.exampleOf(kinds[0]), hint)}
	}
	target, diags := l.scope.resolve(found, kinds)
	if target == nil {
		return Address{}, diags
	}
	address, rest, diags := l.scope.one(found, target)
	if address.Kind != "" && len(rest) > 0 {
		return Address{}, append(diags, fault(CodeReference, rest[0].place, "Invalid reference",
			"The whole block %s is meant here. Leave out what follows its address.", address))
	}
	return address, diags
}

// decodeReferences accepts one reference or a list of them.
func (l *loader) decodeReferences(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	if isNull(expr) {
		return absent{}, nil
	}
	list := items(expr)
	if list == nil {
		list = []hcl.Expression{expr}
	}
	var diags hcl.Diagnostics
	addresses := make([]Address, 0, len(list))
	places := make(map[Address]hcl.Range, len(list))
	complete := true
	for _, item := range list {
		address, more := l.reference(a, item, ctx)
		diags = append(diags, more...)
		if address.Kind == "" {
			complete = false
			continue
		}
		if _, twice := places[address]; twice {
			diags = append(diags, fault(CodeDuplicate, item.Range(), "Duplicate reference", "%s stands in the list twice.", address))
			continue
		}
		places[address] = item.Range()
		addresses = append(addresses, address)
	}
	if !complete {
		return nil, diags
	}
	return addresses, diags
}

// decodeMatches reads conditions: { dimension = value, dimension = [values] }.
func (l *loader) decodeMatches(expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return l.matchesOf(expr, ctx)
	}
	diags = nil
	matches := make([]Match, 0, len(pairs))
	for _, pair := range pairs {
		key, more := l.scope.static(pair.Key, ctx)
		diags = append(diags, more...)
		value, more := l.scope.static(pair.Value, ctx)
		diags = append(diags, more...)
		match, more := matchOf(key, value, pair.Key.Range(), pair.Value.Range())
		diags = append(diags, more...)
		if match != nil {
			matches = append(matches, *match)
		}
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
			match.Values = append(match.Values, map[bool]string{true: "true", false: "false"}[v.True()])
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

// decodeObject reads an object whose keys the table knows.
func (l *loader) decodeObject(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	if isNull(expr) {
		return absent{}, nil
	}
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return nil, hcl.Diagnostics{fault(CodeType, expr.Range(), "Wrong type", "%s is an object that has to be written out in braces: %s.", quote(a.Name), a.Example)}
	}
	diags = nil
	f := fields{header: expr.Range(), set: make(map[string]field, len(pairs))}
	for _, pair := range pairs {
		key, more := l.scope.static(pair.Key, ctx)
		if diags = append(diags, more...); !key.IsKnown() || key.IsNull() || key.IsMarked() || key.Type() != cty.String {
			continue
		}
		name := key.AsString()
		known := a.Field(name)
		if known == nil {
			hint := l.scope.suggest.didYouMean(name, attributeNames(a.Fields))
			if meant := alsoKnown(a.Fields, name); meant != "" {
				hint = " It is called " + quote(meant) + " here."
			}
			diags = append(diags, fault(CodeUnknownAttribute, pair.Key.Range(), "Unknown argument", "%s has no key %s; it has %s.%s", quote(a.Name), quote(name), allOf(quoted(attributeNames(a.Fields))), hint))
			continue
		}
		value, more := l.value(known, pair.Value, ctx)
		diags = append(diags, more...)
		if _, null := value.(absent); !null {
			f.set[name] = field{value: value, name: pair.Key.Range(), place: pair.Value.Range()}
		}
	}
	diags = append(diags, checkTogether(f, quote(a.Name), a.Fields, nil)...)
	return f, diags
}

// decodeWeekdays reads a list of different weekdays.
func decodeWeekdays(l *loader, a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	decoded, diags := decodeList[time.Weekday](l, a, schema.Weekday, expr, ctx)
	days, ok := decoded.([]time.Weekday)
	if !ok {
		return decoded, diags
	}
	seen := make(map[time.Weekday]bool, len(days))
	for _, day := range days {
		if seen[day] {
			return nil, append(diags, fault(CodeValue, expr.Range(), "Duplicate weekday", "%s stands in the list twice.", day))
		}
		seen[day] = true
	}
	if len(days) == 0 {
		return nil, append(diags, fault(CodeValue, expr.Range(), "Empty work week", "A work week needs at least one day."))
	}
	return days, diags
}
