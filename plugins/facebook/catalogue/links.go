package catalogue

import "github.com/roictl/roictl/connector"

// LinksMeasure is the one measure of the report links.
const LinksMeasure = "links"

// linkDimensions describe a link of an ad.
var linkDimensions = []Dimension{
	dimension("campaign_name", "campaign", "Campaign", "Name of the campaign as it is now."),
	dimension("campaign_id", "campaign_id", "Campaign ID", "Number of the campaign."),
	dimension("adset_name", "ad_group", "Ad set", "Name of the ad set."),
	dimension("adset_id", "ad_group_id", "Ad set ID", "Number of the ad set."),
	dimension("ad_name", "ad", "Ad", "Name of the ad."),
	dimension("ad_id", "ad_id", "Ad ID", "Number of the ad."),
	dimension("effective_status", "", "Status", "Status of the ad with those of what it belongs to, such as ACTIVE."),
	dimension("url", "landing_page", "Address", "Address as it was written in the ad."),
	dimension("where", "", "Place", "Field of the creative that holds the address."),
	dimension("url_tags", "", "URL parameters", "What Meta appends to the address, as it was written."),
	dimension("utm_source", "source", "utm_source", "What a visitor arrives with, macros filled in."),
	dimension("utm_medium", "medium", "utm_medium", "Likewise."),
	dimension("utm_campaign", "", "utm_campaign", "Likewise."),
	dimension("utm_content", "content", "utm_content", "Likewise."),
	dimension("utm_term", "term", "utm_term", "Likewise."),
	dimension("state", "", "State", "found, conflict (address and URL parameters differ), unresolvable (Meta does not say where it leads) or not_applicable (it leads to no website)."),
	dimension("frozen_names", "", "Names of the first publication", "true where a macro of a name is used: Meta fills it in at the first publication, and later names do not change it."),
}

// FindLinkDimension finds a dimension of the report links by its name or standard
// name.
func FindLinkDimension(name string) (Dimension, bool) {
	for _, d := range linkDimensions {
		if d.Named(name) {
			return d, true
		}
	}
	return Dimension{}, false
}

// LinksOf is the report of the links of live ads.
func LinksOf() connector.Report {
	r := connector.Report{
		Name: LinksReport, Title: "Links of live ads",
		Description: "Every address that ads which are live now may lead to, with the tracking codes that visitors arrive with. Meta keeps no history of links, so that they are those of the moment: periods that do not reach to the present have none.",
		Grains:      []connector.Grain{connector.GrainTotal},
		Measures: []connector.Measure{{
			Name: LinksMeasure, Title: "Links", Description: "Addresses of live ads; an ad without one counts once, with the reason in state.",
			Unit: connector.UnitCount, Aggregation: connector.AggregateNone,
		}},
	}
	for _, d := range linkDimensions {
		r.Dimensions = append(r.Dimensions, d.Dimension)
	}
	return r
}
