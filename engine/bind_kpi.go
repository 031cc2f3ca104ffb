package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/judge"
)

// bindKPIs gives every KPI its unit and checks its target and segments. A KPI
// with a mistake is left out of the plan.
func (b *Bound) bindKPIs() hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, goal := range b.Config.Goals {
		for _, decl := range goal.KPIs {
			k := &kpi{decl: decl, goal: goal}
			found := b.bindKPI(k)
			diags = append(diags, found...)
			if !k.shape.broken && !found.HasErrors() {
				b.kpis = append(b.kpis, k)
			}
		}
	}
	return diags
}

func (b *Bound) bindKPI(k *kpi) hcl.Diagnostics {
	if k.decl.Value == nil {
		k.shape.broken = true
		return nil // reported where it is missing
	}
	s, diags := b.shapeOf(k.decl.Value)
	k.shape = s
	if s.broken || diags.HasErrors() {
		return diags
	}
	k.shape.unit = b.unitOfKPI(k)
	if k.decl.Target != nil {
		diags = append(diags, judge.CheckUnit(k.decl.Target, k.shape.unit, b.Config.Settings.Currency)...)
	}
	return append(diags, b.checkSegments(k)...)
}

// unitOfKPI is the declared unit, or else the formula's. A ratio whose target is
// written in percent is shown in percent.
func (b *Bound) unitOfKPI(k *kpi) connector.Unit {
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

// checkSegments checks that every source metric behind a segmented KPI can be
// split by its dimensions.
func (b *Bound) checkSegments(k *kpi) hcl.Diagnostics {
	var diags hcl.Diagnostics
	if len(k.decl.By) == 0 {
		return nil
	}
	if len(k.shape.campaigns) > 0 {
		return hcl.Diagnostics{&hcl.Diagnostic{
			Severity: hcl.DiagError,
			Summary:  "A campaign's figures have no segments",
			Detail:   fmt.Sprintf("%s uses %s, whose costs are not known by segment. Remove by, or write the KPI as a formula over metrics.", k.decl.Address, k.shape.campaigns[0]),
			Subject:  k.decl.Range.Ptr(),
			Extra:    config.Code("campaign_segments"),
		}}
	}
	for _, dimension := range k.decl.By {
		for _, address := range k.shape.metrics {
			if _, diag := dimensionName(b.metrics[address], dimension, k.decl.Range); diag != nil {
				diag.Detail = fmt.Sprintf("%s is split by %q. %s", k.decl.Address, dimension, diag.Detail)
				diags = append(diags, diag)
			}
		}
	}
	return diags
}
