package config

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/exact"
)

// Expression is an expression of the console: a formula, when it uses metrics or
// campaigns, else a static value.
type Expression struct {
	Formula *Formula // nil for a static value
	// Text is a static value as it would be written in HCL; sensitive parts are
	// replaced.
	Text string
	// JSON is a static value as JSON; nil when it is sensitive or has no JSON form.
	JSON json.RawMessage
	// Sensitive says that the value is not shown.
	Sensitive bool
}

// consoleFile names the source of console expressions in diagnostics.
const consoleFile = "<console>"

// EvalExpression reads an expression as it could stand in the configuration. It
// returns nil after a mistake. The source is kept in Files for snippets.
func (c *Config) EvalExpression(src string) (*Expression, hcl.Diagnostics) {
	file := &hcl.File{Body: hcl.EmptyBody(), Bytes: []byte(src)}
	if c.Files != nil {
		c.Files.files[consoleFile] = file
	}
	if diags := checkLimits(consoleFile, file.Bytes); diags.HasErrors() {
		return nil, diags
	}
	expr, diags := hclsyntax.ParseExpression(file.Bytes, consoleFile, hcl.InitialPos)
	if diags = withCode(CodeSyntax, diags); diags.HasErrors() {
		return nil, diags
	}
	if call, ok := expr.(*hclsyntax.FunctionCallExpr); usesData(expr) || ok && call.Name == "money" {
		formula, more := c.scope.formula(expr, c.scope.root, c.Files)
		if diags = append(diags, more...); formula == nil {
			return nil, inOrder(diags)
		}
		return &Expression{Formula: formula}, inOrder(diags)
	}
	value, more := c.scope.static(expr, c.scope.root)
	if diags = append(diags, more...); diags.HasErrors() {
		return nil, inOrder(diags)
	}
	return staticExpression(value), diags
}

func staticExpression(value cty.Value) *Expression {
	switch {
	case value.ContainsMarked():
		return &Expression{Text: concealedText, Sensitive: true}
	case !value.IsWhollyKnown():
		return &Expression{Text: "(unknown because of a mistake in the configuration)"}
	}
	result := &Expression{Text: string(hclwrite.TokensForValue(value).Bytes())}
	if !value.IsNull() && value.Type() == cty.Number {
		if number, err := exact.Rational(value); err == nil {
			result.Text = exact.Text(number)
		}
	}
	if encoded, diag := encodeAny(value, hcl.Range{}); diag == nil {
		if raw, err := json.Marshal(encoded); err == nil {
			result.JSON = raw
		}
	}
	return result
}
