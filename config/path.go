package config

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/roictl/roictl/config/exact"
)

// path is a reference as written: metric.visits["fr"] is the root metric, the
// name visits and the key fr.
type path struct {
	root  string
	steps []pathStep
	place hcl.Range
}

type pathStep struct {
	name  string
	key   bool // written in brackets: name is the key
	place hcl.Range
}

// readPath reads a reference. It returns nil without a diagnostic when the
// expression is none, or when a key in it is not known because of an earlier
// mistake; known tells these apart.
func (s *scope) readPath(expr hclsyntax.Expression, ctx *hcl.EvalContext) (p *path, known bool, diags hcl.Diagnostics) {
	switch e := expr.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		p := &path{root: e.Traversal.RootName()}
		known, diags := p.extend(e.Traversal[1:])
		p.place = e.SrcRange
		return p, known, diags
	case *hclsyntax.RelativeTraversalExpr:
		p, known, diags := s.readPath(unwrapped(e.Source), ctx)
		if p == nil || !known {
			return p, known, diags
		}
		known, more := p.extend(e.Traversal)
		p.place = e.SrcRange
		return p, known, append(diags, more...)
	case *hclsyntax.IndexExpr:
		p, known, diags := s.readPath(unwrapped(e.Collection), ctx)
		if p == nil || !known {
			return p, known, diags
		}
		value, more := s.static(e.Key, ctx)
		diags = append(diags, more...)
		p.place = e.SrcRange
		known, more = p.addKey(value, e.Key.Range())
		return p, known, append(diags, more...)
	}
	return nil, true, nil
}

func (p *path) extend(traversal hcl.Traversal) (known bool, diags hcl.Diagnostics) {
	for _, t := range traversal {
		switch t := t.(type) {
		case hcl.TraverseAttr:
			p.steps = append(p.steps, pathStep{name: t.Name, place: t.SrcRange})
		case hcl.TraverseIndex:
			if known, diags := p.addKey(t.Key, t.SrcRange); !known || diags.HasErrors() {
				return known, diags
			}
		default:
			return true, hcl.Diagnostics{fault(CodeReference, t.SourceRange(), "Invalid reference",
				"A reference names one block. To add up all instances of a metric, write sum(metric.NAME).")}
		}
	}
	return true, nil
}

func (p *path) addKey(value cty.Value, place hcl.Range) (known bool, diags hcl.Diagnostics) {
	if !value.IsKnown() {
		return false, nil
	}
	if value.IsMarked() {
		return true, hcl.Diagnostics{fault(CodeSensitive, place, "Sensitive value shown",
			"The key becomes part of an address, which is shown everywhere. A sensitive value cannot be used here.")}
	}
	text, err := convert.Convert(value, cty.String)
	if err != nil || text.IsNull() {
		return true, hcl.Diagnostics{fault(CodeInstance, place, "Invalid key", "The key of an instance is a text. This is %s.", describe(value))}
	}
	p.steps = append(p.steps, pathStep{name: text.AsString(), key: true, place: place})
	return true, nil
}

// rational turns a known number into an exact fraction, or reports why not.
func rational(value cty.Value, place hcl.Range) (*big.Rat, hcl.Diagnostics) {
	r, err := exact.Rational(value)
	if err != nil {
		return nil, hcl.Diagnostics{fault(CodeExpression, place, "Value out of range", "This expression has no usable value: %s.", err)}
	}
	return r, nil
}
