package analytics

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// Two requests have rows of their own, which are joined on all keys; what neither
// tells is null. Texts with dust and numbers are read alike.
func TestTable(t *testing.T) {
	t.Parallel()
	read := func(text string) []element {
		var all []element
		if err := json.Unmarshal([]byte(text), &all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	const day1, day2 = `"dateRange": {"start": {"year": 2026, "month": 10, "day": 1}, "end": {"year": 2026, "month": 10, "day": 1}}`,
		`"dateRange": {"start": {"year": 2026, "month": 10, "day": 2}, "end": {"year": 2026, "month": 10, "day": 2}}`
	joined := newTable()
	for i, part := range []string{
		`[{` + day1 + `, "pivotValues": ["a", "x"], "clicks": 5, "costInUsd": "24.9200000000006"}, {` + day2 + `, "pivotValues": ["a", "x"], "clicks": 6, "costInUsd": "-2E-18"}]`,
		`[{` + day2 + `, "pivotValues": ["a", "x"], "sends": 7, "pivotLabels": {}}, {` + day1 + `, "pivotValues": ["a", "y"], "sends": null}]`,
	} {
		metrics := [][]string{{"clicks", "costInUsd"}, {"sends"}}[i]
		if err := joined.add(read(part), metrics, 2*i, 3); err != nil {
			t.Fatal(err)
		}
	}
	first := connector.DateOf(2026, time.October, 1)
	want := []Row{
		{Start: first, End: first, Values: []string{"a", "x"}, Cells: []connector.Decimal{connector.Int(5), {Unscaled: 2492, Scale: 2}, connector.NullDecimal}},
		{Start: first + 1, End: first + 1, Values: []string{"a", "x"}, Cells: []connector.Decimal{connector.Int(6), connector.Int(0), connector.Int(7)}},
		{Start: first, End: first, Values: []string{"a", "y"}, Cells: []connector.Decimal{connector.NullDecimal, connector.NullDecimal, connector.NullDecimal}},
	}
	if diff := cmp.Diff(want, joined.rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzTable holds that whatever LinkedIn writes is read or refused.
func FuzzTable(f *testing.F) {
	f.Add(`[{"dateRange": {"start": {"year": 2026, "month": 10, "day": 1}, "end": {"year": 2026, "month": 10, "day": 1}}, "pivotValues": ["a"], "clicks": "1e5"}]`)
	f.Add(`[{"dateRange": null, "pivotValues": [1], "clicks": {}}]`)
	f.Fuzz(func(t *testing.T, text string) {
		var all []element
		if json.Unmarshal([]byte(text), &all) != nil {
			return
		}
		read := newTable()
		if read.add(all, []string{"clicks"}, 0, 1) != nil {
			return
		}
		if len(read.rows) > len(all) {
			t.Errorf("%d rows of %d elements", len(read.rows), len(all))
		}
	})
}
