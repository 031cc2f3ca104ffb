package engine

import (
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/connector"
)

// outcome is what became of a query in one run.
type outcome struct {
	header  connector.Header
	trailer connector.Trailer
	tallies []*tally                // by selection
	starts  map[connector.Date]bool // first days of rows, where they may cover several; nil elsewhere
	rhythm  *rhythm                 // nil likewise
	zone    *time.Location          // of its days; nil where that of the report
	failure string                  // why it failed; "" when it did not
	problem string                  // that in a few words
	diags   hcl.Diagnostics
	result  QueryResult

	refused bool               // its failure is one of the question, not of the source
	parts   []answered         // in which it was asked instead, since it was refused as a whole
	matched map[string]matched // filters without rows in a window, by key: whether any row has ever passed
}

// answered is a part of a query that was asked, or refused, on its own.
type answered struct {
	query   *PlannedQuery
	outcome *outcome
}

// leaves are the outcomes that a query has in the end: its own, or those of its
// parts.
func (o *outcome) leaves(q *PlannedQuery) []answered {
	if len(o.parts) == 0 {
		return []answered{{q, o}}
	}
	var all []answered
	for _, part := range o.parts {
		all = append(all, part.outcome.leaves(part.query)...)
	}
	return all
}

// begin prepares for the rows of an attempt.
func (o *outcome) begin(q *PlannedQuery, rates *rates) {
	o.header, o.trailer, o.tallies = connector.Header{}, connector.Trailer{}, nil
	o.starts, o.rhythm, o.zone, o.matched = nil, nil, nil, nil
	if longRows(q.report) && q.Query.Grain == connector.GrainDay {
		o.starts = make(map[connector.Date]bool)
	}
	daily := rates.daily
	if o.starts != nil {
		daily = func(string) bool { return true } // which rows are over is known in the end
	}
	for _, s := range q.selections {
		o.tallies = append(o.tallies, newTally(s, daily))
	}
}

// refuse ends a query, or a part of one, with what is wrong with its question, in
// place of what was said from a position on.
func (o *outcome) refuse(diags hcl.Diagnostics, from int) {
	first := firstError(diags)
	o.refused, o.failure, o.problem = true, firstSentence(first), first.Summary
	o.diags = slices.Concat(o.diags[:from], diags)
}

// settled says that a cell without rows is known to be 0: the source has all days
// of the window, at least as far as it has any, left nothing out, and does not
// call all of them provisional.
func (o *outcome) settled(window connector.Interval) bool {
	t := o.trailer
	if !o.header.Dense || t.CoveredFrom == 0 || t.FreshUntil == 0 || t.CoveredFrom > window.End || t.FreshUntil < window.Start {
		return false
	}
	for _, flag := range t.Flags {
		switch flag.Code {
		case connector.FlagPartial, connector.FlagThresholded, connector.FlagCapped:
			return false
		case connector.FlagProvisional:
			if flag.Since <= window.Start {
				return false // what has not come in yet is not known to be nothing
			}
		}
	}
	return true
}

// unknown says why the rows do not tell what happened in a period, because they
// cover longer ones; "" where they do.
func (o *outcome) unknown(period connector.Interval, lastDay connector.Date) string {
	if o.rhythm == nil {
		return ""
	}
	return o.rhythm.unknown(period, lastDay)
}

// interrupted is the failure of a query that was not let finish.
const interrupted = "interrupted"
