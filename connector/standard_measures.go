package connector

import "slices"

// StandardMeasures returns the names that mean the same on every platform, so
// that one metric can span several. A connector gives a measure its standard
// name in Measure.Standard where the platform's definition agrees with the
// description here, and only then.
//
// Kind and stage follow the ladder of intent (domain.md §1.9); a configuration
// may judge differently. The caller owns the slice.
func StandardMeasures() []Measure { return slices.Clone(standardMeasures) }

func micro(name, stage, description string) Measure {
	return count(name, KindMicro, stage, description)
}

func macro(name, stage, description string) Measure {
	return count(name, KindMacro, stage, description)
}

func count(name string, kind Kind, stage, description string) Measure {
	return Measure{Name: name, Standard: name, Unit: UnitCount, Aggregation: AggregateSum, Kind: kind, Stage: stage, Description: description}
}

// with returns the measure with another unit and aggregation.
func (m Measure) with(unit Unit, aggregation Aggregation) Measure {
	m.Unit, m.Aggregation = unit, aggregation
	return m
}

// The stages of the funnel, as in Measure.Stage.
const (
	awareness  = "awareness"
	interest   = "interest"
	evaluation = "evaluation"
	purchase   = "purchase"
)

var standardMeasures = []Measure{
	count("spend", "", "", "Money paid to the platform for delivery, without fees outside it").with(UnitMoney, AggregateSum),

	micro("impressions", awareness, "Times an ad or post was on screen"),
	micro("reach", awareness, "Different people who saw it; cannot be added over days, ads or platforms").with(UnitCount, AggregateNone),
	micro("frequency", awareness, "Impressions per person reached").with(UnitRatio, AggregateAverage),
	micro("views", awareness, "Times a post or page was viewed"),
	micro("video_views", awareness, "Times a video was watched, by the platform's shortest definition"),

	micro("clicks", interest, "All clicks, also those that stay on the platform"),
	micro("link_clicks", interest, "Clicks on a link that leaves the platform or opens its destination"),
	micro("engagements", interest, "All interactions with a post or ad together"),
	micro("likes", interest, "Likes and other reactions"),
	micro("comments", interest, "Comments and replies"),
	micro("shares", interest, "Shares, reposts and retweets"),
	micro("saves", interest, "Times a post was saved for later"),
	micro("mentions", interest, "Posts by others that name the brand"),
	micro("follows", interest, "New followers in the period"),
	micro("unfollows", interest, "Followers lost in the period"),
	micro("followers", interest, "Followers at the end of the period; a stock").with(UnitCount, AggregateLast),

	micro("sessions", interest, "Visits to the website or app"),
	micro("engaged_sessions", evaluation, "Visits that lasted, converted or saw more than one page"),
	micro("users", interest, "Different visitors; cannot be added over days").with(UnitCount, AggregateNone),
	micro("new_users", interest, "Visitors who came for the first time"),
	micro("page_views", interest, "Pages or screens viewed"),
	micro("landing_page_views", evaluation, "Landing pages that finished loading after a click"),
	micro("engagement_time", evaluation, "Time the website or app was in the foreground").with(UnitDuration, AggregateSum),

	macro("leads", evaluation, "People who left contact details"),
	macro("qualified_leads", evaluation, "Leads that fit and are worth a call"),
	macro("trials", evaluation, "Trials begun"),
	macro("demos", evaluation, "Demonstrations asked for or booked"),
	macro("downloads", evaluation, "Brochures, papers or apps downloaded"),
	macro("sign_ups", evaluation, "Registrations of new accounts or subscribers"),
	macro("add_to_cart", purchase, "Times something was put into the cart"),
	macro("checkouts", purchase, "Checkouts begun"),
	macro("conversions", purchase, "Actions that the account counts as a conversion, all kinds together"),
	macro("purchases", purchase, "Completed orders"),
	macro("store_visits", purchase, "Visits to a shop"),
	macro("customers", purchase, "New customers won"),
	macro("revenue", purchase, "Value of what was sold, as the source reports it").with(UnitMoney, AggregateSum),
	macro("refunds", purchase, "Value of what was given back").with(UnitMoney, AggregateSum),
}
