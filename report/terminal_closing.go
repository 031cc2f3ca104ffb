package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// addressesNamed is how many KPIs a line names before it counts the others.
const addressesNamed = 3

// advice says, once for each status that is not a verdict and what it lacks, what to
// do next.
func (t *terminal) advice() {
	first := true
	for _, kpis := range t.alike() {
		a := appearanceOfKPI(kpis[0])
		if a.advice == "" {
			continue
		}
		if first {
			t.heading("NEXT")
			first = false
		}
		text := a.word + " " + addressesOf(kpis, addressesNamed) + ": " + a.advice
		if a.explain {
			text += "; see roictl" + noBreak + "explain" + noBreak + screen.Text(kpis[0].KPI.Address.String())
		}
		lines := screen.Wrap(text, t.width-2*indent)
		for i, line := range lines {
			t.print(spaces(indent*min(i+1, 2)) + line)
		}
	}
}

// closing sums up the run in one line, with the exit code.
func (t *terminal) closing() {
	t.gap()
	if len(t.result.KPIs) >= longReport {
		for _, status := range []engine.Status{engine.Missed, engine.Errored, engine.AtRisk} {
			if kpis := t.withStatus(status); len(kpis) > 0 {
				a := appearanceOf(status)
				t.text(0, a.tone, a.mark+" "+a.word+": "+addressesOf(kpis, 3*addressesNamed))
			}
		}
	}
	text := t.tally()
	if problems := problemText(t.result.Diagnostics); problems != "" {
		text += phraseGap + problems
	}
	tone := screen.Good
	if t.result.ExitCode != 0 {
		tone = screen.Bad
	}
	exit := fmt.Sprintf("exit %d", t.result.ExitCode)
	lines := screen.Wrap(text, t.width)
	last := lines[len(lines)-1]
	for _, line := range lines[:len(lines)-1] {
		t.print(line)
	}
	if free := t.width - screen.Width(last) - screen.Width(exit); free >= columnGap {
		t.print(last + spaces(columnGap) + t.paint.In(tone, exit))
		return
	}
	t.print(last)
	t.print(t.paint.In(tone, exit))
}

// tally counts the KPIs by status, the worst first.
func (t *terminal) tally() string {
	if len(t.result.KPIs) == 0 {
		return "No KPI judged"
	}
	var words []string
	numbers := make(map[string]int)
	count := func(k *engine.KPIResult) {
		word := appearanceOfKPI(k).counted
		if numbers[word]++; numbers[word] == 1 {
			words = append(words, word)
		}
	}
	for _, status := range statusOrder {
		for _, k := range t.withStatus(status) {
			count(k)
		}
	}
	for _, k := range t.result.KPIs {
		if rank(k.Status) < 0 { // a status that is new to this renderer
			count(k)
		}
	}
	var parts []string
	for _, word := range words {
		parts = append(parts, fmt.Sprintf("%d%s%s", numbers[word], noBreak, strings.ReplaceAll(word, " ", noBreak)))
	}
	return counted(len(t.result.KPIs), "KPI", "KPIs") + ": " + strings.Join(parts, ", ")
}

// alike are the KPIs of each status, the worst first, and of the insufficient ones
// those that lack the same. A status that is new to this renderer has no advice.
func (t *terminal) alike() [][]*engine.KPIResult {
	var groups [][]*engine.KPIResult
	for _, status := range statusOrder {
		var lacks []engine.Lack
		for _, k := range t.withStatus(status) {
			at := slices.Index(lacks, k.Lack)
			if at < 0 {
				at = len(lacks)
				lacks, groups = append(lacks, k.Lack), append(groups, nil)
			}
			at += len(groups) - len(lacks)
			groups[at] = append(groups[at], k)
		}
	}
	return groups
}

func (t *terminal) withStatus(status engine.Status) []*engine.KPIResult {
	var kpis []*engine.KPIResult
	for _, k := range t.result.KPIs {
		if k.Status == status {
			kpis = append(kpis, k)
		}
	}
	return kpis
}

// addressesOf lists KPIs by address, and counts those beyond the limit.
func addressesOf(kpis []*engine.KPIResult, limit int) string {
	var names []string
	for i, k := range kpis {
		if i == limit {
			names = append(names, fmt.Sprintf("and %d more", len(kpis)-limit))
			break
		}
		names = append(names, screen.Text(k.KPI.Address.String()))
	}
	return strings.Join(names, ", ")
}

// problemText counts diagnostics, which stand elsewhere.
func problemText(diags hcl.Diagnostics) string {
	errors, warnings := 0, 0
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			errors++
		} else {
			warnings++
		}
	}
	var parts []string
	if errors > 0 {
		parts = append(parts, counted(errors, "error", "errors"))
	}
	if warnings > 0 {
		parts = append(parts, counted(warnings, "warning", "warnings"))
	}
	return strings.Join(parts, ", ")
}
