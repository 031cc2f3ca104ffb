package engine_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// withRowDays returns the report of a source whose rows cover several days.
func withRowDays(days int) connector.Report {
	r := inEuros(withScan(ads()))
	r.RowDays = days
	return r
}

// A week's row is a week in the pace of an open period (domain.md §3.4), not a day:
// 20 leads of the 17 days up to the end of the last row give 20 / 17 x 31.
func TestPaceOfLongRows(t *testing.T) {
	t.Parallel()
	const finished = "2026-04-27 leads=10\n2026-05-04 leads=10\n2026-05-11 leads=10"
	for _, test := range []struct {
		name     string
		rowDays  int
		rows     string
		until    string // the day on which the source says that its data end
		at       string
		status   engine.Status
		actual   string
		forecast string // "" for none
		elapsed  int
		reason   string
	}{
		{"weeks that are over", 7, finished, "2026-05-17", "at_least = 36", engine.OnTrack, "20", "36.47", 17, "36"},
		// Whoever takes the first day of the last row for the last day with data.
		{"weeks that are told by their first day", 7, finished, "2026-05-11", "at_least = 36", engine.OnTrack, "20", "36.47", 17, "36"},
		{"weeks, more than can be reached", 7, finished, "2026-05-17", "at_least = 37", engine.AtRisk, "20", "36.47", 17, "36"},
		{"a week that is not over", 7, finished + "\n2026-05-18 leads=1", "2026-05-24", "at_least = 36", engine.OnTrack, "21", "36.47", 17, "the pace is that up to 2026-05-17"},
		{"a week that is not over, and more than can be reached", 7, finished + "\n2026-05-18 leads=1", "2026-05-24", "at_least = 37", engine.AtRisk, "21", "36.47", 17, "the pace is that up to 2026-05-17"},
		{"and what is certain whatever the pace", 7, finished + "\n2026-05-18 leads=80", "2026-05-24", "at_least = 100", engine.OnTrack, "100", "36.47", 17, "36.5"},
		{"and what cannot be mended", 7, finished + "\n2026-05-18 leads=1", "2026-05-24", "at_most = 20", engine.Missed, "21", "36.47", 17, "cannot fall again"},
		{"no week that is over", 7, "2026-05-18 leads=1", "2026-05-24", "at_least = 36", engine.Insufficient, "1", "", 0, "begins on 2026-05-18 covers days up to 2026-05-24, which are not over"},
		{"no week that is over, and what is certain", 7, "2026-05-18 leads=1", "2026-05-24", "at_least = 1", engine.OnTrack, "1", "", 0, "there is no forecast"},
		{"rows of any length", connector.RowDaysVary, "2026-05-04 leads=20", "2026-05-17", "at_least = 36", engine.Insufficient, "20", "", 0, "nobody knows how many"},
		{"rows that turn out to be days", connector.RowDaysVary, "2026-05-16 leads=10\n2026-05-17 leads=10", "2026-05-17", "at_least = 36", engine.OnTrack, "20", "36.47", 17, "36"},
		{"rows that turn out to be weeks", connector.RowDaysVary, finished, "2026-05-17", "at_least = 36", engine.OnTrack, "20", "36.47", 17, "36"},
		{"months", connector.RowDaysVary, "2026-03-01 leads=1\n2026-04-01 leads=1\n2026-05-01 leads=20", "2026-05-31", "at_least = 36", engine.Insufficient, "20", "", 0, "covers days up to 2026-05-31"},
		{"days", 1, "2026-05-16 leads=10\n2026-05-17 leads=10", "2026-05-17", "at_least = 36", engine.OnTrack, "20", "36.47", 17, "36"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data := &set{rows: rows(t, test.rows), covered: connector.Interval{Start: date(t, "2026-01-01"), End: date(t, test.until)}}
			k := kpi(t, stage(t, one(withRowDays(test.rowDays), data), shopText(monthly("k", "metric.leads", target(test.at)))).check(t, asOf(t, "2026-05-20")), "goal.g.k")
			if k.Status != test.status || k.Actual.String() != test.actual || !strings.Contains(k.Reason, test.reason) {
				t.Errorf("%s, %s (%s), want %s, %s (… %s …)", k.Status, k.Actual, k.Reason, test.status, test.actual, test.reason)
			}
			switch {
			case test.forecast == "" && k.Pace != nil:
				t.Errorf("a forecast of %s", k.Pace.Forecast)
			case test.forecast == "":
			case k.Pace == nil:
				t.Error("there is no forecast")
			case k.Pace.Forecast.Low.FloatString(2) != test.forecast || k.Pace.ElapsedDays != test.elapsed:
				t.Errorf("a forecast of %s after %d days, want %s after %d", k.Pace.Forecast.Low.FloatString(2), k.Pace.ElapsedDays, test.forecast, test.elapsed)
			}
		})
	}
}

// A year on weekly rows is judged up to the end of the last week that is over, however
// far the running one is: 19 weeks of 10 leads from 5 January to 17 May, 190 of the 137
// days up to then, give 190 / 137 x 365 = 506.20 in the year. Where another metric of
// the sum is by day, the two cannot end together, so that there is no pace.
func TestPaceOfAYearOnWeeks(t *testing.T) {
	t.Parallel()
	var weeks strings.Builder
	for day := date(t, "2026-01-05"); day <= date(t, "2026-05-18"); day += 7 {
		leads := "10"
		if day == date(t, "2026-05-18") {
			leads = "1"
		}
		weeks.WriteString(day.String() + " leads=" + leads + "\n")
	}
	data := &set{rows: rows(t, weeks.String()), dense: true, covered: connector.Interval{Start: date(t, "2026-01-01"), End: date(t, "2026-05-24")}}
	yearly := strings.Replace(monthly("k", "metric.leads", target("at_least = 506")), `"month"`, `"year"`, 1)
	k := kpi(t, stage(t, one(withRowDays(7), data), shopText(yearly)).check(t, asOf(t, "2026-05-20")), "goal.g.k")
	if k.Status != engine.OnTrack || k.Actual.String() != "191" || k.Pace == nil || k.Pace.Forecast.Low.FloatString(2) != "506.20" || k.Pace.ElapsedDays != 137 {
		t.Errorf("%s, %s (%s), a pace of %+v", k.Status, k.Actual, k.Reason, k.Pace)
	}
}

// A row that lies across an edge of a period is told of with each KPI it concerns,
// whatever else the query asks for. May 2026 begins on a Friday and ends on a
// Sunday.
func TestRowsThatEdgesCut(t *testing.T) {
	t.Parallel()
	const (
		mondays = "2026-04-20 leads=1\n2026-04-27 leads=1\n2026-05-04 leads=1\n2026-05-11 leads=1\n2026-05-18 leads=1\n2026-05-25 leads=1\n2026-06-01 leads=1"
		months  = "2026-03-01 leads=1\n2026-04-01 leads=1\n2026-05-01 leads=1"
	)
	for _, test := range []struct {
		name    string
		rowDays int
		rows    string
		every   string
		cut     bool
		reason  string
	}{
		{"weeks in a month", 7, mondays, "month", true, "rows of connector.shelf.ads cover 7 days each and count wholly on the first: those across the beginning of the period"},
		{"weeks in a week", 7, mondays, "week", false, ""},
		{"weeks in a quarter", 7, strings.ReplaceAll(mondays, "2026-05-25", "2026-03-30") + "\n2026-06-29 leads=1", "quarter", true, "across the beginning and the end of the period"},
		{"weeks that are found out", connector.RowDaysVary, mondays, "month", true, "cover 7 days each"},
		{"months in a month", connector.RowDaysVary, months, "month", false, ""},
		{"a row that ends with the data", connector.RowDaysVary, "2026-05-25 leads=1", "month", false, ""},
		{"a row that ends before the next one", connector.RowDaysVary, months + "\n2026-05-25 leads=1", "week", false, ""},
		{"rows of any length", connector.RowDaysVary, "2026-04-20 leads=1\n2026-05-06 leads=1\n2026-05-20 leads=1", "month", true, "nobody knows how many"},
		{"no row at all", connector.RowDaysVary, "2025-05-25 leads=1", "month", false, ""},
		{"days", 0, mondays, "month", false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data := &set{rows: rows(t, test.rows), dense: true, covered: connector.Interval{Start: date(t, "2025-01-01"), End: date(t, "2026-05-31")}}
			declared := strings.Replace(monthly("k", "metric.leads", target("at_least = 1"))+monthly("bare", "metric.leads", ""), `"month"`, `"`+test.every+`"`, 2)
			opts := may()
			if test.every == "quarter" {
				opts.AsOf = date(t, "2026-07-08")
				data.covered.End = date(t, "2026-07-05")
			}
			result := stage(t, one(withRowDays(test.rowDays), data), shopText(declared)).check(t, opts)
			for _, address := range []string{"goal.g.k", "goal.g.bare"} {
				k := kpi(t, result, address)
				if got := slices.Contains(k.Flags, "cut"); got != test.cut || !strings.Contains(k.Reason, test.reason) {
					t.Errorf("%s has the flags %v (%s), want cut %v (… %s …)", address, k.Flags, k.Reason, test.cut, test.reason)
				}
			}
		})
	}
}
