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
		return choice, hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Unknown period",
			Detail:   sentence(err.Error()) + ".\n\nA period is current, last, 2026, 2026-Q2, 2026-05, 2026-W21, 2026-05-20 or 2026-05-01..2026-05-31.",
			Extra:    codeUnknownPeriod,
		}}
	}
	choice.named = &named
	return choice, nil
}

// plan decides the period of one KPI, the one before it, and the baseline's.
func (c *periodChoice) plan(k *kpi) *PlannedKPI {
	p := &PlannedKPI{KPI: k.decl, kpi: k}
	p.Period, p.Skip = c.periodOf(k.decl)
	p.window = clip(p.Period.Interval, c.opts.lastDay())
	if p.Skip == "" {
		p.Skip = c.notYet(p)
	}
	if p.Skip == "" {
		p.Skip = campaignsOver(k.shape.campaigns, p.window)
	}
	if mute := k.decl.Mute; mute != nil && c.opts.AsOf <= mute.Until {
		p.Skip = fmt.Sprintf("muted until %s: %s", mute.Until, mute.Reason)
	}
	if k.fault != "" {
		p.Skip = "not judged: " + k.fault
	}
	if p.Skip == "" {
		c.planPrevious(p)
		c.planBaseline(p)
	}
	return p
}

// notYet says that the period has no complete day.
func (c *periodChoice) notYet(p *PlannedKPI) string {
	switch {
	case p.Period.Start > c.opts.AsOf:
		return fmt.Sprintf("begins on %s", p.Period.Start)
	case p.window.Days() == 0:
		return fmt.Sprintf("no complete day yet: the period began on %s", p.Period.Start)
	}
	return ""
}

// campaignsOver says that none of the campaigns which a KPI is about runs in its
// period; "" when it is about none.
func campaignsOver(campaigns []*campaign, window connector.Interval) string {
	for _, c := range campaigns {
		if calendar.Overlap(c.days(), window).Days() > 0 {
			return ""
		}
	}
	switch {
	case len(campaigns) == 0:
		return ""
	case len(campaigns) > 1:
		return "none of its campaigns runs in this period"
	case campaigns[0].decl.Start > window.End:
		return fmt.Sprintf("%s begins on %s", campaigns[0].decl.Address, campaigns[0].decl.Start)
	}
	return fmt.Sprintf("%s ended on %s", campaigns[0].decl.Address, campaigns[0].decl.End)
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
	case c.named != nil && cal.Containing(every, c.named.Start).Interval == c.named.Interval:
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
		Interval: campaign.days(),
		Name:     campaign.decl.Address.String(),
	}
	switch {
	case c.named != nil && !c.named.Contains(period.End):
		return period, fmt.Sprintf("the campaign does not end inside %s", c.named.Name)
	case c.opts.Period == PeriodLast && period.End >= c.opts.AsOf:
		return period, fmt.Sprintf("the campaign runs until %s", period.End)
	}
	return period, ""
}

// planPrevious finds the period before, for the column beside the actual. A
// campaign has none.
func (c *periodChoice) planPrevious(p *PlannedKPI) {
	if p.Period.Every != calendar.Campaign {
		previous := c.bound.Calendar.Previous(p.Period)
		p.previous = &previous
	}
}

// planBaseline finds the period that the target compares with. Binding has
// checked that a named one exists.
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
