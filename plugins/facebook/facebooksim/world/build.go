package world

import (
	"fmt"
	"iter"
	"time"
	_ "time/tzdata" // accounts have time zones wherever the simulator runs
)

// Options choose a world.
type Options struct {
	// Seed decides everything that is drawn.
	Seed uint64
	// Large adds the account 1004: 2,000 ads in 200 ad sets and 40 campaigns that
	// delivered in the thirteen months before Now.
	Large bool
	// Now is when Large ends; it has no other effect.
	Now time.Time
}

// The ids of the ad accounts, without act_.
const (
	Shop       = "1001" // EUR, Europe/Berlin: the campaigns of spring 2026
	America    = "1002" // USD, America/New_York
	Japan      = "1003" // JPY, whose minor unit is the yen itself
	Large      = "1004" // on demand
	ByHand     = "1005" // facts that were written down, to check figures by hand
	Elsewhere  = "1006" // exists, and no token may read it
	businessID = "900000000000001"
)

// New builds a world.
func New(options Options) *World {
	w := &World{Business: businessID, seed: options.Seed}
	for i, plan := range []struct {
		id, name, currency, zone, country string
		offset                            int
		fill                              func(*Account, *maker)
	}{
		{Shop, "Shop EU", "EUR", "Europe/Berlin", "DE", 2, fillShop},
		{America, "Shop US", "USD", "America/New_York", "US", 2, fillAmerica},
		{Japan, "Shop JP", "JPY", "Asia/Tokyo", "JP", 0, fillJapan},
		{Large, "Agency Large", "EUR", "Europe/Berlin", "DE", 2, func(a *Account, m *maker) { fillLarge(a, m, options.Now) }},
		{ByHand, "Written by Hand", "EUR", "Europe/Berlin", "DE", 2, fillWritten},
		{Elsewhere, "Somebody Else's", "EUR", "Europe/Berlin", "DE", 2, fillAmerica},
	} {
		if plan.id == Large && !options.Large {
			continue
		}
		account := &Account{
			ID: plan.id, Name: plan.name, Currency: plan.currency, Offset: plan.offset, Zone: zone(plan.zone), Status: 1,
			Audience: 400_000, Unassigned: plan.id == Elsewhere, geography: places[plan.country],
		}
		plan.fill(account, &maker{seed: mix(options.Seed, uint64(1001+i)), prefix: i + 1})
		w.Accounts = append(w.Accounts, account)
	}
	w.Pages = pages(options.Seed)
	return w
}

// Ads returns the ads of the account in the order of its campaigns.
func (a *Account) Ads() iter.Seq[*Ad] {
	return func(yield func(*Ad) bool) {
		for _, campaign := range a.Campaigns {
			for ad := range campaign.Ads() {
				if !yield(ad) {
					return
				}
			}
		}
	}
}

// Ads returns the ads of the campaign in the order of its ad sets.
func (c *Campaign) Ads() iter.Seq[*Ad] {
	return func(yield func(*Ad) bool) {
		for _, set := range c.AdSets {
			for _, ad := range set.Ads {
				if !yield(ad) {
					return
				}
			}
		}
	}
}

// maker numbers what it makes. Ids have 18 digits, more than a double holds.
type maker struct {
	seed   uint64
	prefix int
	number int
}

// id returns the next id of a sort.
func (m *maker) id(sort int) string {
	m.number++
	return fmt.Sprintf("12021%d%02d%010d", sort, m.prefix, m.number)
}

func (m *maker) campaign(a *Account, name, objective, created string) *Campaign {
	c := &Campaign{Account: a, ID: m.id(0), Name: name, Objective: objective, Status: "ACTIVE", Created: date(created)}
	a.Campaigns = append(a.Campaigns, c)
	return c
}

func (m *maker) adSet(c *Campaign, name string, attribution Setting) *AdSet {
	goals := map[string]string{"OUTCOME_SALES": "OFFSITE_CONVERSIONS", "OUTCOME_LEADS": "LEAD_GENERATION"}
	goal := goals[c.Objective]
	if goal == "" {
		goal = "REACH"
	}
	s := &AdSet{Campaign: c, ID: m.id(1), Name: name, Status: "ACTIVE", Goal: goal, Attribution: attribution, DailyBudget: 5000}
	c.AdSets = append(c.AdSets, s)
	return s
}

// ad makes an ad that delivers from first to last. What it brings depends on
// the objective of its campaign.
func (m *maker) ad(s *AdSet, name string, creative *Creative, first, last Day, scale int64) *Ad {
	ad := &Ad{AdSet: s, ID: m.id(2), Name: name, Status: "ACTIVE", Creative: creative, First: first, Last: last, Scale: scale}
	ad.seed = mix(m.seed, uint64(m.number))
	switch s.Campaign.Objective {
	case "OUTCOME_SALES":
		ad.rates = [Kinds]int64{Purchase: 300, AddToCart: 900, PixelLead: 40}
	case "OUTCOME_LEADS":
		ad.rates = [Kinds]int64{PixelLead: 250, FormLead: 700, Purchase: 20}
	default:
		ad.rates = [Kinds]int64{Purchase: 15, AddToCart: 60}
	}
	creative.ID, creative.Name = m.id(3), name+" creative"
	creative.assets = overAssets(creative.Feed)
	s.Ads = append(s.Ads, ad)
	return ad
}

// zone returns a time zone that is named in this package's source. The names are
// known wherever the simulator runs, since their table is compiled in.
func zone(name string) *time.Location {
	location, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return location
}

// date reads a day that is written in this package's source, which a test holds
// to be right.
func date(text string) Day {
	day, err := ParseDay(text)
	if err != nil {
		return 0
	}
	return day
}
