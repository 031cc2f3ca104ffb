package report

import (
	"slices"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// goalKPIs are the KPIs of one goal, the worst first.
type goalKPIs struct {
	name string
	goal *config.Goal
	kpis []*engine.KPIResult
}

// goals writes every goal with its KPIs.
func (t *terminal) goals() {
	if len(t.result.KPIs) == 0 {
		t.noKPIs()
		return
	}
	groups := groupByGoal(t.result.KPIs)
	if t.opts.Quiet {
		groups = withoutGreen(groups)
	}
	columns := t.measure(groups)
	for _, group := range groups {
		t.gap()
		t.goal(group)
		for _, k := range group.kpis {
			t.kpi(k, columns)
		}
	}
}

// noKPIs says why there is nothing to see, and what to do.
func (t *terminal) noKPIs() {
	t.gap()
	if t.result.Diagnostics.HasErrors() {
		t.text(0, screen.Plain, "No KPI was judged: mend the errors that were reported first.")
		return
	}
	t.text(0, screen.Plain, "No KPI was judged. Declare a goal with a kpi block and a target, or widen --target.")
}

func (t *terminal) goal(group goalKPIs) {
	title := "GOAL " + screen.Text(group.name)
	used := screen.Width(title)
	description, owner := "", ""
	if group.goal != nil {
		description, owner = screen.Text(group.goal.Description), screen.Text(group.goal.Owner)
	}
	if used > t.width {
		t.text(0, screen.Strong, title)
		t.phrases(indent, screen.Plain, []string{description, owner})
		return
	}
	line := t.paint.In(screen.Strong, title)
	if description != "" && !t.stacked() && used+columnGap+screen.Width(description) <= t.width {
		line += spaces(columnGap) + description
		used += columnGap + screen.Width(description)
		description = ""
	}
	if owner != "" && used+columnGap+screen.Width(owner) <= t.width {
		line += spaces(t.width-used-screen.Width(owner)) + t.paint.In(screen.Faint, owner)
		owner = ""
	}
	t.print(line)
	t.phrases(indent, screen.Plain, []string{description, owner})
	if t.opts.Verbose && group.goal != nil {
		t.phrases(indent, screen.Faint, []string{place(group.goal.Range)})
	}
}

// groupByGoal keeps goals in order of declaration and sorts the KPIs of each by
// their status, the worst first.
func groupByGoal(kpis []*engine.KPIResult) []goalKPIs {
	var groups []goalKPIs
	index := make(map[string]int)
	for _, k := range kpis {
		name := goalName(k.KPI.Address)
		i, known := index[name]
		if !known {
			i = len(groups)
			index[name] = i
			groups = append(groups, goalKPIs{name: name, goal: k.Goal})
		}
		groups[i].kpis = append(groups[i].kpis, k)
	}
	for _, group := range groups {
		slices.SortStableFunc(group.kpis, func(a, b *engine.KPIResult) int { return rank(a.Status) - rank(b.Status) })
	}
	return groups
}

func withoutGreen(groups []goalKPIs) []goalKPIs {
	var kept []goalKPIs
	for _, group := range groups {
		group.kpis = slices.DeleteFunc(group.kpis, func(k *engine.KPIResult) bool { return green(k.Status) })
		if len(group.kpis) > 0 {
			kept = append(kept, group)
		}
	}
	return kept
}
