package recall

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/screen"
)

// Runs lists runs, newest first, with times in the zone of the reader.
func Runs(p Page, runs []history.Run, zone *time.Location) error {
	names := shortNames(runs)
	t := screen.Table{
		Header: []string{"RUN", "AT", "AS OF", "PERIOD", "EXIT", "KPIS", "COMMIT"},
		Right:  []bool{false, false, false, false, true},
	}
	for i, run := range runs {
		t.Rows = append(t.Rows, []string{
			names[i],
			run.StartedAt.In(zone).Format("2006-01-02 15:04"),
			run.AsOf,
			run.Period,
			strconv.Itoa(run.ExitCode),
			tally(run.Summary),
			run.GitCommit[:min(len(run.GitCommit), 8)],
		})
	}
	return p.write(p.table(t)...)
}

// shortName is how much of an identifier is shown: the time in it, to the
// millisecond.
const shortName = 10

// shortNames shortens the identifiers of runs, unless two would look alike.
func shortNames(runs []history.Run) []string {
	seen := make(map[string]bool, len(runs))
	names := make([]string, len(runs))
	for i, run := range runs {
		names[i] = run.ID[:min(len(run.ID), shortName)]
		seen[names[i]] = true
	}
	if len(seen) == len(runs) {
		return names
	}
	for i, run := range runs {
		names[i] = run.ID
	}
	return names
}

// worstFirst is the order in which statuses are counted.
var worstFirst = []string{
	"missed", "error", "at_risk", "stale", "no_data", "undefined", "insufficient", "provisional", "on_track", "met", "skipped",
}

// tally counts KPIs by status, the worst first: "1 missed, 3 met".
func tally(summary map[string]int) string {
	var parts []string
	add := func(status string) {
		if n := summary[status]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+strings.ReplaceAll(status, "_", " "))
		}
	}
	for _, status := range worstFirst {
		add(status)
	}
	for _, status := range slices.Sorted(maps.Keys(summary)) { // those of another version
		if !slices.Contains(worstFirst, status) {
			add(status)
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}
