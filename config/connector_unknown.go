package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// leftovers reports what the connector's schema does not have.
func (d *connectorDecoder) leftovers(body, rest hcl.Body, schema connector.ConfigSchema, content *hcl.BodyContent, what string) {
	attributes, blocks := unread(body, rest, content)
	var attributeNames, blockNames []string
	for _, a := range schema.Attributes {
		attributeNames = append(attributeNames, a.Name)
	}
	for _, b := range schema.Blocks {
		blockNames = append(blockNames, b.Name)
	}
	slices.Sort(attributeNames)
	slices.Sort(blockNames)
	for _, attribute := range attributes {
		meant := d.connector.scope.suggest.nearest(attribute.Name, append(slices.Clone(attributeNames), blockNames...))
		hint := ""
		if meant != "" {
			hint = " Did you mean " + quote(meant) + "?"
		}
		switch {
		case slices.Contains(blockNames, attribute.Name), ownedByHost(attribute.Name):
			hint = " It is a block: write it without the equals sign."
		case soundsSecret(attribute.Name):
			hint = authAdvice
		}
		// It may be a misspelt secret, or one that stands where it does not belong.
		if d.secretive || meant == "" || soundsSecret(attribute.Name) {
			d.hide(attribute)
		}
		if hint == "" && len(attributeNames) > 0 {
			hint = " It has " + allOf(quoted(attributeNames)) + "."
		}
		d.report(fault(CodeUnknownAttribute, attribute.NameRange, "Unknown argument", "The %s has no argument %s.%s", what, quote(attribute.Name), hint))
	}
	for _, block := range blocks {
		if ownedByHost(block.Type) {
			continue
		}
		d.hidden = append(d.hidden, literalsIn(block.Body)...)
		if i := slices.IndexFunc(schema.Blocks, func(b connector.Block) bool { return b.Name == block.Type }); i >= 0 {
			labels := []string{schema.Blocks[i].Label}
			d.report(wrongLabels(block, slices.DeleteFunc(labels, func(label string) bool { return label == "" })))
			continue
		}
		hint := d.connector.scope.suggest.didYouMean(block.Type, blockNames)
		switch {
		case slices.Contains(attributeNames, block.Type):
			hint = " It is an argument: write it with an equals sign."
		case soundsSecret(block.Type):
			hint = authAdvice
		}
		d.report(fault(CodeUnknownBlock, block.TypeRange, "Unknown block", "The %s has no blocks of type %s.%s", what, quote(block.Type), hint))
	}
}
