package organic_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/organic"
)

func pacific(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// A value's end is the midnight after its day in California, in summer and in
// winter; with a breakdown the day is repeated; a window has one value.
func TestRead(t *testing.T) {
	t.Parallel()
	day := connector.DateOf
	for name, test := range map[string]struct {
		body, breakdown string
		want            []organic.Point
	}{
		"days": {`{"data":[{"name":"m","values":[{"value":25,"end_time":"2026-09-02T07:00:00+0000"},{"value":31,"end_time":"2026-12-03T08:00:00+0000"}]}]}`, "",
			[]organic.Point{{Day: day(2026, 9, 1), Value: connector.Int(25)}, {Day: day(2026, 12, 2), Value: connector.Int(31)}}},
		"by origin": {`{"data":[{"name":"m","values":[{"value":25,"end_time":"2026-09-02T07:00:00+0000","is_from_ads":"0"},{"value":7,"end_time":"2026-09-02T07:00:00+0000","is_from_ads":"1"}]}]}`, "is_from_ads",
			[]organic.Point{{Day: day(2026, 9, 1), Segment: "0", Value: connector.Int(25)}, {Day: day(2026, 9, 1), Segment: "1", Value: connector.Int(7)}}},
		"a window": {`{"data":[{"name":"m","total_value":{"value":4200}}]}`, "", []organic.Point{{Value: connector.Int(4200)}}},
		"a window by surface": {`{"data":[{"name":"m","total_value":{"value":7,"breakdowns":[{"dimension_keys":["media_product_type"],"results":[{"dimension_values":["AD"],"value":7}]}]}}]}`, "media_product_type",
			[]organic.Point{{Segment: "AD", Value: connector.Int(7)}}},
		"a life":        {`{"data":[{"name":"m","period":"lifetime","values":[{"value":12}]}]}`, "", []organic.Point{{Value: connector.Int(12)}}},
		"without value": {`{"data":[{"name":"m","values":[{"end_time":"2026-09-02T07:00:00+0000"}]}]}`, "", []organic.Point{{Day: day(2026, 9, 1), Value: connector.NullDecimal}}},
		"nothing":       {`{"data":[]}`, "", nil},
	} {
		got, err := organic.Read([]byte(test.body), test.breakdown, pacific(t))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(test.want, got["m"]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, wrong := range []string{`[]`, `{"data":[{"name":"m","values":[{"value":"x"}]}]}`, `{"data":[{"name":"m","values":[{"value":1,"end_time":"yesterday"}]}]}`} {
		if got, err := organic.Read([]byte(wrong), "", pacific(t)); err == nil {
			t.Errorf("%s is read as %v", wrong, got)
		}
	}
}

// FuzzRead holds that no answer makes reading fail otherwise than by an error.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"data":[{"name":"m","values":[{"value":{"like":3},"end_time":"2026-09-02T07:00:00+0000"}]}]}`))
	f.Add([]byte(`{"data":[{"total_value":{"breakdowns":[{"results":[{}]}]}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, err := organic.Read(body, "is_from_ads", time.UTC); err != nil {
			return
		}
	})
}
