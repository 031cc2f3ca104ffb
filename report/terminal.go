package report

import (
	"fmt"
	"io"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/report/screen"
)

// Terminal writes the result of a check for people: the period, the KPIs of
// each goal with the worst first, the return on investment, trouble with
// sources, what changed since earlier runs, what to do where there is no
// verdict, and a closing line with the exit code (domain.md §6.3).
//
// It writes no diagnostics; see [Diagnostics]. It returns the writer's error.
func Terminal(w io.Writer, doc *Document, opts TerminalOptions) error {
	if doc.Result == nil {
		return errNoResult
	}
	t := &terminal{page: newPage(w, opts.Width, opts.Color), doc: doc, result: doc.Result, opts: opts}
	t.mainPeriod = commonPeriod(t.result.KPIs)
	t.header()
	t.goals()
	if !opts.Quiet {
		t.campaigns()
	}
	t.sources()
	t.changes("CHANGES", doc.Changes, opts.Verbose)
	if !opts.Quiet {
		t.advice()
	}
	t.closing()
	return t.done()
}

// terminal is one rendering of a check.
type terminal struct {
	*page
	doc    *Document
	result *engine.Result
	opts   TerminalOptions
	// mainPeriod is the name of the period that most KPIs are judged on.
	mainPeriod string
}

// longReport is the number of KPIs from which the counts stand at the head too
// and the closing names what needs work: the head has scrolled away by then.
const longReport = 25

func (t *terminal) header() {
	facts := []string{"As of " + t.result.AsOf.String()}
	for _, setting := range []string{t.result.TimeZone, t.result.Currency} {
		if setting != "" {
			facts = append(facts, screen.Text(setting))
		}
	}
	if n := len(t.result.Sources); n > 0 {
		text := counted(n, "source", "sources")
		if troubled := len(troubledSources(t.result.Sources)); troubled > 0 {
			text += fmt.Sprintf(", %d in trouble", troubled)
		}
		facts = append(facts, text)
	}
	t.phrases(0, screen.Plain, facts)
	if periods := t.periods(); len(periods) > 0 {
		periods[0] = "Period " + periods[0]
		t.phrases(0, screen.Plain, periods)
	}
	if len(t.result.KPIs) >= longReport {
		text := t.tally()
		if !t.opts.Quiet {
			text += " (--quiet shows only what needs attention)"
		}
		t.text(0, screen.Strong, text)
	}
}

// mostPeriods is how many periods the head names.
const mostPeriods = 4

// periods describes each period that is judged, the one asked for first, then the
// most common one.
func (t *terminal) periods() []string {
	var texts []string
	seen := map[string]bool{"": true}
	add := func(k *engine.KPIResult) {
		if !seen[k.Period.Name] {
			seen[k.Period.Name] = true
			texts = append(texts, periodText(k.Period, t.result.AsOf))
		}
	}
	asked := []func(*engine.KPIResult) bool{
		func(k *engine.KPIResult) bool { return k.Period.Name == t.result.Period }, // the one of --period
		func(k *engine.KPIResult) bool { return k.Period.Name == t.mainPeriod },
		func(k *engine.KPIResult) bool { return k.Status != engine.Skipped },
	}
	for _, wanted := range asked {
		for _, k := range t.result.KPIs {
			if wanted(k) {
				add(k)
			}
		}
	}
	if len(texts) > mostPeriods {
		more := len(texts) - mostPeriods + 1
		texts = append(texts[:mostPeriods-1], fmt.Sprintf("and %d other periods", more))
	}
	return texts
}

// progress says how many days of an open period are complete: today is not.
func progress(p calendar.Period, asOf connector.Date) string {
	complete := p.Interval
	complete.End = min(complete.End, asOf-1)
	if complete.End == p.End || complete.Days() == 0 {
		return ""
	}
	return fmt.Sprintf(", day"+noBreak+"%d"+noBreak+"of"+noBreak+"%d", complete.Days(), p.Days())
}

// commonPeriod is the name of the period that most KPIs are judged on, the
// first one where several are as common. Only other periods are named at a KPI.
func commonPeriod(kpis []*engine.KPIResult) string {
	counts := make(map[string]int)
	common := ""
	for _, k := range kpis {
		counts[k.Period.Name]++
	}
	for _, k := range kpis {
		if k.Period.Name != "" && counts[k.Period.Name] > counts[common] || common == "" {
			common = k.Period.Name
		}
	}
	return common
}
