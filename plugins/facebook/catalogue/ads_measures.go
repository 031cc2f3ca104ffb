package catalogue

import (
	"maps"
	"slices"
	"strings"

	"github.com/roictl/roictl/connector"
)

// adsMeasures are the measures of the report ads, conversions left out. Ratios are
// better declared as metrics of two sums: they then add up, and their sample is
// known. Meta's own are here to be compared with Ads Manager.
var adsMeasures = []Measure{
	delivery("spend", "Amount spent", "Money paid for delivery, in the currency of the account.").named("spend").in(connector.UnitMoney),
	delivery("impressions", "Impressions", "Times ads were on screen.").named("impressions").micro(awareness),
	people("reach", "Reach", "Different people who saw the ads, at least once. It is in no sum of days, ads or breakdowns.").named("reach").micro(awareness),
	ratio(connector.UnitRatio, "frequency", "Frequency", "Impressions per person reached.").named("frequency").micro(awareness),
	delivery("clicks", "Clicks (all)", "All clicks on ads, also those that stay on Facebook or Instagram.").named("clicks").micro(interest),
	delivery("inline_link_clicks", "Link clicks", "Clicks on links that lead to a destination, within a day of seeing the ad; the link clicks of Ads Manager.").named("link_clicks").micro(interest),
	delivery("inline_post_engagement", "Post engagements", "All that people did with the ads together: clicks, reactions, comments, shares.").named("engagements").micro(interest),
	people("unique_clicks", "Unique clicks", "Different people who clicked anywhere on the ads."),
	people("unique_inline_link_clicks", "Unique link clicks", "Different people who clicked on a link."),
	watched("outbound_clicks", "Outbound clicks", "Clicks that lead off Meta's apps."),
	delivery("social_spend", "Social spend", "Money paid for ads that were shown with a friend's name.").in(connector.UnitMoney),

	actions("landing_page_view", "Landing page views", "Landing pages that loaded after a click.").named("landing_page_views").micro(evaluation),
	actions("link_click", "Link clicks (action)", "Clicks on links, counted as an action.").micro(interest),
	actions("post_reaction", "Reactions", "Likes and other reactions to the ads.").named("likes").micro(interest),
	actions("comment", "Comments", "Comments on the ads.").named("comments").micro(interest),
	actions("post", "Shares", "Times the ads were shared.").named("shares").micro(interest),
	actions("onsite_conversion.post_save", "Saves", "Times the ads were saved.").named("saves").micro(interest),
	actions("like", "Page likes", "Likes of the Page after an ad.").micro(interest),
	actions("page_engagement", "Page engagement", "All that people did with the Page and its posts; it holds post_engagement.").micro(interest),
	actions("post_engagement", "Post engagement", "All that people did with the posts; it holds link_click, reactions and comments.").micro(interest),
	actions("video_view", "3-second video plays", "Times a video played for at least three seconds.").named("video_views").micro(interest),
	actions("lead", "Leads (all)", "Leads of websites and of instant forms.").macro(evaluation),
	actions("offsite_conversion.fb_pixel_lead", "Website leads", "Leads that the pixel saw on the website; part of lead.").macro(evaluation),
	actions("onsite_conversion.lead_grouped", "Form leads", "Leads in instant forms; part of lead.").macro(evaluation),
	actions("omni_purchase", "Purchases (all)", "Purchases on websites, in apps and in shops.").macro(purchase),
	actions("purchase", "Purchases", "Purchases; part of omni_purchase.").macro(purchase),
	actions("offsite_conversion.fb_pixel_purchase", "Website purchases", "Purchases that the pixel saw on the website; part of purchase.").macro(purchase),
	worth("omni_purchase", "Purchase value (all)", "Value of all purchases.").macro(purchase),
	worth("purchase", "Purchase value", "Value of purchases; part of omni_purchase.").macro(purchase),
	worth("offsite_conversion.fb_pixel_purchase", "Website purchase value", "Value of purchases that the pixel saw; part of purchase.").macro(purchase),
	actions("omni_add_to_cart", "Adds to cart (all)", "Times something was put into the cart.").macro(purchase),
	actions("omni_initiated_checkout", "Checkouts (all)", "Checkouts that were begun.").macro(purchase),
	actions("omni_complete_registration", "Registrations (all)", "Registrations that were completed.").macro(evaluation),
	actions("onsite_conversion.messaging_conversation_started_7d", "Conversations", "Messaging conversations that were started.").macro(evaluation),
	actions("mobile_app_install", "App installs", "Times an app was installed.").macro(evaluation),

	watched("video_play_actions", "Video plays", "Times a video began to play."),
	watched("video_thruplay_watched_actions", "ThruPlays", "Times a video was watched to the end, or for 15 seconds."),
	watched("video_15_sec_watched_actions", "15-second plays", "Times a video was watched for 15 seconds."),
	watched("video_30_sec_watched_actions", "30-second plays", "Times a video was watched for 30 seconds."),
	watched("video_p25_watched_actions", "Plays to 25 %", "Times a quarter of a video was watched."),
	watched("video_p50_watched_actions", "Plays to 50 %", "Times half of a video was watched."),
	watched("video_p75_watched_actions", "Plays to 75 %", "Times three quarters of a video were watched."),
	watched("video_p95_watched_actions", "Plays to 95 %", "Times nearly all of a video was watched."),
	watched("video_p100_watched_actions", "Plays to 100 %", "Times all of a video was watched."),
	averaged(watched("video_avg_time_watched_actions", "Average play time", "Seconds that a video was watched, on average.").in(connector.UnitDuration)),

	percentage("ctr", "CTR (all)", "clicks / impressions."),
	percentage("inline_link_click_ctr", "CTR (link)", "inline_link_clicks / impressions."),
	ratio(connector.UnitMoney, "cpc", "CPC (all)", "spend / clicks."),
	ratio(connector.UnitMoney, "cpm", "CPM", "spend / impressions × 1,000."),
	ratio(connector.UnitMoney, "cpp", "Cost per 1,000 people", "spend / reach × 1,000."),
	ratio(connector.UnitMoney, "cost_per_inline_link_click", "CPC (link)", "spend / inline_link_clicks."),

	retired("relevance_score", "Use the rankings of Ads Manager; Meta ended the score in 2019."),
	retired("video_10_sec_watched_actions", "Use video_15_sec_watched_actions or video_thruplay_watched_actions."),
	retired("estimated_ad_recall_rate_lower_bound", "Use impressions and reach; Meta no longer gives the bounds of estimates."),
}

func averaged(m Measure) Measure {
	m.Aggregation, m.Kind, m.Stage = connector.AggregateAverage, "", ""
	return m
}

// retired lists a measure that Meta no longer fills.
func retired(field, instead string) Measure {
	m := delivery(field, field, "Retired by Meta.")
	m.Deprecated, m.Replaced = instead, instead
	return m
}

// FindMeasure finds a measure of the report ads by its name or standard name, with the action types
// that a block chose. A name such as actions:TYPE needs no listing.
func FindMeasure(name string, chosen map[string]string) (Measure, bool) {
	if m, ok := conversionNamed(name, chosen); ok {
		return m, true
	}
	for _, is := range []func(Measure) bool{
		func(m Measure) bool { return m.Name == name },
		func(m Measure) bool { return m.Standard == name },
	} {
		if at := slices.IndexFunc(adsMeasures, is); name != "" && at >= 0 {
			return adsMeasures[at], true
		}
	}
	field, action, ok := strings.Cut(name, ":")
	m, open := openFields[field]
	if !ok || !open || action == "" {
		return Measure{}, false
	}
	m.Name, m.Action = name, action
	return m, true
}

// SuggestMeasure returns the measure that was probably meant, or how others are
// written.
func SuggestMeasure(name string) string {
	var names []string
	for _, m := range Ads().Measures {
		names = append(names, m.Name)
	}
	if near := connector.Suggest(name, names); near != "" {
		return "Did you mean \"" + near + "\"?"
	}
	return "Action types that are not listed are written as " + strings.Join(slices.Sorted(maps.Keys(openFields)), ":TYPE, ") + ":TYPE, with the type as Meta writes it."
}
