package facebook_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// The figures of account 1005 were written down in the simulator, so that these
// follow from its table with pencil and paper. On 2026-04-01 three ads had
// 1000+200+800 impressions, 30+4+16 clicks, and 10.00+1.25+8.00 was spent.
func TestFiguresByHand(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.ByHand)
	april := days(t, "2026-04-01..2026-04-30")
	got := s.answer(query(connector.GrainDay, "spend, impressions, clicks, link_clicks, ctr", april))
	want := map[string]string{
		"2026-04-01": "19.25 2000 50 32 0.025",
		"2026-04-02": "0.75 100 1 1 0.01",
		"2026-04-03": "4.5 500 10 9 0.02",
		"2026-04-10": "4 400 8 4 0.02",
	}
	if diff := cmp.Diff(want, got.text()); diff != "" {
		t.Errorf("by day (-want +got):\n%s", diff)
	}
	if h := got.header; h.Currency != "EUR" || h.TimeZone != "Europe/Berlin" || !h.Dense {
		t.Errorf("header %+v", h)
	}
	// 3000 impressions reach floor(3000*400000/403000) of 400,000 people; the days
	// reach 1990+99+499+399, which is more.
	got = s.answer(query(connector.GrainTotal, "reach, frequency, spend", april, days(t, "2026-04-01"), days(t, "2026-04-02")))
	want = map[string]string{"0": "2977 1.007726 28.5", "1": "1990 1.005025 19.25", "2": "99 1.010101 0.75"}
	if diff := cmp.Diff(want, got.text()); diff != "" {
		t.Errorf("windows (-want +got):\n%s", diff)
	}
	if n := s.calls()["GET insights"]; n != 2 {
		t.Errorf("%d requests for two questions", n)
	}
}

// The deleted ad spent 1.25, which belongs to the account whatever it is split by.
func TestDeletedAdsCount(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.ByHand)
	april := days(t, "2026-04-01..2026-04-30")
	got := s.answer(query(connector.GrainTotal, "spend by ad", april)).text()
	if diff := cmp.Diff(map[string]string{"0 | first": "18.5", "0 | deleted": "1.25", "0 | second": "8.75"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// On 04-01 the stock ad set has purchases of 50 (clicked), 20 (viewed) and 30
// (clicked eight days before); the other one 10 (clicked) and 99 (viewed), and its
// setting counts clicks only. Meta lists each purchase under three types. By the ad
// sets' own settings they are 50+20 and 10; by windows the same everywhere.
func TestAttributionAndOverlap(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.ByHand)
	day := days(t, "2026-04-01")
	for option, want := range map[string]string{
		"":                 "3 80",
		"default":          "3 80",
		"7d_click":         "2 60",
		"28d_click":        "3 90",
		"1d_view":          "2 119",
		"7d_click,1d_view": "4 179",
		"1d_ev":            "0 0",
	} {
		got := s.answer(with(query(connector.GrainDay, "purchases, revenue", day), "attribution", option)).text()
		if got["2026-04-01"] != want {
			t.Errorf("%q gives %q, want %q", option, got["2026-04-01"], want)
		}
	}
	// The block's own windows hold where a metric chooses none.
	block := newStage(t, facebooksim.Options{}, world.ByHand, `, "attribution": ["7d_click"]`)
	if got := block.answer(query(connector.GrainDay, "purchases", day)).text(); got["2026-04-01"] != "2" {
		t.Errorf("the block's windows give %v", got)
	}
	// So does its action type, and a type that nobody listed works.
	other := newStage(t, facebooksim.Options{}, world.ByHand, `, "actions": {"purchases": "offsite_conversion.fb_pixel_lead"}`)
	got := other.answer(query(connector.GrainTotal, "purchases, actions:offsite_conversion.fb_pixel_lead, actions:lead, actions:custom.nothing", days(t, "2026-04-01..2026-04-30"))).text()
	leads := s.answer(query(connector.GrainTotal, "actions:offsite_conversion.fb_pixel_lead, leads", days(t, "2026-04-01..2026-04-30"))).text()
	pixel, all, _ := strings.Cut(leads["0"], " ")
	if got["0"] != pixel+" "+pixel+" "+all+" 0" {
		t.Errorf("chosen types give %v, others %v", got, leads)
	}
}

// A conversion comes in days after it is dated, and delivery is corrected for a few
// days: the same question gives the figures that Meta has at the moment.
func TestRestatement(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.ByHand)
	day := days(t, "2026-04-10")
	for _, test := range []struct{ now, want, since string }{
		{"2026-04-10T22:00:00Z", "402 4.02 0", "2026-04-09"},
		{"2026-04-12T22:00:00Z", "400 4 0", ""},
		{"2026-04-19T22:00:00Z", "400 4 1", ""},
	} {
		s.SetNow(moment(t, test.now))
		got := s.answer(query(connector.GrainDay, "impressions, spend, purchases", day))
		if got.text()["2026-04-10"] != test.want {
			t.Errorf("at %s: %v, want %s", test.now, got.text(), test.want)
		}
		flag, _ := got.flag(connector.FlagProvisional)
		since := ""
		if flag.Since != 0 {
			since = flag.Since.String()
		}
		if since != test.since {
			t.Errorf("at %s: provisional since %q, want %q", test.now, since, test.since)
		}
	}
}

// Figures of every account, by whatever they are split, are those that the facts
// come to one by one.
func TestFiguresAreTheTruth(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	april := days(t, "2026-04-01..2026-04-30")
	got := s.answer(query(connector.GrainTotal, "spend, impressions, clicks, link_clicks, purchases, revenue, leads, landing_page_views by campaign", april))
	if len(got.rows) < 3 {
		t.Fatalf("got %v", got.text())
	}
	seen := world.MomentAt(s.Now(), berlin(t))
	for key, row := range got.rows {
		_, name, _ := strings.Cut(key, " | ")
		facts := s.truth(world.Shop, april, func(a *world.Ask) {
			a.Seen = seen
			a.Keep = func(ad *world.Ad) bool { return ad.AdSet.Campaign.Name == name }
		})
		d := facts.Delivery
		for i, want := range []int64{-1, d[world.Impressions], d[world.Clicks], d[world.LinkClicks], facts.Conversions[world.Purchase], -1, facts.Leads(), d[world.LandingViews]} {
			if want >= 0 && !same(row[i], whole(want)) {
				t.Errorf("%s: %s is %v, want %d", name, got.header.Measures[i].Name, row[i], want)
			}
		}
		if !same(row[0], facts.Spend) || !same(row[5], facts.Value[world.Purchase]) {
			t.Errorf("%s: spend %v and revenue %v, want %s and %s", name, row[0], row[5], facts.Spend.FloatString(2), facts.Value[world.Purchase].FloatString(2))
		}
	}
}

// Breakdowns hold all that there is, cell by cell.
func TestBreakdownsAreTheTruth(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	week := days(t, "2026-04-06..2026-04-12")
	for what, family := range map[string]world.Family{
		"age, gender":                           world.Audience,
		"country":                               world.Geography,
		"publisher_platform, platform_position": world.Placement,
	} {
		names := strings.Split(what, ", ")
		got := s.answer(query(connector.GrainTotal, "impressions, spend, leads, purchases by "+what, week))
		if len(got.rows) < 2 {
			t.Fatalf("%s: %v", what, got.text())
		}
		for key, row := range got.rows {
			cell := make(map[string]string)
			for i, value := range strings.Split(key, " | ")[1:] {
				cell[names[i]] = value
			}
			facts := s.truth(world.Shop, week, func(a *world.Ask) {
				a.Family, a.Cell, a.Seen = family, cell, world.MomentAt(s.Now(), berlin(t))
			})
			if !same(row[0], whole(facts.Delivery[world.Impressions])) || !same(row[1], facts.Spend) || !same(row[2], whole(facts.Leads())) || !same(row[3], whole(facts.Conversions[world.Purchase])) {
				t.Errorf("%s: %v, want %d impressions, %s spent, %d leads, %d purchases", key, row, facts.Delivery[world.Impressions], facts.Spend.FloatString(2), facts.Leads(), facts.Conversions[world.Purchase])
			}
		}
	}
}

// Days are those of the account, also on the days on which its clock changes, and
// money is in its currency: a yen has no hundredths.
func TestTimeZonesAndCurrencies(t *testing.T) {
	t.Parallel()
	for account, want := range map[string]string{world.America: "USD America/New_York", world.Japan: "JPY Asia/Tokyo"} {
		s := newStage(t, facebooksim.Options{}, account)
		march := days(t, "2026-03-07..2026-03-09") // the clock changes in America on the 8th
		got := s.answer(query(connector.GrainDay, "spend, impressions", march))
		if h := got.header; h.Currency+" "+h.TimeZone != want {
			t.Errorf("%s: %s %s", account, h.Currency, h.TimeZone)
		}
		for d := march.Start; d <= march.End; d++ {
			facts := s.truth(account, connector.Interval{Start: d, End: d}, nil)
			if facts.Delivery[world.Impressions] == 0 {
				continue // nothing was delivered, which has no row
			}
			if row := got.rows[d.String()]; row == nil || !same(row[0], facts.Spend) || !same(row[1], whole(facts.Delivery[world.Impressions])) {
				t.Errorf("%s on %s: %v, want %s", account, d, row, facts.Spend.FloatString(2))
			}
		}
	}
}

// What is filtered gives what the facts give, whether roictl leaves rows out or
// Meta has to, since people are in no sum.
func TestFilters(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	april := days(t, "2026-04-01..2026-04-30")
	spring := func(ad *world.Ad) bool { return strings.HasPrefix(ad.AdSet.Campaign.Name, "Spring") }
	facts := s.truth(world.Shop, april, func(a *world.Ask) { a.Keep, a.Seen = spring, world.MomentAt(s.Now(), berlin(t)) })
	sum := s.answer(where(query(connector.GrainTotal, "impressions", april), "campaign_name", connector.OperatorMatch, "Spring*"))
	people := s.answer(where(query(connector.GrainTotal, "reach, impressions", april), "campaign_name", connector.OperatorMatch, "Spring*"))
	if row := sum.rows["0"]; row == nil || !same(row[0], whole(facts.Delivery[world.Impressions])) {
		t.Errorf("impressions %v, want %d", row, facts.Delivery[world.Impressions])
	}
	row := people.rows["0"]
	if row == nil || !same(row[1], whole(facts.Delivery[world.Impressions])) {
		t.Fatalf("with reach: %v, want %d impressions", row, facts.Delivery[world.Impressions])
	}
	if row[0].Unscaled >= row[1].Unscaled || row[0].Unscaled == 0 {
		t.Errorf("reach %v of %v impressions", row[0], row[1])
	}
	// One value of a breakdown is a row of its own.
	one := s.answer(where(query(connector.GrainTotal, "reach", april), "age", connector.OperatorIn, "25-34")).rows["0"]
	all := s.answer(query(connector.GrainTotal, "reach by age", april)).rows["0 | 25-34"]
	if one == nil || all == nil || one[0] != all[0] {
		t.Errorf("reach of an age is %v alone and %v among all", one, all)
	}
	s.ask(where(query(connector.GrainTotal, "reach", april), "age", connector.OperatorIn, "25-34", "35-44")).refused(t, "FACEBOOK_UNIQUE", "one value")
	s.ask(where(query(connector.GrainTotal, "reach", april), "attribution_setting", connector.OperatorIn, "7d_click")).refused(t, "FACEBOOK_UNIQUE", "in rows only")
	// A name that nothing has is nothing, and not everything.
	if none := s.answer(where(query(connector.GrainTotal, "reach", april), "campaign_name", connector.OperatorIn, "spring sale 2026")); len(none.rows) != 0 {
		t.Errorf("another spelling keeps %v", none.text())
	}
}

// Identifiers have more digits than a float64 keeps.
func TestLongIdentifiers(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	got := s.answer(query(connector.GrainTotal, "spend by ad_id, campaign_id", days(t, "2026-04-01..2026-04-30")))
	known := make(map[string]bool)
	for _, account := range s.World().Accounts {
		for ad := range account.Ads() {
			known[fmt.Sprintf("0 | %s | %s", ad.ID, ad.AdSet.Campaign.ID)] = true
		}
	}
	for key := range got.rows {
		if !known[key] {
			t.Errorf("there is no ad %s", key)
		}
	}
	if len(got.rows) < 5 {
		t.Errorf("got %v", got.text())
	}
}
