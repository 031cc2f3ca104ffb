package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// periodChoice picks the period of each KPI from what --period says.
type periodChoice struct {
	bound *Bound
	opts  Options
	named *calendar.Period // nil with current and last
}

func (b *Bound) choosePeriods(opts Options) (*periodChoice, hcl.Diagnostics) {
	choice := &periodChoice{bound: b, opts: opts}
	if opts.Period == PeriodCurrent || opts.Period == PeriodLast || opts.Period == "" {
		return choice, nil
	}
	named, err := b.Calendar.Parse(opts.Period)
	if err != nil {
		return choice, hcl.Diagnostics{&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "Unknown period",
			Detail:   sentence(err.Error()) + ".\n\nA period is current, last, 2026, 2026-Q2, 2026-05, 2026-W21, 2026-05-20 or 2026-05-01..2026-05-31.",
			Extra:    config.Code("unknown_period"),
		}}
	}
	choice.named = &named
	return choice, nil
}

// plan decides the period of one KPI, the one before it, and the baseline's.
func (c *periodChoice) plan(k *kpi) *PlannedKPI {
	p := &PlannedKPI{KPI: k.decl, kpi: k}
	if mute := k.decl.Mute; mute != nil && c.opts.AsOf <= mute.Until {
		p.Skip = fmt.Sprintf("muted until %s: %s", mute.Until, mute.Reason)
	}
	period, skip := c.periodOf(k.decl)
	p.Period = period
	if p.Skip == "" {
		p.Skip = skip
	}
	if p.Skip != "" {
		return p
	}
	p.window = clip(period.Interval, c.opts.lastDay())
	switch {
	case period.Start >= c.opts.AsOf && period.Start > c.opts.lastDay()+1:
		p.Skip = fmt.Sprintf("begins on %s", period.Start)
	case p.window.Days() == 0:
		p.Skip = fmt.Sprintf("no complete day yet: the period began on %s", period.Start)
	}
	p.previous = c.previous(k.decl, period)
	c.planBaseline(p)
	return p
}

// periodOf returns the KPI's period, or why it has none.
func (c *periodChoice) periodOf(decl *config.KPI) (calendar.Period, string) {
	rule := decl.Period
	cal := c.bound.Calendar
	switch {
	case rule.Rolling > 0:
		end := c.opts.lastDay()
		if c.named != nil {
			end = min(end, c.named.End)
		}
		return cal.RollingEnding(rule.Rolling, end), ""
	case rule.Every == string(calendar.Campaign):
		return c.campaignPeriod(decl)
	}
	every := calendar.Every(rule.Every)
	switch {
	case c.named != nil && (c.named.Every == every || c.named.Interval == cal.Containing(every, c.named.Start).Interval):
		return cal.Containing(every, c.named.Start), ""
	case c.named != nil:
		period, ok := cal.LastWithin(every, *c.named)
		if !ok {
			return period, fmt.Sprintf("no %s ends inside %s", every, c.named.Name)
		}
		return period, ""
	case c.opts.Period == PeriodLast:
		return cal.LastClosed(every, c.opts.AsOf), ""
	default:
		return cal.Containing(every, c.opts.AsOf), ""
	}
}

func (c *periodChoice) campaignPeriod(decl *config.KPI) (calendar.Period, string) {
	campaign, ok := c.bound.campaigns[decl.Campaign]
	if !ok {
		return calendar.Period{}, "its campaign is not declared"
	}
	period := calendar.Period{
		Every:    calendar.Campaign,
		Interval: connector.Interval{Start: campaign.Start, End: campaign.End},
		Name:     campaign.Address.String(),
	}
	switch {
	case c.named != nil && !(c.named.Contains(campaign.End)):
		return period, fmt.Sprintf("the campaign does not end inside %s", c.named.Name)
	case c.opts.Period == PeriodLast && campaign.End >= c.opts.AsOf:
		return period, fmt.Sprintf("the campaign runs until %s", campaign.End)
	}
	return period, ""
}

// previous is the period before, for the column beside the actual. A campaign
// has none.
func (c *periodChoice) previous(decl *config.KPI, period calendar.Period) calendar.Period {
	if period.Every == calendar.Campaign {
		return calendar.Period{}
	}
	return c.bound.Calendar.Previous(period)
}

// planBaseline finds the period that the target compares with.
func (c *periodChoice) planBaseline(p *PlannedKPI) {
	target := p.KPI.Target
	if target == nil {
		return
	}
	var baseline calendar.Period
	switch target.Versus.Kind {
	case config.VersusPrevious:
		baseline = c.bound.Calendar.Previous(p.Period)
	case config.VersusLastYear:
		baseline, p.note = c.bound.Calendar.YearAgo(p.Period)
	case config.VersusPeriod:
		parsed, err := c.bound.Calendar.Parse(target.Versus.Period)
		if err != nil {
			p.Skip = "the baseline period is not valid: " + err.Error()
			return
		}
		baseline = parsed
	default:
		return
	}
	p.baseline = &baseline
}

// clip cuts an interval off after the last complete day.
func clip(i connector.Interval, lastDay connector.Date) connector.Interval {
	return connector.Interval{Start: i.Start, End: min(i.End, lastDay)}
}
