package world

// Count is something that is counted.
type Count int

// What is counted, by day and creative. Viral counts are the unpaid spread of a
// sponsored post and are not part of the paid ones.
const (
	Impressions Count = iota
	Clicks
	LandingPageClicks
	CompanyPageClicks
	TextURLClicks
	ActionClicks
	CardImpressions
	CardClicks
	Likes
	Comments
	Shares
	Follows
	Reactions
	OtherEngagements
	TotalEngagements
	VideoStarts
	VideoViews
	VideoFirstQuartiles
	VideoMidpoints
	VideoThirdQuartiles
	VideoCompletions
	FullScreenPlays
	LeadFormOpens
	Leads
	WorkEmailLeads
	QualifiedLeads
	PostClickConversions
	PostViewConversions
	Sends
	Opens
	ViralImpressions
	ViralClicks
	ViralLikes
	DwellMillis // time for which impressions were on screen, in milliseconds
	NumCounts   // how many there are
)

// Counts holds one number for each [Count].
type Counts [NumCounts]int64

// Add adds other to c.
func (c *Counts) Add(other *Counts) {
	for i := range c {
		c[i] += other[i]
	}
}
