package ga4sim_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// flags is the part of a response that says how good it is.
type flags struct {
	Rows     []struct{ DimensionValues, MetricValues []struct{ Value string } }
	Totals   []struct{ MetricValues []struct{ Value string } }
	Metadata struct {
		CurrencyCode                                string
		DataLossFromOtherRow, SubjectToThresholding bool
		EmptyReason                                 string
		SamplingMetadatas                           []struct{ SamplesReadCount, SamplingSpaceSize string }
		SchemaRestrictionResponse                   struct {
			ActiveMetricRestrictions []struct {
				MetricName            string
				RestrictedMetricTypes []string
			}
		}
		DataTruncationReasons []struct {
			DataTruncationType, DataTruncationDate string
			DataTruncationDateRanges               []struct{ StartDate, EndDate string }
		}
	}
}

// reportOf runs a report of May on a shop whose data are of some quality.
func reportOf(t *testing.T, quality report.Quality, rest string) flags {
	t.Helper()
	simulator, base := start(t, ga4sim.Options{})
	simulator.SetQuality(world.Shop, quality)
	return decode[flags](t, runReport(t, simulator, base, `{`+days+`,`+rest+`}`))
}

func TestSampling(t *testing.T) {
	t.Parallel()
	whole := reportOf(t, report.Quality{}, `"metrics":[{"name":"sessions"}]`)
	sample := reportOf(t, report.Quality{SampleRate: 0.5}, `"metrics":[{"name":"sessions"}]`)
	exact, estimate := integer(t, whole.Rows[0].MetricValues[0].Value), integer(t, sample.Rows[0].MetricValues[0].Value)
	if exact == estimate || estimate*100 < exact*85 || estimate*100 > exact*115 {
		t.Errorf("half of the sessions estimate %d as %d", exact, estimate)
	}
	if len(whole.Metadata.SamplingMetadatas) != 0 || len(sample.Metadata.SamplingMetadatas) != 1 {
		t.Fatalf("sampling is told as %v and %v", whole.Metadata.SamplingMetadatas, sample.Metadata.SamplingMetadatas)
	}
	told := sample.Metadata.SamplingMetadatas[0]
	if read, space := integer(t, told.SamplesReadCount), integer(t, told.SamplingSpaceSize); read*100 < space*40 || read*100 > space*60 {
		t.Errorf("%d of %d events were read", read, space)
	}
}

// TestThresholding: rows of few people disappear and the total keeps them, so that rows add
// up to less. The flag is there even where nothing is withheld.
func TestThresholding(t *testing.T) {
	t.Parallel()
	const byAge = `"dimensions":[{"name":"userAgeBracket"},{"name":"city"}],"metrics":[{"name":"sessions"}],"metricAggregations":["TOTAL"]`
	open, strict := reportOf(t, report.Quality{}, byAge), reportOf(t, report.Quality{MinUsers: 10}, byAge)
	if !open.Metadata.SubjectToThresholding || !strict.Metadata.SubjectToThresholding || len(strict.Rows) >= len(open.Rows) {
		t.Errorf("%d rows of %d remain", len(strict.Rows), len(open.Rows))
	}
	if open.Totals[0].MetricValues[0] != strict.Totals[0].MetricValues[0] {
		t.Errorf("the total is %v without, %v with a threshold", open.Totals, strict.Totals)
	}
	if reportOf(t, report.Quality{MinUsers: 10}, `"dimensions":[{"name":"city"}],"metrics":[{"name":"sessions"}]`).Metadata.SubjectToThresholding {
		t.Error("a report that does not read who people are is marked")
	}
}

// TestOther: what is too rare is folded into one row, and nothing is lost.
func TestOther(t *testing.T) {
	t.Parallel()
	folded := reportOf(t, report.Quality{MaxCombinations: 5}, `"dimensions":[{"name":"city"},{"name":"browser"}],"metrics":[{"name":"sessions"}],"metricAggregations":["TOTAL"]`)
	sum, others := 0, 0
	for _, row := range folded.Rows {
		sum += integer(t, row.MetricValues[0].Value)
		if row.DimensionValues[0].Value == "(other)" && row.DimensionValues[1].Value == "(other)" {
			others++
		}
	}
	if len(folded.Rows) != 5 || others != 1 || !folded.Metadata.DataLossFromOtherRow {
		t.Errorf("%d rows, %d of them (other), flag %v", len(folded.Rows), others, folded.Metadata.DataLossFromOtherRow)
	}
	if total := integer(t, folded.Totals[0].MetricValues[0].Value); sum != total {
		t.Errorf("the rows have %d sessions of %d", sum, total)
	}
}

// TestHiddenMoney: a role without access to revenue gets zeros, no error.
func TestHiddenMoney(t *testing.T) {
	t.Parallel()
	hidden := reportOf(t, report.Quality{NoRevenue: true}, `"metrics":[{"name":"purchaseRevenue"},{"name":"sessions"}]`)
	if hidden.Rows[0].MetricValues[0].Value != "0" || hidden.Rows[0].MetricValues[1].Value == "0" {
		t.Errorf("values %v", hidden.Rows[0])
	}
	active := hidden.Metadata.SchemaRestrictionResponse.ActiveMetricRestrictions
	if len(active) != 1 || active[0].MetricName != "purchaseRevenue" || active[0].RestrictedMetricTypes[0] != "REVENUE_DATA" {
		t.Errorf("restrictions %v", active)
	}
}

func TestTruncation(t *testing.T) {
	t.Parallel()
	cut := reportOf(t, report.Quality{RetainedSince: "2026-05-11"}, `"dimensions":[{"name":"date"}],"metrics":[{"name":"sessions"}]`)
	reasons := cut.Metadata.DataTruncationReasons
	if len(cut.Rows) != 21 || len(reasons) != 1 || reasons[0].DataTruncationType != "DATA_TRUNCATION_TYPE_PROPERTY" ||
		reasons[0].DataTruncationDateRanges[0].EndDate != "2026-05-10" {
		t.Errorf("%d days, %v", len(cut.Rows), reasons)
	}
}

func TestEmptyReason(t *testing.T) {
	t.Parallel()
	const reason = "No data was collected."
	empty := reportOf(t, report.Quality{EmptyReason: reason}, `"metrics":[{"name":"sessions"}],"dimensionFilter":{"filter":{"fieldName":"country","stringFilter":{"value":"Atlantis"}}}`)
	if empty.Metadata.EmptyReason != reason || len(empty.Rows) != 0 {
		t.Errorf("%+v", empty)
	}
}

// TestCurrencies: another currency than the property's is converted day by day.
func TestCurrencies(t *testing.T) {
	t.Parallel()
	dollars := reportOf(t, report.Quality{}, `"metrics":[{"name":"grossPurchaseRevenue"}],"currencyCode":"USD"`)
	euros := reportOf(t, report.Quality{}, `"metrics":[{"name":"grossPurchaseRevenue"}]`)
	if dollars.Metadata.CurrencyCode != "USD" || euros.Metadata.CurrencyCode != "EUR" || dollars.Rows[0].MetricValues[0] == euros.Rows[0].MetricValues[0] {
		t.Errorf("%v and %v", dollars, euros)
	}
}

// TestCostsJoinCampaigns: money was spent on a campaign that no session carries, and by
// campaigns of users the cost is blank.
func TestCostsJoinCampaigns(t *testing.T) {
	t.Parallel()
	costs := reportOf(t, report.Quality{}, `"dimensions":[{"name":"sessionCampaignName"}],"metrics":[{"name":"advertiserAdCost"},{"name":"sessions"}]`)
	found := map[string][2]string{}
	for _, row := range costs.Rows {
		found[row.DimensionValues[0].Value] = [2]string{row.MetricValues[0].Value, row.MetricValues[1].Value}
	}
	if lost := found["Retargeting"]; lost[0] == "0" || lost[1] != "0" || found["Brand"][0] == "0" || found["weekly"][0] != "0" {
		t.Errorf("cost and sessions are %v", found)
	}
	blank := reportOf(t, report.Quality{}, `"dimensions":[{"name":"firstUserCampaignName"}],"metrics":[{"name":"advertiserAdCost"},{"name":"sessions"}]`)
	for _, row := range blank.Rows {
		if row.MetricValues[0].Value != "0" {
			t.Errorf("cost by a user's campaign: %v", row)
		}
	}
}

// TestItemsLoseMoney: items do not carry shipping and coupons, so that they bring
// another sum than orders.
func TestItemsLoseMoney(t *testing.T) {
	t.Parallel()
	got := reportOf(t, report.Quality{}, `"dimensions":[{"name":"itemName"}],"metrics":[{"name":"itemRevenue"},{"name":"itemsPurchased"}],"metricAggregations":["TOTAL"]`)
	orders := reportOf(t, report.Quality{}, `"metrics":[{"name":"purchaseRevenue"}]`)
	if len(got.Rows) != 6 || got.Totals[0].MetricValues[0] == orders.Rows[0].MetricValues[0] || !strings.Contains(got.Rows[0].DimensionValues[0].Value, " ") {
		t.Errorf("items %v, orders %v", got, orders)
	}
}
