package config

import (
	"fmt"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/roictl/roictl/config/exact"
	"github.com/roictl/roictl/config/functions"
)

// sensitiveMark marks values of sensitive variables; it spreads through
// expressions.
type sensitiveMark struct{}

// scope is what expressions can see: variables, locals, functions and the
// declared blocks.
type scope struct {
	root      *hcl.EvalContext
	variables map[string]cty.Value
	locals    map[string]cty.Value
	// variableNames and localNames are sorted, for suggestions.
	variableNames, localNames []string
	sources                   *Sources
	index                     *index
	suggest                   *suggester
	summands                  int // references that sums over instances have made
}

func newScope(files *Sources) *scope {
	return &scope{
		root:      &hcl.EvalContext{Functions: functions.All(), Variables: map[string]cty.Value{}},
		variables: make(map[string]cty.Value),
		locals:    make(map[string]cty.Value),
		sources:   files,
		index:     newIndex(),
		suggest:   &suggester{},
	}
}

// refresh rebuilds the objects behind var and local. It is called once a change,
// not once an expression: building them is linear in their size.
func (s *scope) refresh() {
	s.root.Variables["var"] = cty.ObjectVal(s.variables)
	s.root.Variables["local"] = cty.ObjectVal(s.locals)
	s.variableNames, s.localNames = sortedKeys(s.variables), sortedKeys(s.locals)
}

// each returns a context in which each.key and each.value have values.
func (s *scope) each(key string, value cty.Value) *hcl.EvalContext {
	ctx := s.root.NewChild()
	ctx.Variables = map[string]cty.Value{
		"each": cty.ObjectVal(map[string]cty.Value{"key": cty.StringVal(key), "value": value}),
	}
	return ctx
}

// static evaluates an expression that holds no metrics. The result is unknown
// where a mistake was reported, here or earlier: then there is nothing more to
// say about it.
func (s *scope) static(expr hcl.Expression, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if literal, ok := expr.(*hclsyntax.LiteralValueExpr); ok {
		return s.checked(literal.Val, literal.SrcRange, nil)
	}
	if diags := s.checkRoots(expr, ctx); diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	value, diags := expr.Value(ctx)
	diags = withCode(CodeExpression, diags)
	for _, d := range diags {
		s.suggestFunction(d)
	}
	if diags.HasErrors() {
		return cty.DynamicVal, withoutSecrets(expr, ctx, diags)
	}
	return s.checked(value, expr.Range(), diags)
}

// withoutSecrets keeps the reason of a mistake from showing a sensitive value,
// such as a text that is no number.
func withoutSecrets(expr hcl.Expression, ctx *hcl.EvalContext, diags hcl.Diagnostics) hcl.Diagnostics {
	for _, traversal := range expr.Variables() {
		value, more := traversal.TraverseAbs(ctx)
		if more.HasErrors() || !value.ContainsMarked() {
			continue
		}
		for _, d := range diags {
			d.Detail = "The expression cannot be evaluated. It uses a sensitive value, so the reason is not shown."
		}
		break
	}
	return diags
}

// suggestFunction replaces the library's suggestion for an unknown function,
// which differs from run to run where several are equally near.
func (s *scope) suggestFunction(d *hcl.Diagnostic) {
	call, ok := d.Expression.(*hclsyntax.FunctionCallExpr)
	if !ok {
		return
	}
	if _, known := s.root.Functions[call.Name]; known {
		return
	}
	d.Summary = "Unknown function"
	d.Detail = fmt.Sprintf("There is no function %s.%s", quote(call.Name), s.suggest.didYouMean(call.Name, sortedKeys(s.root.Functions)))
}

// checked refuses what no attribute can hold.
func (s *scope) checked(value cty.Value, place hcl.Range, diags hcl.Diagnostics) (cty.Value, hcl.Diagnostics) {
	if err := holdable(value); err != nil {
		return cty.DynamicVal, append(diags, fault(CodeExpression, place, "Value out of range", "This expression has no usable value: %s.", err))
	}
	return value, diags
}

// checkRoots reports names that a static expression cannot see.
func (s *scope) checkRoots(expr hcl.Expression, ctx *hcl.EvalContext) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, traversal := range expr.Variables() {
		if d := s.checkRoot(traversal, ctx); d != nil {
			d.Expression, d.EvalContext = expr, ctx
			diags = append(diags, within(expr.Range(), hcl.Diagnostics{d})...)
		}
	}
	return diags
}

func (s *scope) checkRoot(traversal hcl.Traversal, ctx *hcl.EvalContext) *hcl.Diagnostic {
	place := traversal.SourceRange()
	root := traversal.RootName()
	switch root {
	case "var":
		return s.checkMember(traversal, "variable", s.variables, s.variableNames, "Declare it in a variable block.")
	case "local":
		return s.checkMember(traversal, "local value", s.locals, s.localNames, "Define it in a locals block.")
	case "each":
		if _, repeated := ctx.Variables["each"]; repeated {
			return nil
		}
		return fault(CodeForEach, place, "No for_each here", "each.key and each.value have a value only in a block with for_each. Add for_each to this block.")
	}
	if isKind(root) {
		return fault(CodeExpression, place, "Static value required",
			"%s is known only when data are there, but this value must be known before. Metrics and campaigns can be used in a value of a metric, kpi, cost, return or benefit.", quote(root))
	}
	hint := s.suggest.didYouMean(root, []string{"var", "local", "each"})
	if hint == "" && len(traversal) == 1 {
		hint = fmt.Sprintf(" A text stands in quotes: %s.", quote(root))
	}
	return fault(CodeExpression, place, "Unknown name", "There is nothing called %s here: an expression can use var.NAME, local.NAME and, under for_each, each.key and each.value.%s", quote(root), hint)
}

// checkMember reports a variable or local value that is not declared.
func (s *scope) checkMember(traversal hcl.Traversal, what string, members map[string]cty.Value, names []string, todo string) *hcl.Diagnostic {
	var member hcl.TraverseAttr
	if len(traversal) > 1 {
		member, _ = traversal[1].(hcl.TraverseAttr)
	}
	if member.Name == "" {
		return fault(CodeReference, traversal.SourceRange(), "Incomplete reference", "Say which %s: write %s.NAME.", what, traversal.RootName())
	}
	if _, declared := members[member.Name]; declared {
		return nil
	}
	hint := s.suggest.didYouMean(member.Name, names)
	if hint == "" {
		hint = " " + todo
	}
	return fault(CodeReference, traversal.SourceRange(), "Unknown "+what, "No %s is called %s.%s", what, quote(member.Name), hint)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// isKind says whether a word opens an address.
func isKind(word string) bool {
	switch Kind(word) {
	case KindConnector, KindTracking, KindMetric, KindFX, KindCampaign, KindGoal:
		return true
	}
	return false
}

// The sizes that a static value may have. They bound what doubling a value in
// one local after the other can build.
const (
	maxText     = 1 << 20
	maxElements = 100_000
)

// holdable says whether a value is small enough, and its numbers finite.
func holdable(v cty.Value) error {
	budget := maxElements
	return holdableWithin(v, &budget)
}

func holdableWithin(v cty.Value, budget *int) error {
	if *budget--; *budget < 0 {
		return fmt.Errorf("it has more than %d elements", maxElements)
	}
	v, _ = v.Unmark()
	if v.IsNull() || !v.IsKnown() {
		return nil
	}
	switch t := v.Type(); {
	case t == cty.Number:
		return exact.InRange(v.AsBigFloat())
	case t == cty.String:
		if text := v.AsString(); len(text) > maxText {
			return fmt.Errorf("it is a text of %d MB, and %d MB are allowed", len(text)>>20, maxText>>20)
		}
	case t.IsCollectionType() || t.IsTupleType() || t.IsObjectType():
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			if err := holdableWithin(element, budget); err != nil {
				return err
			}
		}
	}
	return nil
}
