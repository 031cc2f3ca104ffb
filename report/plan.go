package report

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/figure"
	"github.com/roictl/roictl/report/screen"
)

// PlanDocument is everything that a report of a plan is made of.
type PlanDocument struct {
	Plan *engine.Plan
	// Estimated says that the connectors were asked what the queries will cost.
	Estimated bool
	// Settings are those of the configuration.
	Settings config.Settings
	// Changes are the differences of the declarations from those of the last
	// recorded run; nil without a history.
	Changes []history.Change
	// Diagnostics are what binding, planning and estimating found.
	Diagnostics hcl.Diagnostics
	// Version is roictl's own.
	Version string
	// Files are the configuration's sources by name; may be nil.
	Files *config.Sources
}

var errNoPlan = errors.New("render plan: the document has no plan")

// PlanTerminal writes a plan for people: which KPIs will be judged on which
// periods, what will be asked of whom, and what changed in the declarations
// since the last recorded run. Of a large plan it counts the KPIs of each goal;
// Verbose lists all of them, and Quiet shows the changes only.
//
// It writes no diagnostics; see [Diagnostics]. It returns the writer's error.
func PlanTerminal(w io.Writer, doc *PlanDocument, opts TerminalOptions) error {
	if doc.Plan == nil {
		return errNoPlan
	}
	p := &planPage{page: newPage(w, opts.Width, opts.Color), doc: doc, plan: doc.Plan, opts: opts}
	p.head()
	if !opts.Quiet {
		p.judged()
		p.asked()
	}
	p.changes("CHANGES in the declarations since the last recorded run", doc.Changes, opts.Verbose)
	p.closing()
	return p.done()
}

// planPage is one rendering of a plan.
type planPage struct {
	*page
	doc  *PlanDocument
	plan *engine.Plan
	opts TerminalOptions
}

func (p *planPage) head() {
	facts := []string{"Plan as of " + p.plan.Options.AsOf.String()}
	for _, setting := range []string{p.doc.Settings.TimeZone, p.doc.Settings.Currency} {
		if setting != "" {
			facts = append(facts, screen.Text(setting))
		}
	}
	if selection := p.plan.Options.Period; selection != "" {
		facts = append(facts, "period "+screen.Text(selection))
	}
	p.phrases(0, screen.Plain, facts)
}

// asked writes the queries.
func (p *planPage) asked() {
	if len(p.plan.Queries) == 0 {
		return
	}
	p.heading("WILL ASK")
	for _, q := range p.plan.Queries {
		p.hang(spaces(indent)+screen.Cut(q.ID, least)+spaces(columnGap), 2*indent, screen.Plain, screen.Text(q.Source.String()))
		p.phrases(2*indent, screen.Plain, queryPhrases(q.Query))
		p.phrases(2*indent, screen.Plain, []string{"for " + needsText(q.Needs, p.opts.Verbose)})
		if p.doc.Estimated {
			p.phrases(2*indent, screen.Faint, costPhrases(q.Cost))
		}
	}
}

// needsText names the metrics that a query answers.
func needsText(needs []config.Address, all bool) string {
	names := make([]string, 0, len(needs))
	for i, address := range needs {
		if i == 2*addressesNamed && !all {
			names = append(names, "and "+counted(len(needs)-i, "other metric", "other metrics"))
			break
		}
		names = append(names, screen.Text(address.String()))
	}
	return strings.Join(names, ", ")
}

// amounting writes a number that may be large with the word that goes with it.
func amounting(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figure.Count(new(big.Rat).SetInt64(n)) + " " + many
}

// costPhrases say what a query will do and cost, as its connector estimates.
func costPhrases(c connector.QueryPlan) []string {
	var phrases []string
	for _, step := range c.Steps {
		phrases = append(phrases, screen.Cut(step, longestReason))
	}
	if c.EstimatedCalls > 0 {
		phrases = append(phrases, "about "+counted(c.EstimatedCalls, "API call", "API calls"))
	}
	if c.EstimatedRows > 0 {
		phrases = append(phrases, "about "+amounting(c.EstimatedRows, "row", "rows"))
	}
	if c.QuotaUnits > 0 {
		phrases = append(phrases, amounting(c.QuotaUnits, "unit of quota", "units of quota"))
	}
	if c.ProvisionalTo != 0 {
		phrases = append(phrases, "days from "+c.ProvisionalTo.String()+" on may still change")
	}
	if len(c.PushedDown) > 0 {
		phrases = append(phrases, "filtered at the source by "+list(c.PushedDown))
	}
	return phrases
}

// closing sums the plan up in one line.
func (p *planPage) closing() {
	p.gap()
	s := summaryOf(p.doc)
	parts := []string{counted(s.KPIs, "KPI", "KPIs") + " to judge"}
	if s.Skipped > 0 {
		parts[0] += fmt.Sprintf(" (%d skipped)", s.Skipped)
	}
	if s.Campaigns > 0 {
		parts = append(parts, counted(s.Campaigns, "campaign", "campaigns"))
	}
	asked := counted(s.Queries, "query", "queries") + " to " + counted(s.Sources, "source", "sources")
	if p.doc.Estimated {
		asked += ", " + counted(s.APICalls, "API call", "API calls")
	}
	parts = append(parts, asked)
	for _, moved := range []history.Direction{history.Loosened, history.Tightened} {
		n := 0
		for _, c := range p.doc.Changes {
			if c.Direction == moved {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, "target", "targets")+" "+string(moved))
		}
	}
	if problems := problemText(p.doc.Diagnostics); problems != "" {
		parts = append(parts, problems)
	}
	p.phrases(0, screen.Strong, parts)
}

// summaryOf counts what a plan holds.
func summaryOf(doc *PlanDocument) planSummaryJSON {
	s := planSummaryJSON{KPIs: len(doc.Plan.KPIs), Campaigns: len(doc.Plan.Campaigns), Queries: len(doc.Plan.Queries)}
	for _, k := range doc.Plan.KPIs {
		if k.Skip != "" {
			s.Skipped++
		}
	}
	var sources []config.Address
	for _, q := range doc.Plan.Queries {
		s.APICalls += q.Cost.EstimatedCalls
		if !slices.Contains(sources, q.Source) {
			sources = append(sources, q.Source)
		}
	}
	s.Sources = len(sources)
	return s
}
