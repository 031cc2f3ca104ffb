package config

import (
	"math/big"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// arithmetic are the operators of formulas.
var arithmetic = map[*hclsyntax.Operation]byte{
	hclsyntax.OpAdd: '+', hclsyntax.OpSubtract: '-', hclsyntax.OpMultiply: '*', hclsyntax.OpDivide: '/',
}

func (p *formulaParser) unary(e *hclsyntax.UnaryOpExpr) Node {
	if e.Op != hclsyntax.OpNegate {
		return p.fail(e.SrcRange, unsupported, "A formula is a number, and ! turns true into false.")
	}
	x := p.node(e.Val)
	if x == nil {
		return nil
	}
	if number, ok := x.(*Number); ok {
		return &Number{Value: new(big.Rat).Neg(number.Value), Percent: number.Percent, Currency: number.Currency, Range: e.SrcRange}
	}
	return &Negation{X: x, Range: e.SrcRange}
}

func (p *formulaParser) binary(e *hclsyntax.BinaryOpExpr) Node {
	operator, ok := arithmetic[e.Op]
	if !ok && !usesData(e) {
		return p.static(e, "")
	}
	if !ok {
		return p.fail(e.SrcRange, unsupported, "A formula is a number and cannot compare or decide. To judge a figure, declare a kpi with a target.")
	}
	x, y := p.node(e.LHS), p.node(e.RHS) // both, so that all mistakes are reported
	if x == nil || y == nil {
		return nil
	}
	divisor, constant := y.(*Number)
	if operator == '/' && constant && divisor.Value.Sign() == 0 {
		return p.fail(y.Place(), "Division by zero", "The divisor is always zero, so that the result is never defined.")
	}
	if folded := fold(operator, x, y); folded != nil {
		folded.Range = e.SrcRange
		return folded
	}
	return &Operation{Operator: operator, X: x, Y: y, Range: e.SrcRange}
}

// fold computes what is constant. Money stays as written: only the engine knows
// rates of exchange.
func fold(operator byte, x, y Node) *Number {
	a, isNumber := x.(*Number)
	b, both := y.(*Number)
	if !isNumber || !both || a.Currency != "" || b.Currency != "" {
		return nil
	}
	result := &Number{Value: new(big.Rat)}
	switch operator {
	case '+':
		result.Value.Add(a.Value, b.Value)
		result.Percent = a.Percent && b.Percent
	case '-':
		result.Value.Sub(a.Value, b.Value)
		result.Percent = a.Percent && b.Percent
	case '*':
		result.Value.Mul(a.Value, b.Value)
	case '/':
		result.Value.Quo(a.Value, b.Value)
	}
	return result
}

// call parses min, max, abs, sum and money; other functions are static.
func (p *formulaParser) call(e *hclsyntax.FunctionCallExpr) Node {
	place := e.Range()
	switch e.Name {
	case "money":
		return p.money(e)
	case "min", "max", "abs", "sum":
		if !usesData(e) && e.Name == "sum" {
			return p.static(e, "")
		}
		return p.aggregate(e)
	}
	if usesData(e) {
		hint := p.scope.suggest.didYouMean(e.Name, []string{"min", "max", "abs", "sum", "money"})
		return p.fail(e.NameRange, unsupported, "The function %s cannot be computed with metrics. A formula can use min, max, abs, sum and money.%s", quote(e.Name), hint)
	}
	value, diags := p.scope.static(e, p.ctx)
	p.diags = append(p.diags, diags...)
	if !value.IsKnown() {
		return nil
	}
	return p.constant(value, place)
}

func (p *formulaParser) aggregate(e *hclsyntax.FunctionCallExpr) Node {
	var args []Node
	failed := false
	for _, arg := range e.Args {
		nodes, ok := p.argument(e.Name, arg)
		args = append(args, nodes...)
		failed = failed || !ok
	}
	switch {
	case failed:
		return nil
	case len(args) == 0:
		return p.fail(e.Range(), unsupported, "%s of nothing has no value. Give it at least one metric or number; a metric whose for_each is empty adds none.", e.Name)
	case e.Name == "abs" && len(args) != 1:
		return p.fail(e.Range(), unsupported, "abs takes one argument.")
	}
	return &Call{Function: e.Name, Args: args, Range: e.Range()}
}

// argument parses one argument: a list counts as several, and in a sum a metric
// with for_each as all its instances.
func (p *formulaParser) argument(function string, expr hclsyntax.Expression) ([]Node, bool) {
	expr = unwrapped(expr)
	if tuple, ok := expr.(*hclsyntax.TupleConsExpr); ok {
		var nodes []Node
		complete := true
		for _, item := range tuple.Exprs {
			more, ok := p.argument(function, item)
			nodes = append(nodes, more...)
			complete = complete && ok
		}
		return nodes, complete
	}
	if function == "sum" {
		if instances, ok := p.instances(expr); ok {
			return instances, instances != nil
		}
	}
	node := p.node(expr)
	return []Node{node}, node != nil
}

// maxSummands bounds what sums over instances may make of all formulas: a sum in
// each of n instances over n instances has n² references.
const maxSummands = 1_000_000

// instances returns references to all instances when the expression names a
// metric with for_each and no key.
func (p *formulaParser) instances(expr hclsyntax.Expression) ([]Node, bool) {
	found, known, diags := p.scope.readPath(expr, p.ctx)
	if found == nil || !known || diags.HasErrors() || found.root != string(KindMetric) {
		return nil, false
	}
	target, _ := p.scope.resolve(found, []Kind{KindMetric})
	if target == nil || !target.entry.forEach || target.entry.unclear || len(target.rest) > 0 {
		return nil, false
	}
	if p.scope.summands += len(target.entry.keys); p.scope.summands > maxSummands {
		p.diags = append(p.diags, fault(CodeLimit, found.place, "Sums too long",
			"All sums together add up more than %d instances. Put the sum into a metric of its own and refer to that.", maxSummands))
		return nil, true
	}
	nodes := make([]Node, len(target.entry.keys))
	for i, key := range target.entry.keys {
		address := target.address
		address.Key = StringKey(key)
		nodes[i] = &Reference{Address: address, Range: found.place}
	}
	return nodes, true
}

// money parses money(20, "EUR").
func (p *formulaParser) money(e *hclsyntax.FunctionCallExpr) Node {
	if len(e.Args) != 2 || usesData(e) {
		return p.fail(e.Range(), unsupported, "money takes a number and a currency, both constant: money(20, \"EUR\").")
	}
	number, ok := p.node(e.Args[0]).(*Number)
	if !ok {
		return nil
	}
	code, diags := p.scope.static(e.Args[1], p.ctx)
	p.diags = append(p.diags, diags...)
	if !code.IsKnown() {
		return nil
	}
	if code.IsMarked() || code.IsNull() || code.Type() != cty.String {
		return p.fail(e.Args[1].Range(), unsupported, "The second argument of money is a currency code in quotes, such as \"EUR\".")
	}
	currency, err := parseCurrency(code.AsString())
	if err != nil {
		return p.fail(e.Args[1].Range(), "Unknown currency", "%s.", sentence(err))
	}
	return &Number{Value: number.Value, Currency: currency, Range: e.Range()}
}
