package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/report"
)

// What an insufficient KPI lacks decides what is advised: waiting for events mends no
// figure of which the source leaves something out. Such a figure is a lower bound, and
// is shown as one.
func TestTerminalUndecided(t *testing.T) {
	t.Parallel()
	const events, waiting, whole = "lower min_sample in the guard", "wait until the days are over", "ask for figures that the source gives whole"
	for _, test := range []struct {
		lack  engine.Lack
		word  string
		tally string
		said  string
	}{
		{engine.LackEvents, "TOO FEW", "1 with too few events", events},
		{engine.LackDays, "UNDECIDED", "1 undecided", waiting},
		{engine.LackWhole, "UNDECIDED", "1 undecided", whole},
	} {
		doc := oneKPI()
		k := doc.Result.KPIs[0]
		k.Status, k.Lack, k.Reason, k.Pace = engine.Insufficient, test.lack, "nobody knows", nil
		k.Actual, k.Flags = counts("105"), []string{"capped", "lower_bound"}
		k.Segments = []engine.Segment{{Actual: counts("100"), Flags: []string{"lower_bound"}}, {Actual: counts("7")}}
		text := strings.Join(strings.Fields(strings.ReplaceAll(string(terminal(t, doc, report.TerminalOptions{Width: 160})), "\u00a0", " ")), " ")
		for _, want := range []string{test.word, test.tally, test.said, "at least 105", "at least 100"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not said:\n%s", test.lack, want, text)
			}
		}
		for _, other := range slices.DeleteFunc([]string{events, waiting, whole, "at least 7"}, func(s string) bool { return s == test.said }) {
			if strings.Contains(text, other) {
				t.Errorf("%s: %q is said:\n%s", test.lack, other, text)
			}
		}
	}
}
