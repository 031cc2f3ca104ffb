package ga4sim_test

import (
	"errors"
	"math/big"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	analyticsdata "google.golang.org/api/analyticsdata/v1beta"
	"google.golang.org/api/googleapi"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const shop = "properties/" + world.Shop

func metrics(names ...string) []*analyticsdata.Metric {
	list := make([]*analyticsdata.Metric, len(names))
	for i, name := range names {
		list[i] = &analyticsdata.Metric{Name: name}
	}
	return list
}

func dimensions(names ...string) []*analyticsdata.Dimension {
	list := make([]*analyticsdata.Dimension, len(names))
	for i, name := range names {
		list[i] = &analyticsdata.Dimension{Name: name}
	}
	return list
}

// may is a month that has been processed completely but for late refunds.
var may = []*analyticsdata.DateRange{{StartDate: "2026-05-01", EndDate: "2026-05-31"}}

// exactly filters by a dimension's value, case included.
func exactly(field, value string) *analyticsdata.FilterExpression {
	return &analyticsdata.FilterExpression{Filter: &analyticsdata.Filter{FieldName: field,
		StringFilter: &analyticsdata.StringFilter{MatchType: "EXACT", Value: value, CaseSensitive: true}}}
}

// TestReportsAgreeWithTheSessions holds what Google's client reads against sums over the
// list of sessions, which use no reporting code. Rates are compared as quotients of them.
func TestReportsAgreeWithTheSessions(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.ServiceAccountKey(base))
	for name, test := range map[string]struct {
		filter *analyticsdata.FilterExpression
		keep   func(*world.Session) bool
	}{
		"all":         {nil, nil},
		"campaign":    {exactly("sessionManualCampaignName", "spring-2026"), ga4sim.Campaign("", "", "spring-2026")},
		"mixed case":  {exactly("sessionManualSource", "Facebook"), ga4sim.Campaign("Facebook", "", "")},
		"channel":     {exactly("sessionDefaultChannelGroup", "Cross-network"), func(s *world.Session) bool { return s.Traffic.Channel == "Cross-network" }},
		"landing":     {exactly("landingPage", "/spring"), func(s *world.Session) bool { return s.Landing != nil && s.Landing.Path == "/spring" }},
		"no page":     {exactly("landingPage", "(not set)"), func(s *world.Session) bool { return s.Landing == nil }},
		"nothing set": {exactly("sessionSource", "(not set)"), func(s *world.Session) bool { return s.Traffic.Source == "(not set)" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report, err := client.Properties.RunReport(shop, &analyticsdata.RunReportRequest{
				DateRanges: may, DimensionFilter: test.filter, KeepEmptyRows: true,
				Metrics: metrics("sessions", "engagedSessions", "totalUsers", "newUsers", "activeUsers", "keyEvents", "screenPageViews", "eventCount", "ecommercePurchases", "totalPurchasers"),
			}).Context(t.Context()).Do()
			if err != nil {
				t.Fatal(err)
			}
			sums, err := simulator.Demo().Sum(world.Shop, "2026-05-01", "2026-05-31", test.keep)
			if err != nil {
				t.Fatal(err)
			}
			want := []int64{sums.Sessions, sums.EngagedSessions, sums.Users, sums.NewUsers, sums.ActiveUsers, sums.KeyEvents, sums.PageViews, sums.Events, sums.Purchases, sums.Buyers}
			if sums.Sessions == 0 {
				t.Fatal("the world has no such session, so the test shows nothing")
			}
			var got []int64
			for _, value := range report.Rows[0].MetricValues {
				n, err := strconv.ParseInt(value.Value, 10, 64)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, n)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("sessions, engaged, users, new, active, key events, views, events, purchases, buyers (-sessions +report):\n%s", diff)
			}
		})
	}
}

// TestMoneyAndRatesAgreeWithTheSessions compares money to the millionth: reports print
// binary doubles, which may end in ...9999.
func TestMoneyAndRatesAgreeWithTheSessions(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.ServiceAccountKey(base))
	report, err := client.Properties.RunReport(shop, &analyticsdata.RunReportRequest{
		DateRanges: may,
		Metrics: append(metrics("purchaseRevenue", "grossPurchaseRevenue", "refundAmount", "engagementRate", "sessionKeyEventRate", "averageSessionDuration"),
			&analyticsdata.Metric{Name: "revenuePerSession", Expression: "purchaseRevenue/sessions"}),
	}).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	sums, err := simulator.Demo().Sum(world.Shop, "2026-05-01", "2026-05-31", nil)
	if err != nil {
		t.Fatal(err)
	}
	if sums.Refunds == 0 {
		t.Fatal("the month has no refund, so net and gross are the same")
	}
	per := func(top, bottom int64) *big.Rat { return big.NewRat(top, bottom) }
	want := []*big.Rat{
		per(int64(sums.Revenue), 1e6), per(int64(sums.GrossRevenue), 1e6), per(int64(sums.Refunds), 1e6),
		per(sums.EngagedSessions, sums.Sessions), per(sums.KeySessions, sums.Sessions), per(sums.Seconds, sums.Sessions),
		per(int64(sums.Revenue), 1e6*sums.Sessions),
	}
	for i, value := range report.Rows[0].MetricValues {
		got, ok := new(big.Rat).SetString(value.Value)
		if !ok || got.FloatString(6) != want[i].FloatString(6) {
			t.Errorf("%s is %s, the sessions say %s", report.MetricHeaders[i].Name, value.Value, want[i].FloatString(6))
		}
	}
}

// number reads the first metric of a row.
func number(t *testing.T, row *analyticsdata.Row) int {
	t.Helper()
	n, err := strconv.Atoi(row.MetricValues[0].Value)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestUsersAndPagesDoNotAddUp: users who come on several days are in several rows and
// once in the total; a session is in the row of each page that it visits.
func TestUsersAndPagesDoNotAddUp(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.ServiceAccountKey(base))
	for _, test := range []struct{ dimension, metric string }{{"date", "totalUsers"}, {"pagePath", "sessions"}} {
		report, err := client.Properties.RunReport(shop, &analyticsdata.RunReportRequest{
			DateRanges: may, Dimensions: dimensions(test.dimension), Metrics: metrics(test.metric), MetricAggregations: []string{"TOTAL"},
		}).Context(t.Context()).Do()
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, row := range report.Rows {
			sum += number(t, row)
		}
		if total := number(t, report.Totals[0]); sum <= total || total == 0 {
			t.Errorf("%s by %s: the rows add up to %d and the total is %d; rows have to count more", test.metric, test.dimension, sum, total)
		}
	}
}

// TestPagesHaveEveryRowOnce reads a report in pages with a complete order.
func TestPagesHaveEveryRowOnce(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.ServiceAccountKey(base))
	by := func(name string) *analyticsdata.OrderBy {
		return &analyticsdata.OrderBy{Dimension: &analyticsdata.DimensionOrderBy{DimensionName: name}}
	}
	request := &analyticsdata.RunReportRequest{
		DateRanges: may, Dimensions: dimensions("date", "sessionManualCampaignName"), Metrics: metrics("sessions"),
		OrderBys: []*analyticsdata.OrderBy{by("date"), by("sessionManualCampaignName")}, Limit: 100,
	}
	seen, sessions, last := map[string]bool{}, 0, ""
	for {
		page, err := client.Properties.RunReport(shop, request).Context(t.Context()).Do()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range page.Rows {
			key := row.DimensionValues[0].Value + " " + row.DimensionValues[1].Value
			if seen[key] || key < last {
				t.Fatalf("%s is there twice or out of order", key)
			}
			seen[key], last, sessions = true, key, sessions+number(t, row)
		}
		if request.Offset += int64(len(page.Rows)); request.Offset >= page.RowCount {
			break
		}
	}
	sums, err := simulator.Demo().Sum(world.Shop, "2026-05-01", "2026-05-31", nil)
	if err != nil {
		t.Fatal(err)
	}
	if int64(sessions) != sums.Sessions || len(seen) <= 100 {
		t.Errorf("%d rows have %d sessions, there were %d", len(seen), sessions, sums.Sessions)
	}
}

// TestBatchMetadataAndCompatibility calls the other methods with Google's client.
func TestBatchMetadataAndCompatibility(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.ServiceAccountKey(base))
	batch, err := client.Properties.BatchRunReports(shop, &analyticsdata.BatchRunReportsRequest{Requests: []*analyticsdata.RunReportRequest{
		{DateRanges: may, Metrics: metrics("sessions")}, {DateRanges: may, Dimensions: dimensions("country"), Metrics: metrics("sessions")},
	}}).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	if len(batch.Reports) != 2 || len(batch.Reports[0].DimensionHeaders) != 0 || batch.Reports[1].DimensionHeaders[0].Name != "country" {
		t.Errorf("the batch answers %d reports in another order", len(batch.Reports))
	}
	meta, err := client.Properties.GetMetadata(shop + "/metadata").Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, d := range meta.Dimensions {
		known[d.ApiName] = true
	}
	for _, m := range meta.Metrics {
		known[m.ApiName] = true
	}
	for _, name := range []string{"sessionManualAdContent", "customEvent:plan", "customUser:membership", "sessionKeyEventRate:newsletter_subscribe", "customEvent:quiz_score"} {
		if !known[name] {
			t.Errorf("the metadata has no %s", name)
		}
	}
	fields, err := client.Properties.CheckCompatibility(shop, &analyticsdata.CheckCompatibilityRequest{
		Dimensions: dimensions("itemName"), CompatibilityFilter: "INCOMPATIBLE",
	}).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	refused := map[string]bool{}
	for _, m := range fields.MetricCompatibilities {
		refused[m.MetricMetadata.ApiName] = true
	}
	if !refused["transactions"] || refused["itemRevenue"] {
		t.Errorf("with itemName, transactions have to be refused and itemRevenue not: %v", refused)
	}
}

// TestAdminAPI reads what a connector asks about a property.
func TestAdminAPI(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := adminClient(t, base, simulator.ServiceAccountKey(base))
	property, err := client.Properties.Get(shop).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	if property.TimeZone != "Europe/Paris" || property.CurrencyCode != "EUR" || property.ServiceLevel != "GOOGLE_ANALYTICS_STANDARD" {
		t.Errorf("the shop is %+v", property)
	}
	summaries, err := client.AccountSummaries.List().PageSize(200).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	var visible []string
	for _, p := range summaries.AccountSummaries[0].PropertySummaries {
		visible = append(visible, p.Property)
	}
	if diff := cmp.Diff([]string{shop, "properties/" + world.Leads, "properties/" + world.Unused}, visible); diff != "" {
		t.Errorf("visible properties (-want +got):\n%s", diff)
	}
	var names []string
	request := client.Properties.KeyEvents.List(shop).PageSize(3) // four key events: two pages
	for {
		page, err := request.Context(t.Context()).Do()
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range page.KeyEvents {
			names = append(names, key.EventName+" "+key.CountingMethod)
		}
		if page.NextPageToken == "" {
			break
		}
		request.PageToken(page.NextPageToken)
	}
	want := []string{"purchase ONCE_PER_EVENT", "sign_up ONCE_PER_SESSION", "generate_lead ONCE_PER_EVENT", "newsletter_subscribe ONCE_PER_EVENT"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("key events (-want +got):\n%s", diff)
	}
	streams, err := client.Properties.DataStreams.List(shop).Context(t.Context()).Do()
	if err != nil || streams.DataStreams[0].WebStreamData.DefaultUri != "https://shop.example" {
		t.Errorf("streams: %v, %v", streams, err)
	}
	links, err := client.Properties.GoogleAdsLinks.List(shop).Context(t.Context()).Do()
	if err != nil || links.GoogleAdsLinks[0].CustomerId != "1234567890" {
		t.Errorf("links: %v, %v", links, err)
	}
}

// TestStrangersAreRefused: the account exists, and nobody has given it access.
func TestStrangersAreRefused(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.AccountKey(ga4sim.Stranger, base))
	_, err := client.Properties.RunReport(shop, &analyticsdata.RunReportRequest{DateRanges: may, Metrics: metrics("sessions")}).Context(t.Context()).Do()
	var google *googleapi.Error
	if !errors.As(err, &google) || google.Code != 403 {
		t.Errorf("a stranger gets %v, not a 403", err)
	}
}

// TestRollingUsers counts who was active in the 28 days up to each of two days, straight
// from the sessions: some of those days are before the date range.
func TestRollingUsers(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	client := dataClient(t, base, simulator.ServiceAccountKey(base))
	property, ok := simulator.World().Property(world.Shop)
	if !ok {
		t.Fatal("the demo world has no shop")
	}
	active := func(last world.Day, days int) int {
		users := map[uint32]bool{}
		for _, s := range property.SessionsOf(last-world.Day(days)+1, last) {
			if len(s.Events) > 0 && (s.Engaged || s.Number == 1) {
				users[s.User.ID] = true
			}
		}
		return len(users)
	}
	report, err := client.Properties.RunReport(shop, &analyticsdata.RunReportRequest{
		DateRanges: []*analyticsdata.DateRange{{StartDate: "2026-05-09", EndDate: "2026-05-10"}}, Dimensions: dimensions("date"),
		Metrics: metrics("active28DayUsers", "active1DayUsers"), OrderBys: []*analyticsdata.OrderBy{{Dimension: &analyticsdata.DimensionOrderBy{DimensionName: "date"}}},
		MetricAggregations: []string{"TOTAL"},
	}).Context(t.Context()).Do()
	if err != nil {
		t.Fatal(err)
	}
	for i, day := range []world.Day{world.NewDay(2026, 5, 9), world.NewDay(2026, 5, 10)} {
		if got := number(t, report.Rows[i]); got != active(day, 28) {
			t.Errorf("%s: %d users in 28 days, the sessions have %d", day, got, active(day, 28))
		}
		if got, err := strconv.Atoi(report.Rows[i].MetricValues[1].Value); err != nil || got != active(day, 1) {
			t.Errorf("%s: %d users in a day, the sessions have %d", day, got, active(day, 1))
		}
	}
	if got := number(t, report.Totals[0]); got != active(world.NewDay(2026, 5, 10), 28) {
		t.Errorf("the total is %d", got)
	}
}
