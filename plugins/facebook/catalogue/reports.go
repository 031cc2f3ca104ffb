package catalogue

import "github.com/roictl/roictl/connector"

// Names of the reports.
const (
	AdsReport            = "ads"
	PageReport           = "page"
	InstagramReport      = "instagram"
	InstagramMediaReport = "instagram_media"
	LinksReport          = "links"
)

// AttributionOption is the option of the report ads that chooses windows.
const AttributionOption = "attribution"

// Reports are all reports.
func Reports() []connector.Report {
	return []connector.Report{Ads(), PageOf(), InstagramOf(), InstagramMedia(), LinksOf()}
}

// Ads is the report of what was paid for.
func Ads() connector.Report {
	r := connector.Report{
		Name:  AdsReport,
		Title: "Ads",
		Description: "What ads brought and cost, by campaign, ad set and ad, and by who saw them where: Meta's Ads Insights. Days are those of the ad account, and so is the currency. " +
			"Conversions are counted by one action type each, in the attribution setting of each ad set unless windows are chosen, and come in for 28 days.",
		Grains: []connector.Grain{connector.GrainDay, connector.GrainTotal},
		Options: []connector.Option{{
			Name:        AttributionOption,
			Description: "Windows in which conversions count, such as \"7d_click,1d_view\": one of 1d_click, 7d_click and 28d_click, and 1d_view and 1d_ev beside it.",
			Default:     "that of the block, and there the attribution setting of each ad set",
		}},
		Open: true,
	}
	for _, c := range conversions {
		r.Measures = append(r.Measures, c.measure.listed())
	}
	for _, m := range adsMeasures {
		r.Measures = append(r.Measures, m.listed())
	}
	for _, d := range adsDimensions {
		r.Dimensions = append(r.Dimensions, d.Dimension)
	}
	return r
}

// listed is the measure as the report lists it. Breakdowns that Meta leaves it out
// of are told as what it does not add up over, so that it is never asked for in one
// question with what they do split.
func (m Measure) listed() connector.Measure {
	listed := m.Measure
	for _, d := range adsDimensions {
		if d.Replaced == "" && m.MissingFrom(d) {
			listed.Overlaps = append(listed.Overlaps, d.Name)
		}
	}
	return listed
}
