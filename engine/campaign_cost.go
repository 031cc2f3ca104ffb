package engine

import (
	"fmt"
	"math/big"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

// costs are the lines of what a campaign cost: what it declares, with its own
// part of what it shares, then its parts of what others share with it.
func (e *evaluator) costs(c *campaign, at *scope) []Line {
	lines := make([]Line, 0, len(c.decl.Costs)+len(c.borne))
	for _, decl := range c.decl.Costs {
		if s := c.shared[decl]; s != nil {
			lines = append(lines, e.sharedLine(s, c, at))
		} else {
			lines = append(lines, e.fullCost(c, decl, at))
		}
	}
	for _, s := range c.borne {
		if line := e.sharedLine(s, c, at); line.Trace != nil {
			line.Name += fmt.Sprintf(" (shared by %s)", s.owner.decl.Address)
			lines = append(lines, line)
		}
	}
	return lines
}

// fullCost is the line of one declared cost, undivided.
func (e *evaluator) fullCost(c *campaign, decl *config.Cost, at *scope) Line {
	line := Line{Name: lineName(decl.Address), Category: decl.Category, Place: decl.Range}
	if decl.Value != nil {
		amount, trace := e.formula(decl.Value, at)
		line.Amount, line.Trace = asMoney(amount, at), trace
		return line
	}
	line.Amount, line.Note = e.accrue(c, decl, at)
	line.Trace = &Trace{Label: decl.Address.String(), Value: line.Amount, Place: decl.Range, Note: line.Note, Window: &at.window}
	return line
}

// accrue computes a declared amount or time cost, in the scope's currency. With
// dated rates each day is converted at its own.
func (e *evaluator) accrue(c *campaign, decl *config.Cost, at *scope) (value.Value, string) {
	currency := decl.Currency
	if currency == "" {
		currency = c.currency
	}
	amount, note := cost.Accrue(decl, c.days(), at.window, e.bound.Calendar, currency)
	if !amount.IsKnown() || !e.bound.rates.dated(currency, at.currency) {
		converted, how := e.convertSpan(amount, currency, at.window.End, at)
		converted.Place = placeOf(converted, decl.Range)
		return converted, join(note, how)
	}
	sum := value.Number(new(big.Rat), connector.UnitMoney, at.currency)
	for day := at.window.Start; day <= at.window.End; day++ {
		part, _ := cost.Accrue(decl, c.days(), connector.Interval{Start: day, End: day}, e.bound.Calendar, currency)
		converted, _ := e.convertSpan(part, currency, day, at)
		sum = value.Add(sum, converted)
	}
	sum.Place = placeOf(sum, decl.Range)
	return sum, join(note, currency+" converted at each day's rate")
}

// sharedLine is a campaign's part of a shared cost. It has no trace when the
// cost does not occur in the scope's window.
func (e *evaluator) sharedLine(s *sharedCost, bearer *campaign, at *scope) Line {
	line := Line{Name: lineName(s.decl.Address), Category: s.decl.Category, Place: s.decl.Range}
	spans := s.spans(at.window)
	if len(spans) == 0 {
		return line
	}
	line.Amount = value.Number(new(big.Rat), connector.UnitMoney, at.currency)
	line.Trace = &Trace{Place: s.decl.Range}
	for _, span := range spans {
		within := e.in(at.part(span.days), at.currency)
		full := e.fullCost(s.owner, s.decl, within)
		at.evidence.join(within.evidence)
		share, note := e.share(s, bearer, span, at)
		amount := value.Mul(full.Amount, share)
		line.Amount = value.Add(line.Amount, amount)
		line.Note = note
		line.Trace.Children = append(line.Trace.Children, &Trace{
			Label: note, Value: amount, Place: s.decl.Range, Window: &within.window,
			Children: []*Trace{full.Trace, {Label: "share", Value: share, Place: s.decl.Range}},
		})
	}
	if len(spans) == 1 {
		line.Trace = line.Trace.Children[0]
		return line
	}
	line.Note = fmt.Sprintf("shared by %d campaigns, divided in %d spans of days by who runs", len(s.bearers), len(spans))
	line.Trace.Label, line.Trace.Value = line.Note, line.Amount
	return line
}

// share is the part of a shared cost that a campaign bears on a span of days.
func (e *evaluator) share(s *sharedCost, bearer *campaign, span span, at *scope) (value.Value, string) {
	if len(span.running) == 1 {
		return value.Number(big.NewRat(1, 1), connector.UnitPercent, ""), "all of it, since no other campaign runs that shares it"
	}
	// All campaigns see the same weights: in the owner's currency.
	within := e.in(at.part(span.days), s.owner.currency)
	weights := make([]value.Value, len(span.running))
	position := 0
	for i, c := range span.running {
		weights[i] = e.weight(s, c, within)
		if c == bearer {
			position = i
		}
	}
	at.evidence.join(within.evidence)
	share := cost.Shares(weights, s.decl.Range)[position]
	return share, fmt.Sprintf("%s of it, shared by %d campaigns %s", share, len(span.running), divisions[s.decl.AllocateBy])
}

// divisions say in words how a cost is divided.
var divisions = map[config.Allocation]string{
	config.AllocateEqual:  "equally",
	config.AllocateDays:   "by length",
	config.AllocateMedia:  "by media cost",
	config.AllocateReturn: "by return",
}

// weight is a campaign's weight in a shared cost, on days on which it runs. By
// days, a campaign weighs as much as it is long, so that the parts of a month and
// of the whole agree.
func (e *evaluator) weight(s *sharedCost, c *campaign, at *scope) value.Value {
	switch s.decl.AllocateBy {
	case config.AllocateDays:
		return value.Number(big.NewRat(int64(c.days().Days()), 1), "", "")
	case config.AllocateMedia:
		sum := value.Number(new(big.Rat), connector.UnitMoney, at.currency)
		for _, decl := range s.weighing(c) {
			sum = value.Add(sum, e.fullCost(c, decl, at).Amount)
		}
		return sum
	case config.AllocateReturn:
		returned, _ := e.returns(c, at)
		return total(returned, fmt.Sprintf("%s declares no return", c.decl.Address))
	}
	return value.Number(big.NewRat(1, 1), "", "")
}
