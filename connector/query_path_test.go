package connector_test

import (
	"testing"

	"github.com/roictl/roictl/connector"
)

// Only paths into a query lead to a part of it; blocks may have arguments of any
// name.
func TestAskedAt(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		path []connector.PathStep
		want connector.Asked
		ok   bool
	}{
		{connector.MeasurePath("spend"), connector.Asked{Measure: "spend"}, true},
		{connector.DimensionPath("age"), connector.Asked{Dimension: "age"}, true},
		{connector.Path("property_id"), connector.Asked{}, false},
		{connector.Path("query"), connector.Asked{}, false},
		{connector.Path("query", "limit", "5"), connector.Asked{}, false},
		{connector.Path("measure", "spend", "column"), connector.Asked{}, false},
		{[]connector.PathStep{{Name: "query"}, {Name: "measures"}, {Index: 1}}, connector.Asked{}, false},
		{nil, connector.Asked{}, false},
	} {
		if got, ok := connector.AskedAt(test.path); got != test.want && test.ok || ok != test.ok {
			t.Errorf("%v leads to %+v (%v), want %+v (%v)", test.path, got, ok, test.want, test.ok)
		}
	}
}
