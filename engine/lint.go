package engine

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
)

// lint warns of goals that cannot show what they promise. Warnings never change
// a verdict.
func (b *Bound) lint() hcl.Diagnostics {
	whole := make(map[config.Address][]*kpi) // KPIs without a mistake, by goal
	for _, k := range b.kpis {
		if k.fault == "" {
			whole[k.decl.Goal] = append(whole[k.decl.Goal], k)
		}
	}
	var diags hcl.Diagnostics
	for _, goal := range b.Config.Goals {
		if len(goal.KPIs) == 0 {
			diags = append(diags, lintWarning(codeGoalWithoutKPI, "Goal without a KPI", goal.Range,
				"%s says what is wanted but not how it is measured. Add at least one kpi block with a target.", goal.Address))
			continue
		}
		for _, k := range goal.KPIs {
			if k.Target == nil && k.TargetRange.Filename == "" { // the mistake in one was reported
				diags = append(diags, lintWarning(codeKPIWithoutTarget, "KPI without a target", k.Range,
					"%s is measured, but nothing says which value is wanted, so it can be neither met nor missed. Add a target block.", k.Address))
			}
		}
		if kpis := whole[goal.Address]; len(kpis) == len(goal.KPIs) {
			diags = append(diags, b.lintGoal(goal, kpis)...)
		}
	}
	return oncePerBlock(diags)
}

// oncePerBlock tells what is said of several instances of a block only once.
func oncePerBlock(diags hcl.Diagnostics) hcl.Diagnostics {
	type mistake struct {
		code  string
		place hcl.Range
	}
	others := make(map[mistake]int, len(diags))
	of := func(d *hcl.Diagnostic) mistake { return mistake{config.DiagnosticCode(d), *d.Subject} }
	var first hcl.Diagnostics
	for _, d := range diags {
		if others[of(d)]++; others[of(d)] == 1 {
			first = append(first, d)
		}
	}
	for _, d := range first {
		switch n := others[of(d)] - 1; n {
		case 0:
		case 1:
			d.Detail += " The same goes for the other instance of the block."
		default:
			d.Detail += fmt.Sprintf(" The same goes for the %d other instances of the block.", n)
		}
	}
	return first
}

// mixture counts the kinds of KPIs of a goal.
type mixture struct {
	vanity, micro, macro, other int
	intent                      int // the highest step of the ladder that any KPI counts
}

func (b *Bound) mixtureOf(kpis []*kpi) mixture {
	model := models[b.Config.Settings.BusinessModel]
	var mix mixture
	for _, k := range kpis {
		if k.shape.allAmong(model.vanity) {
			mix.vanity++
		}
		switch {
		case k.shape.macro:
			mix.macro++
		case k.shape.micro && !k.shape.anyAmong(model.telling):
			mix.micro++
		default:
			mix.other++
		}
		for _, m := range k.shape.metrics {
			mix.intent = max(mix.intent, Intent(m.measure))
		}
	}
	return mix
}

func (b *Bound) lintGoal(goal *config.Goal, kpis []*kpi) hcl.Diagnostics {
	mix := b.mixtureOf(kpis)
	switch all := len(kpis); {
	case mix.vanity == all:
		return hcl.Diagnostics{lintWarning(codeVanityGoal, "Goal with nothing but vanity metrics", goal.Range,
			"Every KPI of %s counts something that flatters without showing business success for the business model %q (such as followers). "+
				"Add a KPI further down the funnel: leads, purchases, revenue or return on investment.", goal.Address, b.Config.Settings.BusinessModel)}
	case mix.micro == all:
		return hcl.Diagnostics{lintWarning(codeMicroOnly, "Goal with micro actions only", goal.Range,
			"The KPIs of %s count small actions only%s. They show intent, not success: add the action that the business wants.", goal.Address, furthest(mix.intent))}
	case mix.macro == all && all > 1:
		return hcl.Diagnostics{lintWarning(codeMacroOnly, "Goal with macro actions only", goal.Range,
			"The KPIs of %s count final actions only. Add a KPI of a small action on the way there (clicks, add-to-carts), to see where people are lost.", goal.Address)}
	}
	return nil
}

// furthest says how far down the ladder of intent a goal looks.
func furthest(intent int) string {
	names := map[int]string{
		IntentSeen:    "being seen",
		IntentLiked:   "likes and follows",
		IntentTalked:  "comments, shares and clicks that stay on the network",
		IntentVisited: "visits",
	}
	if name, ok := names[intent]; ok {
		return ", at most " + name
	}
	return ""
}

func lintWarning(code config.Code, summary string, place hcl.Range, format string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{
		Severity: hcl.DiagWarning,
		Summary:  summary,
		Detail:   fmt.Sprintf(format, args...),
		Subject:  place.Ptr(),
		Extra:    code,
	}
}
