package catalogue

import "github.com/roictl/roictl/connector"

// Measure is a metric of adAnalytics.
type Measure struct {
	connector.Measure
	// Dollars says that the amount is in US dollars, whatever the account's
	// currency.
	Dollars bool
	// Whole says that a row without it has no value, where others have 0: LinkedIn
	// leaves it out for reasons of its own (privacy, length of the period).
	Whole bool
	// NotByMember says that LinkedIn does not split it by who saw the ad, or splits
	// it wrongly.
	NotByMember bool
	// Longest is for how many days LinkedIn gives it at most; 0 for any number.
	Longest int
	// OnlyBy is the level by which alone LinkedIn gives it; Elsewhere for any.
	OnlyBy Level
	// ByConversion says that LinkedIn splits it by conversion rule.
	ByConversion bool
}

// Days for which LinkedIn goes on changing a day. It publishes no final day:
// corrections for invalid traffic and of bills come within days, and conversions as
// long as their attribution windows are open, of which 30 days are the default
// (Conversion Rules API, postClickAttributionWindowSize).
const (
	corrected  = 7
	attributed = 30
)

// reachDays is the longest window with reach (adAnalytics, "approximateMemberReach").
const reachDays = 92

// The stages of the funnel, as in connector.Measure.
const (
	awareness  = "awareness"
	interest   = "interest"
	evaluation = "evaluation"
	purchase   = "purchase"
)

// count is a number of things that happen with an ad.
func count(name, standard, stage, description string) Measure {
	m := Measure{Measure: connector.Measure{
		Name: name, Standard: standard, Description: description, Unit: connector.UnitCount, Aggregation: connector.AggregateSum,
		Maturity: corrected, Stage: stage,
	}}
	if stage != "" {
		m.Kind = connector.KindMicro
	}
	return m
}

// late is a result that LinkedIn goes on finding for weeks.
func late(name, standard, stage, description string) Measure {
	m := count(name, standard, stage, description)
	m.Maturity, m.Kind = attributed, connector.KindMacro
	return m
}

// conversion is a result that a conversion rule counts.
func conversion(name, standard, description string) Measure {
	m := late(name, standard, purchase, description)
	m.ByConversion = true
	return m
}

func money(name, standard, description string) Measure {
	m := count(name, standard, "", description)
	m.Unit, m.NotByMember = connector.UnitMoney, true
	return m
}

// mean is what only LinkedIn can compute over a window.
func mean(name, standard, stage, description string, unit connector.Unit) Measure {
	m := count(name, standard, stage, description)
	m.Unit, m.Aggregation, m.Whole, m.NotByMember = unit, connector.AggregateAverage, true, true
	return m
}

// measures are those of adAnalytics ("Metrics Available") that KPIs are made of.
// Ratios are left out: a formula divides sums, and means of ratios are none.
var measures = func() []Measure {
	all := []Measure{
		money("costInLocalCurrency", "spend", "Spend in the currency of the ad account"),
		dollars(money("costInUsd", "", "Spend in US dollars, by LinkedIn's rate of each day")),
		count("impressions", "impressions", awareness, "Times an ad was on screen; of message ads, messages sent"),
		reach(),
		penetration(),
		mean("averageDwellTime", "", awareness, "Mean time for which an ad was on screen, in seconds", connector.UnitDuration),

		count("clicks", "clicks", interest, "Clicks that LinkedIn charges for, which depend on the objective"),
		count("landingPageClicks", "link_clicks", interest, "Clicks that lead to the landing page"),
		count("companyPageClicks", "", interest, "Clicks that lead to the company page"),
		count("textUrlClicks", "", interest, "Clicks on links in the text of an ad"),
		count("actionClicks", "", interest, "Clicks on the action button of a message"),
		count("totalEngagements", "engagements", interest, "All interactions with an ad together"),
		count("otherEngagements", "", interest, "Interactions of no other kind, such as opening a picture"),
		count("reactions", "", interest, "Reactions of every kind, likes among them"),
		count("likes", "likes", interest, "Likes"),
		count("comments", "comments", interest, "Comments"),
		count("shares", "shares", interest, "Shares"),
		count("follows", "follows", interest, "New followers of the company page from an ad"),
		noMember(count("cardImpressions", "", awareness, "Times a card of a carousel was on screen")),
		noMember(count("cardClicks", "", interest, "Clicks on a card of a carousel")),
		count("downloadClicks", "", evaluation, "Clicks on the download of a document ad"),

		count("videoStarts", "", awareness, "Times a video began"),
		count("videoViews", "video_views", awareness, "Videos watched for two seconds with half of it in view, or clicked"),
		count("videoFirstQuartileCompletions", "", awareness, "Videos watched to 25 %"),
		count("videoMidpointCompletions", "", awareness, "Videos watched to 50 %"),
		count("videoThirdQuartileCompletions", "", awareness, "Videos watched to 75 %"),
		count("videoCompletions", "", interest, "Videos watched to 97 % and more"),
		count("fullScreenPlays", "", interest, "Videos watched on the full screen"),

		count("sends", "", awareness, "Messages sent"),
		count("opens", "", interest, "Messages opened"),

		count("oneClickLeadFormOpens", "", interest, "Lead forms opened"),
		late("oneClickLeads", "leads", evaluation, "Lead forms sent"),
		late("validWorkEmailLeads", "", evaluation, "Lead forms sent with an e-mail address of a company"),
		late("qualifiedLeads", "qualified_leads", evaluation, "Leads that the advertiser reported back as qualified"),
		late("jobApplications", "", evaluation, "Applications for a job"),
		late("registrations", "sign_ups", evaluation, "Registrations for an event"),

		conversion("externalWebsiteConversions", "conversions", "Actions that a conversion rule counts, after clicks and after views; one action can count for several campaigns"),
		conversion("externalWebsitePostClickConversions", "", "Conversions after a click"),
		conversion("externalWebsitePostViewConversions", "", "Conversions after a view"),
		conversionValue(),

		count("viralImpressions", "", awareness, "Times an ad was on screen because a member shared it, which costs nothing and is not among the impressions"),
		count("viralClicks", "", interest, "Clicks on ads that members shared"),
	}
	return all
}()

func dollars(m Measure) Measure {
	m.Dollars = true
	return m
}

func noMember(m Measure) Measure {
	m.NotByMember = true
	return m
}

func reach() Measure {
	m := count("approximateMemberReach", "reach", awareness, "Different members who saw an ad, as LinkedIn estimates; for 92 days at most, and not for few members")
	m.Aggregation, m.Whole, m.NotByMember, m.Longest = connector.AggregateNone, true, true, reachDays
	return m
}

func penetration() Measure {
	m := mean("audiencePenetration", "", awareness, "Share of the audience that was reached; by campaign only, and for 92 days at most", connector.UnitPercent)
	m.Longest, m.OnlyBy = reachDays, Campaign
	return m
}

func conversionValue() Measure {
	m := money("conversionValueInLocalCurrency", "", "Worth of the conversions by the amounts that stand in the conversion rules, in the currency of the ad account; it is what the rules say and not what was sold")
	m.Maturity, m.ByConversion = attributed, true
	return m
}
