package world_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// TestChannels holds Google's published rules: which come first, and the tagging
// mistakes that they punish.
func TestChannels(t *testing.T) {
	t.Parallel()
	for want, cases := range map[string][]world.UTM{
		"Paid Social": {
			{Source: "facebook", Medium: "paid_social"}, {Source: "Facebook", Medium: "Paid-Social"}, {Source: "linkedin", Medium: "cpc"}, {Source: "facebook", Medium: "cpm"}, {Source: "facebook", Medium: "retargeting"},
		},
		"Organic Social":            {{Source: "facebook", Medium: "social_paid"}, {Source: "tiktok", Medium: "influencer"}, {Source: "x", Medium: "sm"}, {Source: "facebook", Medium: "unpaid"}},
		"Organic Shopping":          {{Source: "newsletter", Medium: "email", Campaign: "spring-shop"}, {Source: "newsletter", Medium: "email", Campaign: "eshop"}},
		"Email":                     {{Source: "newsletter", Medium: "email", Campaign: "workshop"}, {Source: "e-mail", Medium: "any"}},
		"Paid Shopping":             {{Source: "facebook", Medium: "cpc", Campaign: "shopping"}},
		"Cross-network":             {{Source: "facebook", Medium: "cpc", Campaign: "x-cross-network"}},
		"Display":                   {{Source: "site.example", Medium: "cpm"}, {Source: "site.example", Medium: "banner"}},
		"Paid Other":                {{Source: "site.example", Medium: "cpc"}, {Source: "site.example", Medium: "mcp-newsletter"}},
		"Paid Search":               {{Source: "bing", Medium: "ppc"}},
		"Paid Video":                {{Source: "youtube", Medium: "cpv-cpm"}},
		"Organic Video":             {{Source: "site.example", Medium: "video-embed"}},
		"Referral":                  {{Source: "site.example", Medium: "link"}},
		"Affiliates":                {{Source: "site.example", Medium: "affiliate"}},
		"SMS":                       {{Source: "sms", Medium: "text"}},
		"Audio":                     {{Source: "podcast", Medium: "audio"}},
		"Unassigned":                {{Source: "partner", Medium: "qr"}, {Source: "newsletter", Medium: "newsletter"}},
		"Mobile Push Notifications": {{Source: "app.example", Medium: "web-push"}, {Source: "firebase", Medium: "any"}},
	} {
		for _, utm := range cases {
			if got := world.Tagged(utm).Channel; got != want {
				t.Errorf("%+v is %s, want %s", utm, got, want)
			}
		}
	}
	if got := world.Untagged("(direct)", "(none)", "(direct)").Channel; got != "Direct" {
		t.Errorf("direct is %s", got)
	}
}

// TestSameOptionsSameWorld: tests compare figures of one run with those of another.
func TestSameOptionsSameWorld(t *testing.T) {
	t.Parallel()
	options := world.Options{Seed: 7, First: world.NewDay(2026, time.April, 1), Last: world.NewDay(2026, time.May, 31), SessionsPerDay: 60}
	sum := func(options world.Options) world.Sums {
		shop, ok := world.Demo(options).Property(world.Shop)
		if !ok {
			t.Fatal("the demo world has no shop")
		}
		return shop.Sum(options.First, options.Last, options.Last.Date().AddDate(0, 1, 0), nil)
	}
	one := sum(options)
	if diff := cmp.Diff(one, sum(options)); diff != "" {
		t.Errorf("the same options make another world:\n%s", diff)
	}
	options.Seed++
	if cmp.Equal(one, sum(options)) {
		t.Error("another seed makes the same world")
	}
}

// TestTraps: the world has what connectors stumble over.
func TestTraps(t *testing.T) {
	t.Parallel()
	first, last := world.NewDay(2026, time.March, 1), world.NewDay(2026, time.June, 30)
	shop, ok := world.Demo(world.Options{First: first, Last: last}).Property(world.Shop)
	if !ok {
		t.Fatal("the demo world has no shop")
	}
	found := map[string]bool{}
	for i := range shop.Sessions {
		s := &shop.Sessions[i]
		found[s.Traffic.Channel], found[s.Device.Category], found[s.User.Place.Country], found[s.Traffic.UTM.Campaign] = true, true, true, true
		if s.Day == world.NewDay(2026, world.SilentMonth, world.SilentDay) {
			t.Fatal("the day without the tag has a session")
		}
		for _, e := range s.Events {
			if e.Name == world.Purchase {
				found["paid in "+e.Detail.Order.PaidIn] = true
				if s.Day == world.NewDay(2026, world.FreeMonth, world.FreeDay) {
					t.Fatal("the day without purchases has one")
				}
			}
			found[e.Name.String()] = true
		}
		if s.Landing == nil {
			found["no landing page"] = true
		}
	}
	for _, trap := range []string{
		"AI Assistant", "Cross-network", "Organic Shopping", "Unassigned", "smart tv", "Côte d'Ivoire", "spring-2026", "Spring-2026", "été-à-Nice", "paid in USD", "refund", "no landing page",
	} {
		if !found[trap] {
			t.Errorf("the world has no %s", trap)
		}
	}
}
