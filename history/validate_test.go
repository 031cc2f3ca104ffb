package history

import (
	"strings"
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	if err := sampleRun().Validate(); err != nil {
		t.Fatalf("the sample: %v", err)
	}
	for _, test := range []struct {
		name  string
		spoil func(*Run)
		want  string // in the error
	}{
		{"identifier", func(r *Run) { r.ID = "42" }, `"42"`},
		{"no start", func(r *Run) { r.StartedAt = time.Time{} }, "times"},
		{"no end", func(r *Run) { r.FinishedAt = time.Time{} }, "times"},
		{"as-of", func(r *Run) { r.AsOf = "20 May" }, "20 May"},
		{"no such day", func(r *Run) { r.AsOf = "2026-02-30" }, "2026-02-30"},
		{"address", func(r *Run) { r.Observations[0].Address = "" }, "address"},
		{"start", func(r *Run) { r.Observations[0].Start = "" }, "start"},
		{"end", func(r *Run) { r.Observations[0].End = "2026-5-31" }, "end"},
		{"no time", func(r *Run) { r.Observations[0].ObservedAt = time.Time{} }, "observed"},
		{"segment", func(r *Run) { r.Observations[0].Segment = "age=30" }, "age=30"},
		{"segment is a list", func(r *Run) { r.Observations[0].Segment = "[]" }, "object"},
		{"n", func(r *Run) { r.Observations[0].N = "many" }, "many"},
		{"state", func(r *Run) { r.Observations[0].State = "fine" }, "fine"},
		{"number without a value", func(r *Run) { r.Observations[0].Low = "" }, "number"},
		{"number with two", func(r *Run) { r.Observations[0].High = "99" }, "99"},
		{"number from a float", func(r *Run) { r.Observations[0].Low = "2.31e1" }, "2.31e1"},
		{"range without an end", func(r *Run) { r.Observations[1].High = "" }, "range"},
		{"range upside down", func(r *Run) { r.Observations[1].High = "0.3" }, "lower first"},
		{"undefined with a value", func(r *Run) { r.Observations[2].Low = "0" }, "undefined"},
		{"no data with a value", func(r *Run) { r.Observations[3].Low = "0" }, "no_data"},
		{"a cell twice", func(r *Run) { r.Observations[3].Cell = r.Observations[0].Cell }, "goal.sales.cpa 2026-05-01..2026-05-31"},
		{"verdict without a status", func(r *Run) { r.Verdicts[0].Status = "" }, "goal.sales.cpa"},
		{"declaration without an address", func(r *Run) { r.Declarations[0].Address = "" }, "kpi"},
		{"declaration twice", func(r *Run) { r.Declarations = append(r.Declarations, r.Declarations[0]) }, "two declarations"},
		{"summary", func(r *Run) { r.Declarations[0].Summary = "at most 20" }, "at most 20"},
	} {
		run := sampleRun()
		test.spoil(run)
		if err := run.Validate(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want an error with %q", test.name, err, test.want)
		}
	}
}
