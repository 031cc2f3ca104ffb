package quality_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/api/analyticsdata/v1beta"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/quality"
)

var may = connector.Interval{Start: connector.DateOf(2026, 5, 1), End: connector.DateOf(2026, 5, 31)}

// What several pages say is told once; of samples the smallest share counts.
func TestFindingsAreToldOnce(t *testing.T) {
	t.Parallel()
	sample := func(read, of int64) *analyticsdata.SamplingMetadata {
		return &analyticsdata.SamplingMetadata{SamplesReadCount: read, SamplingSpaceSize: of}
	}
	got := quality.Read([]*analyticsdata.ResponseMetaData{
		{SubjectToThresholding: true, CurrencyCode: "EUR", TimeZone: "Europe/Paris", SamplingMetadatas: []*analyticsdata.SamplingMetadata{sample(500, 1000), sample(1, 3)}},
		{SubjectToThresholding: true, CurrencyCode: "EUR", TimeZone: "Europe/Paris", SamplingMetadatas: []*analyticsdata.SamplingMetadata{sample(1000, 1000), sample(0, 0)}},
	}, may)
	want := []connector.Flag{
		{Code: connector.FlagThresholded, Detail: "Google withholds rows of so few people that they might be known, so that sums of rows may be too low, and what is absent need not be zero."},
		{Code: connector.FlagSampled, Detail: "Google computed figures from a sample of 33.3 % of the events (1 of 3) and scaled them up."},
	}
	if diff := cmp.Diff(want, got.Flags); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got.Warnings) != 2 || got.Conflict != "" || got.Currency != "EUR" || got.TimeZone != "Europe/Paris" {
		t.Errorf("%+v", got)
	}
}

// A truncation counts where it reaches into the window, and where nobody knows.
func TestTruncation(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		reason analyticsdata.DataTruncationReason
		counts bool
	}{
		"before the window":       {analyticsdata.DataTruncationReason{DataTruncationDate: "2026-05-01"}, false},
		"into the window":         {analyticsdata.DataTruncationReason{DataTruncationDate: "2026-05-02"}, true},
		"a range in it":           {analyticsdata.DataTruncationReason{DataTruncationDateRanges: []*analyticsdata.DataTruncationDateRange{{StartDate: "2026-05-31", EndDate: "2026-06-30"}}}, true},
		"a range behind it":       {analyticsdata.DataTruncationReason{DataTruncationDateRanges: []*analyticsdata.DataTruncationDateRange{{StartDate: "2026-06-01", EndDate: "2026-06-30"}}}, false},
		"a range nobody can read": {analyticsdata.DataTruncationReason{DataTruncationDateRanges: []*analyticsdata.DataTruncationDateRange{{StartDate: "soon"}}}, true},
		"no days":                 {analyticsdata.DataTruncationReason{DataTruncationType: "DATA_TRUNCATION_TYPE_DATE_RANGE"}, true},
	} {
		got := quality.Read([]*analyticsdata.ResponseMetaData{{DataTruncationReasons: []*analyticsdata.DataTruncationReason{&test.reason}}}, may)
		if (len(got.Flags) == 1) != test.counts {
			t.Errorf("%s: %+v", name, got.Flags)
		}
	}
}

// Pages that contradict each other are no answer.
func TestConflict(t *testing.T) {
	t.Parallel()
	got := quality.Read([]*analyticsdata.ResponseMetaData{{CurrencyCode: "EUR"}, {CurrencyCode: ""}, {CurrencyCode: "USD"}}, may)
	if got.Conflict != "The currency of the property changed from EUR to USD while it was asked." {
		t.Errorf("%q", got.Conflict)
	}
}

// Hidden metrics are known by the kind of data that is hidden.
func TestRestricted(t *testing.T) {
	t.Parallel()
	got := quality.Read([]*analyticsdata.ResponseMetaData{{SchemaRestrictionResponse: &analyticsdata.SchemaRestrictionResponse{
		ActiveMetricRestrictions: []*analyticsdata.ActiveMetricRestriction{
			{MetricName: "purchaseRevenue", RestrictedMetricTypes: []string{"REVENUE_DATA"}},
			{MetricName: "advertiserAdCost", RestrictedMetricTypes: []string{"COST_DATA"}},
			{MetricName: "new", RestrictedMetricTypes: []string{"SOMETHING_NEW"}},
		},
	}}}, may)
	want := map[string]string{"purchaseRevenue": "revenue", "advertiserAdCost": "cost", "new": "restricted"}
	if diff := cmp.Diff(want, got.Restricted); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
