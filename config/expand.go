package config

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// instance is a block at one key of its for_each, or simply the block.
type instance struct {
	*declaration
	address Address
	eval    *hcl.EvalContext
	double  bool // the address is taken or not known: it is checked but not kept
}

// maxInstances bounds what for_each may make of one block, maxAllInstances what
// it may make of all of them, blocks within blocks included.
const (
	maxInstances    = 10_000
	maxAllInstances = 100_000
)

// expand returns the instances of a declaration in order of their keys, and what
// the index has to know about it.
func (l *loader) expand(d *declaration, address Address, outer *hcl.EvalContext) ([]*instance, *entry) {
	found := &entry{place: d.header}
	attribute := d.attributes["for_each"]
	if attribute == nil {
		return []*instance{{declaration: d, address: address, eval: outer}}, found
	}
	found.forEach = true
	if l.instances > maxAllInstances {
		found.unclear = true // reported
		return nil, found
	}
	elements, diags := l.elementsOnce(attribute.Expr, outer)
	if !d.broken {
		l.report(within(d.full, diags)...)
	}
	if elements == nil {
		found.unclear = true
		return []*instance{l.unknownInstance(d, address)}, found
	}
	if l.instances += len(elements); l.instances > maxAllInstances {
		found.unclear = true
		l.report(fault(CodeLimit, attribute.Expr.Range(), "Too many instances", "The configuration has more than %d instances of blocks. Make one of the for_each maps smaller.", maxAllInstances))
		return nil, found
	}
	instances := make([]*instance, 0, len(elements))
	for _, e := range elements {
		keyed := address
		keyed.Key = StringKey(e.key)
		instances = append(instances, &instance{declaration: d, address: keyed, eval: l.scope.each(e.key, e.value)})
		found.keys = append(found.keys, e.key)
	}
	return instances, found
}

// unknownInstance stands for the instances of a block whose for_each is not known:
// what is in it is checked all the same, but not kept.
func (l *loader) unknownInstance(d *declaration, address Address) *instance {
	eval := l.scope.root.NewChild()
	eval.Variables = map[string]cty.Value{
		"each": cty.ObjectVal(map[string]cty.Value{"key": cty.UnknownVal(cty.String), "value": cty.DynamicVal}),
	}
	return &instance{declaration: d, address: address, eval: eval, double: true}
}

// element is one pair of each.key and each.value.
type element struct {
	key   string
	value cty.Value
}

// elementsOnce evaluates a for_each that stands inside another one only once, if
// it does not depend on where in the outer one it is.
func (l *loader) elementsOnce(expr hcl.Expression, ctx *hcl.EvalContext) ([]element, hcl.Diagnostics) {
	for _, traversal := range expr.Variables() {
		if traversal.RootName() == "each" {
			return l.elements(expr, ctx)
		}
	}
	if known, ok := l.expanded[expr]; ok {
		return known, nil // its mistakes were reported the first time
	}
	elements, diags := l.elements(expr, ctx)
	l.expanded[expr] = elements
	return elements, diags
}

// elements evaluates for_each. The result is nil when it cannot be known.
func (l *loader) elements(expr hcl.Expression, ctx *hcl.EvalContext) ([]element, hcl.Diagnostics) {
	value, diags := l.scope.static(expr, ctx)
	if !value.IsKnown() {
		return nil, diags
	}
	place := expr.Range()
	if value.IsMarked() || value.ContainsMarked() && !value.Type().IsMapType() && !value.Type().IsObjectType() {
		return nil, append(diags, fault(CodeSensitive, place, "Sensitive value shown",
			"The keys of for_each become part of addresses, which are shown everywhere. A sensitive value cannot be used here."))
	}
	t := value.Type()
	listed := t.IsSetType() || t.IsListType() || t.IsTupleType()
	if value.IsNull() || !listed && !t.IsMapType() && !t.IsObjectType() {
		return nil, append(diags, fault(CodeForEach, place, "Wrong type for for_each",
			"for_each takes a map, an object, or a set or list of texts, such as toset([\"fr\", \"de\"]). This is %s.", describe(value)))
	}
	if n := value.LengthInt(); n > maxInstances {
		return nil, append(diags, fault(CodeLimit, place, "Too many instances", "for_each would make %d instances of this block; %d are allowed.", n, maxInstances))
	}
	elements := []element{}
	seen := make(map[string]bool)
	for it := value.ElementIterator(); it.Next(); {
		key, item := it.Element()
		if listed {
			key = item
		}
		if !key.IsKnown() {
			return nil, diags
		}
		if key.IsNull() || key.Type() != cty.String {
			return nil, append(diags, fault(CodeForEach, place, "Wrong type for for_each",
				"The elements of a set or list have to be texts, because they become keys of addresses. One of them is %s.", describe(key)))
		}
		if seen[key.AsString()] {
			return nil, append(diags, fault(CodeForEach, place, "Duplicate key in for_each", "The text %s stands in the list twice.", quote(key.AsString())))
		}
		seen[key.AsString()] = true
		elements = append(elements, element{key: key.AsString(), value: item})
	}
	slices.SortFunc(elements, func(a, b element) int { return strings.Compare(a.key, b.key) })
	return elements, diags
}

// describe says in a message what a value is, in the words of people rather than
// of the expression language.
func describe(v cty.Value) string {
	if v.IsNull() {
		return "null"
	}
	switch t := v.Type(); {
	case t == cty.String:
		return "a text"
	case t == cty.Number:
		return "a number"
	case t == cty.Bool:
		return "a truth value (true or false)"
	case t.IsTupleType() || t.IsListType() || t.IsSetType():
		return "a list"
	case t.IsObjectType() || t.IsMapType():
		return "an object"
	default:
		return t.FriendlyName()
	}
}
