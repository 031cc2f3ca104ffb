package world

// rates is how a campaign performs. All but impressions and cost are per mille
// of what they follow from.
type rates struct {
	impressions  int64 // of one creative on a working day
	cpmCents     int64 // cost of a thousand impressions
	clicks       int64 // of impressions
	landing      int64 // of clicks
	formOpens    int64 // of clicks
	leads        int64 // of form opens
	videoStarts  int64 // of impressions
	sends        bool  // impressions are messages sent
	carousel     bool
	social       bool // can be liked, shared and commented on
	textURL      bool
	dwellSeconds int64 // average time on screen, in hundredths of a second
}

// day draws what one creative delivers on a day.
func (r rates) day(c *chance, day Day) Fact {
	base := r.impressions
	if day.weekend() {
		base = base * 35 / 100
	}
	var fact Fact
	n := &fact.Counts
	n[Impressions] = c.of(2*base, 500)
	if c.below(29) == 0 {
		n[Impressions] = 0 // the day's budget went elsewhere
		return fact
	}
	n[Clicks] = c.of(n[Impressions], r.clicks)
	n[LandingPageClicks] = c.of(n[Clicks], r.landing)
	n[LeadFormOpens] = c.of(n[Clicks], r.formOpens)
	n[Leads] = c.of(n[LeadFormOpens], r.leads)
	n[WorkEmailLeads] = c.of(n[Leads], 620)
	n[CompanyPageClicks] = c.of(n[Clicks], 60)
	n[DwellMillis] = n[Impressions] * r.dwellSeconds * 10
	r.video(c, n)
	r.engage(c, n)
	fact.Cents = (n[Impressions]*r.cpmCents + c.below(1000)) / 1000
	return fact
}

func (r rates) video(c *chance, n *Counts) {
	n[VideoStarts] = c.of(n[Impressions], r.videoStarts)
	n[VideoViews] = c.of(n[VideoStarts], 550)
	n[VideoFirstQuartiles] = c.of(n[VideoViews], 700)
	n[VideoMidpoints] = c.of(n[VideoFirstQuartiles], 600)
	n[VideoThirdQuartiles] = c.of(n[VideoMidpoints], 700)
	n[VideoCompletions] = c.of(n[VideoThirdQuartiles], 800)
	n[FullScreenPlays] = c.of(n[VideoViews], 40)
}

func (r rates) engage(c *chance, n *Counts) {
	if r.sends {
		n[Sends] = n[Impressions] // of a message, an impression is a send
		n[Opens] = c.of(n[Sends], 480)
		n[ActionClicks] = n[Clicks]
	}
	if r.textURL {
		n[TextURLClicks] = c.of(n[Clicks], 900)
	}
	if r.carousel {
		n[CardImpressions] = n[Impressions] * 2
		n[CardClicks] = n[LandingPageClicks]
	}
	if r.social {
		n[Likes] = c.of(n[Impressions], 4)
		n[Comments] = c.of(n[Likes], 120)
		n[Shares] = c.of(n[Likes], 60)
		n[Follows] = c.of(n[Impressions], 1)
		n[Reactions] = n[Likes] + c.of(n[Likes], 250)
		n[OtherEngagements] = c.of(n[Clicks], 150)
		n[ViralImpressions] = n[Shares]*30 + c.below(5)
		n[ViralClicks] = c.of(n[ViralImpressions], 8)
		n[ViralLikes] = c.of(n[ViralImpressions], 5)
	}
	n[TotalEngagements] = n[Clicks] + n[Reactions] + n[Comments] + n[Shares] + n[Follows] + n[OtherEngagements]
}
