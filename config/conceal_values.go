package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/roictl/roictl/config/schema"
	"github.com/roictl/roictl/connector"
)

// concealDefaults hides the defaults of sensitive variables, and returns the
// names of these variables. A misspelt argument may be a default as well.
func (l *loader) concealDefaults(declarations []*declaration) map[string]bool {
	secret := make(map[string]bool)
	for _, d := range declarations {
		if meantSensitive(d) {
			secret[d.labels[0]] = true
		}
	}
	for _, d := range declarations {
		if !secret[d.labels[0]] {
			continue
		}
		if attribute := d.attributes["default"]; attribute != nil && !isNull(attribute.Expr) {
			l.sources.conceal(attribute.Expr.Range())
		}
		unknown, _ := d.rest.JustAttributes() // what is wrong with them was reported
		for _, attribute := range unknown {
			if hasLiteral(attribute.Expr) {
				l.sources.conceal(attribute.Expr.Range())
			}
		}
	}
	return secret
}

// meantSensitive says whether a variable block has the argument sensitive and
// does not clearly say no.
func meantSensitive(d *declaration) bool {
	if _, misspelt := d.meant["sensitive"]; misspelt {
		return true
	}
	attribute := d.attributes["sensitive"]
	if attribute == nil {
		return false
	}
	value, diags := attribute.Expr.Value(nil)
	if diags.HasErrors() || !value.IsKnown() || value.IsNull() {
		return true
	}
	said, err := convert.Convert(value, cty.Bool)
	return err != nil || said.True()
}

// concealVariables hides the values in a file of variables, but those of declared
// variables that are not sensitive. Where the file has a syntax error, nobody
// knows where its values end, so all of it is hidden.
func (l *loader) concealVariables(name string, file *hcl.File, broken bool, attributes hcl.Attributes, declared declaredInputs) {
	if broken {
		l.sources.concealTorn(name, Stretch{0, len(file.Bytes)})
		return
	}
	for _, attribute := range attributes {
		if _, known := declared.byName[attribute.Name]; !known || l.secretNames[attribute.Name] {
			l.sources.conceal(attribute.Expr.Range())
		}
	}
}

// concealConnector holds back the values of a connector block until its schema
// is known. In the blocks that are roictl's own the table knows the secrets.
func (l *loader) concealConnector(d *declaration) {
	var values []hcl.Range
	if native, ok := d.rest.(*hclsyntax.Body); ok {
		for name, attribute := range native.Attributes {
			if d.attributes[name] == nil && hasLiteral(attribute.Expr) {
				values = append(values, attribute.Expr.Range())
			}
		}
		for _, block := range native.Blocks {
			if !ownedByHost(block.Type) {
				values = append(values, literalsIn(block.Body)...)
			}
		}
	} else {
		attributes, _ := d.rest.JustAttributes() // reported where the block is decoded
		for _, attribute := range attributes {
			values = append(values, attribute.Expr.Range())
		}
	}
	l.sources.hold(holder{block: d.full}, values)
	for _, blocks := range d.blocks {
		for _, block := range blocks {
			l.concealSecrets(block)
		}
	}
}

// concealSecrets hides the arguments of a block that are secrets by the table,
// and those that the table does not know, which may be misspelt secrets.
func (l *loader) concealSecrets(d *declaration) {
	for _, a := range d.schema.Attributes {
		if attribute := d.attributes[a.Name]; attribute != nil && a.Type == schema.Secret && hasLiteral(attribute.Expr) {
			l.sources.conceal(attribute.Expr.Range())
		}
	}
	unknown, _ := d.rest.JustAttributes() // reported
	for _, attribute := range unknown {
		if hasLiteral(attribute.Expr) {
			l.sources.conceal(attribute.Expr.Range())
		}
	}
}

// literalsIn returns the arguments of a body, and of all blocks in it, that have
// a text or a number in them.
func literalsIn(body *hclsyntax.Body) []hcl.Range {
	var places []hcl.Range
	for _, attribute := range body.Attributes {
		if hasLiteral(attribute.Expr) {
			places = append(places, attribute.Expr.Range())
		}
	}
	for _, block := range body.Blocks {
		places = append(places, literalsIn(block.Body)...)
	}
	return places
}

// hasLiteral says whether a text or a number is written in an expression: mere
// references give nothing away.
func hasLiteral(expr hcl.Expression) bool {
	if _, isNative := expr.(hclsyntax.Expression); !isNative && len(expr.Variables()) == 0 {
		return true // in JSON a text that refers to nothing is a literal
	}
	parsed, diags := native(expr)
	if diags.HasErrors() {
		return true
	}
	found := false
	diags = hclsyntax.VisitAll(parsed, func(node hclsyntax.Node) hcl.Diagnostics {
		if literal, ok := node.(*hclsyntax.LiteralValueExpr); ok {
			t := literal.Val.Type()
			found = found || t == cty.String || t == cty.Number
		}
		return nil
	})
	return found || diags.HasErrors()
}

// hasSecrets says whether a schema has a sensitive attribute anywhere.
func hasSecrets(s connector.ConfigSchema) bool {
	return slices.ContainsFunc(s.Attributes, func(a connector.Attribute) bool { return a.Sensitive }) ||
		slices.ContainsFunc(s.Blocks, func(b connector.Block) bool { return hasSecrets(b.Schema) })
}
