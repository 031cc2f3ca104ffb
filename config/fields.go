package config

import (
	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config/schema"
)

// fields are the decoded arguments of one block or object: each has the Go type
// that decoders gives to its type in the table.
type fields struct {
	header hcl.Range
	set    map[string]field
}

// field is one decoded argument. Its value is nil when there was a mistake in
// it, which was reported: it counts as set, so that nothing else is reported.
type field struct {
	value any
	name  hcl.Range
	place hcl.Range // of the value
}

// get returns an argument's value, or the zero value when it is not set.
func get[T any](f fields, name string) T {
	value, _ := f.set[name].value.(T)
	return value
}

// has says whether the argument is written, rightly or not.
func (f fields) has(name string) bool {
	_, set := f.set[name]
	return set
}

// faulty says whether the argument is written with a mistake.
func (f fields) faulty(name string) bool {
	found, set := f.set[name]
	return set && found.value == nil
}

// place is where the argument's value stands, or the block when it is not set.
func (f fields) place(name string) hcl.Range {
	if found, set := f.set[name]; set {
		return found.place
	}
	return f.header
}

// decode evaluates the arguments of a block by the table and reports what is
// wrong with them, alone and together.
func (l *loader) decode(d *declaration, ctx *hcl.EvalContext) fields {
	f := fields{header: d.header, set: make(map[string]field, len(d.attributes))}
	var diags hcl.Diagnostics
	for _, a := range d.schema.Attributes {
		attribute := d.attributes[a.Name]
		if attribute == nil {
			continue
		}
		value, more := l.value(a, attribute.Expr, ctx)
		diags = append(diags, within(attribute.Range, more)...)
		if _, null := value.(absent); null {
			continue
		}
		f.set[a.Name] = field{value: value, name: attribute.NameRange, place: attribute.Expr.Range()}
	}
	for name, place := range d.meant {
		if !f.has(name) {
			f.set[name] = field{name: place, place: place}
		}
	}
	diags = append(diags, checkTogether(f, aBlock(d.schema.Name), d.schema.Attributes, d.schema.Choices)...)
	if !d.broken {
		l.report(within(d.full, diags)...)
	}
	return f
}

// checkTogether reports required arguments that are missing and combinations
// that mean nothing.
func checkTogether(f fields, what string, attributes []*schema.Attribute, choices []schema.Choice) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, a := range attributes {
		if a.Required && !f.has(a.Name) {
			diags = append(diags, fault(CodeMissing, f.header, "Missing argument", "%s needs the argument %s. %s", what, quote(a.Name), a.Description))
		}
		if !f.has(a.Name) {
			continue
		}
		for _, other := range a.Conflicts {
			if f.has(other) {
				diags = append(diags, fault(CodeConflict, f.set[other].name, "Conflicting arguments", "%s means nothing beside %s. Leave one of them out.", quote(other), quote(a.Name)))
			}
		}
		for _, other := range a.Needs {
			if !f.has(other) {
				diags = append(diags, fault(CodeConflict, f.set[a.Name].name, "Missing argument", "%s means nothing without %s.%s", quote(a.Name), quote(other), meaningOf(attributes, other)))
			}
		}
	}
	for _, choice := range choices {
		diags = append(diags, checkChoice(f, what, choice)...)
	}
	return diags
}

func checkChoice(f fields, what string, choice schema.Choice) hcl.Diagnostics {
	var set []string
	for _, name := range choice.Names {
		if f.has(name) {
			set = append(set, name)
		}
	}
	switch {
	case len(set) == 0 && choice.Required:
		return hcl.Diagnostics{fault(CodeMissing, f.header, "Missing argument", "%s needs one of %s.", what, oneOf(quoted(choice.Names)))}
	case len(set) > 1:
		return hcl.Diagnostics{fault(CodeConflict, f.set[set[1]].name, "Conflicting arguments", "%s takes only one of %s. Here are %s.", what, oneOf(quoted(choice.Names)), allOf(quoted(set)))}
	}
	return nil
}

// meaningOf explains an argument in a message about its absence.
func meaningOf(attributes []*schema.Attribute, name string) string {
	for _, a := range attributes {
		if a.Name == name {
			return " " + a.Description
		}
	}
	return ""
}
