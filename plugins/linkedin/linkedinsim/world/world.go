package world

import (
	"cmp"
	"slices"
)

// Config chooses a world. The zero value is the company of the examples.
type Config struct {
	// Seed varies all chance.
	Seed uint64
	// Start is the first day on which anything happened; 2025-10-01 where zero.
	Start Day
	// Large replaces the campaigns of the first account by 800 in 20 groups,
	// one creative each, which all run from Start on without end.
	Large bool
	// Quiet leaves only Facts: nothing is generated for ads.
	Quiet bool
	// Facts are added to what is generated.
	Facts []Fact
}

// World is entities and what happened to them. It does not change.
type World struct {
	Organizations []Organization
	Accounts      []Account
	Groups        []Group
	Campaigns     []Campaign
	Creatives     []Creative
	Posts         []Post
	Messages      []Message
	Forms         []Form
	Rules         []Rule
	Members       []Member
	// CampaignTracking and AccountTracking are adTrackingParameters by id.
	CampaignTracking map[int64]Tracking
	AccountTracking  map[int64]Tracking

	config    Config
	profiles  []Profile
	accounts  map[int64]*Account
	campaigns map[int64]*Campaign
	creatives map[int64]*Creative
	given     map[int64][]Fact
}

// New makes the world of a Config.
func New(config Config) *World {
	if config.Start == 0 {
		config.Start = Date(2025, 10, 1)
	}
	w := &World{config: config, profiles: profiles()}
	w.company()
	if config.Large {
		w.enlarge()
	}
	w.accounts = index(w.Accounts, func(a *Account) int64 { return a.ID })
	w.campaigns = index(w.Campaigns, func(c *Campaign) int64 { return c.ID })
	w.creatives = index(w.Creatives, func(c *Creative) int64 { return c.ID })
	w.given = make(map[int64][]Fact)
	for _, fact := range config.Facts {
		w.given[fact.Creative] = append(w.given[fact.Creative], fact)
	}
	for _, facts := range w.given {
		slices.SortStableFunc(facts, func(a, b Fact) int { return cmp.Compare(a.Day, b.Day) })
	}
	return w
}

// Start is the first day on which anything happened.
func (w *World) Start() Day { return w.config.Start }

// Account finds an account by its id, nil where there is none.
func (w *World) Account(id int64) *Account { return w.accounts[id] }

// Campaign finds a campaign by its id, nil where there is none.
func (w *World) Campaign(id int64) *Campaign { return w.campaigns[id] }

// Creative finds a creative by its id, nil where there is none.
func (w *World) Creative(id int64) *Creative { return w.creatives[id] }

// Member finds a person by id, nil where there is none.
func (w *World) Member(id string) *Member {
	i := slices.IndexFunc(w.Members, func(m Member) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return &w.Members[i]
}

// Rule finds a conversion rule by its id, nil where there is none.
func (w *World) Rule(id int64) *Rule {
	i := slices.IndexFunc(w.Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &w.Rules[i]
}

func index[T any](all []T, id func(*T) int64) map[int64]*T {
	byID := make(map[int64]*T, len(all))
	for i := range all {
		byID[id(&all[i])] = &all[i]
	}
	return byID
}
