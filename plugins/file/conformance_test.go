package file

import (
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/connectortest"
)

func TestMain(m *testing.M) { connectortest.Main(m, New()) }

// TestConformance holds the connector to the protocol in the same process, over
// gRPC and as a process of its own.
func TestConformance(t *testing.T) {
	declared := connector.DateOf(2026, 5, 1)
	for name, suite := range map[string]connectortest.Suite{
		"deals": {
			Settings: settings(directory(t, map[string]string{"crm.csv": crm}), "{"+crmConfig+"}"),
			Interval: connector.Interval{Start: declared, End: declared + 3},
			Nulls:    []connectortest.Cell{{Day: declared + 1, Measure: "revenue"}, {Day: declared + 2, Measure: "revenue", Where: connector.Clause{condition("owner", connector.OperatorIn, "ana")}}},
		},
		"Meta": {
			Settings:   settings(directory(t, map[string]string{"ads.csv": metaEnglish}), `{"path": "ads.csv", "preset": "meta_ads_manager"}`),
			Interval:   connector.Interval{Start: declared, End: declared + 1},
			Measures:   []string{"amount_spent", "impressions", "reach", "results"},
			Dimensions: []string{"campaign_name", "result_indicator", "attribution_setting"},
			Nulls:      []connectortest.Cell{{Day: declared + 1, Measure: "reach", Where: connector.Clause{condition("campaign_name", connector.OperatorIn, "Brand, always on")}}},
		},
		"LinkedIn": {
			Settings:   settings(directory(t, map[string]string{"li.csv": utf16(t, linkedin)}), `{"path": "li.csv", "preset": "linkedin_campaign_manager"}`),
			Interval:   connector.Interval{Start: connector.DateOf(2026, 9, 1), End: connector.DateOf(2026, 9, 2)},
			Measures:   []string{"total_spent", "leads"},
			Dimensions: []string{"campaign_name", "currency"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			suite.New = New
			suite.Command = connectortest.Self()
			connectortest.Run(t, suite)
		})
	}
}
