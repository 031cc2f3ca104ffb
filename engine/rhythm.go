package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/roictl/roictl/connector"
)

// rhythm is how the rows of a result lie on the calendar where a row covers more
// than a day, as in an export by week. Such a row cannot be split: it counts
// wholly on its first day, so that a period whose edge cuts it has too much or
// too little, and the days it covers are all that a pace may rest on.
type rhythm struct {
	source  string
	days    int              // that each row covers; 0 when not known
	monthly bool             // each row covers a calendar month
	starts  []connector.Date // first days of rows, sorted, each once
}

// longRows says whether rows of a report may cover more than a day.
func longRows(r connector.Report) bool { return r.RowDays > 1 || r.RowDays == connector.RowDaysVary }

// rhythmOf finds the rhythm in the first days of a result's rows. Where the
// connector does not say how long they are, days, weeks and months are told by
// their starts; of anything else nothing is assumed.
func rhythmOf(q *PlannedQuery, out *outcome) *rhythm {
	r := &rhythm{source: q.Source.String(), days: q.report.RowDays, starts: slices.Sorted(maps.Keys(out.starts))}
	if r.days != connector.RowDaysVary {
		return r
	}
	r.days = 0
	switch gap := r.leastGap(); {
	case gap == 1:
		r.days = 1
	case gap == week && r.inStep(week):
		r.days = week
	case r.startsMonths():
		r.monthly = true
	}
	return r
}

const week = 7

// leastGap is the least number of days from one start to the next; 0 when there
// are not two.
func (r *rhythm) leastGap() int {
	least := 0
	for i := 1; i < len(r.starts); i++ {
		if gap := int(r.starts[i] - r.starts[i-1]); least == 0 || gap < least {
			least = gap
		}
	}
	return least
}

// inStep says whether all starts are whole numbers of steps apart.
func (r *rhythm) inStep(days int) bool {
	return !slices.ContainsFunc(r.starts, func(d connector.Date) bool { return int(d-r.starts[0])%days != 0 })
}

// startsMonths says whether all starts are the first of a month, and two of them
// follow each other, as they do not in rows of a quarter.
func (r *rhythm) startsMonths() bool {
	follow := false
	for i, d := range r.starts {
		if !firstOfMonth(d) {
			return false
		}
		follow = follow || i > 0 && endOfMonth(r.starts[i-1])+1 == d
	}
	return follow
}

func firstOfMonth(d connector.Date) bool { return d.Time().Day() == 1 }

func endOfMonth(d connector.Date) connector.Date {
	t := d.Time()
	return connector.DateOf(t.Year(), t.Month()+1, 1) - 1
}

// known says whether the length of the rows is known.
func (r *rhythm) known() bool { return r.days > 0 || r.monthly }

// last is the last day of the row that begins on a day.
func (r *rhythm) last(start connector.Date) connector.Date {
	if r.monthly {
		return endOfMonth(start)
	}
	return start + connector.Date(r.days) - 1
}

// cuts says whether an edge between the day before and a day may lie inside a row.
func (r *rhythm) cuts(day connector.Date) bool {
	switch {
	case !r.known():
		return true
	case r.monthly:
		return !firstOfMonth(day)
	}
	return slices.ContainsFunc(r.starts, func(start connector.Date) bool { return int(day-start)%r.days != 0 })
}

// cutIn says what the edges of a period do to the rows; "" when they cut none. The
// end of a period that is not over is no edge yet.
func (r *rhythm) cutIn(period connector.Interval, lastDay connector.Date) string {
	first, end := r.cuts(period.Start), period.End <= lastDay && r.cuts(period.End+1)
	switch {
	case len(r.starts) == 0 || !first && !end:
		return ""
	case !r.known():
		return fmt.Sprintf("rows of %s cover several days, nobody knows how many, and count wholly on the first: those across an edge of the period may make it inexact", r.source)
	}
	edge := "the beginning"
	switch {
	case first && end:
		edge = "the beginning and the end"
	case end:
		edge = "the end"
	}
	length := fmt.Sprintf("%d days each", r.days)
	if r.monthly {
		length = "a month each"
	}
	return fmt.Sprintf("rows of %s cover %s and count wholly on the first: those across %s of the period make it inexact", r.source, length, edge)
}

// reach is the last day that the rows cover, at least; 0 when it is not known.
func (r *rhythm) reach() connector.Date {
	if !r.known() || len(r.starts) == 0 {
		return 0
	}
	return r.last(r.starts[len(r.starts)-1])
}

// unpaced says why the rows in a window are no ground for a forecast: nobody knows
// how many days they stand for; "" when they are.
func (r *rhythm) unpaced(window connector.Interval) string {
	for _, start := range slices.Backward(r.starts) {
		switch {
		case !window.Contains(start):
		case !r.known():
			return fmt.Sprintf("rows of %s cover several days, and nobody knows how many, so that there is no forecast", r.source)
		case r.last(start) > window.End:
			return fmt.Sprintf("the row of %s that begins on %s covers days up to %s, which are not over, so that there is no forecast", r.source, start, r.last(start))
		}
	}
	return ""
}
