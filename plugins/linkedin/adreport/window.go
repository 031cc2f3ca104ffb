package adreport

import (
	"github.com/roictl/roictl/connector"
)

// window is a part of what is asked for: days with the metrics that LinkedIn gives
// for so many.
type window struct {
	days     connector.Interval
	interval int // of the query
	metrics  []string
}

// windows are the days to ask for: those of the query that LinkedIn has any rows of.
func (a *answer) windows() []window {
	kept := connector.Interval{Start: a.oldest(), End: a.source.Today()}
	var all []window
	for i, asked := range a.query.Intervals {
		days := connector.Interval{Start: max(asked.Start, kept.Start), End: min(asked.End, kept.End)}
		if days.End < days.Start {
			continue
		}
		longest := a.longest()
		switch {
		case longest == 0 || days.Days() <= longest:
			all = append(all, window{days, i, a.metrics})
		case a.daily():
			for start := days.Start; start <= days.End; start += connector.Date(longest) {
				all = append(all, window{connector.Interval{Start: start, End: min(days.End, start+connector.Date(longest)-1)}, i, a.metrics})
			}
		default:
			all = append(all, window{days, i, a.short(days.Days())})
		}
	}
	return all
}

// longest is the longest window in which LinkedIn gives all of the measures; 0 for
// any.
func (q *Question) longest() int {
	longest := 0
	for _, m := range q.measures {
		if m.Longest > 0 && (longest == 0 || m.Longest < longest) {
			longest = m.Longest
		}
	}
	return longest
}

// short are the metrics that LinkedIn gives for so many days.
func (q *Question) short(days int) []string {
	var metrics []string
	for _, name := range q.metrics {
		if m, _ := q.names.Measure(name); m.Longest == 0 || days <= m.Longest {
			metrics = append(metrics, name)
		}
	}
	return metrics
}
