package catalogue

import (
	"slices"

	"github.com/roictl/roictl/connector"
)

// OrganicMeasure is a measure of a Page, an Instagram account or its media.
type OrganicMeasure struct {
	connector.Measure
	// Metric is Meta's name of it.
	Metric string
	// Splits are the dimensions that it can be split by.
	Splits []string
	// Breakdown is one that it always has, with the value that is meant; empty when it
	// has none.
	Breakdown, Value string
	// Series says that Meta gives it day by day for a window.
	Series bool
	// Products are the kinds of media that have it; nil means all.
	Products []string
	// Replaced says what a retired metric was replaced by, in a full sentence.
	Replaced string
}

// Dimensions of what is organic.
const (
	// Origin tells what was paid for from what was not.
	Origin = "origin"
	// Followers tells what followers saw.
	Followers = "is_from_followers"
	// Product is the surface of Instagram.
	Product = "media_product_type"
)

// Values of Origin.
const (
	Organic = "organic"
	Paid    = "paid"
)

// Days for which Meta goes on counting a day: most Page metrics are updated once in
// 24 hours, those of Instagram come up to 48 hours late.
const (
	pageCounted      = 1
	instagramCounted = 2
)

func organic(metric, standard, title, description string, maturity int) OrganicMeasure {
	return OrganicMeasure{Metric: metric, Measure: connector.Measure{
		Name: metric, Standard: standard, Title: title, Description: description,
		Unit: connector.UnitCount, Aggregation: connector.AggregateSum, Maturity: maturity,
		Kind: connector.KindMicro, Stage: interest,
	}}
}

func ofPage(metric, standard, title, description string) OrganicMeasure {
	m := organic(metric, standard, title, description, pageCounted)
	m.Series = true
	return m
}

func ofInstagram(metric, standard, title, description string) OrganicMeasure {
	return organic(metric, standard, title, description, instagramCounted)
}

func (m OrganicMeasure) combined(a connector.Aggregation) OrganicMeasure {
	m.Aggregation = a
	return m
}

func (m OrganicMeasure) split(by ...string) OrganicMeasure {
	m.Splits = by
	return m
}

func (m OrganicMeasure) seen() OrganicMeasure {
	m.Stage = awareness
	return m
}

func gone(metric, instead string) OrganicMeasure {
	m := organic(metric, "", metric, "Retired by Meta.", 0)
	m.Deprecated, m.Replaced = instead, instead
	return m
}

// pageMeasures are the Page metrics that live in late 2026 (Graph API, "Page
// Insights"; the changes of 2025-11-15 and 2026-06-15).
var pageMeasures = []OrganicMeasure{
	ofPage("page_media_view", "views", "Views", "Times that content of the Page was seen, organic and paid together; with origin one of them.").split(Origin, Followers).seen(),
	ofPage("page_total_media_view_unique", "reach", "Viewers", "Different people who saw content of the Page. Meta counts them for a day, seven days and 28 days, and does not tell organic from paid.").combined(connector.AggregateNone).seen(),
	ofPage("page_post_engagements", "engagements", "Post engagements", "Reactions, comments, shares and clicks on posts, organic and paid together."),
	ofPage("page_total_actions", "", "Total actions", "Clicks on the contact information and the button of the Page."),
	ofPage("page_follows", "followers", "Followers", "Followers of the Page at the end of the day.").combined(connector.AggregateLast),
	ofPage("page_daily_follows_unique", "follows", "New followers", "People who began to follow the Page."),
	ofPage("page_daily_unfollows_unique", "unfollows", "Lost followers", "People who ceased to follow the Page."),
	ofPage("page_views_total", "", "Page views", "Times the Page itself was viewed."),
	ofPage("page_video_views", "video_views", "Video views", "Times that videos played for at least three seconds."),
	ofPage("page_actions_post_reactions_like_total", "likes", "Likes", "Likes of posts."),
	ofPage("page_actions_post_reactions_love_total", "", "Loves", "Love reactions to posts."),
	gone("page_impressions", "Use page_media_view, which replaced it on 2025-11-15."),
	gone("page_impressions_unique", "Use page_total_media_view_unique, which replaced it on 2026-06-15."),
	gone("page_impressions_organic", "Use page_media_view with where = { origin = \"organic\" }."),
	gone("page_impressions_paid", "Use page_media_view with where = { origin = \"paid\" }."),
	gone("page_posts_impressions", "Use page_media_view, which replaced it on 2026-06-15."),
	gone("page_fans", "Use page_follows, which replaced it on 2025-11-15."),
	gone("page_fan_adds", "Use page_daily_follows_unique, which replaced it on 2025-11-15."),
	gone("page_fan_removes", "Use page_daily_unfollows_unique, which replaced it on 2025-11-15."),
	gone("page_engaged_users", "Use page_post_engagements; Meta retired it in March 2024."),
	gone("page_consumptions", "Use page_post_engagements; Meta retired it in March 2024."),
	gone("page_video_views_unique", "Use page_video_views; Meta retired it on 2026-06-15."),
}

// instagramMeasures are the metrics of Instagram accounts (Instagram Platform,
// "Insights"). All but reach come as one number for a window.
var instagramMeasures = []OrganicMeasure{
	ofInstagram("views", "views", "Views", "Times that content was seen, ads included; with origin one of them.").split(Product, Origin).seen(),
	ofInstagram("reach", "reach", "Reach", "Different people who saw content, ads included. By media_product_type each surface has its own.").combined(connector.AggregateNone).split(Product).seen(),
	ofInstagram("total_interactions", "engagements", "Interactions", "Likes, comments, shares and saves, less what was taken back.").split(Product, Origin),
	ofInstagram("likes", "likes", "Likes", "Likes of posts, reels and videos.").split(Product, Origin),
	ofInstagram("comments", "comments", "Comments", "Comments on posts, reels and videos.").split(Product, Origin),
	ofInstagram("shares", "shares", "Shares", "Times that content was shared.").split(Product, Origin),
	ofInstagram("saves", "saves", "Saves", "Times that content was saved.").split(Product, Origin),
	ofInstagram("replies", "", "Replies", "Replies to stories."),
	ofInstagram("accounts_engaged", "", "Accounts engaged", "Different accounts that interacted.").combined(connector.AggregateNone),
	ofInstagram("profile_views", "", "Profile views", "Times the profile was viewed."),
	ofInstagram("website_clicks", "link_clicks", "Website clicks", "Clicks on the link of the profile."),
	follows("follows", "New followers", "Accounts that began to follow.", "FOLLOWER"),
	follows("unfollows", "Lost followers", "Accounts that ceased to follow.", "NON_FOLLOWER"),
	gone("impressions", "Use views, which replaced it on 2025-04-21."),
	gone("follower_count", "Use follows: it was the number of new followers, of the last 30 days only."),
}

// follows is a part of the metric that holds both directions.
func follows(name, title, description, value string) OrganicMeasure {
	m := ofInstagram("follows_and_unfollows", name, title, description)
	m.Name, m.Breakdown, m.Value = name, "follow_type", value
	return m
}

// The kinds of media, as Meta calls them.
const (
	Feed  = "FEED"
	Reels = "REELS"
	Story = "STORY"
)

// mediaMeasures are the metrics of media, which count from publication on.
var mediaMeasures = []OrganicMeasure{
	ofInstagram("views", "views", "Views", "Times the medium was seen since it was published; organic only.").seen(),
	ofInstagram("reach", "reach", "Reach", "Different people who saw it.").combined(connector.AggregateNone).seen(),
	ofInstagram("total_interactions", "engagements", "Interactions", "Likes, comments, shares and saves; organic only."),
	ofInstagram("shares", "shares", "Shares", "Times it was shared."),
	only(ofInstagram("likes", "likes", "Likes", "Likes; organic only."), Feed, Reels),
	only(ofInstagram("comments", "comments", "Comments", "Comments; organic only."), Feed, Reels),
	only(ofInstagram("saved", "saves", "Saves", "Times it was saved."), Feed, Reels),
	only(ofInstagram("follows", "follows", "Follows", "Accounts that followed after it."), Feed, Story),
	only(ofInstagram("profile_visits", "", "Profile visits", "Visits of the profile after it."), Feed, Story),
	only(ofInstagram("replies", "", "Replies", "Replies to the story."), Story),
	only(ofInstagram("navigation", "", "Navigation", "Taps forward, back and away in the story."), Story),
	only(ofInstagram("total_views", "", "Views with ads", "Views, organic and paid together."), Feed, Reels),
	only(ofInstagram("total_likes", "", "Likes with ads", "Likes, organic and paid together."), Feed, Reels),
	only(ofInstagram("total_comments", "", "Comments with ads", "Comments, organic and paid together."), Feed, Reels),
	gone("impressions", "Use views, which replaced it on 2025-04-21."),
	gone("plays", "Use views, which replaced it on 2025-04-21."),
	gone("video_views", "Use views, which replaced it on 2025-04-21."),
}

func only(m OrganicMeasure, products ...string) OrganicMeasure {
	m.Products = products
	return m
}

// organicMeasures are the measures by report.
var organicMeasures = map[string][]OrganicMeasure{
	PageReport: pageMeasures, InstagramReport: instagramMeasures, InstagramMediaReport: mediaMeasures,
}

// FindOrganic finds a measure of a report by its name or standard name.
func FindOrganic(report, name string) (OrganicMeasure, bool) {
	all := organicMeasures[report]
	for _, is := range []func(OrganicMeasure) bool{
		func(m OrganicMeasure) bool { return m.Name == name },
		func(m OrganicMeasure) bool { return m.Standard == name && name != "" },
	} {
		if at := slices.IndexFunc(all, is); at >= 0 {
			return all[at], true
		}
	}
	return OrganicMeasure{}, false
}

// AllowsSplit says whether a measure can be split by a dimension.
func (m OrganicMeasure) AllowsSplit(dimension string) bool {
	return slices.Contains(m.Splits, dimension)
}
