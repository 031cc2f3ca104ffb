package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/report/screen"
)

// sensitiveText stands for a value that must not be shown.
const sensitiveText = "(sensitive value)"

// longestValue is how many cells of a string are shown.
const longestValue = 60

// valuesOf says what the names in a diagnostic's expression stand for: var.rate
// as 10. Values that are not known yet, or whose names lead nowhere, are left
// out: the diagnostic itself says so.
func valuesOf(d *hcl.Diagnostic) []string {
	if d.Expression == nil || d.EvalContext == nil {
		return nil
	}
	var values []string
	for _, traversal := range d.Expression.Variables() {
		value, diags := traversal.TraverseAbs(d.EvalContext)
		if diags.HasErrors() || !value.IsKnown() {
			continue
		}
		text := traversalText(traversal) + " as " + valueText(value)
		if !slices.Contains(values, text) {
			values = append(values, text)
		}
	}
	slices.Sort(values)
	return values
}

// valueText describes a value on one line. It never looks into a marked one.
func valueText(v cty.Value) string {
	if v.ContainsMarked() {
		return sensitiveText
	}
	t := v.Type()
	switch {
	case v.IsNull():
		return "null"
	case !v.IsWhollyKnown():
		return "a value that is not known yet"
	case t == cty.Bool:
		return fmt.Sprint(v.True())
	case t == cty.Number:
		return v.AsBigFloat().Text('g', 10)
	case t == cty.String:
		return screen.Cut(fmt.Sprintf("%q", v.AsString()), longestValue)
	case t.IsCollectionType() || t.IsTupleType():
		return "a " + strings.TrimPrefix(t.FriendlyName(), "a ") + " of " + counted(v.LengthInt(), "element", "elements")
	case t.IsObjectType():
		return "an object with " + counted(len(t.AttributeTypes()), "attribute", "attributes")
	default:
		return screen.Text(t.FriendlyName())
	}
}

// traversalText writes a reference as it stands in the configuration.
func traversalText(traversal hcl.Traversal) string {
	var b strings.Builder
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			b.WriteString(step.Name)
		case hcl.TraverseAttr:
			b.WriteString("." + step.Name)
		case hcl.TraverseIndex:
			b.WriteString("[" + valueText(step.Key) + "]")
		default:
			b.WriteString("[*]")
		}
	}
	return screen.Text(b.String())
}
