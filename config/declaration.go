package config

import (
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/roictl/roictl/config/schema"
)

// declaration is one block as written: sorted into the arguments and nested
// blocks that the table knows, with nothing evaluated yet.
type declaration struct {
	schema     *schema.Block
	labels     []string
	header     hcl.Range // what names the block, for messages
	full       hcl.Range // the whole block; the header in JSON
	attributes hcl.Attributes
	any        []*hcl.Attribute // of a block that takes any name
	blocks     map[string][]*declaration
	rest       hcl.Body // what a connector's own schema describes
	broken     bool     // it holds a syntax error: follow-ups would only confuse
	// meant are the arguments that misspelt ones were probably meant to be, with
	// their places: they are not missing as well.
	meant map[string]hcl.Range
}

// structure sorts bodies by the table and reports what does not belong there.
type structure struct {
	suggest *suggester
	schemas map[*schema.Block]*hcl.BodySchema
	broken  map[string][]int // offsets of syntax errors by file, sorted
	hide    func(kind string, labels []string)
	conceal func(hcl.Range)
	diags   hcl.Diagnostics
}

// top sorts a whole file.
func (s *structure) top(body hcl.Body, file hcl.Range) *declaration {
	d := &declaration{schema: schema.Language(), header: file, full: file}
	s.fill(d, body)
	return d
}

// fill sorts a body into a declaration.
func (s *structure) fill(d *declaration, body hcl.Body) {
	content, rest, diags := body.PartialContent(s.bodySchema(d.schema))
	d.attributes = content.Attributes
	d.rest = rest
	if native, ok := body.(*hclsyntax.Body); ok {
		s.checkLabels(d, native) // in place of what the library says
	} else if !d.broken {
		s.diags = append(s.diags, within(d.full, withCode(CodeSyntax, diags))...)
	}
	s.leftovers(d, body, rest, diags.HasErrors())

	d.blocks = make(map[string][]*declaration, len(d.schema.Blocks))
	for _, block := range content.Blocks {
		nested := s.block(d, block)
		earlier := d.blocks[block.Type]
		if nested.schema.Single && len(earlier) > 0 {
			s.diags = append(s.diags, fault(CodeDuplicate, nested.header, "Duplicate block",
				"There may be only one %s block here, and one stands at %s already. Merge them.", quote(block.Type), at(earlier[0].header)))
			continue
		}
		d.blocks[block.Type] = append(earlier, nested)
	}
}

func (s *structure) block(outer *declaration, block *hcl.Block) *declaration {
	d := &declaration{schema: outer.schema.Block(block.Type), labels: block.Labels, header: header(block)}
	d.full = d.header
	if body, native := block.Body.(*hclsyntax.Body); native {
		d.full = hcl.RangeBetween(block.TypeRange, body.SrcRange)
		errors := s.broken[d.full.Filename]
		next, _ := slices.BinarySearch(errors, d.full.Start.Byte)
		d.broken = next < len(errors) && errors[next] <= d.full.End.Byte
	} else {
		d.broken = len(s.broken[d.full.Filename]) > 0
	}
	for i, label := range block.Labels {
		if block.Type == authBlock && (i > 0 || !hclsyntax.ValidIdentifier(label)) {
			s.conceal(block.LabelRanges[i])
			label = concealedText
		}
		if !hclsyntax.ValidIdentifier(label) {
			s.diags = append(s.diags, fault(CodeName, block.LabelRanges[i], "Invalid name",
				"%s cannot be used in a reference. A name has letters, digits, _ and -, and does not start with a digit.", quote(label)))
		}
	}
	s.fill(d, block.Body)
	return d
}

// header is what names a block: its type and labels, in JSON its last label.
func header(block *hcl.Block) hcl.Range {
	if _, native := block.Body.(*hclsyntax.Body); native {
		return block.DefRange
	}
	if n := len(block.LabelRanges); n > 0 {
		return block.LabelRanges[n-1]
	}
	return block.TypeRange
}

// leftovers reports the arguments and blocks that the table does not have, and
// keeps them where the block takes any name.
func (s *structure) leftovers(d *declaration, body, rest hcl.Body, wrong bool) {
	if d.schema.Foreign {
		return
	}
	var attributes []*hcl.Attribute
	if native, ok := body.(*hclsyntax.Body); ok {
		for name, attribute := range native.Attributes {
			if d.attributes[name] == nil {
				attributes = append(attributes, attribute.AsHCLAttribute())
			}
		}
		for _, block := range native.Blocks {
			if d.schema.Block(block.Type) != nil {
				continue
			}
			s.concealNamed(block.Body, soundsSecret(block.Type))
			if !d.broken {
				s.diags = append(s.diags, s.unknownBlock(d, block))
			}
		}
	} else {
		remaining, diags := rest.JustAttributes()
		if !wrong {
			s.diags = append(s.diags, withCode(CodeSyntax, diags)...)
		}
		for _, attribute := range remaining {
			attributes = append(attributes, attribute)
		}
	}
	sortByPosition(attributes)
	if d.schema.Any != nil {
		d.any = attributes
		return
	}
	for _, attribute := range attributes {
		if soundsSecret(attribute.Name) && hasLiteral(attribute.Expr) {
			s.conceal(attribute.Expr.Range())
		}
		if !d.broken {
			s.diags = append(s.diags, s.unknownAttribute(d, attribute))
		}
	}
}

// checkLabels reports blocks with too few or too many labels, which are dropped.
func (s *structure) checkLabels(d *declaration, body *hclsyntax.Body) {
	for _, block := range body.Blocks {
		nested := d.schema.Block(block.Type)
		if nested == nil || len(block.Labels) == len(nested.Labels) {
			continue
		}
		s.hide(block.Type, block.Labels)
		if block.Type == authBlock {
			for _, label := range block.LabelRanges[min(1, len(block.LabelRanges)):] {
				s.conceal(label)
			}
		}
		if d.broken {
			continue
		}
		s.diags = append(s.diags, wrongLabels(block, nested.Labels))
	}
}

func wrongLabels(block *hclsyntax.Block, labels []string) *hcl.Diagnostic {
	form := block.Type
	for _, label := range labels {
		form += " " + quote(strings.ToUpper(label))
	}
	return fault(CodeName, block.DefRange(), "Wrong number of labels", "%s begins with\n\n    %s {", aBlock(block.Type), form)
}

func (s *structure) bodySchema(b *schema.Block) *hcl.BodySchema {
	if known, ok := s.schemas[b]; ok {
		return known
	}
	built := &hcl.BodySchema{}
	for _, a := range b.Attributes {
		built.Attributes = append(built.Attributes, hcl.AttributeSchema{Name: a.Name})
	}
	for _, nested := range b.Blocks {
		built.Blocks = append(built.Blocks, hcl.BlockHeaderSchema{Type: nested.Name, LabelNames: nested.Labels})
	}
	s.schemas[b] = built
	return built
}

// byPosition returns attributes in the order in which they are written.
func byPosition(attributes hcl.Attributes) []*hcl.Attribute {
	list := make([]*hcl.Attribute, 0, len(attributes))
	for _, attribute := range attributes {
		list = append(list, attribute)
	}
	sortByPosition(list)
	return list
}

func sortByPosition(attributes []*hcl.Attribute) {
	sort.Slice(attributes, func(i, j int) bool {
		return attributes[i].NameRange.Start.Byte < attributes[j].NameRange.Start.Byte
	})
}
