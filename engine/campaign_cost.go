package engine

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/cost"
	"github.com/roictl/roictl/engine/value"
)

// ownCosts are the lines of the costs that the campaign declares, in full.
func (e *evaluator) ownCosts(c *config.Campaign, window connector.Interval, ev *evidence) []Line {
	lines := make([]Line, 0, len(c.Costs))
	for _, decl := range c.Costs {
		line := Line{Name: lineName(decl.Address), Category: decl.Category, Place: decl.Range}
		if decl.Value != nil {
			amount, trace := e.formula(decl.Value, scope{window: window, evidence: ev})
			line.Amount, line.Trace = e.asMoney(amount), trace
		} else {
			line.Amount, line.Note = e.accrue(c, decl, window)
			line.Trace = &Trace{Label: decl.Address.String(), Value: line.Amount, Place: decl.Range, Note: line.Note, Window: &window}
		}
		lines = append(lines, line)
	}
	return lines
}

// accrue computes a declared amount or time cost, in the reporting currency. With
// dated rates each day is converted at its own.
func (e *evaluator) accrue(c *config.Campaign, decl *config.Cost, window connector.Interval) (value.Value, string) {
	whole := connector.Interval{Start: c.Start, End: c.End}
	currency := decl.Currency
	if currency == "" {
		currency = c.Currency
	}
	amount, note := cost.Accrue(decl, whole, window, e.bound.Calendar, currency)
	reporting := e.bound.Config.Settings.Currency
	if !amount.IsKnown() || currency == "" || currency == reporting || reporting == "" {
		return amount, note
	}
	if !e.bound.dailyRates(currency) {
		converted, how := e.convertSpan(amount, currency, window.End)
		converted.Place = decl.Range
		return converted, join(note, how)
	}
	sum := value.Value{}
	for day := window.Start; day <= window.End; day++ {
		part, _ := cost.Accrue(decl, whole, connector.Interval{Start: day, End: day}, e.bound.Calendar, currency)
		converted, _ := e.convertSpan(part, currency, day)
		converted.Place = decl.Range
		if day == window.Start {
			sum = converted
		} else {
			sum = value.Add(sum, converted)
		}
	}
	return sum, join(note, currency+" converted at each day's rate")
}

// convertSpan converts a number or a range.
func (e *evaluator) convertSpan(amount value.Value, currency string, day connector.Date) (value.Value, string) {
	low, note := e.convert(amount.Low, currency, day)
	if amount.State != value.Ranged || !low.IsKnown() {
		return low, note
	}
	high, _ := e.convert(amount.High, currency, day)
	return value.Span(low.Low, high.Low, connector.UnitMoney, high.Currency), note
}

// allocate keeps the campaign's own share of costs that it shares.
func (e *evaluator) allocate(c *config.Campaign, window connector.Interval, f *campaignFigures) []Line {
	for i, decl := range c.Costs {
		if len(decl.SharedWith) == 0 {
			continue
		}
		share, note := e.share(decl, c, c, window)
		f.costs[i] = shareOf(f.costs[i], share, note)
	}
	return f.costs
}

// sharedWith are the shares of other campaigns' costs that this one bears.
func (e *evaluator) sharedWith(c *config.Campaign, window connector.Interval) []Line {
	var lines []Line
	for _, owner := range e.bound.Config.Campaigns {
		for _, decl := range owner.Costs {
			if !slices.Contains(decl.SharedWith, c.Address) || owner == c {
				continue
			}
			part := campaignPart(owner, window, e.plan.Options)
			if part.Days() == 0 {
				continue
			}
			var amount Line
			for _, line := range e.ownCosts(owner, part, &evidence{}) {
				if line.Name == lineName(decl.Address) {
					amount = line
				}
			}
			share, note := e.share(decl, owner, c, window)
			line := shareOf(amount, share, note)
			line.Name += " (shared by " + owner.Address.String() + ")"
			lines = append(lines, line)
		}
	}
	return lines
}

func shareOf(line Line, share value.Value, note string) Line {
	full := line.Trace
	line.Amount = value.Mul(line.Amount, share)
	line.Note = join(line.Note, note)
	line.Trace = &Trace{Label: note, Value: line.Amount, Place: line.Place, Children: []*Trace{full, {Label: "share", Value: share, Place: line.Place}}}
	return line
}

// share is the part of a shared cost that a bearer bears.
func (e *evaluator) share(decl *config.Cost, owner, bearer *config.Campaign, window connector.Interval) (value.Value, string) {
	bearers := []*config.Campaign{owner}
	for _, address := range decl.SharedWith {
		if partner, ok := e.bound.campaigns[address]; ok && partner != owner {
			bearers = append(bearers, partner)
		}
	}
	weights := make([]value.Value, len(bearers))
	position := 0
	for i, campaign := range bearers {
		weights[i] = e.weight(decl, campaign, campaignPart(campaign, window, e.plan.Options))
		if campaign == bearer {
			position = i
		}
	}
	shares := cost.Shares(weights, decl.Range)
	return shares[position], fmt.Sprintf("%s of it, shared by %d campaigns by %s", shares[position], len(bearers), decl.AllocateBy)
}

// weight is a campaign's weight in a shared cost.
func (e *evaluator) weight(decl *config.Cost, c *config.Campaign, part connector.Interval) value.Value {
	ev := &evidence{}
	switch decl.AllocateBy {
	case config.AllocateDays:
		return value.Number(big.NewRat(int64(part.Days()), 1), "", "")
	case config.AllocateMedia:
		sum := value.Number(new(big.Rat), connector.UnitMoney, e.bound.Config.Settings.Currency)
		for _, own := range c.Costs {
			if own.Category == "ads" && own.Value != nil && own != decl {
				amount, _ := e.formula(own.Value, scope{window: part, evidence: ev})
				sum = value.Add(sum, e.asMoney(amount))
			}
		}
		return sum
	case config.AllocateReturn:
		_, _, returned := e.returns(c, part, ev)
		return returned
	default:
		if part.Days() == 0 {
			return value.Number(new(big.Rat), "", "")
		}
		return value.Number(big.NewRat(1, 1), "", "")
	}
}

// partners are the campaigns whose figures a campaign's shared costs need.
func (b *Bound) partners(c *config.Campaign) []*config.Campaign {
	var partners []*config.Campaign
	add := func(address config.Address) {
		if partner, ok := b.campaigns[address]; ok && partner != c && !slices.Contains(partners, partner) {
			partners = append(partners, partner)
		}
	}
	for _, decl := range c.Costs {
		for _, address := range decl.SharedWith {
			add(address)
		}
	}
	for _, other := range b.Config.Campaigns {
		for _, decl := range other.Costs {
			if slices.Contains(decl.SharedWith, c.Address) {
				add(other.Address)
				for _, address := range decl.SharedWith {
					add(address)
				}
			}
		}
	}
	return partners
}
