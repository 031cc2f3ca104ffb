package facebook

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/catalogue"
	"github.com/roictl/roictl/plugins/facebook/platform"
)

// silences refuses what Meta leaves out of its answer without a word, where the
// question alone tells (Insights API, "Breakdowns" and "Limits & best practices").
func (q *adsQuestion) silences() connector.Diagnostics {
	var diags connector.Diagnostics
	for _, d := range q.dimensions {
		names := q.named(func(m catalogue.Measure) bool { return m.MissingFrom(d) })
		if names == "" {
			continue
		}
		problem := connector.NewError(codeBreakdown, "Breakdown leaves figures out",
			fmt.Sprintf("By %s Meta leaves %s out, without a word, so that it would look like nothing.", d.Name, names))
		problem.Hint = "Split by country, or by age and gender, instead; or leave the measure out."
		if d.Hourly() {
			problem.Hint = "Split by the day instead, or use impressions, clicks or spend by the hour."
		}
		diags = append(diags, problem)
	}
	return diags
}

// named lists the measures of which something is true.
func (q *adsQuestion) named(is func(catalogue.Measure) bool) string {
	var names []string
	for _, m := range q.measures {
		if is(m) {
			names = append(names, m.Name)
		}
	}
	return strings.Join(names, ", ")
}

// Months that Meta keeps (Insights API, "Limits & best practices"): of everything,
// of counts of people with a breakdown and of hours, and of how often ads were seen.
const (
	monthsKept     = 37
	monthsOfPeople = 13
	monthsOfValues = 6
)

// fit keeps the windows to the days that Meta has: neither too old, nor to come.
// Windows by day are cut; of others, which are figures of exactly their days, those
// that reach too far back are left out. That there is nothing so old is a fact, of
// which the result's covered days tell; that a question could be asked otherwise is
// an error where nothing of it is left.
func (q *adsQuestion) fit(today connector.Date) connector.Diagnostics {
	kept := monthsBefore(today, monthsKept)
	floor, why := kept, fmt.Sprintf("Meta keeps figures of ads for %d months.", monthsKept)
	hint := "Ask for later days; a history of your own keeps what was read (roictl history)."
	limit := func(months int, text, instead string) {
		if from := monthsBefore(today, months); from > floor {
			floor, why, hint = from, text, instead
		}
	}
	unique := q.named(func(m catalogue.Measure) bool { return m.Unique() })
	if len(q.Breakdowns) > 0 && unique != "" {
		limit(monthsOfPeople, fmt.Sprintf("With a breakdown Meta counts people for %d months only, and leaves %s out of older days without a word.", monthsOfPeople, unique),
			"Ask for later days, for "+unique+" without the breakdown, or for impressions.")
	}
	if slices.ContainsFunc(q.dimensions, func(d catalogue.Dimension) bool { return d.Hourly() }) {
		limit(monthsOfPeople, fmt.Sprintf("Meta keeps hours for %d months.", monthsOfPeople), "Ask for later days, or leave the hours out.")
	}
	if slices.ContainsFunc(q.dimensions, func(d catalogue.Dimension) bool { return d.Name == "frequency_value" }) {
		limit(monthsOfValues, fmt.Sprintf("Meta keeps how often ads were seen for %d months.", monthsOfValues), "Ask for later days.")
	}
	old := q.cut(floor, today)
	if old == 0 {
		return nil
	}
	d := connector.NewWarning(platform.CodeRange, "Days are too old", fmt.Sprintf("%s Days before %s are left out.", why, floor))
	d.Hint = hint
	if len(q.Intervals) == 0 && floor > kept {
		d.Severity = connector.SeverityError
	}
	return connector.Diagnostics{d}
}

// cut keeps the windows to some days, and says how many windows reached too far
// back.
func (q *adsQuestion) cut(first, last connector.Date) (old int) {
	var intervals []connector.Interval
	var positions []int
	for i, interval := range q.Intervals {
		if interval.Start < first {
			old++
			if !q.Daily {
				continue
			}
		}
		kept := connector.Interval{Start: max(interval.Start, first), End: min(interval.End, last)}
		if kept.Days() > 0 {
			intervals, positions = append(intervals, kept), append(positions, q.positions[i])
		}
	}
	q.Intervals, q.positions = intervals, positions
	return old
}

// monthsBefore is the day that lies some months before another.
func monthsBefore(day connector.Date, months int) connector.Date {
	year, month, dayOfMonth := day.Time().Date()
	return connector.DateOf(year, month-time.Month(months), dayOfMonth)
}
