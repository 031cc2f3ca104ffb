package engine

import (
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
}

// begin prepares for the rows of an attempt.
func (o *outcome) begin(q *PlannedQuery, rates *rates) {
	o.header, o.trailer, o.tallies = connector.Header{}, connector.Trailer{}, nil
	o.starts, o.rhythm, o.zone = nil, nil, nil
	if longRows(q.report) && q.Query.Grain == connector.GrainDay {
		o.starts = make(map[connector.Date]bool)
	}
	for _, s := range q.selections {
		o.tallies = append(o.tallies, newTally(s, rates.daily))
	}
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

// interrupted is the failure of a query that was not let finish.
const interrupted = "interrupted"
