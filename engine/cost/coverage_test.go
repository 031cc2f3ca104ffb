package cost_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/engine/cost"
)

// F31, R59: categories count once, in a fixed order; others do not count.
func TestCoverage(t *testing.T) {
	t.Parallel()
	of := func(categories ...string) []*config.Cost {
		costs := make([]*config.Cost, len(categories))
		for i, category := range categories {
			costs[i] = &config.Cost{Category: category}
		}
		return costs
	}
	tests := []struct {
		costs             []*config.Cost
		declared, missing []string
	}{
		{nil, nil, []string{"ads", "content", "time", "tools"}},
		{of("tools", "ads", "ads", "other"), []string{"ads", "tools"}, []string{"content", "time"}},
		{of("time", "tools", "content", "ads"), []string{"ads", "content", "time", "tools"}, nil},
	}
	for _, test := range tests {
		declared, missing := cost.Coverage(test.costs)
		if diff := cmp.Diff([][]string{test.declared, test.missing}, [][]string{declared, missing}); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
