package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/schema"
)

// Secret is a text that must not be seen. Whatever prints it prints a stand-in;
// only Reveal gives the text.
type Secret struct{ text string }

// secretShown stands in every output where a secret stood.
const secretShown = "(sensitive value)"

// Reveal returns the text; "" when the argument is not set.
func (s Secret) Reveal() string { return s.text }

// String hides the text.
func (Secret) String() string { return secretShown }

// GoString hides the text as String does.
func (Secret) GoString() string { return secretShown }

// MarshalText hides the text, in JSON too.
func (Secret) MarshalText() ([]byte, error) { return []byte(secretShown), nil }

// decodeSecret takes a text that may come from a sensitive variable, and warns
// where it stands in the file: files are shared, committed and kept in plans.
func (l *loader) decodeSecret(a *schema.Attribute, expr hcl.Expression, ctx *hcl.EvalContext) (any, hcl.Diagnostics) {
	value, diags := l.scope.static(expr, ctx)
	value, marks := value.UnmarkDeep()
	switch {
	case !value.IsWhollyKnown():
		return nil, diags
	case value.IsNull():
		return absent{}, diags
	case value.Type() != cty.String:
		return nil, append(diags, wrongType(a, expr.Range(), "a text in quotes", value))
	case value.AsString() == "":
		return nil, append(diags, fault(CodeValue, expr.Range(), "Empty secret", "%s is an empty text. %s", quote(a.Name), a.Description))
	case len(marks) == 0:
		diags = append(diags, caution(CodeSensitive, expr.Range(), "Secret in a file",
			"%s is written where everybody can read it who has this file or a copy of it, and keeps plans from being saved. Declare a variable with sensitive = true, use it here, and set it with ROICTL_VAR_name in the environment.", quote(a.Name)))
	}
	return Secret{value.AsString()}, diags
}
