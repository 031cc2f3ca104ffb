package config

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// formulaParser turns an expression into a formula tree. It walks the parsed
// expression itself, so that arithmetic stays exact and a division keeps its
// place; only what holds no metrics is left to the expression language.
type formulaParser struct {
	scope *scope
	ctx   *hcl.EvalContext
	diags hcl.Diagnostics
}

// formula parses an expression over metrics and campaigns. It returns nil when
// there is a mistake in it, or when it uses a value that another mistake left
// unknown.
func (s *scope) formula(expr hcl.Expression, ctx *hcl.EvalContext, files *Sources) (*Formula, hcl.Diagnostics) {
	parsed, diags := native(expr)
	if diags.HasErrors() {
		return nil, diags
	}
	p := &formulaParser{scope: s, ctx: ctx}
	root := p.node(parsed)
	if root == nil {
		return nil, p.diags
	}
	return &Formula{Root: root, Source: sourceOf(expr, files), Range: expr.Range()}, p.diags
}

// sourceOf returns an expression as written, without the quotes of JSON.
func sourceOf(expr hcl.Expression, files *Sources) string {
	place := expr.Range()
	file := files.File(place.Filename)
	if file == nil || !place.CanSliceBytes(file.Bytes) {
		return ""
	}
	text := string(place.SliceBytes(file.Bytes))
	if _, ok := expr.(hclsyntax.Expression); !ok {
		text = strings.Trim(text, `"`)
		if inner, wrapped := strings.CutPrefix(text, "${"); wrapped && strings.Count(text, "${") == 1 {
			text = strings.TrimSuffix(inner, "}")
		}
	}
	return strings.TrimSpace(text)
}

func (p *formulaParser) fail(place hcl.Range, summary, detail string, args ...any) Node {
	p.diags = append(p.diags, fault(CodeFormula, place, summary, detail, args...))
	return nil
}

// unsupported is the summary of everything that a formula cannot hold.
const unsupported = "Not supported in a formula"

// node parses one expression. It returns nil after a mistake.
func (p *formulaParser) node(expr hclsyntax.Expression) Node {
	switch e := unwrapped(expr).(type) {
	case *hclsyntax.LiteralValueExpr:
		return p.constant(e.Val, e.SrcRange)
	case *hclsyntax.TemplateExpr:
		return p.static(e, "A text cannot be computed with. Write metrics without quotes: metric.spend / metric.orders.")
	case *hclsyntax.ScopeTraversalExpr, *hclsyntax.RelativeTraversalExpr, *hclsyntax.IndexExpr:
		return p.path(e)
	case *hclsyntax.UnaryOpExpr:
		return p.unary(e)
	case *hclsyntax.BinaryOpExpr:
		return p.binary(e)
	case *hclsyntax.FunctionCallExpr:
		return p.call(e)
	case *hclsyntax.ConditionalExpr:
		return p.conditional(e)
	case *hclsyntax.SplatExpr:
		return p.fail(e.SrcRange, unsupported, "To add up all instances of a metric, write sum(metric.NAME).")
	default:
		return p.static(e, "A formula is a number: metrics, campaign figures and numbers, combined by + - * / and the functions min, max, abs, sum and money.")
	}
}

// static evaluates an expression without metrics; with metrics in it, it is not
// supported, for the reason given.
func (p *formulaParser) static(expr hclsyntax.Expression, reason string) Node {
	if usesData(expr) {
		return p.fail(expr.Range(), unsupported, "%s", reason)
	}
	value, diags := p.scope.static(expr, p.ctx)
	p.diags = append(p.diags, diags...)
	if !value.IsKnown() {
		return nil
	}
	return p.constant(value, expr.Range())
}

// usesData says whether an expression holds references to blocks.
func usesData(expr hcl.Expression) bool {
	for _, traversal := range expr.Variables() {
		if isKind(traversal.RootName()) {
			return true
		}
	}
	return false
}

// constant turns a static value into a number.
func (p *formulaParser) constant(value cty.Value, place hcl.Range) Node {
	if value.ContainsMarked() {
		p.diags = append(p.diags, sensitiveShown(place))
		return nil
	}
	if value.IsNull() {
		return p.fail(place, unsupported, "This value is null, which is no number.")
	}
	switch value.Type() {
	case cty.Number:
		number, diags := rational(value, place)
		if p.diags = append(p.diags, diags...); number == nil {
			return nil
		}
		return &Number{Value: number, Range: place}
	case cty.String:
		amount, err := ParseAmount(value.AsString())
		if err != nil || amount.Duration {
			return p.fail(place, unsupported, "A text in a formula has to be a percentage such as \"20%%\" or money such as \"20 EUR\"; metrics are written without quotes.")
		}
		return &Number{Value: amount.Value, Percent: amount.Percent, Currency: amount.Currency, Range: place}
	}
	return p.fail(place, unsupported, "A number is needed here. This is %s.", describe(value))
}

func (p *formulaParser) conditional(e *hclsyntax.ConditionalExpr) Node {
	if usesData(e.Condition) {
		return p.fail(e.Condition.Range(), unsupported,
			"A formula cannot decide by a metric. To keep a figure within limits, use min and max; to judge it, declare a target. A condition over var, local and each is possible.")
	}
	condition, diags := p.scope.static(e.Condition, p.ctx)
	p.diags = append(p.diags, diags...)
	if !condition.IsKnown() {
		return nil
	}
	if condition.IsMarked() {
		p.diags = append(p.diags, sensitiveShown(e.Condition.Range()))
		return nil
	}
	if condition.IsNull() || condition.Type() != cty.Bool {
		return p.fail(e.Condition.Range(), unsupported, "A condition must be true or false. This is %s.", describe(condition))
	}
	if condition.True() {
		return p.node(e.TrueResult)
	}
	return p.node(e.FalseResult)
}

// path parses a reference, to data or to a static value.
func (p *formulaParser) path(expr hclsyntax.Expression) Node {
	found, known, diags := p.scope.readPath(expr, p.ctx)
	if diags.HasErrors() || !known {
		p.diags = append(p.diags, diags...)
		return nil
	}
	if found == nil || found.root == "var" || found.root == "local" || found.root == "each" {
		return p.static(expr, "A part of a computed collection cannot be used here. Write the reference out: metric.NAME.")
	}
	target, diags := p.scope.resolve(found, []Kind{KindMetric, KindCampaign})
	if target == nil {
		p.diags = append(p.diags, diags...)
		return nil
	}
	address, rest, diags := p.scope.one(found, target)
	if address.Kind == "" {
		p.diags = append(p.diags, diags...)
		return nil
	}
	if address.Kind == KindCampaign {
		return p.campaign(found, address, rest)
	}
	if len(rest) > 0 {
		return p.fail(rest[0].place, "Unknown attribute", "%s is a number and has no parts. Leave out what follows.", address)
	}
	return &Reference{Address: address, Range: found.place}
}

// CampaignAttributes are the figures of a campaign that formulas can use.
var CampaignAttributes = []string{"roi", "roas", "cost", "return", "revenue", "net", "media_cost"}

func (p *formulaParser) campaign(found *path, address Address, rest []pathStep) Node {
	forms := strings.Join(CampaignAttributes, ", ")
	if len(rest) == 0 {
		return p.fail(found.place, "Incomplete reference", "A campaign is no number. Say which of its figures is meant: %s.roi, for example. It has %s.", address, forms)
	}
	for _, name := range CampaignAttributes {
		if rest[0].name == name && !rest[0].key && len(rest) == 1 {
			return &Reference{Address: address, Attribute: name, Range: found.place}
		}
	}
	last := rest[len(rest)-1]
	return p.fail(last.place, "Unknown attribute", "A campaign has the figures %s.%s", forms, p.scope.suggest.didYouMean(last.name, CampaignAttributes))
}
