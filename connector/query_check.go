package connector

import "fmt"

// check says why a query cannot be answered by any connector. It spares authors
// the checks that are the same everywhere.
func (q Query) check() Diagnostics {
	var diags Diagnostics
	invalid := func(format string, values ...any) {
		diags = append(diags, NewError(CodeQuery, "Invalid query", fmt.Sprintf(format, values...)))
	}
	if len(q.Measures)+len(q.Dimensions) == 0 {
		invalid("The query of report %q asks for neither measures nor dimensions.", q.Report)
	}
	if len(q.Intervals) == 0 {
		invalid("The query of report %q asks for no days.", q.Report)
	}
	if q.Grain != GrainDay && q.Grain != GrainTotal {
		invalid("The query of report %q asks for the unknown grain %q; there are %q and %q.", q.Report, q.Grain, GrainDay, GrainTotal)
	}
	for i, interval := range q.Intervals {
		if interval.Days() == 0 {
			invalid("The interval %s ends before it starts.", interval)
		}
		if q.Grain == GrainDay && i > 0 && interval.Start <= q.Intervals[i-1].End {
			invalid("The intervals %s and %s overlap or are out of order; with daily rows every day is asked for once.", q.Intervals[i-1], interval)
		}
	}
	return diags
}
