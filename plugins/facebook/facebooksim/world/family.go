package world

// Family names one of the ways that delivery can be broken down.
type Family int

// The families of breakdowns.
const (
	Whole     Family = iota // no breakdown
	Audience                // age, gender
	Geography               // country, region, comscore_market
	Placement               // publisher_platform, platform_position, device_platform, impression_device
	Hours                   // the two hourly breakdowns
	Assets                  // link_url_asset, body_asset, title_asset
)

var audience = newSplit([]string{"age", "gender"}, []cell{
	{60, 40, []string{"18-24", "female"}}, {50, 30, []string{"18-24", "male"}}, {2, 1, []string{"18-24", "unknown"}},
	{150, 260, []string{"25-34", "female"}}, {130, 150, []string{"25-34", "male"}}, {4, 2, []string{"25-34", "unknown"}},
	{140, 190, []string{"35-44", "female"}}, {120, 110, []string{"35-44", "male"}}, {4, 2, []string{"35-44", "unknown"}},
	{90, 70, []string{"45-54", "female"}}, {80, 50, []string{"45-54", "male"}}, {3, 1, []string{"45-54", "unknown"}},
	{60, 30, []string{"55-64", "female"}}, {50, 20, []string{"55-64", "male"}},
	{30, 10, []string{"65+", "female"}}, {27, 4, []string{"65+", "male"}},
})

var placement = newSplit([]string{"publisher_platform", "platform_position", "device_platform", "impression_device"}, []cell{
	{260, 250, []string{"facebook", "feed", "mobile_app", "iphone"}},
	{220, 180, []string{"facebook", "feed", "mobile_app", "android_smartphone"}},
	{70, 130, []string{"facebook", "feed", "desktop", "desktop"}},
	{50, 30, []string{"facebook", "facebook_reels", "mobile_app", "android_smartphone"}},
	{20, 10, []string{"facebook", "facebook_stories", "mobile_app", "iphone"}},
	{140, 190, []string{"instagram", "feed", "mobile_app", "iphone"}},
	{110, 120, []string{"instagram", "instagram_reels", "mobile_app", "iphone"}},
	{90, 70, []string{"instagram", "instagram_stories", "mobile_app", "android_smartphone"}},
	{30, 15, []string{"audience_network", "an_classic", "mobile_app", "android_smartphone"}},
	{10, 5, []string{"messenger", "messenger_inbox", "mobile_web", "iphone"}},
})

// places are the geographies of accounts, by the country that most of their
// audience is in.
var places = map[string]*Split{
	"DE": newSplit(geography, []cell{
		{500, 520, []string{"DE", "Bavaria", "Munich"}}, {300, 270, []string{"DE", "Berlin", "Berlin"}},
		{120, 150, []string{"AT", "Vienna", "Vienna"}}, {80, 60, []string{"FR", "Île-de-France", "Paris"}},
	}),
	"US": newSplit(geography, []cell{
		{400, 420, []string{"US", "California", "Los Angeles, CA"}}, {350, 330, []string{"US", "New York", "New York, NY"}},
		{250, 250, []string{"US", "Texas", "Houston, TX"}},
	}),
	"JP": newSplit(geography, []cell{
		{600, 640, []string{"JP", "Tokyo", "Tokyo"}}, {400, 360, []string{"JP", "Osaka Prefecture", "Osaka"}},
	}),
}

var geography = []string{"country", "region", "comscore_market"}

// clockHours are how delivery and conversions fall into the hours of an
// ordinary day.
var clockHours = [24]int64{2, 1, 1, 1, 1, 2, 4, 6, 7, 7, 7, 7, 8, 8, 7, 7, 7, 8, 9, 10, 11, 10, 7, 4}

// Split returns how a day of the ad falls into a family's cells. Only hours
// differ from day to day: the clock changes, and today is not over.
func (ad *Ad) Split(f Family, day Day, m Moment) *Split {
	switch f {
	case Audience:
		return audience
	case Placement:
		return placement
	case Geography:
		return ad.Account().geography
	case Assets:
		return ad.Creative.assets
	case Hours:
		return ad.hours(day, m)
	default:
		return whole
	}
}

// hours weighs the hours of the clock by how much of each the day has.
func (ad *Ad) hours(day Day, m Moment) *Split {
	cells := make([]cell, 24)
	for hour, passed := range m.hours(day, ad.Account().Zone) {
		label := string([]byte{'0' + byte(hour/10), '0' + byte(hour%10)})
		text := label + ":00:00 - " + label + ":59:59"
		weight := passed * clockHours[hour]
		cells[hour] = cell{weight, weight, []string{text, text}}
	}
	return newSplit([]string{"hourly_stats_aggregated_by_advertiser_time_zone", "hourly_stats_aggregated_by_audience_time_zone"}, cells)
}

// overAssets splits delivery over the links of an asset feed. Without a feed
// there are no assets: the split has no cells.
func overAssets(feed []Asset) *Split {
	var cells []cell
	for i, link := range feed {
		weight := int64(len(feed) - i)
		cells = append(cells, cell{weight, weight, []string{link.URL, link.Body, link.Title}})
	}
	return newSplit([]string{"link_url_asset", "body_asset", "title_asset"}, cells)
}
