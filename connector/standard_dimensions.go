package connector

import "slices"

// StandardDimensions returns the dimension names that mean the same on every
// platform. They are for Dimension.Standard. The caller owns the slice.
func StandardDimensions() []Dimension { return slices.Clone(standardDimensions) }

func dimension(name, description string) Dimension {
	return Dimension{Name: name, Standard: name, Description: description}
}

var standardDimensions = []Dimension{
	dimension("date", "Calendar day in the time zone of the source; asked for by grain, not as a dimension"),

	dimension("account", "Name of the advertising account, page or property"),
	dimension("account_id", "The platform's identifier of the account"),
	dimension("campaign", "Name of the campaign"),
	dimension("campaign_id", "The platform's identifier of the campaign"),
	dimension("ad_group", "Name of the ad set or ad group"),
	dimension("ad_group_id", "The platform's identifier of the ad group"),
	dimension("ad", "Name of the ad or creative"),
	dimension("ad_id", "The platform's identifier of the ad"),
	dimension("post", "Title or first words of an organic post"),
	dimension("post_id", "The platform's identifier of the post"),
	dimension("objective", "What the campaign is optimised for"),
	dimension("format", "Kind of ad or post, such as video or image"),

	dimension("country", "Country of the person"),
	dimension("region", "Region or state of the person"),
	dimension("city", "City of the person"),
	dimension("language", "Language of the person"),
	dimension("age", "Age group of the person, such as 25-34"),
	dimension("gender", "Gender of the person, as the source knows it"),
	dimension("device", "Kind of device, such as mobile"),
	dimension("platform", "Network or app on which it was shown, such as instagram"),
	dimension("placement", "Place within the platform, such as feed or stories"),

	dimension("channel", "Channel group of the traffic, such as Paid Social"),
	dimension("source", "Where the traffic came from; utm_source"),
	dimension("medium", "How it came: paid, organic, email; utm_medium"),
	dimension("content", "Which link or creative brought it; utm_content"),
	dimension("term", "Keyword; utm_term"),
	dimension("promo_code", "Code that the customer entered"),
	dimension("landing_page", "First page of the visit"),

	dimension("stage", "Stage of a deal or lead"),
	dimension("product", "What was sold"),
	dimension("currency", "ISO 4217 code of the row's money"),
}
