package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

func TestMergeIntervals(t *testing.T) {
	t.Parallel()
	i := func(start, end connector.Date) connector.Interval { return connector.Interval{Start: start, End: end} }
	tests := []struct {
		name     string
		in, want []connector.Interval
	}{
		{"none", nil, nil},
		{"one", []connector.Interval{i(1, 5)}, []connector.Interval{i(1, 5)}},
		{"touching", []connector.Interval{i(6, 9), i(1, 5)}, []connector.Interval{i(1, 9)}},
		{"a gap of a day stays", []connector.Interval{i(7, 9), i(1, 5)}, []connector.Interval{i(1, 5), i(7, 9)}},
		{"inside", []connector.Interval{i(1, 9), i(3, 4), i(2, 9)}, []connector.Interval{i(1, 9)}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, mergeIntervals(test.in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestCovers: --target names a block, everything in it, or all its instances,
// but never a block that only begins alike.
func TestCovers(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern, address string
		want             bool
	}{
		{"goal.sales", "goal.sales.cpa", true},
		{"goal.sales", `goal.sales["fr"].cpa`, true},
		{`goal.sales["fr"]`, `goal.sales["de"].cpa`, false},
		{"goal.sales.cpa", "goal.sales.cpa", true},
		{"goal.sales.cpa", `goal.sales.cpa["x"]`, true},
		{"goal.sales.cp", "goal.sales.cpa", false},
		{"goal.sale", "goal.sales.cpa", false},
	}
	for _, test := range tests {
		if got := covers(test.pattern, test.address); got != test.want {
			t.Errorf("covers(%q, %q) = %v", test.pattern, test.address, got)
		}
	}
}
