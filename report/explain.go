package report

import (
	"io"
	"strings"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report/screen"
)

// ExplainOptions say how an explanation is laid out.
type ExplainOptions struct {
	Width int  // columns of the terminal; 80 when it is not known
	Color bool // whether escape sequences for colour may be written
}

// Explain writes how a number of the report came about: its formula as a tree
// with the value, the place in the configuration, the window and the queries of
// every part, then those queries with the time they were observed and what the
// sources say about the quality of their data.
//
// The address is that of a KPI (goal.sales.cpa), a campaign, one of its figures
// or lines (campaign.spring.roi, campaign.spring.cost.ads), or a metric that any
// of them uses. Another one gives an error that says what is near it; else the
// writer's error is returned.
func Explain(w io.Writer, doc *Document, address string, opts ExplainOptions) error {
	subject, err := findSubject(doc, address)
	if err != nil {
		return err
	}
	e := &explainer{
		page:  newPage(w, opts.Width, opts.Color),
		doc:   doc,
		shown: make(shownParts),
	}
	e.head(subject)
	e.heading("HOW")
	if len(subject.traces) == 0 {
		e.text(indent, screen.Plain, "nothing was computed")
	}
	for _, trace := range subject.traces {
		e.tree(trace, spaces(indent), spaces(indent))
	}
	e.queries(subject)
	e.flags(subject)
	return e.done()
}

// explainer is one rendering of an explanation.
type explainer struct {
	*page
	doc   *Document
	shown shownParts
}

// head says what is explained and how it stands.
func (e *explainer) head(s *subject) {
	e.text(0, screen.Strong, screen.Text(s.address))
	switch {
	case s.kpi != nil:
		k := s.kpi
		a := appearanceOfKPI(k)
		e.print(spaces(indent) + e.paint.In(a.tone, a.mark+" "+a.word))
		e.phrases(indent, screen.Plain, []string{atLeast(k.Actual, k.Flags) + exactText(k.Actual), targetText(k), sampleText(k), baselineText(k)})
		e.phrases(indent, screen.Plain, []string{reasonText(k)})
		e.phrases(indent, screen.Plain, paceTexts(k))
		e.phrases(indent, screen.Plain, []string{periodText(k.Period, e.doc.Result.AsOf), previousText(k), screen.Cut(k.PreviousNote, longestReason), place(k.KPI.Range)})
	case s.campaign != nil:
		c := s.campaign
		facts := []string{days(c.Window.Interval), screen.Text(c.Currency), "on " + screen.Text(c.Basis), coverageText(c)}
		if c.Window.Days() == 0 {
			facts[0] = "not begun"
		}
		if c.Campaign != nil {
			facts = append(facts, place(c.Campaign.Range))
		}
		e.phrases(indent, screen.Plain, facts)
	}
}

// flags says what is known about the quality of the data.
func (e *explainer) flags(s *subject) {
	var flags []string
	if s.kpi != nil {
		flags = flagWords(s.kpi.Flags, "")
	} else if s.campaign != nil {
		flags = flagWords(s.campaign.Flags, "")
	}
	used := s.queries()
	var lines []string
	for _, source := range e.doc.Result.Sources {
		if !usesAny(source, used) {
			continue
		}
		for _, flag := range orderedFlags(source.Flags) {
			lines = append(lines, screen.Text(source.Address.String())+": "+flagText(flag))
		}
	}
	if len(flags) == 0 && len(lines) == 0 {
		return
	}
	e.heading("QUALITY")
	e.text(indent, screen.Plain, orNone(strings.Join(flags, ", "), "nothing is flagged at the figure itself"))
	for _, line := range lines {
		e.hang(spaces(indent), 2*indent, screen.Plain, line)
	}
}

func usesAny(source *engine.SourceResult, ids map[string]bool) bool {
	for _, q := range source.Queries {
		if ids[q.ID] {
			return true
		}
	}
	return false
}
