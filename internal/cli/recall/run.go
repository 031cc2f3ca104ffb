package recall

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/screen"
)

// Run shows one run: its circumstances, its verdicts with what was observed, and
// the figures of campaigns.
func Run(p Page, run *history.Run, zone *time.Location) error {
	lines := []string{
		"Run " + run.ID,
		fmt.Sprintf("%s as of %s, period %s, exit %d", run.StartedAt.In(zone).Format("2006-01-02 15:04 MST"), run.AsOf, screen.Text(run.Period), run.ExitCode),
		"roictl " + screen.Text(run.RoictlVersion) + commitText(run.GitCommit),
	}
	for _, address := range slices.Sorted(maps.Keys(run.Connectors)) {
		lines = append(lines, screen.Text(address+" "+run.Connectors[address]))
	}
	if len(run.Verdicts) > 0 {
		lines = append(lines, "")
		lines = append(lines, p.table(verdictTable(run))...)
	}
	if figures := figureTable(run); len(figures.Rows) > 0 {
		lines = append(lines, "")
		lines = append(lines, p.table(figures)...)
	}
	return p.write(lines...)
}

func commitText(commit string) string {
	if commit == "" {
		return ""
	}
	return ", configuration at commit " + screen.Text(commit)
}

// verdictTable lists the verdicts in order of declaration.
func verdictTable(run *history.Run) screen.Table {
	actuals := make(map[history.Cell]history.Observation, len(run.Observations))
	for _, o := range run.Observations {
		actuals[o.Cell] = o
	}
	t := screen.Table{
		Header: []string{"STATUS", "KPI", "PERIOD", "ACTUAL", "TARGET", "N"},
		Right:  []bool{false, false, false, true, false, true},
	}
	for _, v := range run.Verdicts {
		actual, seen := actuals[history.Cell{Address: v.Address, Every: v.Every, Start: v.Start, End: v.End}]
		figure, n := "", ""
		if seen {
			figure, n = observed(actual), sample(actual)
		}
		t.Rows = append(t.Rows, []string{status(&v), v.Address, periodText(v.Start, v.End), figure, v.Target.Text(), n})
	}
	return t
}

// figureTable lists the figures that have no verdict: those of campaigns.
func figureTable(run *history.Run) screen.Table {
	t := screen.Table{Header: []string{"FIGURE", "PERIOD", "VALUE"}, Right: []bool{false, false, true}}
	for _, o := range run.Observations {
		if strings.HasPrefix(o.Address, "campaign.") && o.Segment == "" {
			t.Rows = append(t.Rows, []string{o.Address, periodText(o.Start, o.End), observed(o)})
		}
	}
	return t
}

// periodText writes a period by its days, whole months and calendar years by
// their names; "" where none was judged.
func periodText(start, end string) string {
	first, firstErr := time.Parse(time.DateOnly, start)
	last, lastErr := time.Parse(time.DateOnly, end)
	switch {
	case start == "":
		return ""
	case start == end:
		return start
	case firstErr != nil || lastErr != nil || first.Day() != 1:
	case first.AddDate(0, 1, -1).Equal(last):
		return first.Format("2006-01")
	case first.Month() == time.January && first.AddDate(1, 0, -1).Equal(last):
		return first.Format("2006")
	}
	return start + ".." + end
}
