package linkedinsim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

const page = "urn%3Ali%3Aorganization%3A1001"

// statistics writes a finder of the page's statistics.
func statistics(kind, granularity string, from, to int64) string {
	entity := map[string]string{"organizationalEntityShareStatistics": "organizationalEntity", "organizationalEntityFollowerStatistics": "organizationalEntity",
		"organizationPageStatistics": "organization"}[kind]
	path := kind + "?q=" + entity + "&" + entity + "=" + page
	if granularity != "" {
		path += fmt.Sprintf("&timeIntervals=(timeRange:(start:%d,end:%d),timeGranularityType:%s)", from, to, granularity)
	}
	return path
}

// TestPageFigures holds a week's days against the world, one by one.
func TestPageFigures(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	from, to := world.Date(2026, 10, 1), world.Date(2026, 10, 8)
	for kind, figure := range map[string]func(element map[string]any) (any, func(world.PageDay) int64){
		"organizationalEntityShareStatistics": func(e map[string]any) (any, func(world.PageDay) int64) {
			return at(e, "totalShareStatistics", "impressionCount"), func(p world.PageDay) int64 { return p.Impressions }
		},
		"organizationalEntityFollowerStatistics": func(e map[string]any) (any, func(world.PageDay) int64) {
			return at(e, "followerGains", "organicFollowerGain"), func(p world.PageDay) int64 { return p.OrganicGain }
		},
		"organizationPageStatistics": func(e map[string]any) (any, func(world.PageDay) int64) {
			return at(e, "totalPageStatistics", "views", "allPageViews", "pageViews"), func(p world.PageDay) int64 { return p.DesktopViews + p.MobileViews }
		},
	} {
		elements := c.get(statistics(kind, "DAY", from.Milli(), to.Milli())).elements(t)
		if len(elements) != 7 {
			t.Errorf("%s has %d days", kind, len(elements))
			continue
		}
		for i, e := range elements {
			day := from + world.Day(i)
			got, want := figure(e)
			if truth := c.sim.Truth().Page(world.Company, day, day); got != float64(want(truth)) || at(e, "timeRange", "end") != float64((day+1).Milli()) {
				t.Errorf("%s on %s: %v, want %d", kind, day, e, want(truth))
			}
		}
	}
}

// TestFollowersAddUp holds that the number of followers is the one before plus
// what was gained, and that lifetime counts hold paid followers as organic.
func TestFollowersAddUp(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	size := func() float64 {
		return c.get("networkSizes/" + page + "?edgeType=COMPANY_FOLLOWED_BY_MEMBER").ok(t).Body["firstDegreeSize"].(float64)
	}
	before := size()
	c.sim.Advance(7 * 24 * time.Hour)
	after := size()
	gained := 0.0
	for _, e := range c.get(statistics("organizationalEntityFollowerStatistics", "DAY", world.Date(2026, 11, 22).Milli(), world.Date(2026, 11, 29).Milli())).elements(t) {
		gained += at(e, "followerGains", "organicFollowerGain").(float64) + at(e, "followerGains", "paidFollowerGain").(float64)
	}
	if after-before != gained || gained == 0 {
		t.Errorf("%v followers became %v, with %v gained", before, after, gained)
	}
	lifetime := c.get(statistics("organizationalEntityFollowerStatistics", "", 0, 0)).elements(t)
	sum := 0.0
	for _, part := range lifetime[0]["followerCountsBySeniority"].([]any) {
		sum += at(part, "followerCounts", "organicFollowerCount").(float64)
		if at(part, "followerCounts", "paidFollowerCount") != 0.0 {
			t.Errorf("paid followers: %v", part)
		}
	}
	if sum != after {
		t.Errorf("%v followers by seniority, %v in all", sum, after)
	}
}

// TestIntervals holds the edges of timeIntervals (pitfall 13).
func TestIntervals(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{}) // on 2026-11-22, 08:00
	hour := time.Hour.Milliseconds()
	day := func(y, m, d int) int64 { return world.Date(y, m, d).Milli() }
	shares, followers := "organizationalEntityShareStatistics", "organizationalEntityFollowerStatistics"
	for _, tt := range []struct {
		name, kind, granularity string
		from, to                int64
		elements                int // -1: refused
		message                 string
	}{
		{"a day", shares, "DAY", day(2026, 11, 1), day(2026, 11, 2), 1, ""},
		{"less than a day", shares, "DAY", day(2026, 11, 1), day(2026, 11, 1) + 23*hour, -1, "Parameter 'timeIntervals' is invalid"},
		{"today until now", shares, "DAY", day(2026, 11, 22), day(2026, 11, 22) + 8*hour, -1, "Parameter 'timeIntervals' is invalid"},
		{"today is not over", shares, "DAY", day(2026, 11, 20), day(2026, 11, 23), 2, ""},
		{"14 months", followers, "MONTH", day(2025, 9, 1), day(2026, 11, 1), -1, "Invalid timeIntervals parameter [{timeGranularityType=MONTH, timeRange={start=1756684800000, end=1793491200000}}]. Start time and end time must be less than 14 months apart."},
		{"a day less than 14 months", followers, "MONTH", day(2025, 9, 2), day(2026, 11, 1), 13, ""},
		{"shares reach back twelve months", shares, "DAY", day(2025, 11, 1), day(2025, 12, 1), 9, ""}, // 22 to 30 November
		{"followers by week", followers, "WEEK", day(2026, 11, 2), day(2026, 11, 16), 2, ""},
		{"shares know no week", shares, "WEEK", day(2026, 11, 2), day(2026, 11, 16), -1, "Parameter 'timeIntervals' is invalid"},
		{"the end first", shares, "DAY", day(2026, 11, 2), day(2026, 11, 1), -1, "Parameter 'timeIntervals' is invalid"},
	} {
		got := c.get(statistics(tt.kind, tt.granularity, tt.from, tt.to))
		if tt.elements < 0 {
			if got.Status != 400 || got.Body["message"] != tt.message {
				t.Errorf("%s: %d %s", tt.name, got.Status, got.Raw)
			}
			continue
		}
		if n := len(got.elements(t)); n != tt.elements {
			t.Errorf("%s: %d elements in %s", tt.name, n, got.Raw)
		}
	}
	if got := c.get("organizationPageStatistics?q=organization&organization=urn:li:organization:1001"); got.Status != 400 || !strings.Contains(got.Raw, "Invalid query parameters passed to request") {
		t.Errorf("a URN that is not encoded: %d %s", got.Status, got.Raw)
	}
}
