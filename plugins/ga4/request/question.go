package request

import (
	"cmp"
	"slices"

	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
)

// Limits of one report request.
const (
	MaxDimensions = 9 // the date counts
	maxMetrics    = 10
	maxRanges     = 4
)

// FirstDay is the first day that the Data API takes in a request.
var FirstDay = connector.DateOf(2015, 8, 14)

// Question is what is asked, in Google's names.
type Question struct {
	Dimensions []string // without the date
	Metrics    []string // each once
	Filter     *analyticsdata.FilterExpression
	Intervals  []connector.Interval
	Daily      bool   // a row for each day, where the intervals are disjoint and sorted
	Currency   string // to convert money into; empty for the property's own
}

// Width is the number of dimensions that a request for the question has.
func (q *Question) Width() int {
	if q.Daily {
		return len(q.Dimensions) + 1
	}
	return len(q.Dimensions)
}

// Split returns the fewest requests that answer the question; none where all of
// its days are before the first that Google knows.
func (q *Question) Split() []Request {
	ranges := q.ranges()
	if len(ranges) == 0 {
		return nil
	}
	groups := slices.Collect(slices.Chunk(q.Metrics, maxMetrics))
	if len(groups) == 0 {
		groups = [][]string{nil} // dimensions only
	}
	var requests []Request
	for chunk := range slices.Chunk(ranges, maxRanges) {
		for _, metrics := range groups {
			requests = append(requests, Request{question: q, Metrics: metrics, ranges: chunk})
		}
	}
	return requests
}

// span is one date range of a request.
type span struct {
	connector.Interval
	slot int32 // position of the interval in the question, unless rows are daily
}

// ranges are the date ranges to ask for. Rows by day come in one request however
// many intervals there are: the smallest gaps are asked for too, and left out
// when they come.
func (q *Question) ranges() []span {
	var ranges []span
	for i, interval := range q.Intervals {
		interval.Start = max(interval.Start, FirstDay)
		if interval.Days() > 0 {
			ranges = append(ranges, span{interval, int32(i)})
		}
	}
	for q.Daily && len(ranges) > maxRanges {
		gap := func(i int) int { return int(ranges[i+1].Start - ranges[i].End) }
		narrowest := slices.MinFunc(positions(len(ranges)-1), func(a, b int) int { return cmp.Compare(gap(a), gap(b)) })
		ranges[narrowest].End = ranges[narrowest+1].End
		ranges = slices.Delete(ranges, narrowest+1, narrowest+2)
	}
	return ranges
}

func positions(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// wants says whether a day is in any interval of the question.
func (q *Question) wants(day connector.Date) bool {
	return slices.ContainsFunc(q.Intervals, func(i connector.Interval) bool { return i.Contains(day) })
}
