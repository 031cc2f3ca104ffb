package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/roictl/roictl/config/schema"
)

// unknownAttribute says what an argument that does not belong there may have
// been meant to be.
func (s *structure) unknownAttribute(d *declaration, attribute *hcl.Attribute) *hcl.Diagnostic {
	name := attribute.Name
	hint := ""
	synonym := alsoKnown(d.schema.Attributes, name)
	meant := synonym
	if meant == "" {
		meant = s.suggest.nearest(name, attributeNames(d.schema.Attributes, blockNames(d.schema)...))
	}
	switch {
	case d.schema.Block(name) != nil:
		hint = fmt.Sprintf(" It is a block: write %s { … } without the equals sign.", name)
	case d.schema == schema.Language() && (name == "var" || name == "variables"):
		hint = " Values of variables stand in a file roictl.vars.hcl."
	case synonym != "":
		hint = fmt.Sprintf(" It is called %s here.", quote(synonym))
	case meant != "":
		hint = fmt.Sprintf(" Did you mean %s?", quote(meant))
	}
	if meant != "" {
		if d.meant == nil {
			d.meant = make(map[string]hcl.Range)
		}
		d.meant[meant] = attribute.NameRange
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Unknown argument",
		Detail:  fmt.Sprintf("%s has no argument %s.%s", place(d), quote(name), hint),
		Subject: &attribute.NameRange, Context: contextOf(d, attribute.NameRange), Extra: CodeUnknownAttribute,
	}
}

// unknownBlock does the same for a block.
func (s *structure) unknownBlock(d *declaration, block *hclsyntax.Block) *hcl.Diagnostic {
	name := block.Type
	hint := ""
	switch {
	case d.schema.Attribute(name) != nil:
		hint = fmt.Sprintf(" It is an argument: write %s = … with an equals sign.", name)
	case alsoKnown(d.schema.Attributes, name) != "":
		hint = fmt.Sprintf(" There is an argument %s.", quote(alsoKnown(d.schema.Attributes, name)))
	case homeOf(schema.Language(), name) != "" && homeOf(schema.Language(), name) != d.schema.Name:
		hint = fmt.Sprintf(" It belongs inside a %s block.", homeOf(schema.Language(), name))
		if homeOf(schema.Language(), name) == schema.Language().Name {
			hint = " It stands by itself, outside of other blocks."
		}
	default:
		hint = s.suggest.didYouMean(name, blockNames(d.schema))
	}
	return &hcl.Diagnostic{
		Severity: hcl.DiagError, Summary: "Unknown block",
		Detail:  fmt.Sprintf("%s has no blocks of type %s.%s", place(d), quote(name), hint),
		Subject: &block.TypeRange, Context: contextOf(d, block.TypeRange), Extra: CodeUnknownBlock,
	}
}

// place names a declaration at the start of a sentence.
func place(d *declaration) string {
	if d.schema == schema.Language() {
		return "A configuration"
	}
	return aBlock(d.schema.Name)
}

// aBlock names a type of block at the start of a sentence: A goal block, An auth
// block.
func aBlock(name string) string {
	article := "A"
	if strings.ContainsRune("aeiou", rune(name[0])) || name == "fx" {
		article = "An"
	}
	return article + " " + name + " block"
}

func contextOf(d *declaration, subject hcl.Range) *hcl.Range {
	if d.schema == schema.Language() || !encloses(d.full, subject) {
		return nil
	}
	return &d.full
}

// alsoKnown returns the attribute that people also call by this name.
func alsoKnown(attributes []*schema.Attribute, name string) string {
	for _, a := range attributes {
		if slices.Contains(a.Also, name) {
			return a.Name
		}
	}
	return ""
}

// homeOf returns the name of the block type that has nested blocks of this name.
func homeOf(b *schema.Block, name string) string {
	if b.Block(name) != nil {
		return b.Name
	}
	for _, nested := range b.Blocks {
		if home := homeOf(nested, name); home != "" {
			return home
		}
	}
	return ""
}

func attributeNames(attributes []*schema.Attribute, more ...string) []string {
	names := make([]string, 0, len(attributes)+len(more))
	for _, a := range attributes {
		names = append(names, a.Name)
	}
	return append(names, more...)
}

func blockNames(b *schema.Block) []string {
	names := make([]string, 0, len(b.Blocks))
	for _, nested := range b.Blocks {
		names = append(names, nested.Name)
	}
	return names
}
