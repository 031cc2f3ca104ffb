package world

import (
	"fmt"
	"time"
)

// Instagram is a professional Instagram account.
type Instagram struct {
	ID, Username string
	Followers    int64 // on the first day of 2025
	Media        []*Media
	seed         uint64
}

// Media is something the account posted.
type Media struct {
	ID, Caption string
	Type        string // IMAGE, VIDEO, CAROUSEL_ALBUM
	Product     string // FEED, REELS, STORY
	Created     time.Time
	TooFew      bool // fewer than five viewers: no insights
	Before      bool // posted before the account became a professional one: no insights
	seed        uint64
}

// Products are the surfaces that Instagram's figures fall into; what comes from
// ads is AD.
var Products = []string{"REEL", "POST", "STORY", "AD"}

// InstagramDay is what happened to an Instagram account on one day of Pacific
// time. Views, reach and interactions are by surface, in the order of Products.
type InstagramDay struct {
	Views, Reach, Interactions [4]int64
	Unique                     int64 // people reached on all surfaces together
	Engaged                    int64
	Follows, Unfollows         int64
	ProfileViews, WebClicks    int64
}

// Day returns the facts of a day, and false before 2024-01-01.
func (g *Instagram) Day(d Day) (facts InstagramDay, exists bool) {
	if d < date("2024-01-01") {
		return facts, false
	}
	h := mix(g.seed, uint64(d))
	usual := [4]int64{1500, 500, 250, 900}
	for i := range usual {
		facts.Views[i] = usual[i] * between(mix(h, uint64(i)), 60, 140) / 100
		facts.Reach[i] = facts.Views[i] * between(mix(h, uint64(10+i)), 55, 80) / 100
		facts.Interactions[i] = facts.Views[i] * between(mix(h, uint64(20+i)), 2, 8) / 100
		facts.Unique += facts.Reach[i]
	}
	facts.Unique = facts.Unique * 85 / 100 // some people see more than one surface
	facts.Engaged = facts.Unique * 6 / 100
	facts.Follows = between(mix(h, 31), 3, 40)
	facts.Unfollows = between(mix(h, 32), 0, 9)
	facts.ProfileViews = between(mix(h, 33), 30, 160)
	facts.WebClicks = between(mix(h, 34), 2, 30)
	return facts, true
}

// FollowerCount returns how many follow the account at the end of a day.
func (g *Instagram) FollowerCount(d Day) int64 {
	total := g.Followers
	for at := date("2025-01-01"); at <= d; at++ {
		facts, _ := g.Day(at)
		total += facts.Follows - facts.Unfollows
	}
	return total
}

// MediaFacts are counters of a medium over its life so far.
type MediaFacts struct {
	Views, Reach, Likes, Comments, Saved, Shares int64
	Follows, ProfileVisits, Replies, Navigation  int64
	PaidLikes, PaidComments, PaidViews           int64
	WatchMillis                                  int64 // average watch time of a reel
}

// Interactions returns what Instagram adds up as total_interactions.
func (f MediaFacts) Interactions() int64 { return f.Likes + f.Comments + f.Saved + f.Shares }

// Facts returns the counters at a moment: they come within five days.
func (m *Media) Facts(now time.Time) MediaFacts {
	days := min(max(int64(now.Sub(m.Created)/(24*time.Hour)), 0), 5)
	part := func(salt uint64, low, high int64) int64 {
		return between(mix(m.seed, salt), low, high) * days / 5
	}
	return MediaFacts{
		Views: part(1, 800, 9000), Reach: part(2, 500, 800), Likes: part(3, 20, 400), Comments: part(4, 0, 40),
		Saved: part(5, 0, 60), Shares: part(6, 0, 50), Follows: part(7, 0, 12), ProfileVisits: part(8, 5, 60),
		Replies: part(9, 0, 8), Navigation: part(10, 50, 500), PaidLikes: part(11, 0, 200), PaidComments: part(12, 0, 20),
		PaidViews: part(13, 0, 4000), WatchMillis: between(mix(m.seed, 14), 2500, 11000),
	}
}

// Over says whether a medium is a story whose day is over.
func (m *Media) Over(now time.Time) bool {
	return m.Product == "STORY" && now.Sub(m.Created) > 24*time.Hour
}

// instagram makes the account that is linked to the Page.
func instagram(seed uint64) *Instagram {
	g := &Instagram{ID: "178400000000000001", Username: "shop.example", Followers: 6100, seed: mix(seed, 178)}
	forms := []struct{ kind, product string }{{"IMAGE", "FEED"}, {"VIDEO", "REELS"}, {"CAROUSEL_ALBUM", "FEED"}, {"IMAGE", "STORY"}}
	for i := range 60 {
		form := forms[i%len(forms)]
		g.Media = append(g.Media, &Media{
			ID: fmt.Sprintf("178000000000%03d", 101+i), Caption: fmt.Sprintf("Media %d", i+1), Type: form.kind, Product: form.product,
			Created: (date("2025-10-01") + Day(i*4)).In(time.UTC).Add(16 * time.Hour),
			TooFew:  i == 4, Before: i == 2, seed: mix(seed, uint64(9000+i)),
		})
	}
	return g
}
