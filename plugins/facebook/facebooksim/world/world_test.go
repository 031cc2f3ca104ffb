package world

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestDaysBelongToTheAccount: half past four in the morning, in Universal Time, of
// the day on which the clock changes in New York is still the day before there; the
// day itself has 23 hours, and none of them is two o'clock; in November one o'clock
// comes twice.
func TestDaysBelongToTheAccount(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		now  time.Time
		want Moment
	}{
		{time.Date(2026, 3, 8, 4, 30, 0, 0, time.UTC), Moment{Date(2026, 3, 7), 94, 96}},
		{time.Date(2026, 3, 8, 5, 0, 0, 0, time.UTC), Moment{Date(2026, 3, 8), 0, 92}},
		{time.Date(2026, 3, 9, 3, 59, 0, 0, time.UTC), Moment{Date(2026, 3, 8), 91, 92}}, // 23:59 with the clock ahead
		{time.Date(2026, 3, 9, 4, 0, 0, 0, time.UTC), Moment{Date(2026, 3, 9), 0, 96}},
		{time.Date(2026, 11, 2, 4, 59, 0, 0, time.UTC), Moment{Date(2026, 11, 1), 99, 100}},
	} {
		if diff := cmp.Diff(tt.want, MomentAt(tt.now, zone)); diff != "" {
			t.Errorf("%s: %s", tt.now, diff)
		}
	}
	spring := Settled(Date(2026, 3, 8)).hours(Date(2026, 3, 8), zone)
	autumn := Settled(Date(2026, 11, 1)).hours(Date(2026, 11, 1), zone)
	if spring[1] != 4 || spring[2] != 0 || spring[3] != 4 || autumn[1] != 8 || autumn[2] != 4 {
		t.Errorf("hours %v and %v", spring, autumn)
	}
}

// TestDealsLoseNothing: the cells of every split add up to what was dealt out, and
// nobody clicks where nothing was shown.
func TestDealsLoseNothing(t *testing.T) {
	t.Parallel()
	w := New(Options{Seed: 3})
	seen := Moment{Today: Date(2026, 5, 1), Quarters: 30, Length: 96}
	for _, account := range w.Accounts {
		for ad := range account.Ads() {
			for day := Date(2026, 4, 20); day <= seen.Today; day++ {
				whole, ok := ad.Delivery(day, seen)
				if !ok {
					continue
				}
				for _, family := range []Family{Whole, Audience, Geography, Placement, Hours, Assets} {
					split := ad.Split(family, day, seen)
					cells := make([]Delivery, len(split.Cells))
					split.Deal(&whole, cells)
					var sum Delivery
					for i := range cells {
						sum.Add(&cells[i])
						if cells[i][Clicks] > cells[i][Impressions] {
							t.Errorf("%s on %s: %d clicks on %d impressions", ad.Name, day, cells[i][Clicks], cells[i][Impressions])
						}
					}
					if len(cells) > 0 && sum != whole {
						t.Errorf("%s on %s: family %d adds up to %v, want %v", ad.Name, day, family, sum, whole)
					}
				}
			}
		}
	}
}

// TestConversionsOnlyGrow: what is known of a day never shrinks, and is complete
// after 28 days.
func TestConversionsOnlyGrow(t *testing.T) {
	t.Parallel()
	w := New(Options{})
	since, until := Date(2026, 4, 1), Date(2026, 4, 3)
	known := func(today Day) int64 {
		ask := Ask{Account: Shop, Since: since, Until: until, Seen: Moment{Today: today, Quarters: 96, Length: 96}}
		return w.Truth(ask).Conversions[Purchase]
	}
	last := known(since)
	for today := since + 1; today <= until+40; today++ {
		now := known(today)
		if now < last {
			t.Errorf("on %s there are %d purchases, and were %d", today, now, last)
		}
		if today > until+28 && now != last {
			t.Errorf("on %s there still are new purchases", today)
		}
		last = now
	}
	if early := known(until); early >= last*9/10 || early == 0 {
		t.Errorf("%d of %d purchases are known at once: nothing restates", early, last)
	}
}

// TestSameSeedSameWorld: facts are a function of the seed.
func TestSameSeedSameWorld(t *testing.T) {
	t.Parallel()
	ask := Ask{Account: Shop, Since: Date(2026, 3, 1), Until: Date(2026, 3, 31)}
	one, same, other := New(Options{Seed: 1}).Truth(ask), New(Options{Seed: 1}).Truth(ask), New(Options{Seed: 2}).Truth(ask)
	if one.Delivery != same.Delivery || one.Conversions != same.Conversions || one.Spend.Cmp(same.Spend) != 0 {
		t.Error("the same seed gives two worlds")
	}
	if one.Delivery == other.Delivery {
		t.Error("two seeds give one world")
	}
}

// TestIdsAndDates: ids are unique and exceed what a double holds; the dates and
// zones that are written in the source are ones.
func TestIdsAndDates(t *testing.T) {
	t.Parallel()
	w := New(Options{Large: true, Now: time.Date(2026, 5, 20, 10, 0, 0, 0, time.UTC)})
	ids := make(map[string]bool)
	for _, account := range w.Accounts {
		if account.Zone == time.UTC {
			t.Errorf("account %s has no zone", account.ID)
		}
		for ad := range account.Ads() {
			for _, id := range []string{ad.ID, ad.Creative.ID} {
				if ids[id] || len(id) != 18 {
					t.Errorf("id %s", id)
				}
				ids[id] = true
			}
			if ad.First <= 0 || ad.Last < ad.First || ad.AdSet.Campaign.Created <= 0 {
				t.Errorf("ad %s delivers from %s to %s", ad.Name, ad.First, ad.Last)
			}
		}
	}
	if len(ids) < 4000 {
		t.Errorf("%d ids", len(ids))
	}
}

func TestStatusesAreInherited(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ campaign, set, ad, want string }{
		{"ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE"},
		{"PAUSED", "ACTIVE", "ACTIVE", "CAMPAIGN_PAUSED"},
		{"ACTIVE", "PAUSED", "ACTIVE", "ADSET_PAUSED"},
		{"ACTIVE", "ACTIVE", "PAUSED", "PAUSED"},
		{"ARCHIVED", "ACTIVE", "ACTIVE", "ARCHIVED"},
		{"PAUSED", "DELETED", "ACTIVE", "DELETED"},
		{"PAUSED", "ACTIVE", "DELETED", "DELETED"},
	} {
		ad := &Ad{Status: tt.ad, AdSet: &AdSet{Status: tt.set, Campaign: &Campaign{Status: tt.campaign}}}
		if got := ad.Effective(); got != tt.want {
			t.Errorf("%v: %s", tt, got)
		}
	}
}
