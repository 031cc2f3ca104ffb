package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// evaluator computes figures from the sums that a fetch left behind.
type evaluator struct {
	bound    *Bound
	plan     *Plan
	lastDay  connector.Date
	outcomes map[*PlannedQuery]*outcome
	cells    map[needKey]cell
	rates    *rateTable
	figures  map[campaignScope]*campaignFigures
	labels   map[config.Node]string // textOf, once a node
	done     map[frame]map[*metric]evaluated
	diags    hcl.Diagnostics
	// campaignFailed says that a source failed on which a reported campaign rests.
	campaignFailed bool
}

func newEvaluator(b *Bound, plan *Plan, fetched *fetcher, rates *rateTable) *evaluator {
	return &evaluator{
		bound:    b,
		plan:     plan,
		lastDay:  plan.Options.lastDay(),
		outcomes: fetched.outcomes,
		cells:    fetched.cells,
		rates:    rates,
		figures:  make(map[campaignScope]*campaignFigures),
		labels:   make(map[config.Node]string),
		done:     make(map[frame]map[*metric]evaluated),
	}
}

// scope is where formulas are evaluated: a window, perhaps one segment, and the
// currency of the result. It collects what they rest on.
type scope struct {
	frame
	by       []string         // segment dimensions as the KPI names them
	segment  []connector.Text // their values; nil for the whole
	evidence *evidence
	done     map[*metric]evaluated // computed metrics, which are evaluated once
}

// frame is what the scopes of the whole differ in.
type frame struct {
	period   connector.Interval // with the days to come
	window   connector.Interval // its complete days
	currency string
	until    connector.Date // only rows that begin up to this day count; 0 for all in the window
}

// part is a period within the scope's own: it goes on as long as that where it
// reaches to the last complete day.
func (f frame) part(days connector.Interval) connector.Interval {
	if days.End == f.window.End {
		days.End = f.period.End
	}
	return days
}

// evaluated is a computed metric in a scope.
type evaluated struct {
	value    value.Value
	trace    *Trace
	evidence *evidence
}

// in returns the scope of a period, in a currency. All scopes of one period and
// currency share the computed metrics: what many KPIs use, such as a total that
// each is a share of, is computed for all of them at once.
func (e *evaluator) in(period connector.Interval, currency string) *scope {
	return e.at(frame{period: period, window: clip(period, e.lastDay), currency: currency})
}

// at returns the scope of a frame.
func (e *evaluator) at(at frame) *scope {
	if e.done[at] == nil {
		e.done[at] = make(map[*metric]evaluated)
	}
	return &scope{frame: at, evidence: &evidence{}, done: e.done[at]}
}

// inSegment returns the scope of a segment of a period.
func (e *evaluator) inSegment(period connector.Interval, by []string, segment []connector.Text) *scope {
	at := frame{period: period, window: clip(period, e.lastDay), currency: e.reporting()}
	return &scope{frame: at, by: by, segment: segment, evidence: &evidence{}, done: make(map[*metric]evaluated)}
}

// reporting is the currency of the report.
func (e *evaluator) reporting() string { return e.bound.Config.Settings.Currency }

// formula evaluates a formula and says how.
func (e *evaluator) formula(f *config.Formula, at *scope) (value.Value, *Trace) {
	result, trace := e.node(f.Root, at)
	if _, reference := f.Root.(*config.Reference); !reference {
		trace.Label = f.Source
	}
	return result, trace
}

func (e *evaluator) node(n config.Node, at *scope) (value.Value, *Trace) {
	switch n := n.(type) {
	case *config.Number:
		return e.number(n, at)
	case *config.Reference:
		if n.Address.Kind == config.KindCampaign {
			return e.campaignAttribute(n, at)
		}
		return e.metric(e.bound.metrics[n.Address], at)
	case *config.Negation:
		x, trace := e.node(n.X, at)
		return e.traced(n, value.Neg(x), trace)
	case *config.Operation:
		return e.operation(n, at)
	case *config.Call:
		return e.call(n, at)
	}
	return e.traced(n, value.UndefinedAt("the formula has a part that cannot be evaluated", n.Place()))
}

// traced returns a value with its explanation.
func (e *evaluator) traced(n config.Node, v value.Value, parts ...*Trace) (value.Value, *Trace) {
	label, known := e.labels[n]
	if !known {
		label = textOf(n)
		e.labels[n] = label
	}
	return v, &Trace{Label: label, Value: v, Place: n.Place(), Children: parts}
}

// number evaluates a constant. Money in another currency is converted at the rate
// of the window's last day, so that the figure of a closed period does not move.
func (e *evaluator) number(n *config.Number, at *scope) (value.Value, *Trace) {
	if n.Currency == "" {
		return e.traced(n, value.Number(n.Value, unitOfNumber(n), ""))
	}
	converted, note := e.convert(n.Value, n.Currency, at.window.End, at)
	converted.Place = placeOf(converted, n.Range)
	result, trace := e.traced(n, converted)
	trace.Note = note
	return result, trace
}

func (e *evaluator) operation(n *config.Operation, at *scope) (value.Value, *Trace) {
	x, xt := e.node(n.X, at)
	y, yt := e.node(n.Y, at)
	var result value.Value
	switch n.Operator {
	case '+':
		result = value.Add(x, y)
	case '-':
		result = value.Sub(x, y)
	case '*':
		result = value.Mul(x, y)
	case '/':
		result = value.Div(x, y, n.Range)
		if x.IsKnown() && y.State == value.Known && y.Low.Sign() == 0 {
			result.Reason = fmt.Sprintf("division by zero: %s is 0", textOf(n.Y))
		}
	}
	if result.State == value.Undefined && result.Place == (hcl.Range{}) {
		result.Place = n.Range
	}
	return e.traced(n, result, xt, yt)
}

func (e *evaluator) call(n *config.Call, at *scope) (value.Value, *Trace) {
	var result value.Value
	var parts []*Trace
	for i, arg := range n.Args {
		x, trace := e.node(arg, at)
		parts = append(parts, trace)
		switch {
		case n.Function == "abs":
			result = value.Abs(x)
		case i == 0:
			result = x
		case n.Function == "min":
			result = value.Min(result, x)
		case n.Function == "max":
			result = value.Max(result, x)
		default:
			result = value.Add(result, x)
		}
	}
	return e.traced(n, result, parts...)
}

// metric evaluates a metric: a computed one by its formula, once in a scope; a
// source metric by the sums of its rows.
func (e *evaluator) metric(m *metric, at *scope) (value.Value, *Trace) {
	if m == nil || m.progress != bound {
		missing := value.Missing("a metric that it is computed from has a mistake")
		return missing, &Trace{Label: "?", Value: missing}
	}
	if !m.computed() {
		return e.sourceMetric(m, at)
	}
	if have, ok := at.done[m]; ok {
		at.evidence.join(have.evidence)
		return have.value, have.trace
	}
	inner := *at
	inner.evidence = &evidence{}
	result, parts := e.formula(m.decl.Value, &inner)
	if result.Unit != m.shape.unit {
		result = result.In(m.shape.unit, at.currency)
	}
	trace := &Trace{Label: m.decl.Address.String(), Value: result, Place: m.decl.Range, Children: []*Trace{parts}}
	at.done[m] = evaluated{result, trace, inner.evidence}
	at.evidence.join(inner.evidence)
	return result, trace
}

// placeOf is where a value became undefined, or fallback where it does not say.
func placeOf(v value.Value, fallback hcl.Range) hcl.Range {
	if v.IsKnown() || v.Place != (hcl.Range{}) {
		return v.Place
	}
	return fallback
}
