package connector_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
)

// priced describes what dailyHeader answers.
var priced = connector.Report{
	Name: "ads",
	Measures: []connector.Measure{
		{Name: "spend", Unit: connector.UnitMoney, Aggregation: connector.AggregateSum},
		{Name: "clicks", Standard: "link_clicks", Unit: connector.UnitCount, Aggregation: connector.AggregateSum},
	},
	Dimensions: []connector.Dimension{{Name: "campaign"}},
	Currency:   "EUR",
	Grains:     []connector.Grain{connector.GrainTotal, connector.GrainDay},
}

func TestHeaderFaults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*connector.Header)
		want   []string
	}{
		"a good one": {func(*connector.Header) {}, nil},
		"one that says little": {func(h *connector.Header) {
			h.Currency, h.TimeZone, h.Measures[0].Unit = "", "", ""
		}, nil},
		"a foreign unit":     {func(h *connector.Header) { h.Measures[0].Unit = "bananas" }, []string{`announced "spend" in the unknown unit "bananas"`}},
		"another unit":       {func(h *connector.Header) { h.Measures[0].Unit = connector.UnitCount }, []string{`announced "spend" as a count, and describes it as a money`}},
		"swapped columns":    {func(h *connector.Header) { h.Measures[0].Name = "clicks" }, []string{`answered with the column "clicks" where "spend" was asked for`}},
		"a foreign column":   {func(h *connector.Header) { h.Dimensions[0].Name = "ad" }, []string{`answered with the column "ad" where "campaign" was asked for`}},
		"a planet's zone":    {func(h *connector.Header) { h.TimeZone = "Mars" }, []string{`announced days of the time zone "Mars", which there is not`}},
		"the machine's zone": {func(h *connector.Header) { h.TimeZone = "Local" }, []string{`announced days of the time zone "Local", which there is not`}},
		"a sign for a code":  {func(h *connector.Header) { h.Currency = "€" }, []string{`announced money in "€", which is no currency code of ISO 4217`}},
		"small letters":      {func(h *connector.Header) { h.Currency = "eur" }, []string{`announced money in "eur", which is no currency code of ISO 4217`}},
		"another currency":   {func(h *connector.Header) { h.Currency = "USD" }, []string{`announced money in USD, and describes it as EUR`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := dailyHeader
			header.Measures = append([]connector.Column(nil), header.Measures...)
			header.Dimensions = append([]connector.Column(nil), header.Dimensions...)
			test.change(&header)
			if diff := cmp.Diff(test.want, header.Faults(priced, daily)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// A query may use standard names, and an answer may use the platform's own.
func TestHeaderMayUseOwnNames(t *testing.T) {
	t.Parallel()
	query := daily
	query.Measures = []string{"spend", "link_clicks"}
	if faults := dailyHeader.Faults(priced, query); faults != nil {
		t.Errorf("faults: %v", faults)
	}
}

func TestTrailerFaults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		trailer connector.Trailer
		want    []string
	}{
		"nothing said": {connector.Trailer{}, nil},
		"a good one": {connector.Trailer{CoveredFrom: day(1), FreshUntil: day(1), APICalls: 3,
			Flags: []connector.Flag{{Code: connector.FlagProvisional, Since: day(1)}, {Code: connector.FlagModelled}}}, nil},
		"ends before it begins": {connector.Trailer{CoveredFrom: day(2), FreshUntil: day(1)},
			[]string{"says that its data begin on 2026-05-02 and end before, on 2026-05-01"}},
		"gives requests back": {connector.Trailer{APICalls: -4}, []string{"says that it made -4 requests"}},
		"an unknown flag":     {connector.Trailer{Flags: []connector.Flag{{Code: "FISHY"}}}, []string{`flags its result as "FISHY", of which nobody knows what it means for the figures`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, test.trailer.Faults()); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDescriptionFaults(t *testing.T) {
	t.Parallel()
	total := []connector.Grain{connector.GrainTotal}
	clicks := connector.Measure{Name: "clicks", Unit: connector.UnitCount, Aggregation: connector.AggregateSum}
	for name, test := range map[string]struct {
		description connector.Description
		want        []string
	}{
		"a good one": {connector.Description{Name: "ads", Version: "1.0.0", Reports: []connector.Report{priced}}, nil},
		"no name":    {connector.Description{}, []string{"does not say its name", "does not say its version"}},
		"everything twice": {connector.Description{Name: "ads", Version: "1.0.0", Reports: []connector.Report{
			{Name: "r", Grains: total, Measures: []connector.Measure{clicks, clicks}, Dimensions: []connector.Dimension{{Name: "ad"}, {Name: "ad"}}},
			{Name: "r", Grains: total},
		}}, []string{
			`describes, in report "r", the measure "clicks" without a name or twice`,
			`describes, in report "r", the dimension "ad" without a name or twice`,
			`describes the report "r" without a name or twice`,
		}},
		"everything unknown": {connector.Description{Name: "ads", Version: "1.0.0", Reports: []connector.Report{{
			Name: "r", Grains: []connector.Grain{"hour"}, Currency: "Euro", CurrencyDimension: "money", RowDays: -5,
			Measures: []connector.Measure{{Name: "m", Unit: "bananas", Aggregation: "median", Maturity: -1}},
		}}}, []string{
			`describes, in report "r", the measure "m" with the unknown unit "bananas"`,
			`describes, in report "r", the measure "m" with the unknown aggregation "median"`,
			`describes, in report "r", the measure "m" with a maturity of -1 days`,
			`describes, in report "r", the unknown grain "hour"`,
			`describes, in report "r", no rows of the grain "total", which every report has`,
			`describes, in report "r", money in "Euro", which is no currency code of ISO 4217`,
			`describes, in report "r", no dimension "money", in which it says the currency of each row stands`,
			`describes, in report "r", rows of -5 days`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, test.description.Faults()); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}
