package engine

import (
	"fmt"
	"maps"
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// rhythm is how the rows of a result lie on the calendar where a row covers more
// than a day, as in an export by week. Such a row cannot be split: it counts
// wholly on its first day, so that a period whose edge cuts it has too much or
// too little, a period without a whole row is not known, and the days that rows
// cover are all that a pace may rest on.
type rhythm struct {
	source string
	length rowLength
	rows   []connector.Interval // by first day, each once; where the length is not known as long as they can be
}

// rhythmOf finds the rhythm in the first days of a result's rows. Where the
// connector does not say how long they are, days, weeks and months are told by
// their starts; of anything else nothing is assumed but that a row ends before the
// next one begins, and before the data do.
func rhythmOf(q *PlannedQuery, out *outcome) *rhythm {
	starts := slices.Sorted(maps.Keys(out.starts))
	r := &rhythm{source: q.Source.String(), length: rowLengthOf(q.report)}
	if !r.length.known() {
		r.length = lengthBetween(starts)
	}
	for i, start := range starts {
		row := connector.Interval{Start: start}
		switch {
		case r.length.known():
			row.End = r.length.last(start)
		case i+1 < len(starts):
			row.End = starts[i+1] - 1
		default:
			row.End = max(start, out.trailer.FreshUntil)
		}
		r.rows = append(r.rows, row)
	}
	return r
}

// lengthBetween tells from the first days of rows how long they are.
func lengthBetween(starts []connector.Date) rowLength {
	switch gap := leastGap(starts); {
	case gap == 1:
		return rowLength{days: 1}
	case gap == week && inStep(starts, week):
		return rowLength{days: week}
	case startMonths(starts):
		return rowLength{months: 1}
	}
	return rowLength{}
}

// leastGap is the least number of days from one start to the next; 0 when there
// are not two.
func leastGap(starts []connector.Date) int {
	least := 0
	for i := 1; i < len(starts); i++ {
		if gap := int(starts[i] - starts[i-1]); least == 0 || gap < least {
			least = gap
		}
	}
	return least
}

// inStep says whether all starts are whole numbers of steps apart.
func inStep(starts []connector.Date, days int) bool {
	return !slices.ContainsFunc(starts, func(d connector.Date) bool { return int(d-starts[0])%days != 0 })
}

// startMonths says whether all starts are the first of a month, and two of them
// follow each other, as they do not in rows of a quarter.
func startMonths(starts []connector.Date) bool {
	month := rowLength{months: 1}
	follow := false
	for i, d := range starts {
		if d.Time().Day() != 1 {
			return false
		}
		follow = follow || i > 0 && month.last(starts[i-1])+1 == d
	}
	return follow
}

// cuts says whether an edge between the day before and a day may lie inside a row.
func (r *rhythm) cuts(day connector.Date) bool {
	return slices.ContainsFunc(r.rows, func(row connector.Interval) bool { return row.Start < day && row.End >= day })
}

// cutIn says what the edges of a period do to the rows; "" when they cut none. The
// end of a period that is not over is no edge yet.
func (r *rhythm) cutIn(period connector.Interval, lastDay connector.Date) string {
	first, end := r.cuts(period.Start), period.End <= lastDay && r.cuts(period.End+1)
	switch {
	case len(r.rows) == 0 || !first && !end:
		return ""
	case !r.length.known():
		return fmt.Sprintf("rows of %s cover several days, nobody knows how many, and count wholly on the first: those across an edge of the period may make it inexact", r.source)
	}
	edge := "the beginning"
	switch {
	case first && end:
		edge = "the beginning and the end"
	case end:
		edge = "the end"
	}
	return fmt.Sprintf("rows of %s cover %s and count wholly on the first: those across %s of the period make it inexact", r.source, r.length, edge)
}

// unknown says why the rows do not tell what happened in a period: some reach into
// it, but none lies wholly inside it. It is "" where one does, or none is there.
func (r *rhythm) unknown(period connector.Interval, lastDay connector.Date) string {
	touching := connector.Interval{}
	for _, row := range r.rows {
		if row.Start >= period.Start && row.End <= period.End {
			return ""
		}
		if calendar.Overlap(row, period).Days() > 0 {
			touching = row
		}
	}
	switch {
	case touching == connector.Interval{}:
		return ""
	case period.End > lastDay && touching.End < period.End:
		return fmt.Sprintf("the rows of %s cover %s, and none that lies inside the period has begun: of the one that begins on %s nobody knows what falls into it", r.source, r.length, touching.Start)
	}
	return notDivided(r.source, r.length, period)
}

// notDivided says that rows are longer than a period.
func notDivided(source string, length rowLength, period connector.Interval) string {
	part := period.Start.String()
	if period.Days() > 1 {
		part += " to " + period.End.String()
	}
	return fmt.Sprintf("the rows of %s cover %s: what falls into %s is not known", source, length, part)
}

// reach is the last day that the rows cover, at least; 0 when it is not known.
func (r *rhythm) reach() connector.Date {
	if !r.length.known() || len(r.rows) == 0 {
		return 0
	}
	return r.rows[len(r.rows)-1].End
}

// over is the last day of the last row in a window that is over at its end; 0 where
// there is none, or rows overlap it that are not over.
func (r *rhythm) over(window connector.Interval) connector.Date {
	var end connector.Date
	if !r.length.known() {
		return 0
	}
	for _, row := range r.rows {
		if window.Contains(row.Start) && row.End <= window.End {
			end = row.End
		}
	}
	return end
}

// unpaced says why the rows in a window are no ground for a forecast: nobody knows
// how many days they stand for; "" when they are.
func (r *rhythm) unpaced(window connector.Interval) string {
	for _, row := range slices.Backward(r.rows) {
		switch {
		case !window.Contains(row.Start):
		case !r.length.known():
			return fmt.Sprintf("rows of %s cover several days, and nobody knows how many, so that there is no forecast", r.source)
		case row.End > window.End:
			return fmt.Sprintf("the row of %s that begins on %s covers days up to %s, which are not over, so that there is no forecast", r.source, row.Start, row.End)
		}
	}
	return ""
}
