package catalogue

import "strings"

// ByCampaign says whether Google has the measure by campaign only: what linked or
// imported advertising cost and brought is refused without a dimension of campaigns
// ("Please add sessionCampaignName to make the request compatible").
func (m Measure) ByCampaign() bool {
	return strings.HasPrefix(m.API, "advertiserAd") || m.API == "returnOnAdSpend"
}

// OfCampaigns says whether a dimension, by Google's name, lets such measures in.
func OfCampaigns(dimension string) bool {
	return strings.Contains(dimension, "ampaign") || strings.Contains(dimension, "oogleAds")
}
