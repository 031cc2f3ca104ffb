package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/judge"
)

// kpi is a declared KPI with what binding found out about it.
type kpi struct {
	decl  *config.KPI
	goal  *config.Goal
	shape shape
	fault string // why it cannot be evaluated; "" when it can
}

// bindKPIs gives every KPI its unit and checks its target and segments.
func (b *Bound) bindKPIs() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, goal := range b.Config.Goals {
		for _, decl := range goal.KPIs {
			k := &kpi{decl: decl, goal: goal}
			diags = append(diags, b.bindKPI(k)...)
			b.kpis = append(b.kpis, k)
		}
	}
	return diags
}

func (b *Bound) bindKPI(k *kpi) hcl.Diagnostics {
	if k.decl.Value == nil {
		k.fault = "its value has a mistake"
		return nil // reported where it stands
	}
	s, diags := b.shapeOf(k.decl.Value)
	k.shape = s
	if s.broken && !diags.HasErrors() {
		k.fault = faultBelow
		return diags
	}
	if !diags.HasErrors() {
		k.shape.unit = unitOfKPI(k)
		diags = append(diags, judge.CheckUnit(k.decl.Target, k.shape.unit, b.Config.Settings.Currency)...)
		diags = append(diags, b.checkBaseline(k)...)
		diags = append(diags, checkSegments(k)...)
		diags = append(diags, checkRows(k)...)
	}
	if first := firstError(diags); first != nil {
		k.fault = first.Summary
	} else if k.shape.faulty() {
		k.fault = faultBelow
	}
	return diags
}

const faultBelow = "what it is computed from has a mistake"

// unitOfKPI is the declared unit, or else the formula's. A ratio whose target is
// written in percent is shown in percent.
func unitOfKPI(k *kpi) connector.Unit {
	if k.decl.Unit != "" {
		return k.decl.Unit
	}
	unit := k.shape.unit
	target := k.decl.Target
	if unit == connector.UnitRatio && target != nil {
		percent := target.Kind == config.Points
		switch target.Kind {
		case config.AtLeast, config.AtMost, config.Equals:
			percent = target.Value.Percent
		case config.Between:
			percent = target.Low.Percent || target.High.Percent
		}
		if percent {
			return connector.UnitPercent
		}
	}
	return unit
}

// checkBaseline checks that a named baseline exists, and warns where a sum over
// its days is compared with one over more or fewer.
func (b *Bound) checkBaseline(k *kpi) hcl.Diagnostics {
	if k.decl.Target == nil || k.decl.Target.Versus.Kind != config.VersusPeriod {
		return nil
	}
	versus := k.decl.Target.Versus
	period, err := b.Calendar.Parse(versus.Period)
	if err != nil {
		return hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "Unknown baseline",
			Detail:   sentence(err.Error()) + ".",
			Subject:  versus.Range.Ptr(),
			Extra:    codeUnknownPeriod,
		}}
	}
	every := calendar.Every(k.decl.Period.Every)
	same := period.Every == every
	switch {
	case k.decl.Period.Rolling > 0:
		same = period.Days() == k.decl.Period.Rolling
	case every == calendar.Campaign:
		same = true // its dates are its own
	case period.Every == calendar.Range:
		same = b.Calendar.Containing(every, period.Start).Interval == period.Interval
	}
	if same || !k.shape.cumulative {
		return nil
	}
	return hcl.Diagnostics{{
		Severity: hcl.DiagWarning,
		Summary:  "Baseline of another length",
		Detail: fmt.Sprintf("%s adds up over a %s, but is compared with %s, which has %d days. More days bring more, so the target is not what it says.\n\nName a baseline of the same length, or compare a rate.",
			k.decl.Address, lengthOf(k.decl.Period), versus.Period, period.Days()),
		Subject: versus.Range.Ptr(),
		Extra:   codeBaselineLength,
	}}
}

func lengthOf(rule config.PeriodRule) string {
	if rule.Rolling > 0 {
		return fmt.Sprintf("window of %d days", rule.Rolling)
	}
	return rule.Every
}

// checkSegments checks that every source metric behind a segmented KPI can be
// split by its dimensions.
func checkSegments(k *kpi) hcl.Diagnostics {
	if len(k.decl.By) == 0 {
		return nil
	}
	if len(k.shape.campaigns) > 0 {
		return hcl.Diagnostics{{
			Severity: hcl.DiagError,
			Summary:  "A campaign's figures have no segments",
			Detail:   fmt.Sprintf("%s uses %s, whose costs are not known by segment. Remove by, or write the KPI as a formula over metrics.", k.decl.Address, k.shape.campaigns[0].decl.Address),
			Subject:  k.decl.Range.Ptr(),
			Extra:    codeCampaignSegments,
		}}
	}
	var diags hcl.Diagnostics
	for _, dimension := range k.decl.By {
		for _, m := range k.shape.metrics {
			if _, diag := dimensionName(m, dimension, k.decl.Range); diag != nil {
				diag.Detail = fmt.Sprintf("%s is split by %q. %s", k.decl.Address, dimension, diag.Detail)
				diags = append(diags, diag)
			}
		}
	}
	return diags
}
