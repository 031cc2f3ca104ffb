package world

import (
	"fmt"
	"time"
)

// Page is a Facebook Page and the Instagram account that is linked to it.
type Page struct {
	ID, Name  string
	Fans      int64 // likes, on the first day of 2025
	Posts     []*Post
	Instagram *Instagram
	seed      uint64
}

// Post is a post of a Page. A reel has no insights edge of its own.
type Post struct {
	ID, Message, Link string
	Created           time.Time
	VideoID           string // of a reel
	seed              uint64
}

// PageDay is what happened to a Page on one day of Pacific time.
type PageDay struct {
	OrganicViews, PaidViews int64
	FollowerViews           int64 // of all views, by followers
	Reach                   int64
	Engagements             int64
	Actions                 int64
	NewFollows, Unfollows   int64
	PageViews, VideoViews   int64
	Likes, Loves, Wows      int64
}

// Day returns the facts of a day, and false before 2024-01-01, when the Page did
// not exist.
func (p *Page) Day(d Day) (facts PageDay, exists bool) {
	if d < date("2024-01-01") {
		return facts, false
	}
	h := mix(p.seed, uint64(d))
	facts.OrganicViews = between(mix(h, 1), 300, 1200)
	facts.PaidViews = between(mix(h, 2), 500, 2500)
	views := facts.OrganicViews + facts.PaidViews
	facts.FollowerViews = views * between(mix(h, 3), 20, 40) / 100
	facts.Reach = views * between(mix(h, 4), 60, 85) / 100
	facts.Engagements = views * between(mix(h, 5), 2, 9) / 100
	facts.Actions = between(mix(h, 6), 0, 15)
	facts.NewFollows = between(mix(h, 7), 1, 25)
	facts.Unfollows = between(mix(h, 8), 0, 5)
	facts.PageViews = between(mix(h, 9), 20, 90)
	facts.VideoViews = views / 7
	facts.Likes = facts.Engagements / 2
	facts.Loves = facts.Engagements / 9
	facts.Wows = facts.Engagements / 40
	return facts, true
}

// Followers returns how many follow the Page at the end of a day.
func (p *Page) Followers(d Day) int64 {
	total := p.Fans
	for at := date("2025-01-01"); at <= d; at++ {
		facts, _ := p.Day(at)
		total += facts.NewFollows - facts.Unfollows
	}
	return total
}

// PostFacts are counters of a post over its life so far.
type PostFacts struct {
	OrganicViews, PaidViews, Reach, Clicks, Likes, Loves, Shares int64
}

// Facts returns the counters at a moment: most of them come within ten days.
func (p *Post) Facts(now time.Time) PostFacts {
	days := min(max(int64(now.Sub(p.Created)/(24*time.Hour)), 0), 10)
	part := func(salt uint64, low, high int64) int64 {
		return between(mix(p.seed, salt), low, high) * days / 10
	}
	return PostFacts{
		OrganicViews: part(1, 200, 3000), PaidViews: part(2, 0, 1500), Reach: part(3, 150, 2500),
		Clicks: part(4, 5, 150), Likes: part(5, 3, 90), Loves: part(6, 0, 20), Shares: part(7, 0, 15),
	}
}

// pages makes the one Page of the world.
func pages(seed uint64) []*Page {
	page := &Page{ID: pageID, Name: "Shop", Fans: 4200, seed: mix(seed, 333), Instagram: instagram(seed)}
	for i := range 120 {
		d := date("2025-06-01") + Day(i*4)
		post := &Post{
			ID: fmt.Sprintf("%s_91000000000%04d", pageID, i+1), Message: fmt.Sprintf("Post %d", i+1),
			Link:    fmt.Sprintf("https://shop.example.com/blog/%d?utm_source=facebook&utm_medium=social", i+1),
			Created: d.In(time.UTC).Add(10*time.Hour + 23*time.Minute), seed: mix(seed, uint64(5000+i)),
		}
		if i%10 == 9 {
			post.VideoID, post.Link = fmt.Sprintf("55500000000%04d", i+1), ""
		}
		page.Posts = append(page.Posts, post)
	}
	return []*Page{page}
}
