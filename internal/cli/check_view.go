package cli

import (
	"time"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/internal/cli/progress"
	"github.com/roictl/roictl/report"
)

// checkView shows a check: while it runs, and when it has ended.
type checkView interface {
	// observe returns what is told how the plan proceeds (nil when nothing is),
	// and what to call when the check has ended.
	observe(plan *engine.Plan) (engine.Observer, func())
	// show writes the diagnostics and the report of a document that has a result.
	show(doc *report.Document) error
}

// checkView chooses the view that the arguments ask for.
func (s *session) checkView(a checkArguments, m *measurement) checkView {
	switch {
	case a.JSON:
		return documentView{s, m}
	case a.Lines:
		return linesView{s, m, report.JSONLines(s.Stdout, s.Now, thisBuild(s.Version).Version)}
	default:
		return peopleView{s, m, a}
	}
}

// complete adds what every document says about its circumstances.
func complete(doc *report.Document, s *session, m *measurement) *report.Document {
	doc.Version, doc.Files = thisBuild(s.Version).Version, m.config.Files
	return doc
}

// documentView writes one JSON document.
type documentView struct {
	session *session
	m       *measurement
}

func (v documentView) observe(*engine.Plan) (engine.Observer, func()) { return nil, func() {} }

func (v documentView) show(doc *report.Document) error {
	return report.JSON(v.session.Stdout, complete(doc, v.session, v.m))
}

// linesView writes one JSON object for each thing that happens.
type linesView struct {
	session *session
	m       *measurement
	events  *report.Events
}

func (v linesView) observe(*engine.Plan) (engine.Observer, func()) { return v.events, func() {} }

func (v linesView) show(doc *report.Document) error {
	v.events.Diagnostics(doc.Result.Diagnostics, v.m.config.Files)
	v.events.Result(complete(doc, v.session, v.m))
	return v.events.Err()
}

// peopleView draws progress on a terminal, and writes a report for people.
type peopleView struct {
	session *session
	m       *measurement
	a       checkArguments
}

func (v peopleView) observe(plan *engine.Plan) (engine.Observer, func()) {
	if v.a.Quiet {
		return nil, func() {}
	}
	return v.session.followProgress(plan)
}

// show writes the report behind the diagnostics, so that its last line, which
// has the exit code, stands next to the prompt. Where a mistake kept everything
// from being judged there is nothing to report.
func (v peopleView) show(doc *report.Document) error {
	s := v.session
	s.diagnose(doc.Result.Diagnostics, v.m.config.Files)
	if len(doc.Result.KPIs) == 0 && len(doc.Result.Campaigns) == 0 && doc.Result.Diagnostics.HasErrors() {
		return nil
	}
	return report.Terminal(s.Stdout, complete(doc, s, v.m), report.TerminalOptions{
		Width:   s.columns(),
		Color:   chooseColors(s.State, s.noColor).Stdout,
		Verbose: v.a.Verbose,
		Quiet:   v.a.Quiet,
	})
}

// progressInterval is how often progress is drawn.
const progressInterval = 100 * time.Millisecond

// followProgress draws on the standard error how the queries of a plan proceed,
// if that is a terminal.
func (s *session) followProgress(plan *engine.Plan) (engine.Observer, func()) {
	if !s.Terminal.Stderr {
		return nil, func() {}
	}
	line := progress.NewLine(s.Stderr, s.columns, len(plan.Queries), s.Now())
	ticker := time.NewTicker(progressInterval)
	stop := line.Follow(ticker.C)
	return line, func() {
		ticker.Stop()
		stop()
	}
}
