package report

import (
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// columns are the widths of a KPI line's columns, the same for the whole report.
type columns struct{ name, target, actual int }

const (
	indent    = 2
	columnGap = 2
	// details is where what does not fit the columns goes on: under the name.
	details = indent + statusWidth + columnGap
)

// measure finds the widths that show most names, targets and actuals in full.
// What is wider than its share of the line stands on lines of its own.
func (t *terminal) measure(groups []goalKPIs) columns {
	var c columns
	limit := t.limits()
	widen := func(width *int, limit int, text string) {
		if w := screen.Width(text); w <= limit {
			*width = max(*width, w)
		}
	}
	for _, group := range groups {
		for _, k := range group.kpis {
			widen(&c.name, limit.name, screen.Text(nameInGoal(k.KPI.Address)))
			widen(&c.target, limit.target, targetText(k))
			widen(&c.actual, limit.actual, actualText(k))
		}
	}
	return c
}

// limits are the shares of the line that columns may take: what remains is for
// the sample and the forecast.
func (t *terminal) limits() columns {
	room := t.width - details
	return columns{name: room * 33 / 100, target: room * 33 / 100, actual: room * 24 / 100}
}

// kpi writes one KPI: its line, what goes on below it, and its segments.
func (t *terminal) kpi(k *engine.KPIResult, c columns) {
	name, target, actual := screen.Text(nameInGoal(k.KPI.Address)), targetText(k), actualText(k)
	status := t.status(k)
	if t.stacked() {
		t.hang(status+spaces(columnGap), indent, screen.Plain, name)
		t.phrases(indent, screen.Plain, append([]string{actual, target}, t.phrasesOf(k)...))
		t.below(k, indent)
		return
	}
	line := spaces(indent) + status + spaces(statusWidth-screen.Width(t.plainStatus(k))+columnGap)
	if screen.Width(name) > c.name {
		t.hang(line, details, screen.Plain, name)
		line = spaces(details)
		name = ""
	}
	phrases := t.phrasesOf(k)
	line += screen.PadRight(name, c.name) + spaces(columnGap)
	if screen.Width(target) > c.target {
		phrases = append([]string{target}, phrases...)
		target = ""
	}
	line += screen.PadRight(target, c.target) + spaces(columnGap)
	if screen.Width(actual) > c.actual {
		phrases = append([]string{actual}, phrases...)
		actual = ""
	}
	line += screen.PadLeft(actual, c.actual)
	t.fill(line, details+c.name+c.target+c.actual+2*columnGap, phrases)
	t.below(k, details)
}

// fill writes a line with as many phrases as fit behind it and the others below.
func (t *terminal) fill(line string, used int, phrases []string) {
	separator := spaces(columnGap)
	for len(phrases) > 0 {
		width := screen.Width(separator) + screen.Width(phrases[0])
		if used+width > t.width {
			break
		}
		line += separator + phrases[0]
		used += width
		phrases = phrases[1:]
		separator = phraseGap
	}
	t.print(line)
	t.phrases(details, screen.Plain, phrases)
}

// below writes what follows a KPI's own lines.
func (t *terminal) below(k *engine.KPIResult, indent int) {
	t.segments(k, indent)
	if t.opts.Verbose {
		t.phrases(indent, screen.Faint, provenance(k))
	}
}

// status is the coloured mark and word.
func (t *terminal) status(k *engine.KPIResult) string {
	return t.paint.In(appearanceOfKPI(k).tone, t.plainStatus(k))
}

func (t *terminal) plainStatus(k *engine.KPIResult) string {
	a := appearanceOfKPI(k)
	return a.mark + " " + a.word
}

// provenance says where a KPI is declared, what it is made of and from where.
func provenance(k *engine.KPIResult) []string {
	phrases := []string{place(k.KPI.Range)}
	if k.KPI.Value != nil {
		phrases = append(phrases, "value = "+screen.Text(k.KPI.Value.Source))
	}
	for _, source := range k.Sources {
		phrases = append(phrases, screen.Text(source.String()))
	}
	return phrases
}
