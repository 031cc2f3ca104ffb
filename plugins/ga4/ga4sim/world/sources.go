package world

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// sources is where the sessions of a property come from, with the share of each.
type sources struct {
	sells   bool
	always  []weighted
	seasons map[string]mix
}

// mix is all that sessions of some days may come from.
type mix struct {
	list  []weighted
	total float64 // of the weights
}

type weighted struct {
	traffic *Traffic
	weight  float64
}

// adsAccount is the Google Ads account that is linked to the shop.
const adsAccount = "1234567890"

func newSources(sells bool) *sources {
	s := &sources{sells: sells, seasons: make(map[string]mix)}
	s.always = []weighted{
		{Untagged("(direct)", "(none)", "(direct)"), 20},
		{Untagged("google", "organic", "(organic)"), 24},
		{Untagged("bing", "organic", "(organic)"), 3},
		{Untagged("blog.example", "referral", "(referral)"), 4},
		{Untagged("chatgpt.com", "ai-assistant", "(ai-assistant)"), 1.5},
		// session_start is missing, so nothing is known of the session's source.
		{Untagged(NotSet, NotSet, NotSet), 0.5},
		{Tagged(UTM{Source: "newsletter", Medium: "email", Campaign: "weekly"}), 6},
		{Tagged(UTM{Source: "partner", Medium: "qr", Campaign: "fair"}), 1},
		// A link with utm_source alone: the other parts are not set.
		{Tagged(UTM{Source: "pinterest"}), 1},
	}
	if sells {
		s.always = append(s.always, shopSources()...)
	}
	return s
}

// shopSources is the shop's advertising, and the tagging mistakes that people make.
func shopSources() []weighted {
	return []weighted{
		// "spring-shop" by mail counts as Organic Shopping, "social_paid" as Organic Social.
		{Tagged(UTM{Source: "newsletter", Medium: "email", Campaign: "spring-shop"}), 1},
		{Tagged(UTM{Source: "instagram", Medium: "social_paid", Campaign: "launch"}), 2},
		{Tagged(UTM{Source: "tiktok", Medium: "influencer", Campaign: "haul"}), 1.5},
		{Tagged(UTM{Source: "facebook", Medium: "paid_social", Campaign: "été-à-Nice"}), 0.7},
		{Untagged("youtube.com", "referral", "(referral)"), 1},
		{brandSearch, 7},
		{genericSearch, 3},
		{performanceMax, 4},
	}
}

// The campaigns of the linked Google Ads account. Brand links carry UTM parameters of
// their own, so their manual and their resolved campaign differ.
var (
	brandSearch = Clicked(Ads{
		Campaign: "Brand", CampaignID: "21000000001", Type: "Search", Group: "Brand exact", GroupID: "31000000001", Creative: "41000000001",
		Network: searchNetwork, Keyword: "shop example", Query: "shop example", CustomerID: adsAccount, Account: "Shop Ads",
	}, UTM{Source: "google", Medium: "cpc", Campaign: "brand-2026", ID: "br26"})
	genericSearch = Clicked(Ads{
		Campaign: "Generic", CampaignID: "21000000002", Type: "Search", Group: "Shoes", GroupID: "31000000002", Creative: "41000000002",
		Network: searchNetwork, Keyword: "running shoes", Query: "light running shoes", CustomerID: adsAccount, Account: "Shop Ads",
	}, UTM{})
	performanceMax = Clicked(Ads{
		Campaign: "Everything", CampaignID: "21000000003", Type: "Performance Max", Group: NotSet, GroupID: NotSet, Creative: NotSet,
		Network: crossNetwork, Keyword: NotSet, Query: NotSet, CustomerID: adsAccount, Account: "Shop Ads",
	}, UTM{})
	// retargeting costs money and its sessions are lost under other sources.
	retargeting = Clicked(Ads{
		Campaign: "Retargeting", CampaignID: "21000000004", Type: "Display", Group: "Visitors", GroupID: "31000000004", Creative: "41000000004",
		Network: displayNetwork, Keyword: NotSet, Query: NotSet, CustomerID: adsAccount, Account: "Shop Ads",
	}, UTM{})
)

// Season returns the name that seasonal campaigns carry on a day, such as
// spring-2026: March to May, June to August, September to November, and winter
// with the year of its January.
func Season(day Day) string {
	year, month, _ := day.Date().Date()
	switch month {
	case time.March, time.April, time.May:
		return fmt.Sprintf("spring-%d", year)
	case time.June, time.July, time.August:
		return fmt.Sprintf("summer-%d", year)
	case time.September, time.October, time.November:
		return fmt.Sprintf("autumn-%d", year)
	case time.December:
		return fmt.Sprintf("winter-%d", year+1)
	default:
		return fmt.Sprintf("winter-%d", year)
	}
}

// of returns what sessions of a day may come from. A campaign is one traffic for all its sessions.
func (s *sources) of(day Day) mix {
	name := Season(day)
	if known, ok := s.seasons[name]; ok {
		return known
	}
	list := append(slices.Clone(s.always), weighted{
		Tagged(UTM{Source: "linkedin", Medium: "paid_social", Campaign: name, ID: "li-" + name, Content: "carousel", Platform: "linkedin_ads"}), 4,
	})
	if s.sells {
		list = append(list,
			weighted{Tagged(UTM{Source: "facebook", Medium: "paid_social", Campaign: name, ID: "fb-" + name, Content: "video_a", Term: "25-34", Format: "video", Tactic: "prospecting"}), 6},
			weighted{Tagged(UTM{Source: "facebook", Medium: "paid_social", Campaign: name, ID: "fb-" + name, Content: "image_b", Term: "35-44", Format: "image", Tactic: "remarketing"}), 3},
			// Somebody typed the same tags with capitals: another row in every report.
			weighted{Tagged(UTM{Source: "Facebook", Medium: "Paid_Social", Campaign: capital(name), Content: "video_a"}), 1},
		)
	}
	m := mix{list: list}
	for _, w := range list {
		m.total += w.weight
	}
	s.seasons[name] = m
	return m
}

func capital(name string) string { return string(name[0]-'a'+'A') + name[1:] }

// pick draws the traffic of a session.
func (m mix) pick(random *rand.Rand) *Traffic {
	drawn := random.Float64() * m.total
	for _, w := range m.list {
		if drawn -= w.weight; drawn < 0 {
			return w.traffic
		}
	}
	return m.list[0].traffic
}
