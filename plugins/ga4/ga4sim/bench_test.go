package ga4sim_test

import (
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/report"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/wire"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

var benchNow = time.Date(2026, 6, 5, 8, 0, 0, 0, time.UTC)

func BenchmarkWorld(b *testing.B) {
	for b.Loop() {
		ga4sim.DemoWorld(benchNow, 1, 300)
	}
}

// BenchmarkReport runs a year and a month of sessions at 300 a day.
func BenchmarkReport(b *testing.B) {
	shop, _ := ga4sim.DemoWorld(benchNow, 1, 300).Property(world.Shop)
	for name, request := range map[string]wire.RunReport{
		"traffic": {
			DateRanges:         []wire.DateRange{{StartDate: "2025-05-01", EndDate: "2026-05-31"}},
			Dimensions:         []wire.Dimension{{Name: "sessionManualCampaignName"}, {Name: "sessionDefaultChannelGroup"}},
			Metrics:            []wire.Metric{{Name: "sessions"}, {Name: "totalUsers"}, {Name: "keyEvents"}, {Name: "purchaseRevenue"}, {Name: "engagementRate"}},
			MetricAggregations: []string{"TOTAL"},
		},
		"wide": {
			DateRanges: []wire.DateRange{{StartDate: "2025-05-01", EndDate: "2026-05-31"}},
			Dimensions: []wire.Dimension{{Name: "date"}, {Name: "sessionManualSource"}, {Name: "landingPage"}, {Name: "deviceCategory"}},
			Metrics:    []wire.Metric{{Name: "sessions"}, {Name: "totalUsers"}, {Name: "keyEvents"}},
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := report.Run(&request, report.Setting{Property: shop, Now: benchNow}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
