package pagereport

import (
	"slices"
	"time"

	"github.com/roictl/roictl/connector"
)

// LinkedIn takes less than fourteen months in a request, and knows of posts the last
// twelve (Community Management API, "Share Statistics").
const (
	longestRequest = 365
	shareMonths    = 12
)

// requests are the days to ask a statistic for: whole ones that are over.
func (q *Question) requests(s statistic, today connector.Date) []connector.Interval {
	first, last := connector.Date(0), today-1
	if s == shares {
		first = connector.DateIn(today.Time().AddDate(0, -shareMonths, 0), time.UTC)
	}
	var all []connector.Interval
	for _, days := range q.spans(s, today) {
		days.Start, days.End = max(days.Start, first), min(days.End, last)
		for start := days.Start; start <= days.End; start += longestRequest {
			all = append(all, connector.Interval{Start: start, End: min(days.End, start+longestRequest-1)})
		}
	}
	return all
}

// spans are the days of the query, merged. For the number of followers, those up to
// today are needed as well, to count back from it.
func (q *Question) spans(s statistic, today connector.Date) []connector.Interval {
	sorted := slices.SortedFunc(slices.Values(q.query.Intervals), func(a, b connector.Interval) int { return int(a.Start - b.Start) })
	if s == followers && q.stock() {
		return []connector.Interval{{Start: sorted[0].Start, End: today - 1}}
	}
	merged := sorted[:1]
	for _, next := range sorted[1:] {
		if last := &merged[len(merged)-1]; next.Start <= last.End+1 {
			last.End = max(last.End, next.End)
		} else {
			merged = append(merged, next)
		}
	}
	return merged
}

// months are the windows for which LinkedIn counts different people other than of a
// day: whole calendar months.
func (q *Question) months() []connector.Interval {
	if q.query.Grain == connector.GrainDay || !slices.ContainsFunc([]statistic{shares, views}, q.people) {
		return nil
	}
	var all []connector.Interval
	for _, i := range q.query.Intervals {
		if wholeMonth(i) && !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

func wholeMonth(i connector.Interval) bool {
	year, month, day := i.Start.Time().Date()
	return day == 1 && i.End == connector.DateOf(year, month+1, 0)
}
