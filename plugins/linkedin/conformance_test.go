package linkedin_test

import (
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/connectortest"
	"github.com/roictl/roictl/plugins/linkedin"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
)

// now is the clock of the connector as a process of its own; LinkedIn's answers
// tell the simulator's.
var now = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	connectortest.Main(m, linkedin.New(linkedin.Options{Now: func() time.Time { return now }}))
}

// TestConformance holds the connector to the protocol in the same process, over
// gRPC and as a process of its own, always against a simulator behind HTTP.
func TestConformance(t *testing.T) {
	for name, test := range map[string]struct {
		suite connectortest.Suite
		block string
	}{
		"ads of two accounts": {connectortest.Suite{
			Report:     "ads",
			Measures:   []string{"impressions", "clicks", "spend", "costInUsd", "leads", "externalWebsiteConversions"},
			Dimensions: []string{"campaign", "objective", "account_id", "currency"},
		}, both},
		"ads by device": {connectortest.Suite{
			Report:     "ads",
			Measures:   []string{"impressions", "clicks", "totalEngagements"},
			Dimensions: []string{"device", "campaign_group"},
		}, emea},
		"ads by creative, in two requests": {connectortest.Suite{
			Report: "ads",
			Measures: []string{"impressions", "clicks", "landingPageClicks", "costInLocalCurrency", "videoStarts", "videoViews", "sends", "opens", "likes", "comments", "shares", "follows",
				"reactions", "oneClickLeads", "oneClickLeadFormOpens", "cardClicks", "textUrlClicks", "actionClicks", "viralImpressions", "viralClicks"},
			Dimensions: []string{"creative", "format", "currency"},
		}, emea},
		"page": {connectortest.Suite{
			Report:     "page",
			Measures:   []string{"followers", "followerGains", "impressionCount", "likeCount", "allPageViews"},
			Dimensions: []string{"organization_id", "organization"},
		}, company},
		"links": {connectortest.Suite{
			Report:     "links",
			Measures:   []string{"links", "untagged", "unverifiable"},
			Dimensions: []string{"creative", "serving", "state", "utm_source", "url"},
		}, emea},
		"audience": {connectortest.Suite{
			Report:     "audience",
			Measures:   []string{"impressions", "clicks"},
			Dimensions: []string{"seniority"},
		}, emea},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, linkedinsim.Options{}, test.block)
			suite := test.suite
			suite.New = func() connector.Connector { return linkedin.New(linkedin.Options{Now: s.Now}) }
			suite.Settings = s.settings()
			suite.Interval = days(t, "2026-10-05..2026-10-08")
			suite.Canary = s.token
			suite.Command = connectortest.Self()
			connectortest.Run(t, suite)
			if len(s.Requests()) == 0 {
				t.Error("the simulator was not asked")
			}
		})
	}
}
