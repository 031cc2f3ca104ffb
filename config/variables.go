package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/json"
)

// input is a declared variable on its way to its value.
type input struct {
	*Variable
	declaration *declaration
	constraint  cty.Type
	optional    *typeexpr.Defaults // defaults of optional object attributes
	literal     bool               // a text from outside is the value itself, not an expression
	nullable    bool
	value       cty.Value // cty.NilVal as long as none is given
	failed      bool      // a mistake was reported: the value is unknown
}

// declareVariable reads a variable block without its validations.
func (l *loader) declareVariable(d *declaration) *input {
	v := &input{
		Variable:    &Variable{Name: d.labels[0], Range: d.header},
		declaration: d, constraint: cty.DynamicPseudoType, literal: true, value: cty.NilVal,
	}
	if reserved := v.Name; reserved == "each" || reserved == "self" {
		l.report(fault(CodeName, d.header, "Reserved name", "No variable can be called %s.", quote(reserved)))
	}
	fields := l.decode(d, l.scope.root)
	v.Description = get[string](fields, "description")
	v.Sensitive = get[bool](fields, "sensitive")
	v.nullable = true
	if fields.has("nullable") {
		v.nullable = get[bool](fields, "nullable")
	}
	if attribute := d.attributes["type"]; attribute != nil {
		constraint, optional, diags := typeexpr.TypeConstraintWithDefaults(attribute.Expr)
		l.report(withCode(CodeType, diags)...)
		v.constraint, v.optional, v.failed = constraint, optional, diags.HasErrors()
		v.literal = constraint.IsPrimitiveType()
	}
	if attribute := d.attributes["default"]; attribute != nil {
		value, diags := attribute.Expr.Value(nil)
		if diags.HasErrors() {
			l.report(fault(CodeVariable, attribute.Expr.Range(), "Default is not constant",
				"The default of a variable cannot use other values or functions. A value computed from variables belongs in a locals block."))
			v.failed = true
			return v
		}
		l.assign(v, value, origin{what: "default", place: attribute.Expr.Range()})
	}
	return v
}

// origin is where a variable's value comes from.
type origin struct {
	what  string    // for people: "default", "ROICTL_VAR_x", a file's name or "--var"
	place hcl.Range // zero outside of files
}

// diagnostic returns an error about a variable, at the value where it stands in
// a file, else at the declaration.
func (o origin) diagnostic(v *input, summary, detail string, args ...any) *hcl.Diagnostic {
	place := o.place
	if place.Filename == "" {
		place = v.Range
	}
	return fault(CodeVariable, place, summary, detail, args...)
}

// assign converts a value to the variable's type and keeps it; a later one wins.
func (l *loader) assign(v *input, value cty.Value, from origin) {
	if v.failed {
		return
	}
	if err := holdable(value); err != nil {
		l.report(from.diagnostic(v, "Value out of range", "The value that %s gives variable %s is not usable: %s.", from.what, quote(v.Name), err))
		v.failed = true
		return
	}
	if v.optional != nil && !value.IsNull() {
		value = v.optional.Apply(value)
	}
	converted, err := convert.Convert(value, v.constraint)
	if err != nil {
		l.report(from.diagnostic(v, "Wrong type of variable", "Variable %s is of type %s. The value that %s gives it is not: %s.",
			quote(v.Name), typeexpr.TypeString(v.constraint), from.what, err))
		v.failed = true
		return
	}
	if converted.IsNull() && !v.nullable && v.value != cty.NilVal {
		return // null means the default
	}
	v.value, v.Origin = converted, from.what
}

// settle decides the final values, reports what is missing, and makes them
// visible to expressions.
func (l *loader) settle(inputs []*input) {
	for _, v := range inputs {
		switch {
		case v.failed || v.declaration.broken:
			v.value = cty.DynamicVal
		case l.valuesMissing && v.value == cty.NilVal:
			v.value = cty.DynamicVal
		case v.value == cty.NilVal || v.value.IsNull() && !v.nullable:
			l.report(fault(CodeVariable, v.Range, "Variable without a value",
				"Variable %s has no default and was not set. Set it in one of these ways:\n\n    --var %s=VALUE\n    export %s%s=VALUE\n    %s = VALUE   in a file roictl.vars.hcl beside the configuration",
				quote(v.Name), v.Name, envPrefix, v.Name, v.Name))
			v.value = cty.DynamicVal
		}
		if v.Sensitive {
			v.value = v.value.Mark(sensitiveMark{})
		} else if v.value.IsWhollyKnown() {
			// What cannot be written as JSON stays empty, like a sensitive value.
			if text, err := json.Marshal(v.value, v.value.Type()); err == nil {
				v.JSON = string(text)
			}
		}
		l.scope.variables[v.Name] = v.value
		l.config.Variables = append(l.config.Variables, v.Variable)
	}
	l.scope.refresh()
}

// validate checks the variables' own rules.
func (l *loader) validate(inputs []*input) {
	for _, v := range inputs {
		if v.failed || v.declaration.broken {
			continue
		}
		for _, rule := range v.declaration.blocks["validation"] {
			l.validateRule(v, rule)
		}
	}
}

func (l *loader) validateRule(v *input, rule *declaration) {
	fields := l.decode(rule, l.scope.root)
	condition := rule.attributes["condition"]
	if condition == nil || rule.broken {
		return
	}
	result, diags := l.scope.static(condition.Expr, l.scope.root)
	l.report(diags...)
	result, _ = result.Unmark()
	if !result.IsKnown() {
		return
	}
	result, err := convert.Convert(result, cty.Bool)
	if err != nil || result.IsNull() {
		l.report(fault(CodeType, condition.Expr.Range(), "Condition is neither true nor false", "A condition must be true or false."))
		return
	}
	if result.True() {
		return
	}
	message := get[string](fields, "error_message")
	if message == "" {
		message = "The value breaks a rule of its declaration."
	}
	d := fault(CodeVariable, v.Range, "Invalid value for variable", "%s\n\nThe value of %s comes from %s; the rule stands at %s.",
		message, quote(v.Name), v.Origin, at(rule.header))
	d.Expression, d.EvalContext = condition.Expr, l.scope.root
	l.report(d)
}
