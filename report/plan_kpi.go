package report

import (
	"fmt"
	"strings"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// judged writes the KPIs of each goal with their targets and periods.
func (p *planPage) judged() {
	if len(p.plan.KPIs) == 0 {
		p.gap()
		p.text(0, screen.Plain, "No KPI will be judged. Declare a goal with a kpi block and a target, or widen --target.")
		return
	}
	var order []string
	groups := make(map[string][]*engine.PlannedKPI)
	for _, k := range p.plan.KPIs {
		name := goalName(k.KPI.Address)
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], k)
	}
	p.heading("WILL JUDGE")
	for _, name := range order {
		p.text(indent, screen.Strong, "GOAL "+screen.Text(name))
		p.plannedGoal(groups[name])
	}
}

// plannedGoal lists the KPIs of one goal; of a large plan those that are
// skipped, and how many others there are on which period.
func (p *planPage) plannedGoal(kpis []*engine.PlannedKPI) {
	var listed []*engine.PlannedKPI
	var periods []string
	counts := make(map[string]int)
	for _, k := range kpis {
		if len(p.plan.KPIs) < longReport || p.opts.Verbose || k.Skip != "" {
			listed = append(listed, k)
			continue
		}
		if counts[k.Period.Name] == 0 {
			periods = append(periods, k.Period.Name)
		}
		counts[k.Period.Name]++
	}
	for _, name := range periods {
		p.text(2*indent, screen.Plain, counted(counts[name], "KPI", "KPIs")+" on "+screen.Text(name))
	}
	table := screen.Table{Header: []string{"", "", ""}}
	for _, k := range listed {
		period := k.Period.Name
		if k.Skip != "" {
			period = "skipped"
		}
		table.Rows = append(table.Rows, []string{nameInGoal(k.KPI.Address), declaredText(k.KPI.Target), period})
	}
	for i, line := range p.plannedLines(table) {
		if len(line) == 1 {
			p.print(spaces(2*indent) + line[0])
		} else {
			p.text(2*indent, screen.Plain, screen.Text(line[0]))
			p.phrases(3*indent, screen.Plain, []string{screen.Cut(line[1], longestReason), screen.Cut(line[2], longestReason)})
		}
		p.phrases(3*indent, screen.Plain, []string{screen.Cut(listed[i].Skip, longestReason)})
		if p.opts.Verbose {
			p.phrases(3*indent, screen.Faint, []string{place(listed[i].KPI.Range)})
		}
	}
}

// plannedLines returns each row of the table as one finished line, or as its
// cells where the table is too wide.
func (p *planPage) plannedLines(table screen.Table) [][]string {
	if table.Width() > p.width-2*indent {
		return table.Rows
	}
	lines := table.Lines(p.width - 2*indent)
	rows := make([][]string, len(lines))
	for i, line := range lines {
		rows[i] = []string{line}
	}
	return rows
}

// declaredText says a target in words, as it is declared: no baseline is known
// before a check.
func declaredText(t *config.Target) string {
	if t == nil {
		return "no target"
	}
	text := strings.ReplaceAll(string(t.Kind), "_", " ") + " " + t.Value.Source
	switch {
	case t.Kind == config.Between:
		text = "from " + t.Low.Source + " to " + t.High.Source
	case t.Kind == config.Equals && t.Tolerance != nil:
		text = fmt.Sprintf("equals %s ± %s", t.Value.Source, t.Tolerance.Source)
	}
	if against := versusText(t.Versus); against != "" {
		text += " on " + against
	}
	return text
}

// versusText names a baseline.
func versusText(v config.Versus) string {
	switch {
	case v.Kind == config.VersusPeriod:
		return v.Period
	case v.Kind == config.VersusValue && v.Value != nil:
		return v.Value.Source
	default:
		return strings.ReplaceAll(v.Kind, "_", " ")
	}
}
