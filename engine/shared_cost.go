package engine

import (
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// sharedCost is a cost that several campaigns bear: day by day those that run.
type sharedCost struct {
	decl    *config.Cost
	owner   *campaign
	bearers []*campaign // the owner first
}

// span is a run of days on which the same campaigns run.
type span struct {
	days    connector.Interval
	running []*campaign
}

// spans cuts those days of a window on which the cost occurs wherever one of its
// bearers begins or ends. Each span is divided for itself, so that the parts of
// all bearers add up to the whole cost, whatever windows they are asked for, and
// no campaign bears what was spent before it began.
func (s *sharedCost) spans(window connector.Interval) []span {
	days := calendar.Overlap(s.owner.days(), window)
	if days.Days() == 0 {
		return nil
	}
	cuts := []connector.Date{days.Start, days.End + 1}
	for _, c := range s.bearers {
		for _, cut := range []connector.Date{c.decl.Start, c.decl.End + 1} {
			if days.Contains(cut) {
				cuts = append(cuts, cut)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	spans := make([]span, 0, len(cuts)-1)
	for i, cut := range cuts[1:] {
		part := span{days: connector.Interval{Start: cuts[i], End: cut - 1}}
		for _, c := range s.bearers {
			if c.days().Contains(part.days.Start) {
				part.running = append(part.running, c)
			}
		}
		spans = append(spans, part)
	}
	return spans
}

// weightFormulas are the formulas that say which part of the cost a bearer bears
// where others run too.
func (s *sharedCost) weightFormulas(bearer *campaign) []*config.Formula {
	var formulas []*config.Formula
	switch s.decl.AllocateBy {
	case config.AllocateMedia:
		for _, cost := range s.weighing(bearer) {
			if cost.Value != nil {
				formulas = append(formulas, cost.Value)
			}
		}
	case config.AllocateReturn:
		for _, ret := range bearer.decl.Returns {
			if ret.Value != nil {
				formulas = append(formulas, ret.Value)
			}
		}
	}
	return formulas
}

// weighing are the media costs of a bearer, without the shared cost itself.
func (s *sharedCost) weighing(bearer *campaign) []*config.Cost {
	var costs []*config.Cost
	for _, cost := range bearer.decl.Costs {
		if cost.Category == categoryAds && cost != s.decl {
			costs = append(costs, cost)
		}
	}
	return costs
}

// categoryAds is the category of media costs.
const categoryAds = "ads"

// days are all days of the campaign.
func (c *campaign) days() connector.Interval {
	return connector.Interval{Start: c.decl.Start, End: c.decl.End}
}

// part is what of the campaign's days lies in a window and is complete.
func (c *campaign) part(window connector.Interval, lastDay connector.Date) connector.Interval {
	return clip(calendar.Overlap(c.days(), window), lastDay)
}

// soFar are the complete days of the campaign.
func (c *campaign) soFar(lastDay connector.Date) connector.Interval { return clip(c.days(), lastDay) }
