package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// Level is what a row of Ads Insights is about.
type Level int

// The levels, from the widest to the narrowest.
const (
	AccountLevel Level = iota
	CampaignLevel
	AdSetLevel
	AdLevel
)

// String is the level's name in requests.
func (l Level) String() string { return []string{"account", "campaign", "adset", "ad"}[l] }

// Dimension is a dimension of the report ads.
type Dimension struct {
	connector.Dimension
	// Level is the narrowest level that the dimension describes; AccountLevel for
	// breakdowns and what is the same in all rows.
	Level Level
	// Breakdown says that rows are split by it, rather than named.
	Breakdown bool
	// ID says that its values are unique among objects of its level.
	ID bool
	// Gated says that Meta answers with no rows, without a word, until somebody opts
	// the account in.
	Gated bool
	// Blind says that Meta drops conversions outside of its apps, without a word.
	Blind bool
	// Replaced says what a retired breakdown was replaced by.
	Replaced string
}

func dimension(name, standard, title, description string) Dimension {
	return Dimension{Dimension: connector.Dimension{
		Name: name, Standard: standard, Title: title, Description: description,
		Operators: []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch},
	}}
}

func named(level Level, name, standard, title, description string) Dimension {
	d := dimension(name, standard, title, description)
	d.Level, d.ID = level, strings.HasSuffix(name, "_id") && level != AccountLevel
	return d
}

func breakdown(name, standard, title, description string) Dimension {
	d := dimension(name, standard, title, description)
	d.Breakdown = true
	return d
}

func gated(d Dimension) Dimension {
	d.Gated = true
	d.Description += " Meta gives it only to accounts that somebody opted in, in Ads Manager."
	return d
}

func blind(d Dimension) Dimension {
	d.Blind = true
	d.Description += " Meta leaves conversions on websites and in apps out of it."
	return d
}

var adsDimensions = []Dimension{
	named(AccountLevel, "account_name", "account", "Account", "Name of the ad account."),
	named(AccountLevel, "account_id", "account_id", "Account ID", "Number of the ad account."),
	named(CampaignLevel, "campaign_name", "campaign", "Campaign", "Name of the campaign as it is now."),
	named(CampaignLevel, "campaign_id", "campaign_id", "Campaign ID", "Number of the campaign."),
	named(CampaignLevel, "objective", "objective", "Objective", "What the campaign is for, such as OUTCOME_SALES."),
	named(CampaignLevel, "buying_type", "", "Buying type", "AUCTION or RESERVED."),
	named(AdSetLevel, "adset_name", "ad_group", "Ad set", "Name of the ad set."),
	named(AdSetLevel, "adset_id", "ad_group_id", "Ad set ID", "Number of the ad set."),
	named(AdSetLevel, "optimization_goal", "", "Optimisation goal", "What the ad set is optimised for."),
	named(AdSetLevel, "attribution_setting", "", "Attribution setting", "Which conversions the ad set's figures count by default, such as 1d_view_7d_click."),
	named(AdLevel, "ad_name", "ad", "Ad", "Name of the ad."),
	named(AdLevel, "ad_id", "ad_id", "Ad ID", "Number of the ad."),

	breakdown("age", "age", "Age", "Age group, such as 25-34. It goes together with gender, and with no place or placement."),
	breakdown("gender", "gender", "Gender", "female, male or unknown."),
	breakdown("country", "country", "Country", "Two-letter code of the country (ISO 3166)."),
	blind(breakdown("region", "region", "Region", "Name of the region, such as California.")),
	breakdown("publisher_platform", "platform", "Platform", "facebook, instagram, audience_network, messenger or threads."),
	breakdown("platform_position", "placement", "Placement", "Place on the platform, such as feed; it goes together with publisher_platform."),
	breakdown("device_platform", "device", "Device platform", "mobile_app, mobile_web or desktop."),
	gated(breakdown("impression_device", "", "Impression device", "Device on which the ad was seen, such as iphone; it goes together with publisher_platform.")),
	blind(breakdown(HourlyAdvertiser, "", "Hour", "Hour of the day where the account is, such as \"00:00:00 - 00:59:59\".")),
	gated(blind(breakdown(hourlyAudience, "", "Hour of the audience", "Hour of the day where the viewer is."))),
	blind(breakdown("comscore_market", "", "Comscore market", "Market area in the United States.")),
	gated(breakdown("frequency_value", "", "Frequency", "How often people had seen the ads.")),
	breakdown("product_id", "product", "Product", "Number of the catalogue's product."),
	breakdown("link_url_asset", "", "Link of the asset", "Address that Meta chose from several."),
	breakdown("body_asset", "", "Text of the asset", "Text that Meta chose from several."),
	breakdown("title_asset", "", "Headline of the asset", "Headline that Meta chose from several."),
	retiredBreakdown("dma", "Use comscore_market: Meta replaced designated market areas by it on 2026-06-22."),
}

// The hourly breakdowns, in which Meta counts no people.
const (
	HourlyAdvertiser = "hourly_stats_aggregated_by_advertiser_time_zone"
	hourlyAudience   = "hourly_stats_aggregated_by_audience_time_zone"
)

// Hourly says whether the dimension is an hour of the day.
func (d Dimension) Hourly() bool { return d.Name == HourlyAdvertiser || d.Name == hourlyAudience }

func retiredBreakdown(name, instead string) Dimension {
	d := breakdown(name, "", name, "Retired by Meta.")
	d.Deprecated, d.Replaced = instead, instead
	return d
}

// furtherBreakdowns are those of Meta's specification that are not listed: rare
// ones, which accounts have or have not. Meta itself says whether an account has
// one, so that a new one needs only its name here.
var furtherBreakdowns = []string{
	"ad_format_asset", "app_id", "call_to_action_asset", "conversion_destination", "creative_media_type", "description_asset", "flexible_format_asset_type",
	"gen_ai_asset_type", "image_asset", "is_conversion_id_modeled", "landing_destination", "media_asset_url", "media_creator", "media_destination_url",
	"media_format", "media_origin_url", "media_text_content", "media_type", "place_page_id", "product_brand_breakdown", "product_category_breakdown",
	"product_custom_label_0_breakdown", "product_custom_label_1_breakdown", "product_custom_label_2_breakdown", "product_custom_label_3_breakdown",
	"product_custom_label_4_breakdown", "product_group_content_id_breakdown", "rule_set_id", "rule_set_name", "signal_source_bucket", "skan_campaign_id",
	"skan_conversion_id", "standard_event_content_type", "user_persona_id", "user_persona_name", "video_asset",
}

// Named says whether a name means the dimension: its own, or its standard name.
func (d Dimension) Named(name string) bool {
	return d.Name == name || d.Standard == name && name != ""
}

// FindDimension finds a dimension of the report ads by its name or standard name.
func FindDimension(name string) (Dimension, bool) {
	for _, d := range adsDimensions {
		if d.Named(name) {
			return d, true
		}
	}
	if slices.Contains(furtherBreakdowns, name) {
		return breakdown(name, "", name, ""), true
	}
	return Dimension{}, false
}

// SuggestDimension returns the dimension that was probably meant, or which there
// are.
func SuggestDimension(name string) string {
	names := slices.Clone(furtherBreakdowns)
	for _, d := range adsDimensions {
		names = append(names, d.Name)
	}
	if near := connector.Suggest(name, names); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	return "Names are those of the breakdowns of Meta's Insights API: https://developers.facebook.com/docs/marketing-api/insights/breakdowns."
}
