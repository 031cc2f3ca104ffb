package recall

import (
	"strings"

	"github.com/roictl/roictl/history"
	"github.com/roictl/roictl/report/screen"
)

// Series shows one figure over time, oldest period first: what is known of each
// period now, the verdict on it, and what was known earlier.
func Series(p Page, address string, points []history.SeriesPoint) error {
	t := screen.Table{
		Header: []string{"PERIOD", "VALUE", "N", "STATUS", "TARGET", "EARLIER"},
		Right:  []bool{false, true, true},
	}
	for _, point := range points {
		target := ""
		if point.Verdict != nil {
			target = point.Verdict.Target.Text()
		}
		t.Rows = append(t.Rows, []string{
			periodText(point.Start, point.End),
			observed(point.Latest.Observation),
			sample(point.Latest.Observation),
			status(point.Verdict),
			target,
			earlier(point.Earlier),
		})
	}
	return p.write(append([]string{screen.Text(address), ""}, p.table(t)...)...)
}

// earlier tells what a figure was before, and whether that had counted as final:
// "was 42.10 EUR (restated)".
func earlier(readings []history.Reading) string {
	var parts []string
	for _, reading := range readings {
		text := observed(reading.Observation) + " on " + reading.AsOf
		if reading.Final {
			text += " (restated)"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}
