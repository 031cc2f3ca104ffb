package ga4_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// euros is an exact amount in millionths.
func euros(m world.Micros) *big.Rat { return big.NewRat(int64(m), int64(world.One)) }

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// Daily figures are those that the sessions come to, day by day, to the cent.
func TestDailyFigures(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	got := s.answer(query(connector.GrainDay, "sessions, engagedSessions, page_views, eventCount, ecommercePurchases, purchaseRevenue, grossPurchaseRevenue, refunds", may))
	for d := may.Start; d <= may.End; d++ {
		sums := truth(t, world.Shop, connector.Interval{Start: d, End: d}, now, nil)
		row := got.rows[d.String()]
		if row == nil {
			t.Errorf("%s is missing", d)
			continue
		}
		for i, want := range []*big.Rat{
			whole(sums.Sessions), whole(sums.EngagedSessions), whole(sums.PageViews), whole(sums.Events), whole(sums.Purchases),
			euros(sums.Revenue), euros(sums.GrossRevenue), euros(sums.Refunds),
		} {
			if row[i].Rat().Cmp(want) != 0 {
				t.Errorf("%s on %s is %v, want %s", got.header.Measures[i].Name, d, row[i], want.FloatString(6))
			}
		}
	}
	if got.header.Currency != "EUR" || got.header.TimeZone != "Europe/Paris" || !got.header.Dense {
		t.Errorf("header %+v", got.header)
	}
	if n := s.calls()["runReport"]; n != 1 || got.trailer.APICalls != 1 {
		t.Errorf("%d reports for one question, %d calls told", n, got.trailer.APICalls)
	}
}

// Users are asked for exactly the windows that are wanted, overlapping ones too:
// they are in no sum of days.
func TestUsersOfWindows(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	windows := []connector.Interval{
		days(t, "2026-05-01..2026-05-31"), days(t, "2026-04-01..2026-04-30"), days(t, "2026-05-25..2026-05-31"),
		days(t, "2026-03-01..2026-05-31"), days(t, "2026-05-31..2026-05-31"), days(t, "2025-05-01..2025-05-31"),
	}
	got := s.answer(query(connector.GrainTotal, "totalUsers, sessions", windows...))
	var daily int64
	for i, window := range windows {
		sums := truth(t, world.Shop, window, now, nil)
		row := got.rows[fmt.Sprint(i)]
		if row == nil || row[0].Rat().Cmp(whole(sums.Users)) != 0 || row[1].Rat().Cmp(whole(sums.Sessions)) != 0 {
			t.Errorf("%s has %v, want %d users and %d sessions", window, row, sums.Users, sums.Sessions)
		}
	}
	may := windows[0]
	for d := may.Start; d <= may.End; d++ {
		daily += truth(t, world.Shop, connector.Interval{Start: d, End: d}, now, nil).Users
	}
	if users := truth(t, world.Shop, may, now, nil).Users; daily <= users {
		t.Errorf("the days' users add up to %d and the month has %d: this test shows nothing", daily, users)
	}
	if n := s.calls()["runReport"]; n != 3 {
		t.Errorf("%d reports for six windows, want two of four and two, and one on the first day of all", n)
	}
}

// A tracking code finds what the link said, in its very spelling.
func TestTrackingCodes(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	sameLink := func(session *world.Session) bool {
		u := session.Traffic.UTM
		return u.Source == "facebook" && u.Medium == "paid_social" && u.Campaign == "spring-2026"
	}
	q := query(connector.GrainTotal, "sessions, conversions, revenue, users", may)
	q.Filter = connector.Filter{{
		{Dimension: "source", Operator: connector.OperatorIn, Values: []string{"facebook"}},
		{Dimension: "medium", Operator: connector.OperatorIn, Values: []string{"paid_social"}},
		{Dimension: "campaign", Operator: connector.OperatorIn, Values: []string{"spring-2026"}},
	}}
	sums := truth(t, world.Shop, may, now, sameLink)
	got := s.answer(q).rows["0"]
	if got == nil || sums.Sessions == 0 {
		t.Fatalf("got %v, want %d sessions", got, sums.Sessions)
	}
	for i, want := range []*big.Rat{whole(sums.Sessions), whole(sums.KeyEvents), euros(sums.Revenue), whole(sums.Users)} {
		if got[i].Rat().Cmp(want) != 0 {
			t.Errorf("%s is %v, want %s", q.Measures[i], got[i], want.FloatString(6))
		}
	}
	q.Filter[0][2].Values = []string{"Spring-2026"}
	if other := s.answer(q).rows["0"]; other != nil && other[0] == got[0] {
		t.Error("another spelling is taken for the same code")
	}
}

// Segments are those of the sessions, (not set) and all that is special included.
func TestSegments(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	got := s.answer(query(connector.GrainTotal, "sessions by channel", may))
	found := make(map[string]string)
	for key, values := range got.rows {
		found[strings.TrimPrefix(key, "0 | ")] = values[0].String()
	}
	want := make(map[string]string)
	for channel, sessions := range truth(t, world.Shop, may, now, nil).ByChannel {
		want[channel] = fmt.Sprint(sessions)
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("sessions by channel (-want +got):\n%s", diff)
	}
}

// A question that is too wide for a request is split, and joined without a seam:
// what the wide question says of each measure is what a narrow one says.
func TestWideQuestions(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-07")
	wide := query(connector.GrainDay, "sessions, engagedSessions, engagementRate, sessionKeyEventRate, averageSessionDuration, screenPageViews, eventCount, keyEvents, "+
		"ecommercePurchases, transactions, addToCarts, checkouts, purchaseRevenue, refundAmount, averagePurchaseRevenue by landing_page", may)
	got := s.answer(wide)
	if n := s.calls()["runReport"]; n != 2 {
		t.Errorf("%d reports for 15 metrics, want 2", n)
	}
	undefined := 0
	for i, measure := range wide.Measures {
		narrow := query(connector.GrainDay, measure+" by landing_page", may)
		alone := s.answer(narrow)
		for _, key := range got.keys {
			value, zero := alone.rows[key], got.rows[key][i].Unscaled == 0 && !got.rows[key][i].Null
			switch {
			case value == nil && (zero || got.rows[key][i].Null):
			case value == nil || value[0] != got.rows[key][i]:
				t.Errorf("%s at %s is %v in the wide question and %v alone", measure, key, got.rows[key][i], value)
			}
			if got.rows[key][i].Null {
				undefined++
			}
		}
	}
	if undefined == 0 {
		t.Error("every ratio has a value, also over nothing")
	}
}

// Names that nobody listed work too, where the property has them.
func TestNamesOfTheProperty(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	got := s.answer(query(connector.GrainTotal, "eventCount, sessionKeyEventRate:purchase by customEvent:plan", may))
	if len(got.rows) < 2 {
		t.Errorf("got %v", got.rows)
	}
	q := query(connector.GrainTotal, "keyEvents", may)
	for event, want := range truth(t, world.Shop, may, now, nil).KeyEventsByName {
		q.Filter = connector.Filter{{{Dimension: "eventName", Operator: connector.OperatorIn, Values: []string{event}}}}
		if row := s.answer(q).rows["0"]; row == nil || row[0].Rat().Cmp(whole(want)) != 0 {
			t.Errorf("%s: %v, want %d", event, row, want)
		}
	}
	for what, want := range map[string]string{
		"eventCount by customEvent:plann":     `Did you mean "customEvent:plan"?`,
		"sesions":                             `Did you mean "sessions"?`,
		"keyEvents:purchase":                  `where = { eventName = "purchase" }`,
		"country":                             "It is a dimension",
		"sessions by totalRevenue_":           "names are",
		"sessions by customUser:shoe_size":    "Custom definitions",
		"eventCount by defaultChannelGroupps": "defaultChannelGroup",
	} {
		r := s.ask(query(connector.GrainTotal, what, may))
		if len(r.diags) != 1 || r.diags[0].Code != "GA4_FIELD" || !strings.Contains(strings.ToLower(r.diags[0].Hint), strings.ToLower(want)) {
			t.Errorf("%s: %+v, want a hint %q", what, r.diags, want)
		}
	}
	if n := s.calls()["metadata"]; n != 1 {
		t.Errorf("the names were asked for %d times", n)
	}
}

// The rate of one key event is a share like that of all of them: of no session it
// has no value.
func TestTheRateOfOneKeyEvent(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	got := s.answer(query(connector.GrainDay, "sessionKeyEventRate:purchase, userKeyEventRate:purchase, customEvent:quiz_score, sessionKeyEventRate", may))
	var units []connector.Unit
	for _, column := range got.header.Measures {
		units = append(units, column.Unit)
	}
	if diff := cmp.Diff([]connector.Unit{connector.UnitPercent, connector.UnitPercent, connector.UnitCount, connector.UnitPercent}, units); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
}

// Old names of Google's still work, and ask for the new ones.
func TestRenamedMetrics(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	may := days(t, "2026-05-01..2026-05-31")
	old := s.answer(query(connector.GrainTotal, "conversions, sessionConversionRate, sessionKeyEventRate by isConversionEvent, isKeyEvent", may))
	for key, row := range old.rows {
		if row[1] != row[2] || !strings.HasSuffix(key, "| true | true") && !strings.HasSuffix(key, "| false | false") {
			t.Errorf("%s: %v", key, row)
		}
	}
	if len(old.rows) != 2 {
		t.Errorf("got %v", old.rows)
	}
}

// On 1 May nothing is bought. Google writes 0 for the average purchase, which would
// be the lowest of all; it has no value.
func TestARatioOverNothingIsUndefined(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 0)
	got := s.answer(query(connector.GrainDay, "averagePurchaseRevenue, sessions", days(t, "2026-05-01..2026-05-02")))
	if free := got.rows["2026-05-01"]; free == nil || !free[0].Null || free[1].Null {
		t.Errorf("on a day without purchases: %v", free)
	}
	if sold := got.rows["2026-05-02"]; sold == nil || sold[0].Null || sold[0].Unscaled == 0 {
		t.Errorf("on a day with purchases: %v", sold)
	}
}

// A row of a part that another part lacks: Google leaves out rows of zeros, so that
// what is lacking is 0, and the rate of what did not happen as well. Where Google
// withholds rows, nobody knows.
func TestWhatAPartLacks(t *testing.T) {
	t.Parallel()
	for by, want := range map[string]string{"landing_page": "0", "age": "null"} {
		s := newStage(t, world.Shop, 0)
		wide := query(connector.GrainDay, "sessions, engagedSessions, screenPageViews, eventCount, keyEvents, userEngagementDuration, totalUsers, activeUsers, newUsers, eventValue, "+
			"ecommercePurchases, refundAmount, purchaserRate by "+by, days(t, "2026-05-01..2026-05-07"))
		got := s.answer(wide)
		lacking := 0
		for key, row := range got.rows {
			if row[0].Unscaled == 0 || row[10].Unscaled != 0 || row[11].Unscaled != 0 {
				continue
			}
			lacking++
			for _, value := range row[10:12] {
				if value.String() != want {
					t.Errorf("%s: %s, want %s", key, value, want)
				}
			}
		}
		if lacking == 0 {
			t.Error("every part has every row: this test shows nothing")
		}
	}
}
