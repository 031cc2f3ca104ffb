package linkedin_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

const company = `"organization_id": "1001"`

func pageStage(t testing.TB) *stage {
	t.Helper()
	s := newStage(t, linkedinsim.Options{}, company)
	s.report = "page"
	return s
}

// What a page did is what happened on its days; likes that were taken back are
// negative, and the number of followers is counted back from today's.
func TestPageByDay(t *testing.T) {
	t.Parallel()
	s := pageStage(t)
	spring := days(t, "2026-02-01..2026-03-31")
	got := s.answer(query(connector.GrainDay, "followers, follows, paidFollowerGain, impressions, reach, likes, engagements, views, uniquePageViews, careersPageViews by organization", spring))
	negative := false
	for day := spring.Start; day <= spring.End; day++ {
		p := s.World().PageDay(world.Company, world.Day(day))
		row := got.rows[day.String()+" | Example Robotics"]
		if row == nil {
			t.Errorf("%s is missing", day)
			continue
		}
		for i, want := range []int64{
			s.Truth().Followers(world.Company, world.Day(day)), p.OrganicGain + p.PaidGain, p.PaidGain, p.Impressions, p.UniqueImpressions, p.Likes,
			p.Clicks + p.Likes + p.Comments + p.Shares, p.DesktopViews + p.MobileViews, p.UniqueAll, p.CareersViews,
		} {
			if row[i].Null || row[i].Rat().Cmp(whole(want)) != 0 {
				t.Errorf("%s on %s is %v, want %d", got.header.Measures[i].Name, day, row[i], want)
			}
		}
		negative = negative || p.Likes < 0
	}
	if !negative {
		t.Error("there is no day with likes taken back: this test shows less than it should")
	}
	if got.header.TimeZone != "UTC" || got.header.Dense {
		t.Errorf("%+v", got.header)
	}
}

// Totals are sums of days, but for different people, which LinkedIn counts by the
// calendar month, and followers, which are those of the last day.
func TestPageTotals(t *testing.T) {
	t.Parallel()
	s := pageStage(t)
	windows := []connector.Interval{days(t, "2026-10-01..2026-10-31"), days(t, "2026-09-15..2026-10-14"), days(t, "2026-10-08..2026-10-08")}
	got := s.answer(query(connector.GrainTotal, "impressions, followers, reach", windows...))
	for i, window := range windows {
		sum := s.Truth().Page(world.Company, world.Day(window.Start), world.Day(window.End))
		row := got.rows[fmt.Sprint(i)]
		if row == nil || row[0].Rat().Cmp(whole(sum.Impressions)) != 0 || row[1].Rat().Cmp(whole(s.Truth().Followers(world.Company, world.Day(window.End)))) != 0 {
			t.Errorf("%s: %v", window, row)
		}
		switch reach := row[2]; {
		case i == 0 && (reach.Null || reach.Unscaled >= sum.UniqueImpressions):
			t.Errorf("the month's members are %v, and %d are the sum of days", reach, sum.UniqueImpressions)
		case i == 1 && !reach.Null:
			t.Errorf("%s has %v members, which LinkedIn does not say", window, reach)
		case i == 2 && (reach.Null || reach.Unscaled != sum.UniqueImpressions):
			t.Errorf("a day has %v members, want %d", reach, sum.UniqueImpressions)
		}
	}
	if len(got.diags) != 1 || got.diags[0].Code != "LINKEDIN_UNIQUE_WINDOW" || !strings.Contains(got.diags[0].Detail, windows[1].String()) {
		t.Errorf("%+v", got.diags)
	}
}

// Intervals are whole days that are over, below fourteen months, and of posts within
// the last twelve (pitfall: malformed, short or long timeIntervals are refused, and
// stop whole runs).
func TestPageWindows(t *testing.T) {
	t.Parallel()
	s := pageStage(t)
	s.SetNow(time.Date(2027, 6, 10, 15, 30, 0, 0, time.UTC))
	s.token = s.signIn(world.Admin)
	s.open()
	got := s.answer(query(connector.GrainDay, "impressions, follows", days(t, "2025-10-01..2027-06-10")))
	for _, r := range s.Requests() {
		if r.Status != 200 {
			t.Errorf("%s: %d %s", r.Path, r.Status, r.Query)
		}
	}
	for day, want := range map[string]string{
		"2026-06-09": "no impressions", "2026-06-10": "impressions", "2027-06-09": "impressions", "2027-06-10": "no row", "2025-10-01": "no impressions",
	} {
		is := "no row"
		if row := got.rows[day]; row != nil {
			is = "impressions"
			if row[0].Null {
				is = "no impressions"
			}
			if row[1].Null {
				t.Errorf("%s has no gains", day)
			}
		}
		if is != want {
			t.Errorf("%s has %s, want %s", day, is, want)
		}
	}
	if c := got.trailer.CoveredFrom.String(); c != "2026-06-10" || got.trailer.FreshUntil.String() != "2027-06-09" {
		t.Errorf("covered from %s to %s", c, got.trailer.FreshUntil)
	}
}

// Only administrators read statistics of a page, and who is none is told so.
func TestPageRefusals(t *testing.T) {
	t.Parallel()
	s := pageStage(t)
	october := days(t, "2026-10-01..2026-10-31")
	s.token = s.signIn(world.Analyst)
	s.open()
	got := s.ask(query(connector.GrainTotal, "follows", october))
	if len(got.diags) != 1 || got.diags[0].Code != connector.CodeAccountNotVisible || got.diags[0].Path[0].Name != "organization_id" || !strings.Contains(got.diags[0].Hint, "administrator") {
		t.Errorf("%+v", got.diags)
	}
	s.report = "ads"
	if got := s.ask(query(connector.GrainTotal, "clicks", october)); len(got.diags) != 1 || !strings.Contains(got.diags[0].Detail, "account_ids") {
		t.Errorf("ads without accounts: %+v", got.diags)
	}
	s = newStage(t, linkedinsim.Options{}, emea)
	s.report = "page"
	if got := s.ask(query(connector.GrainTotal, "follows", october)); len(got.diags) != 1 || !strings.Contains(got.diags[0].Detail, "organization_id") {
		t.Errorf("a page that nobody declared: %+v", got.diags)
	}
}
