package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// vanity lists, by business model, the standard measures that flatter without
// saying anything about the business (domain.md §1.9, R36, R40). The same
// measure is none where the model makes it count: reach leads people into a
// shop, so it is not vanity for brick_and_mortar (R50).
var vanity = map[string]map[string]bool{
	"dtc":                 {"followers": true, "follows": true, "impressions": true},
	"b2b":                 {"followers": true, "follows": true, "likes": true, "impressions": true},
	"saas":                {"followers": true, "follows": true, "likes": true},
	"considered_purchase": {"likes": true},
	"brick_and_mortar":    {"page_views": true, "sessions": true},
	"publisher":           {},
	"personal_brand":      {"followers": true, "follows": true},
}

// lint warns of goals that cannot show what they promise. Warnings never change
// a verdict.
func (b *Bound) lint() hcl.Diagnostics {
	byGoal := make(map[config.Address][]*kpi)
	for _, k := range b.kpis {
		byGoal[k.decl.Goal] = append(byGoal[k.decl.Goal], k)
	}
	var diags hcl.Diagnostics
	for _, goal := range b.Config.Goals {
		if len(goal.KPIs) == 0 {
			diags = append(diags, lintWarning("goal_without_kpi", "Goal without a KPI", goal.Range,
				"%s says what is wanted but not how it is measured. Add at least one kpi block with a target.", goal.Address))
			continue
		}
		for _, k := range goal.KPIs {
			if k.Target == nil {
				diags = append(diags, lintWarning("kpi_without_target", "KPI without a target", k.Range,
					"%s is measured, but nothing says which value is wanted, so it can be neither met nor missed. Add a target block.", k.Address))
			}
		}
		if len(byGoal[goal.Address]) == len(goal.KPIs) {
			diags = append(diags, b.lintGoal(goal, byGoal[goal.Address])...)
		}
	}
	return diags
}

func (b *Bound) lintGoal(goal *config.Goal, kpis []*kpi) hcl.Diagnostics {
	allVanity, anyMicro, anyMacro, anyOther := true, false, false, false
	for _, k := range kpis {
		if !b.isVanity(k) {
			allVanity = false
		}
		switch {
		case k.shape.macro:
			anyMacro = true
		case k.shape.micro:
			anyMicro = true
		default:
			anyOther = true
		}
	}
	switch {
	case allVanity:
		return hcl.Diagnostics{lintWarning("vanity_goal", "Goal with nothing but vanity metrics", goal.Range,
			"Every KPI of %s counts something that flatters without showing business success for the business model %q (such as followers). "+
				"Add a KPI further down the funnel: leads, purchases, revenue or return on investment.", goal.Address, b.Config.Settings.BusinessModel)}
	case anyMicro && !anyMacro && !anyOther:
		return hcl.Diagnostics{lintWarning("micro_only", "Goal with micro actions only", goal.Range,
			"The KPIs of %s count small actions (views, likes, clicks) only. They show intent, not success: add the action that the business wants.", goal.Address)}
	case anyMacro && !anyMicro && !anyOther && len(kpis) > 1:
		return hcl.Diagnostics{lintWarning("macro_only", "Goal with macro actions only", goal.Range,
			"The KPIs of %s count final actions only. Add a KPI of a small action on the way there (clicks, add-to-carts), to see where people are lost.", goal.Address)}
	}
	return nil
}

// isVanity says whether all that a KPI counts is vanity for the business model.
func (b *Bound) isVanity(k *kpi) bool {
	model := vanity[b.Config.Settings.BusinessModel]
	if len(model) == 0 || len(k.shape.metrics) == 0 || len(k.shape.campaigns) > 0 {
		return false
	}
	for _, address := range k.shape.metrics {
		measure := b.metrics[address].measure
		name := measure.Standard
		if name == "" {
			name = measure.Name
		}
		if !model[name] {
			return false
		}
	}
	return true
}

func lintWarning(code, summary string, place hcl.Range, format string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagWarning,
		Summary:  summary,
		Detail:   fmt.Sprintf(format, args...),
		Subject:  place.Ptr(),
		Extra:    config.Code(code),
	}
}
