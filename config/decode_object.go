package config

import (
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/schema"
)

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
			meant := alsoKnown(a.Fields, name)
			if meant == "" {
				meant = l.scope.suggest.nearest(name, attributeNames(a.Fields))
			}
			hint := ""
			if meant != "" {
				hint = fmt.Sprintf(" Did you mean %s?", quote(meant))
				f.set[meant] = field{name: pair.Key.Range(), place: pair.Value.Range()} // so it is not missing as well
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
