package world

// Account is a sponsored (ad) account.
type Account struct {
	ID           int64
	Name         string
	Currency     string // ISO 4217, of its budgets and its local costs
	Status       string
	Organization int64 // the page it advertises for
	Test         bool
}

// Group is a campaign group, which Campaign Manager calls a campaign.
type Group struct {
	ID, Account int64
	Name        string
	Status      string
}

// Campaign is what Campaign Manager calls an ad set.
type Campaign struct {
	ID, Account, Group int64
	Name               string
	Status             string
	Type               string // TEXT_AD, SPONSORED_UPDATES, SPONSORED_INMAILS, DYNAMIC
	Objective          string // objectiveType
	Format             string
	CostType           string
	DailyBudgetCents   int64
	First, Last        Day // days of delivery, both inclusive; Last 0 for open-ended
	rates              rates
}

// Creative is an ad.
type Creative struct {
	ID, Campaign int64
	Name         string
	Status       string // intendedStatus
	Serving      bool
	Content      Content
	Form         int64 // the lead form that its button opens, 0 for none
}

// Content is what a creative shows; one of its fields is set.
type Content struct {
	Reference string // URN of a share, a post or a message's content
	TextAd    string // landing page of a text ad
	Spotlight string // landing page of a spotlight ad
	Follow    bool   // a follower ad, which leads nowhere
}

// Post is a share or post of the page, which ads show.
type Post struct {
	URN          string
	Organization int64
	Account      int64 // of a "dark" post that only ads show, 0 for others
	Commentary   string
	Landing      string   // contentLandingPage
	Article      string   // content.article.source
	Cards        []string // landing pages of a carousel
	Published    Day
	Deleted      bool // ads still refer to it, and reading it finds nothing
}

// Message is the content of a message ad.
type Message struct {
	ID, Account int64
	Subject     string
	Landing     string
}

// Form is a lead generation form.
type Form struct {
	ID, Account int64
	Name        string
	Landing     string
}

// Rule is a conversion rule of an account.
type Rule struct {
	ID, Account   int64
	Name          string
	Type          string
	Method        string
	Attribution   string
	ClickDays     int
	ViewDays      int
	Campaigns     []int64
	ValueCents    int64 // worth of one conversion, in the account's currency
	CRM           bool  // it stands for qualified leads that sales report later
	shareOfClicks int64
}

// Tracking is what LinkedIn appends to landing pages: fixed values, and the
// names of values that it fills in at the click.
type Tracking struct {
	Custom  map[string]string
	Dynamic map[string]string
}

// Organization is a company with a page.
type Organization struct {
	ID        int64
	Name      string
	Followers int64 // on the world's first day
}

// Member is a person who can sign in, with roles by account and organisation.
type Member struct {
	ID            string
	Name          string
	Accounts      map[int64]string
	Organizations map[int64]string
}

// Members of every world.
const (
	Admin    = "admin"    // roles on both accounts of the company, administers its page
	Analyst  = "analyst"  // may view the accounts, has no role on the page
	Outsider = "outsider" // has no role at all: the trap of empty answers
)
