package calendar

import "github.com/roictl/roictl/connector"

// Closed says whether all days of the period are complete on a day, which itself
// is not.
func (p Period) Closed(asOf connector.Date) bool { return p.End < asOf }

// Elapsed counts the complete days of the period on a day, which itself is not
// complete.
func (p Period) Elapsed(asOf connector.Date) int {
	return Overlap(p.Interval, connector.Interval{Start: p.Start, End: asOf - 1}).Days()
}
