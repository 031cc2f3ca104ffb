package engine

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/value"
)

// sourceMetric evaluates what a source measured, in the scope's window and
// segment.
func (e *evaluator) sourceMetric(m *metric, at *scope) (value.Value, *Trace) {
	trace := &Trace{Label: m.decl.Address.String(), Place: m.decl.Range, Window: &at.window}
	c, planned := e.cells[need{metric: m, window: at.window, by: ownNames(m, at.by)}.key()]
	if !planned {
		trace.Value = value.Missing(fmt.Sprintf("there is no complete day in %s", at.window))
		return trace.Value, trace
	}
	out := e.outcomes[c.query]
	trace.Queries = []string{c.query.ID}
	at.evidence.rest(m.decl.Source, m.report.ScanCost, out)
	if out.failure != "" {
		trace.Value = value.Missing(out.failure)
		return trace.Value, trace
	}
	reason := out.unknown(at.period, e.lastDay)
	if length := rowLengthOf(m.report); m.undivided() && !length.fits(at.period) {
		reason = notDivided(m.decl.Source.String(), length, at.period)
	}
	if reason != "" {
		trace.Value = value.Missing(reason)
		return trace.Value, trace
	}
	parts, rows := out.tallies[c.selection].windows[c.window].parts(c.column, at.segment, m.stock())
	if at.until != 0 {
		parts = slices.DeleteFunc(parts, func(p part) bool { return p.day > at.until })
	}
	switch {
	case len(parts) > 0:
		trace.Value, trace.Note = e.total(m, parts, at)
		if empty := rows - valuesIn(parts); empty > 0 && !m.stock() {
			at.evidence.flags = appendNew(at.evidence.flags, flagGaps)
			trace.Note = join(trace.Note, fmt.Sprintf("%d of %d rows leave it empty", empty, rows))
		}
	case rows > 0:
		trace.Value = value.Missing(fmt.Sprintf("%s has rows here, but leaves %q empty in all of them", m.decl.Source, m.measure.Name))
	case m.undivided() || !out.settled(at.window):
		trace.Value = value.Missing(absence(m, out.trailer, at.window))
	case !m.zeroWhenAbsent():
		trace.Value = value.Missing(fmt.Sprintf("%s has no row between %s and %s, and %q of nothing is not 0", m.decl.Source, at.window.Start, at.window.End, m.measure.Name))
	case len(m.filter) > 0 && !out.matched[m.filterKey].ever:
		trace.Value = value.Missing(out.matched[m.filterKey].reason(m))
	default:
		trace.Value = value.Number(new(big.Rat), m.shape.unit, "").In(m.shape.unit, at.currency) // nothing happened
	}
	return trace.Value, trace
}

// flagGaps is the flag of a sum to which some rows had nothing to add: neither a
// number nor zero.
const flagGaps = "gaps"

// valuesIn counts the numbers in parts.
func valuesIn(parts []part) (values int64) {
	for _, p := range parts {
		values += p.sum.values
	}
	return values
}

// total adds up the parts of a cell, converting money on the way.
func (e *evaluator) total(m *metric, parts []part, at *scope) (value.Value, string) {
	if !m.additive() && (len(parts) > 1 || parts[0].sum.values > 1) {
		return value.UndefinedAt(fmt.Sprintf("%s gives several figures of %q here (by currency, perhaps), and they cannot be added up", m.decl.Source, m.measure.Name), m.decl.Range), ""
	}
	var notes []string
	var result value.Value
	for i, p := range parts {
		amount := value.Number(p.sum.rat(), m.measure.Unit, "")
		if m.money() {
			var note string
			amount, note = e.amount(m, p, at)
			if note != "" {
				notes = appendNew(notes, note)
			}
		}
		if i == 0 {
			result = amount
		} else {
			result = value.Add(result, amount)
		}
	}
	if m.stock() {
		notes = append(notes, fmt.Sprintf("as of %s", parts[0].sum.last))
	}
	result.Place = placeOf(result, m.decl.Range)
	return result.In(m.shape.unit, result.Currency), noteOf(notes)
}

// amount is a part that is money, in the scope's currency.
func (e *evaluator) amount(m *metric, p part, at *scope) (value.Value, string) {
	amount := p.sum.rat()
	day := p.day
	if day == 0 {
		day = at.window.End
	}
	if p.nameless && amount.Sign() != 0 {
		reason := fmt.Sprintf("rows of %s with amounts of %q do not say their currency", m.decl.Source, m.measure.Name)
		return value.UndefinedAt(reason, m.decl.Range).In(connector.UnitMoney, at.currency), ""
	}
	if amount.Sign() != 0 && !e.bound.rates.convertible(p.currency, at.currency) {
		e.rates.lacks(noRate(p.currency, at.currency, amountsIn(m, p.currency), m.decl.MeasureRange))
	}
	return e.convert(amount, p.currency, day, at)
}

// mostNotes is how many notes on exchange rates are worth reading.
const mostNotes = 3

// noteOf joins notes; many are only counted.
func noteOf(notes []string) string {
	if len(notes) > mostNotes {
		return fmt.Sprintf("%s; and %d other daily rates", notes[0], len(notes)-1)
	}
	return strings.Join(notes, "; ")
}

// absence says why there is nothing.
func absence(m *metric, trailer connector.Trailer, window connector.Interval) string {
	reason := fmt.Sprintf("%s has no data between %s and %s", m.decl.Source, window.Start, window.End)
	if trailer.CoveredFrom != 0 && trailer.FreshUntil != 0 {
		reason += fmt.Sprintf("; its data run from %s to %s", trailer.CoveredFrom, trailer.FreshUntil)
	}
	return reason
}
