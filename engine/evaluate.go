package engine

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// evaluator computes figures from the sums that a fetch left behind.
type evaluator struct {
	bound    *Bound
	plan     *Plan
	outcomes map[*PlannedQuery]*outcome
	figures  map[figureKey]*campaignFigures
	active   map[figureKey]bool
}

// scope is where a formula is evaluated: a window, and perhaps one segment.
type scope struct {
	window   connector.Interval
	by       []string         // segment dimensions as the KPI names them
	segment  []connector.Text // their values; nil for the whole
	evidence *evidence
}

// formula evaluates a formula and says how.
func (e *evaluator) formula(f *config.Formula, at scope) (value.Value, *Trace) {
	result, trace := e.node(f.Root, at)
	trace.Label = f.Source
	return result, trace
}

func (e *evaluator) node(n config.Node, at scope) (value.Value, *Trace) {
	switch n := n.(type) {
	case *config.Number:
		return e.number(n)
	case *config.Reference:
		if n.Address.Kind == config.KindCampaign {
			return e.campaignAttribute(n, at)
		}
		return e.metric(e.bound.metrics[n.Address], at)
	case *config.Negation:
		x, trace := e.node(n.X, at)
		result := value.Neg(x)
		return result, &Trace{Label: "-", Value: result, Place: n.Range, Children: []*Trace{trace}}
	case *config.Operation:
		return e.operation(n, at)
	case *config.Call:
		return e.call(n, at)
	}
	unknown := value.UndefinedAt("the formula has a part that cannot be evaluated", n.Place())
	return unknown, &Trace{Value: unknown, Place: n.Place()}
}

func (e *evaluator) number(n *config.Number) (value.Value, *Trace) {
	unit := connector.Unit("")
	switch {
	case n.Currency != "":
		unit = connector.UnitMoney
	case n.Percent:
		unit = connector.UnitPercent
	}
	result := value.Number(n.Value, unit, n.Currency)
	note := ""
	if n.Currency != "" {
		result, note = e.convert(n.Value, n.Currency, e.plan.Options.lastDay())
		result.Place = n.Range
	}
	return result, &Trace{Label: value.Decimal(n.Value), Value: result, Place: n.Range, Note: note}
}

func (e *evaluator) operation(n *config.Operation, at scope) (value.Value, *Trace) {
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
		if y.State == value.Known && y.Low.Sign() == 0 {
			result.Reason = fmt.Sprintf("division by zero: %s is 0", yt.Label)
		}
	}
	return result, &Trace{Label: string(n.Operator), Value: result, Place: n.Range, Children: []*Trace{xt, yt}}
}

func (e *evaluator) call(n *config.Call, at scope) (value.Value, *Trace) {
	trace := &Trace{Label: n.Function, Place: n.Range}
	var result value.Value
	for i, arg := range n.Args {
		x, t := e.node(arg, at)
		trace.Children = append(trace.Children, t)
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
	trace.Value = result
	return result, trace
}

// metric evaluates a metric: a computed one by its formula, a source metric by
// the sums of its rows.
func (e *evaluator) metric(m *metric, at scope) (value.Value, *Trace) {
	if m.decl.Value != nil {
		result, inner := e.formula(m.decl.Value, at)
		if result.Unit != m.shape.unit && result.IsKnown() {
			result.Unit = m.shape.unit
		}
		return result, &Trace{Label: m.decl.Address.String(), Value: result, Place: m.decl.Range, Children: []*Trace{inner}}
	}
	trace := &Trace{Label: m.decl.Address.String(), Place: m.decl.Range, Window: &at.window}
	result, note := e.sourceMetric(m, at, trace)
	trace.Value, trace.Note = result, note
	return result, trace
}

func (e *evaluator) sourceMetric(m *metric, at scope, trace *Trace) (value.Value, string) {
	n := need{metric: m, window: at.window, by: ownNames(m, at.by)}
	c, ok := e.plan.cells[n.key()]
	if !ok {
		return value.Missing(fmt.Sprintf("there is no complete day between %s and %s", at.window.Start, at.window.End)), ""
	}
	out := e.outcomes[c.query]
	trace.Queries = []string{c.query.ID}
	at.evidence.rest(c.query, out)
	if out.failure != "" {
		return value.Missing(out.failure), ""
	}
	return e.total(c, out, at)
}

// total sums the groups of a cell that belong to the scope's segment, converting
// money on the way.
func (e *evaluator) total(c *cell, out *outcome, at scope) (value.Value, string) {
	m := c.metric
	var notes []string
	result := value.Value{}
	rows, values := int64(0), int64(0)
	for _, group := range c.sums.groupsOf(at.segment) {
		rows += group.rows
		amount := group.sums[c.column].rat()
		if amount == nil {
			continue
		}
		part := value.Number(amount, m.shape.unit, "")
		if m.shape.unit == connector.UnitMoney {
			day := group.day
			if !group.daily {
				day = at.window.End
			}
			var note string
			part, note = e.convert(amount, group.currency, day)
			part.Place = m.decl.Range
			if note != "" {
				notes = appendNew(notes, note)
			}
		}
		if values == 0 {
			result = part
		} else {
			result = value.Add(result, part)
		}
		values++
	}
	switch {
	case values > 0:
		return result, noteOf(notes)
	case rows > 0:
		return value.Missing(fmt.Sprintf("%s has rows here, but leaves %q empty in all of them", m.decl.Source, m.measure.Name)), ""
	case out.header.Dense && m.measure.Aggregation == connector.AggregateSum && covered(out.trailer, at.window):
		// The source covers these days and has no such rows: nothing happened.
		currency := ""
		if m.shape.unit == connector.UnitMoney {
			currency = e.bound.Config.Settings.Currency
		}
		return value.Number(new(big.Rat), m.shape.unit, currency), ""
	default:
		return value.Missing(e.absence(m, out.trailer, at.window)), ""
	}
}

// noteOf joins the notes on exchange rates; many dated ones are only counted.
func noteOf(notes []string) string {
	if len(notes) > 3 {
		return fmt.Sprintf("converted at %d daily rates", len(notes))
	}
	return strings.Join(notes, "; ")
}

// absence says why there is nothing.
func (e *evaluator) absence(m *metric, trailer connector.Trailer, window connector.Interval) string {
	reason := fmt.Sprintf("%s has no data between %s and %s", m.decl.Source, window.Start, window.End)
	if trailer.CoveredFrom != 0 && trailer.FreshUntil != 0 {
		reason += fmt.Sprintf("; its data run from %s to %s", trailer.CoveredFrom, trailer.FreshUntil)
	}
	return reason
}

// covered says whether the source has data of the window at all.
func covered(t connector.Trailer, window connector.Interval) bool {
	return t.FreshUntil != 0 && t.CoveredFrom <= window.End && window.Start <= t.FreshUntil
}

// convert turns an amount into the reporting currency. An amount whose source
// names no currency is taken to be in the reporting currency, which binding has
// warned of.
func (e *evaluator) convert(amount *big.Rat, currency string, day connector.Date) (value.Value, string) {
	reporting := e.bound.Config.Settings.Currency
	if currency == "" {
		currency = reporting
	}
	if currency == reporting || reporting == "" {
		return value.Number(amount, connector.UnitMoney, currency), ""
	}
	factor, note, err := e.bound.rates.factor(currency, reporting, day)
	if err != nil {
		return value.Value{State: value.Undefined, Unit: connector.UnitMoney, Currency: reporting, Reason: err.Error()}, ""
	}
	return value.Number(new(big.Rat).Mul(amount, factor), connector.UnitMoney, reporting), fmt.Sprintf("%s converted by %s", currency, note)
}
