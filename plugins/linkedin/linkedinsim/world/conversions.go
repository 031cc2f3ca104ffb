package world

import (
	"slices"
	"time"
)

// convert makes the conversions of a day, each a fact of its own: most are
// known the next day, and some come in as long as the attribution window is
// open. Qualified leads come from sales, two weeks and more after the lead.
func (w *World) convert(c *chance, campaign *Campaign, whole *Fact, yield func(*Fact) bool) bool {
	for i := range w.Rules {
		rule := &w.Rules[i]
		if !slices.Contains(rule.Campaigns, campaign.ID) {
			continue
		}
		events := c.of(whole.Counts[LandingPageClicks], rule.shareOfClicks)
		if rule.CRM {
			events = c.of(whole.Counts[Leads], rule.shareOfClicks)
		}
		for range events {
			fact := Fact{Creative: whole.Creative, Day: whole.Day, Rule: rule.ID}
			if rule.CRM {
				fact.Counts[QualifiedLeads] = 1
				fact.Visible = whole.Day.End().Add(time.Duration(14+c.below(21)) * 24 * time.Hour)
			} else {
				fact.Visible = whole.Day.End().Add(arrival(c))
				fact.ValueCents = rule.ValueCents
				kind := PostClickConversions
				if c.below(4) == 0 {
					kind = PostViewConversions
				}
				fact.Counts[kind] = 1
			}
			if !yield(&fact) {
				return false
			}
		}
	}
	return true
}

// arrival is how late after its day a conversion becomes known: six of ten at
// once, three within three days, one within 28.
func arrival(c *chance) time.Duration {
	switch luck := c.below(10); {
	case luck < 6:
		return 0
	case luck < 9:
		return time.Duration(1+c.below(72)) * time.Hour
	default:
		return time.Duration(3*24+c.below(25*24)) * time.Hour
	}
}
