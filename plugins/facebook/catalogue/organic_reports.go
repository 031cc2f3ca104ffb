package catalogue

import "github.com/roictl/roictl/connector"

// Pacific is the time zone in which Meta cuts the days of Pages and Instagram, for
// everybody.
const Pacific = "America/Los_Angeles"

var (
	origin = dimension(Origin, "", "Origin", "organic, or paid for what ads brought.")
	fans   = dimension(Followers, "", "From followers", "follower or non_follower.")
	pillar = dimension(Product, "format", "Surface", "Where it was seen: POST, REEL, STORY or AD.")
)

// mediaDimensions describe media; each row of Meta's is one.
var mediaDimensions = []Dimension{
	dimension("media_id", "post_id", "Medium ID", "Number of the medium."),
	dimension("caption", "post", "Medium", "First words of the caption."),
	dimension(Product, "format", "Surface", "FEED, REELS or STORY."),
	dimension("media_type", "", "Type", "IMAGE, VIDEO or CAROUSEL_ALBUM."),
	dimension("permalink", "", "Link", "Address of the medium."),
}

// organicDimensions are the dimensions by report.
var organicDimensions = map[string][]Dimension{
	PageReport: {origin, fans}, InstagramReport: {pillar, origin}, InstagramMediaReport: mediaDimensions,
}

// FindOrganicDimension finds a dimension of a report by its name or standard name.
func FindOrganicDimension(report, name string) (Dimension, bool) {
	for _, d := range organicDimensions[report] {
		if d.Named(name) {
			return d, true
		}
	}
	return Dimension{}, false
}

func organicReport(name, title, description string) connector.Report {
	r := connector.Report{
		Name: name, Title: title, Description: description, TimeZone: Pacific,
		Grains: []connector.Grain{connector.GrainDay, connector.GrainTotal},
	}
	for _, m := range organicMeasures[name] {
		r.Measures = append(r.Measures, m.listed(name))
	}
	for _, d := range organicDimensions[name] {
		r.Dimensions = append(r.Dimensions, d.Dimension)
	}
	return r
}

// PageOf is the report of a Page.
func PageOf() connector.Report {
	return organicReport(PageReport, "Facebook Page",
		"What a Page reached, day by day, in days of Pacific time. Views can be split into organic and paid; people, engagement and video views are organic and paid together, since Meta does not tell them apart.")
}

// InstagramOf is the report of an Instagram account.
func InstagramOf() connector.Report {
	return organicReport(InstagramReport, "Instagram account",
		"What an Instagram account reached, day by day, in days of Pacific time. Views and interactions can be split into organic and paid.")
}

// InstagramMedia is the report of what an Instagram account posted.
func InstagramMedia() connector.Report {
	r := organicReport(InstagramMediaReport, "Instagram media",
		"What each post, reel and story reached since it was published, on the day of its publication. Stories have figures for 24 hours only.")
	r.TimeZone = "UTC"
	return r
}

// listed is the measure as the report lists it. What it cannot be split by is told
// as what it does not add up over, so that it is never asked for in one question
// with what can.
func (m OrganicMeasure) listed(report string) connector.Measure {
	if report == InstagramMediaReport {
		return m.Measure
	}
	listed := m.Measure
	for _, d := range organicDimensions[report] {
		if !m.AllowsSplit(d.Name) {
			listed.Overlaps = append(listed.Overlaps, d.Name)
		}
	}
	return listed
}
