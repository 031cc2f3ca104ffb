package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/engine"
)

// What has more values than anybody reads is reported as a whole: the figure is
// that of all rows, and the user is told, at the KPI. 10,000 is not yet too many.
func TestManySegments(t *testing.T) {
	t.Parallel()
	for segments, want := range map[int][]string{10_000: nil, 10_001: {"MANY_SEGMENTS"}} {
		t.Run(fmt.Sprint(segments), func(t *testing.T) {
			t.Parallel()
			var lines strings.Builder
			for i := range segments {
				fmt.Fprintf(&lines, "2026-05-30 campaign=c%d leads=1\n", i)
				fmt.Fprintf(&lines, "2026-05-31 campaign=c%d leads=1\n", i)
			}
			s := stage(t, one(ads(), &set{rows: rows(t, lines.String())}), shopText(monthly("k", "metric.leads", `by = ["campaign"]; `+target("at_least = 1"))+monthly("total", "metric.leads", target("at_least = 1"))))
			result := s.check(t, may())
			k := kpi(t, result, "goal.g.k")
			if got, want := k.Actual.Low.RatString(), fmt.Sprint(2*segments); got != want || k.Status != engine.Met {
				t.Errorf("the whole is %s, %s, want %s", got, k.Status, want)
			}
			if len(k.Segments) != 0 && want != nil || len(k.Segments) != segments && want == nil {
				t.Errorf("%d segments", len(k.Segments))
			}
			if diff := cmp.Diff(want, codes(result.Diagnostics)); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
			if want != nil && !strings.Contains(texts(result.Diagnostics), "goal.g.k is split by campaign, which has more than 10000 combinations") {
				t.Errorf("diagnostics: %s", texts(result.Diagnostics))
			}
		})
	}
}
