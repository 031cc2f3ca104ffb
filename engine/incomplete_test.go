package engine_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine"
)

// A verdict rests on what a source that leaves something out proves, in either
// direction; what it does not prove is missing evidence (exit code 3). April has 8
// leads, and May 4 + 6 = 10 for 40.00.
func TestFiguresThatSourcesCallIncomplete(t *testing.T) {
	t.Parallel()
	const data = "2026-04-10 age=young spend=16.00 leads=8\n2026-05-04 age=young spend=16.00 leads=4\n2026-05-20 age=old spend=24.00 leads=6"
	for _, test := range []struct {
		name   string
		flag   connector.FlagCode
		value  string
		rest   string
		status engine.Status
		flags  []string
		exit   int
	}{
		{"whole", "", "metric.leads", target("at_most = 15"), engine.Met, nil, 0},
		{"capped, at most", connector.FlagCapped, "metric.leads", target("at_most = 15"), engine.Insufficient, []string{"capped", "lower_bound"}, 3},
		{"capped, at most, exceeded", connector.FlagCapped, "metric.leads", target("at_most = 9"), engine.Missed, []string{"capped", "lower_bound"}, 2},
		{"partial, at least", connector.FlagPartial, "metric.leads", target("at_least = 10"), engine.Met, []string{"lower_bound", "partial"}, 0},
		{"partial, at least, short", connector.FlagPartial, "metric.leads", target("at_least = 11"), engine.Insufficient, []string{"lower_bound", "partial"}, 3},
		{"thresholded, a ratio", connector.FlagThresholded, "metric.spend / metric.leads", target("at_most = 100") + "; guard {; min_sample = 1; }", engine.Insufficient, []string{"small_sample", "thresholded"}, 3},
		{"thresholded, growth on a part", connector.FlagThresholded, "metric.leads", target(`grow = "10%"; versus = "previous_period"`), engine.Insufficient, []string{"lower_bound", "thresholded"}, 3},
		{"an optional one", connector.FlagCapped, "metric.leads", target("at_most = 15") + "; required = false", engine.Insufficient, []string{"capped", "lower_bound"}, 0},
		{"a sample is an estimate", connector.FlagSampled, "metric.leads", target("at_most = 15"), engine.Met, []string{"sampled"}, 0},
		{"a model is, too", connector.FlagModelled, "metric.leads", target("at_least = 15"), engine.Missed, []string{"modelled"}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &set{rows: rows(t, data), dense: true, covered: connector.Interval{Start: date(t, "2026-01-01"), End: date(t, "2026-06-01")}}
			if test.flag != "" {
				s.flags = []connector.Flag{{Code: test.flag, Detail: "It is said so."}}
			}
			result := stage(t, one(inEuros(ads()), s), shopText(monthly("k", test.value, test.rest))).check(t, may())
			k := kpi(t, result, "goal.g.k")
			if k.Status != test.status || result.ExitCode != test.exit {
				t.Errorf("%s (%s), exit %d, want %s, exit %d", k.Status, k.Reason, result.ExitCode, test.status, test.exit)
			}
			if diff := cmp.Diff(test.flags, k.Flags); diff != "" {
				t.Errorf("flags (-want +got):\n%s", diff)
			}
			if (k.Status == engine.Insufficient) != (k.Lack == engine.LackWhole) {
				t.Errorf("%s lacks %q", k.Status, k.Lack)
			}
			if bounded := slices.Contains(k.Flags, "lower_bound"); bounded != slices.Contains(k.PreviousFlags, "lower_bound") {
				t.Errorf("the month before has the flags %v, this one %v", k.PreviousFlags, k.Flags)
			}
		})
	}
}

// Segments of sums are lower bounds likewise; those of a ratio are only flagged with
// what the source says.
func TestSegmentsOfIncompleteFigures(t *testing.T) {
	t.Parallel()
	s := &set{
		rows:    rows(t, "2026-05-04 age=young spend=16.00 leads=4\n2026-05-20 age=old spend=24.00 leads=6"),
		covered: connector.Interval{Start: date(t, "2026-01-01"), End: date(t, "2026-06-01")},
		flags:   []connector.Flag{{Code: connector.FlagThresholded, Detail: "Small groups are withheld."}},
	}
	result := stage(t, one(inEuros(ads()), s), shopText(
		monthly("sum", "metric.leads", `by = ["age"]; `+target("at_most = 15"))+
			monthly("ratio", "metric.spend / metric.leads", `by = ["age"]; `+target("at_most = 15")))).check(t, may())
	for address, want := range map[string]string{"goal.g.sum": "lower_bound thresholded", "goal.g.ratio": "thresholded"} {
		k := kpi(t, result, address)
		if len(k.Segments) != 2 {
			t.Fatalf("%s has %d segments", address, len(k.Segments))
		}
		for _, segment := range k.Segments {
			if got := strings.Join(segment.Flags, " "); got != want {
				t.Errorf("%s by %v has the flags %q, want %q", address, segment.By, got, want)
			}
		}
	}
}
