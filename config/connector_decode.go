package config

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/connector"
)

// Decode evaluates the block by the schema that its connector describes, and
// returns it as the JSON object of connector.Settings: a block that may repeat is
// an array of objects in order of declaration, with the label in the key "name",
// and numbers are exact. It is the only place where sensitive values lose their
// mark; see [Connector.Sensitive].
func (c *Connector) Decode(schema connector.ConfigSchema) (json.RawMessage, hcl.Diagnostics) {
	d := &connectorDecoder{connector: c, secretive: hasSecrets(schema)}
	object := d.body(c.body, schema, "connector "+quote(c.Address.Type), c.Range)
	raw, err := json.Marshal(object)
	if err != nil {
		d.report(fault(CodeExpression, c.Range, "Connector cannot be configured", "The block cannot be written as JSON: %s.", err))
	}
	c.secrets.replace(d.secrets)
	c.scope.sources.hold(holder{block: c.full}, d.hidden)
	if !d.secretive {
		c.scope.sources.release(holder{connector: c.Address.Type})
	}
	if c.broken {
		return raw, nil // the syntax errors were reported
	}
	return raw, inOrder(within(c.full, d.diags))
}

// Sensitive returns the texts in the block that must not be shown, as the last
// Decode found them: those from sensitive variables and those of attributes that
// the connector's schema says are sensitive, with those of its auth block.
func (c *Connector) Sensitive() []string { return append(c.secrets.all(), c.Auth.sensitive()...) }

// Broken says whether the block holds a syntax error, which loading reported: more
// may be declared than Decode finds.
func (c *Connector) Broken() bool { return c.broken }

// connectorDecoder walks a body and the connector's schema together.
type connectorDecoder struct {
	connector *Connector
	secrets   []string
	secretive bool        // the schema has sensitive attributes
	hidden    []hcl.Range // values that must not be shown
	diags     hcl.Diagnostics
}

func (d *connectorDecoder) report(diags ...*hcl.Diagnostic) { d.diags = append(d.diags, diags...) }

// hide keeps out of snippets what is written as the value of an argument.
func (d *connectorDecoder) hide(attribute *hcl.Attribute) {
	if hasLiteral(attribute.Expr) {
		d.hidden = append(d.hidden, attribute.Expr.Range())
	}
}

func (d *connectorDecoder) body(body hcl.Body, schema connector.ConfigSchema, what string, header hcl.Range) map[string]any {
	content, rest, diags := body.PartialContent(bodySchemaOf(schema))
	if _, native := body.(*hclsyntax.Body); !native {
		d.report(withCode(CodeSyntax, diags)...)
	}
	d.leftovers(body, rest, schema, content, what)
	object := make(map[string]any)
	for _, a := range schema.Attributes {
		d.attribute(object, content.Attributes[a.Name], a, what, header)
	}
	for _, b := range schema.Blocks {
		d.blocks(object, content.Blocks.OfType(b.Name), b, what, header)
	}
	return object
}

func bodySchemaOf(schema connector.ConfigSchema) *hcl.BodySchema {
	built := &hcl.BodySchema{}
	for _, a := range schema.Attributes {
		built.Attributes = append(built.Attributes, hcl.AttributeSchema{Name: a.Name})
	}
	for _, b := range schema.Blocks {
		header := hcl.BlockHeaderSchema{Type: b.Name}
		if b.Label != "" {
			header.LabelNames = []string{b.Label}
		}
		built.Blocks = append(built.Blocks, header)
	}
	return built
}

func (d *connectorDecoder) attribute(object map[string]any, attribute *hcl.Attribute, a connector.Attribute, what string, header hcl.Range) {
	value := cty.NullVal(cty.DynamicPseudoType)
	if attribute != nil {
		var diags hcl.Diagnostics
		value, diags = d.connector.scope.static(attribute.Expr, d.connector.eval)
		d.report(within(attribute.Range, diags)...)
		if a.Sensitive {
			d.hide(attribute)
		}
	}
	if !value.IsWhollyKnown() {
		return
	}
	sensitive := a.Sensitive || value.ContainsMarked()
	value, _ = value.UnmarkDeep()
	if sensitive {
		d.secrets = append(d.secrets, textsIn(value)...)
	}
	if value.IsNull() {
		if a.Required {
			d.report(fault(CodeMissing, header, "Missing argument", "The %s needs the argument %s. %s", what, quote(a.Name), a.Description))
		}
		return
	}
	if a.Deprecated != "" {
		d.report(caution(CodeUnknownAttribute, attribute.NameRange, "Deprecated argument", "%s is out of date: %s.", quote(a.Name), a.Deprecated))
	}
	encoded, diag := encode(a, value, attribute.Expr.Range(), sensitive, d.connector.scope.suggest)
	if diag != nil {
		d.report(within(attribute.Range, hcl.Diagnostics{diag})...)
		return
	}
	object[a.Name] = encoded
}

func (d *connectorDecoder) blocks(object map[string]any, blocks hcl.Blocks, b connector.Block, what string, outer hcl.Range) {
	if len(blocks) == 0 && b.Required {
		d.report(fault(CodeMissing, outer, "Missing block", "The %s needs a %s block. %s", what, quote(b.Name), b.Description))
	}
	var list []map[string]any
	places := make(map[string]hcl.Range)
	for i, block := range blocks {
		place := header(block)
		if !b.Many && i > 0 {
			d.report(fault(CodeDuplicate, place, "Duplicate block", "There may be only one %s block here, and one stands at %s already. Merge them.", quote(b.Name), at(header(blocks[0]))))
			continue
		}
		decoded := d.body(block.Body, b.Schema, quote(b.Name)+" block", place)
		if b.Label != "" {
			name := block.Labels[0]
			if earlier, taken := places[name]; taken {
				d.report(fault(CodeDuplicate, place, "Duplicate block", "The %s %s stands at %s already. Rename one of them.", b.Name, quote(name), at(earlier)))
			}
			places[name] = place
			decoded["name"] = name
		}
		list = append(list, decoded)
	}
	switch {
	case len(list) == 0:
	case b.Many:
		object[b.Name] = list
	default:
		object[b.Name] = list[0]
	}
}
