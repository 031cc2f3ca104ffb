package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/roictl/roictl/config/schema"
)

func (l *loader) decodeFormula(expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	if isNull(expr) {
		return absent{}, nil
	}
	formula, diags := l.scope.formula(expr, ctx, l.sources)
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
