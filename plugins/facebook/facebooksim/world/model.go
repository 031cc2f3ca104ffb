package world

import "time"

// World is everything behind the API.
type World struct {
	Business string // the id of the business that owns it all
	Accounts []*Account
	Pages    []*Page
	seed     uint64
}

// Account is an ad account. Budgets in it are minor units of its currency.
type Account struct {
	ID         string // without the prefix act_
	Name       string
	Currency   string
	Offset     int // decimals of the currency's minor unit: 2, or 0 for the yen and its like
	Zone       *time.Location
	Status     int // 1 is active, 2 disabled
	Audience   int64
	Campaigns  []*Campaign
	OptedIn    bool // to the breakdowns that need an opt-in in Ads Manager
	Unassigned bool // to the business: its tokens cannot read it
	geography  *Split
}

// Campaign is a campaign.
type Campaign struct {
	Account   *Account
	ID, Name  string
	Objective string
	Status    string
	Created   Day
	AdSets    []*AdSet
}

// AdSet is an ad set.
type AdSet struct {
	Campaign    *Campaign
	ID, Name    string
	Status      string
	Goal        string  // optimization_goal
	Attribution Setting // which conversions its figures count
	DailyBudget int64   // minor units
	Ads         []*Ad
}

// Ad is an ad.
type Ad struct {
	AdSet       *AdSet
	ID, Name    string
	Status      string
	Creative    *Creative
	First, Last Day   // it delivers between them, both included, though not on every day
	Scale       int64 // impressions of a usual day
	// Written are days whose facts were written down instead of drawn. If there
	// are any, the ad delivers on no other day.
	Written map[Day]Written
	seed    uint64
	rates   [Kinds]int64 // conversions of a kind per 10,000 link clicks
}

// Written is a day of an ad that was written down.
type Written struct {
	Delivery    Delivery
	Conversions []Conversion
}

// Creative is what an ad shows. Spec and FeedSpec are object_story_spec and
// asset_feed_spec as Meta returns them.
type Creative struct {
	ID, Name   string
	ObjectType string
	URLTags    string
	StoryID    string
	Spec       map[string]any
	FeedSpec   map[string]any
	Feed       []Asset
	Extra      map[string]any // other fields of the creative
	Video      bool
	assets     *Split // over Feed
}

// Asset is one of several links that Meta chooses from.
type Asset struct{ URL, Body, Title string }

// Account returns the account that the ad belongs to.
func (ad *Ad) Account() *Account { return ad.AdSet.Campaign.Account }

// Effective returns the status that results from the ad's own and those of what
// it is in. What is deleted or archived takes everything in it along.
func (ad *Ad) Effective() string {
	switch parent := ad.AdSet.Effective(); {
	case Gone(ad.Status):
		return ad.Status
	case Gone(parent) || parent == "CAMPAIGN_PAUSED":
		return parent
	case parent == "PAUSED":
		return "ADSET_PAUSED"
	default:
		return ad.Status
	}
}

// Effective returns the status that results from the ad set's own and that of
// its campaign.
func (s *AdSet) Effective() string {
	switch parent := s.Campaign.Status; {
	case Gone(s.Status):
		return s.Status
	case Gone(parent):
		return parent
	case parent == "PAUSED":
		return "CAMPAIGN_PAUSED"
	default:
		return s.Status
	}
}

// Gone says whether objects of an effective status are left out of listings
// that do not ask for it.
func Gone(status string) bool { return status == "DELETED" || status == "ARCHIVED" }
