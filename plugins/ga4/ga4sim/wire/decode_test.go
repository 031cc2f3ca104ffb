package wire_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
)

// TestDecodeAcceptsBothSpellings: the names of JSON and of the protocol, numbers as
// numbers or as text, and members of enumerations by name or, as Google's Node client
// sends them, by number. The numbers of aggregations have gaps.
func TestDecodeAcceptsBothSpellings(t *testing.T) {
	t.Parallel()
	want := wire.RunReport{
		DateRanges: []wire.DateRange{{StartDate: "today", EndDate: "today"}}, Limit: 5, KeepEmptyRows: true,
		MetricAggregations: []string{"TOTAL", "MAXIMUM"},
		MetricFilter: &wire.FilterExpression{Filter: &wire.Filter{FieldName: "sessions", NumericFilter: &wire.NumericFilter{
			Operation: "GREATER_THAN", Value: &wire.NumericValue{Int64Value: 10}}}},
	}
	for _, body := range []string{
		`{"dateRanges":[{"startDate":"today","endDate":"today"}],"limit":"5","metricAggregations":["TOTAL","MAXIMUM"],"keepEmptyRows":true,"metricFilter":{"filter":{"fieldName":"sessions","numericFilter":{"operation":"GREATER_THAN","value":{"int64Value":"10"}}}}}`,
		`{"date_ranges":[{"start_date":"today","end_date":"today"}],"limit":5,"metric_aggregations":[1,6],"keep_empty_rows":true,"metric_filter":{"filter":{"field_name":"sessions","numeric_filter":{"operation":4,"value":{"int64_value":10}}}},"dimensions":null}`,
	} {
		var got wire.RunReport
		if problem := wire.Decode([]byte(body), &got); problem != nil {
			t.Fatal(problem)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("message (-want +got):\n%s", diff)
		}
	}
}

// FuzzDecode: whatever comes in, the answer is a message or an error with a text.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{``, `{}`, `[]`, `{"limit":"x"}`, `{"dimensions":{"name":"date"}}`, `{"dateRanges":[1]}`, `{"limit":1e3,}`, `{"metricAggregations":[7]}`, "{\"a\": \xff}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var request wire.RunReport
		if problem := wire.Decode(body, &request); problem != nil && (problem.Message == "" || problem.Code != 400) {
			t.Errorf("%q gives %+v", body, problem)
		}
	})
}
