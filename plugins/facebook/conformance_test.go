package facebook_test

import (
	"fmt"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/connector/connectortest"
	"github.com/roictl/roictl/plugins/facebook"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

func TestMain(m *testing.M) {
	connectortest.Main(m, facebook.New(facebook.Options{Now: func() time.Time { return facebooksim.DefaultNow }}))
}

// TestConformance holds the connector to the protocol in the same process, over
// gRPC and as a process of its own, always against a simulator behind HTTP.
func TestConformance(t *testing.T) {
	for name, suite := range map[string]connectortest.Suite{
		"by campaign": {
			Measures:   []string{"spend", "impressions", "reach", "leads", "purchases", "revenue", "ctr"},
			Dimensions: []string{"campaign_name", "objective"},
		},
		"by audience": {
			Measures:   []string{"spend", "inline_link_clicks", "actions:offsite_conversion.fb_pixel_purchase", "video_play_actions"},
			Dimensions: []string{"ad_id", "age", "gender"},
		},
		"a Page":    {Report: "page", Measures: []string{"page_media_view"}, Dimensions: []string{"origin"}},
		"Instagram": {Report: "instagram", Measures: []string{"views", "total_interactions"}, Dimensions: []string{"media_product_type", "origin"}},
		"links":     {Report: "links", Dimensions: []string{"ad_id", "url", "utm_campaign"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := &stage{Server: facebooksim.New(facebooksim.Options{}), t: t}
			server := httptest.NewServer(s.Server)
			defer server.Close()
			s.url = server.URL
			suite.New = func() connector.Connector { return facebook.New(facebook.Options{Now: s.Now}) }
			suite.Settings = s.settings(world.Shop, fmt.Sprintf(`, "page_id": %q`, s.World().Pages[0].ID))
			suite.Interval = days(t, "2026-05-01..2026-05-04")
			if suite.Report == "links" {
				suite.Interval = days(t, "2026-05-19..2026-05-20") // which are those of the moment
			}
			suite.Canary = suite.Settings.Credential.AccessToken
			suite.Command = connectortest.Self()
			connectortest.Run(t, suite)
			if len(s.Requests()) == 0 {
				t.Error("the simulator was not asked")
			}
		})
	}
}
