package ga4_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/connectortest"
	"github.com/roictl/roictl/plugins/ga4"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

func TestMain(m *testing.M) {
	connectortest.Main(m, ga4.New(ga4.Options{Now: func() time.Time { return now }}))
}

// TestConformance holds the connector to the protocol in the same process, over
// gRPC and as a process of its own, always against a simulator behind HTTP.
func TestConformance(t *testing.T) {
	for name, suite := range map[string]connectortest.Suite{
		"traffic": {
			Measures:   []string{"sessions", "engagedSessions", "keyEvents", "screenPageViews", "purchaseRevenue", "engagementRate"},
			Dimensions: []string{"sessionManualSource", "sessionDefaultChannelGroup", "deviceCategory"},
		},
		"more than one request": {
			Measures: []string{"eventCount", "keyEvents", "ecommercePurchases", "transactions", "addToCarts", "checkouts", "purchaseRevenue", "grossPurchaseRevenue",
				"refundAmount", "shippingAmount", "taxAmount", "screenPageViews", "userEngagementDuration"},
			Dimensions: []string{"eventName", "sessionManualCampaignName"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			sim := ga4sim.New(ga4sim.Options{Now: now, World: demo()})
			server := httptest.NewServer(sim)
			defer server.Close()
			s := &stage{Server: sim, t: t, url: server.URL}
			suite.New = func() connector.Connector { return ga4.New(ga4.Options{Now: sim.Now}) }
			suite.Settings = s.settings(world.Shop)
			suite.Interval = days(t, "2026-05-01..2026-05-04")
			suite.Canary = suite.Settings.Credential.AccessToken
			suite.Command = connectortest.Self()
			connectortest.Run(t, suite)
			if len(sim.Requests()) == 0 {
				t.Error("the simulator was not asked")
			}
		})
	}
}
