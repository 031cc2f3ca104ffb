package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/connector"
)

// Locate returns where the part of the block that a connector's diagnostic
// speaks of stands, or the nearest enclosing part that does stand somewhere.
func (c *Connector) Locate(schema connector.ConfigSchema, path []connector.PathStep) hcl.Range {
	body, place := c.body, c.Range
	for len(path) > 0 {
		content, _, _ := body.PartialContent(bodySchemaOf(schema))
		if attribute := content.Attributes[path[0].Name]; attribute != nil {
			return inExpression(attribute.Expr, attribute.Range, path[1:])
		}
		i := slices.IndexFunc(schema.Blocks, func(b connector.Block) bool { return b.Name == path[0].Name })
		if i < 0 {
			return place
		}
		block, rest := chooseBlock(content.Blocks.OfType(path[0].Name), schema.Blocks[i], path[1:])
		if block == nil {
			return place
		}
		body, place, schema, path = block.Body, header(block), schema.Blocks[i].Schema, rest
	}
	return place
}

// chooseBlock finds the block that the next step names by label or position. A
// block that stands only once needs no such step.
func chooseBlock(blocks hcl.Blocks, b connector.Block, path []connector.PathStep) (*hcl.Block, []connector.PathStep) {
	if len(path) > 0 && path[0].Name != "" && b.Label != "" {
		for _, block := range blocks {
			if block.Labels[0] == path[0].Name {
				return block, path[1:]
			}
		}
	}
	if len(path) > 0 && path[0].Name == "" {
		if i := path[0].Index; 0 <= i && i < len(blocks) {
			return blocks[i], path[1:]
		}
		return nil, nil
	}
	if len(blocks) == 1 && !b.Many {
		return blocks[0], path
	}
	return nil, nil
}

// inExpression follows a path into objects and lists that are written out.
func inExpression(expr hcl.Expression, place hcl.Range, path []connector.PathStep) hcl.Range {
	for _, step := range path {
		next := part(expr, step)
		if next == nil {
			break
		}
		expr, place = next, next.Range()
	}
	return place
}

func part(expr hcl.Expression, step connector.PathStep) hcl.Expression {
	if step.Name == "" {
		if list := items(expr); 0 <= step.Index && step.Index < len(list) {
			return list[step.Index]
		}
		return nil
	}
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return nil
	}
	for _, pair := range pairs {
		if key, diags := pair.Key.Value(nil); !diags.HasErrors() && isText(key, step.Name) {
			return pair.Value
		}
	}
	return nil
}

// unread returns the attributes and blocks of a body that no schema has asked
// for, in the order in which they are written.
func unread(body, rest hcl.Body, content *hcl.BodyContent) ([]*hcl.Attribute, []*hclsyntax.Block) {
	attributes, _ := rest.JustAttributes() // it also complains about blocks, which are returned
	native, ok := body.(*hclsyntax.Body)
	if !ok {
		return byPosition(attributes), nil
	}
	read := make(map[hcl.Range]bool, len(content.Blocks))
	for _, block := range content.Blocks {
		read[block.TypeRange] = true
	}
	var blocks []*hclsyntax.Block
	for _, block := range native.Blocks {
		if !read[block.TypeRange] {
			blocks = append(blocks, block)
		}
	}
	return byPosition(attributes), blocks
}

func isText(value cty.Value, text string) bool {
	value, _ = value.Unmark()
	return value.IsKnown() && !value.IsNull() && value.Type() == cty.String && value.AsString() == text
}
