package pagereport

import (
	"slices"

	"github.com/roictl/roictl/connector"
)

// Name is the name of the report.
const Name = "page"

// statistic is one of LinkedIn's resources about a page (Community Management API).
type statistic int

const (
	shares    statistic = iota // what posts did
	followers                  // who began to follow
	views                      // who looked at the page
)

// measure is a number of the report.
type measure struct {
	connector.Measure
	from statistic
	// sum are the names in LinkedIn's answer that it is the sum of.
	sum []string
}

// settled is for how many days LinkedIn changes a day afterwards, of which it says
// nothing; likes and follows that are taken back count on the day they are.
const settled = 2

func count(from statistic, name, standard, stage, description string, sum ...string) measure {
	if len(sum) == 0 {
		sum = []string{name}
	}
	m := measure{from: from, sum: sum, Measure: connector.Measure{
		Name: name, Standard: standard, Description: description, Unit: connector.UnitCount, Aggregation: connector.AggregateSum, Maturity: settled, Stage: stage,
	}}
	if stage != "" {
		m.Kind = connector.KindMicro
	}
	return m
}

// people counts different people, who do not add up.
func people(from statistic, name, standard, description string) measure {
	m := count(from, name, standard, "awareness", description)
	m.Aggregation = connector.AggregateNone
	return m
}

// stock is the number of followers, which LinkedIn tells for now only: those of
// earlier days are what is left without the gains since.
func stock() measure {
	m := count(followers, followersName, "followers", "interest", "Followers of the page at the end of the day: those of now without the gains since")
	m.Aggregation = connector.AggregateLast
	return m
}

const followersName = "followers"

var measures = []measure{
	stock(),
	count(followers, "followerGains", "follows", "interest", "New followers without those who left", "organicFollowerGain", "paidFollowerGain"),
	count(followers, "organicFollowerGain", "", "interest", "New followers that no ad brought, without those who left"),
	count(followers, "paidFollowerGain", "", "interest", "New followers that ads brought"),

	count(shares, "impressionCount", "impressions", "awareness", "Times a post of the page was on screen, ads not counted"),
	people(shares, "uniqueImpressionsCount", "reach", "Different members who saw a post of the page; of a day or a calendar month"),
	count(shares, "clickCount", "clicks", "interest", "Clicks on posts, the company's name and logo"),
	count(shares, "likeCount", "likes", "interest", "Likes and other reactions; negative on a day on which more were taken back"),
	count(shares, "commentCount", "comments", "interest", "Comments; negative on a day on which more were deleted"),
	count(shares, "shareCount", "shares", "interest", "Shares"),
	count(shares, "engagements", "engagements", "interest", "Clicks, likes, comments and shares together: what LinkedIn's engagement rate divides by impressions", "clickCount", "likeCount", "commentCount", "shareCount"),
	count(shares, "shareMentionsCount", "mentions", "interest", "Times the page was named in a share"),
	count(shares, "commentMentionsCount", "", "interest", "Times the page was named in a comment"),

	count(views, "allPageViews", "views", "interest", "Views of the page"),
	people(views, "uniquePageViews", "", "Different members who viewed the page; of a day or a calendar month"),
	count(views, "overviewPageViews", "", "interest", "Views of the page's overview"),
	count(views, "careersPageViews", "", "interest", "Views of the page's jobs"),
	count(views, "allDesktopPageViews", "", "interest", "Views of the page on computers"),
	count(views, "allMobilePageViews", "", "interest", "Views of the page on phones"),
}

var dimensions = []connector.Dimension{
	{Name: "organization_id", Standard: "account_id", Description: "Number of the company page", Operators: operators},
	{Name: "organization", Standard: "account", Description: "Name of the company page", Operators: operators},
}

var operators = []connector.Operator{connector.OperatorIn, connector.OperatorNotIn, connector.OperatorMatch, connector.OperatorNotMatch}

// Report returns the report as roictl describes it.
func Report() connector.Report {
	r := connector.Report{
		Name:  Name,
		Title: "Company page",
		Description: "What a company page did by itself: followers, impressions and engagement of its posts without ads, and views of the page. " +
			"Days are those of UTC; of posts, LinkedIn knows the last twelve months.",
		Grains:     []connector.Grain{connector.GrainTotal, connector.GrainDay},
		TimeZone:   "UTC",
		Dimensions: slices.Clone(dimensions),
	}
	for _, m := range measures {
		r.Measures = append(r.Measures, m.Measure)
	}
	return r
}
