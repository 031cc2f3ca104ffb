package world

// PageDay is what happened on a company page on a UTC day, without ads but for
// the followers that these brought.
type PageDay struct {
	Impressions, UniqueImpressions         int64 // of the page's posts; Unique never adds up over days
	Clicks, Likes, Comments, Shares        int64 // Likes and Comments can be negative: they are taken back
	OrganicGain, PaidGain                  int64 // followers; Organic can be negative
	DesktopViews, MobileViews              int64
	OverviewViews, CareersViews            int64
	UniqueDesktop, UniqueMobile, UniqueAll int64
}

// PageDay is what happened on a page on a day.
func (w *World) PageDay(organization int64, day Day) PageDay {
	c := w.chance('o', uint64(organization), uint64(day))
	busy := int64(1000)
	if day.weekend() {
		busy = 300
	}
	var p PageDay
	p.Impressions = c.of(2*busy, 450)
	p.UniqueImpressions = c.of(p.Impressions, 700)
	p.Clicks = c.of(p.Impressions, 18)
	p.Likes = c.of(p.Impressions, 22)
	p.Comments = c.of(p.Likes, 110)
	p.Shares = c.of(p.Likes, 70)
	p.OrganicGain = c.of(busy, 12)
	p.PaidGain = c.of(busy, 3)
	if c.below(23) == 0 {
		p.Likes, p.Comments, p.OrganicGain = -1, -1, -2 // a quiet day on which some went
	}
	p.OverviewViews = c.of(busy, 60)
	p.CareersViews = c.of(busy, 15)
	p.MobileViews = c.of(p.OverviewViews+p.CareersViews, 400)
	p.DesktopViews = p.OverviewViews + p.CareersViews - p.MobileViews
	p.UniqueMobile, p.UniqueDesktop = c.of(p.MobileViews, 800), c.of(p.DesktopViews, 800)
	p.UniqueAll = max(p.UniqueMobile, p.UniqueDesktop)
	return p
}

// Page is the sum of days; the members of Unique… fields are added up although
// they are not different people, as a warning to whoever does so.
func (w *World) Page(organization int64, from, to Day) PageDay {
	var sum PageDay
	for day := max(from, w.config.Start); day <= to; day++ {
		p := w.PageDay(organization, day)
		sum.add(&p)
	}
	return sum
}

func (p *PageDay) add(o *PageDay) {
	p.Impressions += o.Impressions
	p.UniqueImpressions += o.UniqueImpressions
	p.Clicks += o.Clicks
	p.Likes += o.Likes
	p.Comments += o.Comments
	p.Shares += o.Shares
	p.OrganicGain += o.OrganicGain
	p.PaidGain += o.PaidGain
	p.DesktopViews += o.DesktopViews
	p.MobileViews += o.MobileViews
	p.OverviewViews += o.OverviewViews
	p.CareersViews += o.CareersViews
	p.UniqueDesktop += o.UniqueDesktop
	p.UniqueMobile += o.UniqueMobile
	p.UniqueAll += o.UniqueAll
}

// Followers is how many followers a page has at the end of a day.
func (w *World) Followers(organization Organization, day Day) int64 {
	gains := w.Page(organization.ID, w.config.Start, day)
	return organization.Followers + gains.OrganicGain + gains.PaidGain
}

// Organization finds a company by its id, nil where there is none.
func (w *World) Organization(id int64) *Organization {
	for i := range w.Organizations {
		if w.Organizations[i].ID == id {
			return &w.Organizations[i]
		}
	}
	return nil
}

// Applause is how many likes and comments a post has.
func (w *World) Applause(post *Post) (likes, comments int64) {
	c := w.chance('a', uint64(post.Published), uint64(len(post.Commentary)))
	likes = 10 + c.below(80)
	return likes, c.of(likes, 150)
}
