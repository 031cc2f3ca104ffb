package engine

import (
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
)

// rowLength is how long a time each row of a source covers: a number of days or of
// calendar months. The zero rowLength says that nobody knows.
type rowLength struct {
	days, months int
}

const (
	week    = 7
	quarter = 3
	year    = 12
)

// rowLengthOf is what a report says of its rows.
func rowLengthOf(r connector.Report) rowLength {
	switch r.RowDays {
	case connector.RowDaysVary:
		return rowLength{}
	case connector.RowDaysMonth:
		return rowLength{months: 1}
	case connector.RowDaysQuarter:
		return rowLength{months: quarter}
	case connector.RowDaysYear:
		return rowLength{months: year}
	}
	return rowLength{days: max(r.RowDays, 1)}
}

// longRows says whether rows of a report may cover more than a day.
func longRows(r connector.Report) bool { return rowLengthOf(r) != rowLength{days: 1} }

// known says whether the length is.
func (l rowLength) known() bool { return l != rowLength{} }

// last is the last day of a row that begins on a day. A month from the 15th ends on
// the 14th of the next one.
func (l rowLength) last(start connector.Date) connector.Date {
	if l.months == 0 {
		return start + connector.Date(l.days) - 1
	}
	y, m, d := start.Time().Date()
	next := m + time.Month(l.months)
	length := time.Date(y, next+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return connector.DateOf(y, next, min(d, length)) - 1
}

// most is how many days a row can have: of rows of any length a year is assumed.
func (l rowLength) most() int {
	const longestMonth, longestQuarter, longestYear = 31, 92, 366
	switch {
	case l.days > 0:
		return l.days
	case l.months == 1:
		return longestMonth
	case l.months == quarter:
		return longestQuarter
	}
	return longestYear
}

// fits says whether a row may lie inside a period.
func (l rowLength) fits(period connector.Interval) bool {
	return !l.known() || l.last(period.Start) <= period.End || l.months > 0 && period.Days() >= shortestMonth*l.months
}

const shortestMonth = 28

// String says how much each row covers: "7 days each", "a month each".
func (l rowLength) String() string {
	switch {
	case l.days > 0:
		return fmt.Sprintf("%d days each", l.days)
	case l.months == 1:
		return "a month each"
	case l.months == quarter:
		return "a quarter each"
	case l.months == year:
		return "a year each"
	}
	return "several days, nobody knows how many"
}

// undivided says whether the source combines long rows itself, as where people are
// counted once: then nobody knows which rows are behind a figure, and absence is not
// zero.
func (m *metric) undivided() bool { return !m.additive() && longRows(m.report) }

// asked is what has to be asked for to know a window: also the days before it on
// which rows may begin that reach into it.
func (g *group) asked(window connector.Interval) connector.Interval {
	if g.additive && longRows(g.report) {
		window.Start -= connector.Date(rowLengthOf(g.report).most() - 1)
	}
	return window
}

// checkRows warns where rows cover more than the period of a KPI, which is then not
// known, however many rows there are. Of a rolling window it is told where it is
// shorter than the longest row, so that only now and then a row lies inside it.
func checkRows(k *kpi) hcl.Diagnostics {
	days := periodDays(k.decl.Period)
	for _, m := range k.shape.metrics {
		length := rowLengthOf(m.report)
		if !length.known() || days == 0 || length.most() <= days {
			continue
		}
		return hcl.Diagnostics{{
			Severity: hcl.DiagWarning,
			Summary:  "Rows cover more than the period",
			Detail: fmt.Sprintf("%s is judged by the %s, but the rows of %s, from which %s comes, cover %s. What of a row falls into a part of it nobody knows, so that there is no figure and no verdict.\n\n"+
				"Judge it by longer periods, or export the data by day.", k.decl.Address, lengthOf(k.decl.Period), m.decl.Source, m.decl.Address, length),
			Subject: k.decl.Range.Ptr(),
			Extra:   codeRowsTooLong,
		}}
	}
	return nil
}

// periodDays is how many days the periods of a KPI have at most; 0 where that is
// not known before they are there.
func periodDays(rule config.PeriodRule) int {
	switch calendar.Every(rule.Every) {
	case calendar.Day:
		return 1
	case calendar.Week:
		return week
	case calendar.Month:
		return rowLength{months: 1}.most()
	case calendar.Quarter:
		return rowLength{months: quarter}.most()
	case calendar.Year:
		return rowLength{months: year}.most()
	}
	return rule.Rolling
}
