package config

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// native returns an expression in the form of the native syntax, so that it can
// be walked. In the JSON twin an expression is a string: a template such as
// "${metric.a / metric.b}", or, where the attribute leaves no doubt, the bare
// expression.
func native(expr hcl.Expression) (hclsyntax.Expression, hcl.Diagnostics) {
	if e, ok := expr.(hclsyntax.Expression); ok {
		return e, nil
	}
	raw, diags := expr.Value(nil) // without a context JSON strings stay as they are
	if diags.HasErrors() {
		return nil, withCode(CodeSyntax, diags)
	}
	place := expr.Range()
	if raw.Type() != cty.String || raw.IsNull() {
		return &hclsyntax.LiteralValueExpr{Val: raw, SrcRange: place}, nil
	}
	text := raw.AsString()
	start := place.Start
	start.Byte, start.Column = start.Byte+1, start.Column+1 // behind the quote
	if _, err := ParseAmount(text); err == nil {
		return &hclsyntax.LiteralValueExpr{Val: raw, SrcRange: place}, nil
	}
	if strings.Contains(text, "${") || strings.Contains(text, "%{") {
		e, diags := hclsyntax.ParseTemplate([]byte(text), place.Filename, start)
		return e, withCode(CodeSyntax, diags)
	}
	if diags := checkTokens(place.Filename, []byte(text)); diags.HasErrors() {
		diags[0].Subject = &place // of the whole text: the scanner counts from its start
		return nil, diags
	}
	e, diags := hclsyntax.ParseExpression([]byte(text), place.Filename, start)
	return e, withCode(CodeSyntax, diags)
}

// unwrapped strips parentheses and the "${ … }" around a whole expression.
func unwrapped(expr hclsyntax.Expression) hclsyntax.Expression {
	for {
		switch e := expr.(type) {
		case *hclsyntax.ParenthesesExpr:
			expr = e.Expression
		case *hclsyntax.TemplateWrapExpr:
			expr = e.Wrapped
		default:
			return expr
		}
	}
}

// items returns the elements of a list as written, or nil when the expression is
// no list literal.
func items(expr hcl.Expression) []hcl.Expression {
	list, diags := hcl.ExprList(expr)
	if diags.HasErrors() {
		return nil
	}
	return list
}
