package engine

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/connector"
)

// mergeIntervals sorts intervals and joins those that overlap or touch.
func mergeIntervals(intervals []connector.Interval) []connector.Interval {
	sorted := slices.SortedFunc(slices.Values(intervals), func(a, b connector.Interval) int { return cmp.Compare(a.Start, b.Start) })
	var merged []connector.Interval
	for _, i := range sorted {
		if last := len(merged) - 1; last >= 0 && i.Start <= merged[last].End+1 {
			merged[last].End = max(merged[last].End, i.End)
			continue
		}
		merged = append(merged, i)
	}
	return merged
}

// distinctIntervals drops repeated intervals and keeps the order.
func distinctIntervals(intervals []connector.Interval) []connector.Interval {
	seen := make(map[connector.Interval]bool, len(intervals))
	var distinct []connector.Interval
	for _, i := range intervals {
		if !seen[i] {
			seen[i] = true
			distinct = append(distinct, i)
		}
	}
	return distinct
}
