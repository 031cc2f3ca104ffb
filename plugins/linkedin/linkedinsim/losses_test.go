package linkedinsim_test

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// report asks for all of the first account.
func report(pivot, granularity, from, to, fields string) string {
	return "adAnalytics?q=analytics&pivot=" + pivot + "&timeGranularity=" + granularity + "&" + dates(from, to) +
		"&accounts=List(" + account + ")&fields=" + fields
}

// TestTheCapIsSilent asks the large world for more than 15,000 rows: 800
// campaigns × 31 days (pitfall 2). Halves that fit add up to the truth.
func TestTheCapIsSilent(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: world.Config{Large: true}})
	whole := c.get(report("CAMPAIGN", "DAILY", "2026-07-01", "2026-07-31", "pivotValues,dateRange,impressions")).ok(t)
	if n := len(whole.elements(t)); n != 15_000 {
		t.Errorf("%d elements", n)
	}
	if paging := fmt.Sprint(whole.Body["paging"]); paging != "map[count:10 links:[] start:0]" {
		t.Errorf("paging says %s", paging)
	}
	var sum int64
	for _, half := range [][2]string{{"2026-07-01", "2026-07-16"}, {"2026-07-17", "2026-07-31"}} {
		for _, e := range c.get(report("CAMPAIGN", "DAILY", half[0], half[1], "impressions")).elements(t) {
			sum += int64(e["impressions"].(float64))
		}
	}
	want := c.sim.Truth().Sum(truth.Scope{Accounts: []int64{world.AccountEUR}, From: world.Date(2026, 7, 1), To: world.Date(2026, 7, 31)})
	if sum != want.Counts[world.Impressions] {
		t.Errorf("the halves have %d impressions, want %d", sum, want.Counts[world.Impressions])
	}
}

// TestDataVolume spends the budget of metric values: 2 metrics × 9 days a call.
func TestDataVolume(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{DataVolume: 30})
	ask := func() answer {
		return c.get(report("ACCOUNT", "DAILY", "2026-09-07", "2026-09-15", "dateRange,impressions,clicks"))
	}
	if n := len(ask().elements(t)); n != 9 {
		t.Fatalf("%d days", n)
	}
	ask().ok(t) // 18 of 30 are spent, the second call goes beyond
	got := ask()
	message, _ := got.Body["message"].(string)
	if got.Status != 429 || got.Body["serviceErrorCode"] != 101.0 ||
		!strings.Contains(strings.ToLower(message), "data request limit has been exceeded") || !strings.Contains(message, "45 million metric values") {
		t.Errorf("%d %s", got.Status, got.Raw)
	}
	c.sim.Advance(5 * time.Minute)
	ask().ok(t)
}

// TestDailyQuotas holds that a quota counts by resource, that members have one
// of their own, and that both begin anew at midnight UTC.
func TestDailyQuotas(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{DailyMember: 2, DailyApplication: 3, Now: time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC)})
	expect := func(path, limit string) {
		t.Helper()
		got := c.get(path)
		want := ""
		if limit != "" {
			want = `{"status":429,"serviceErrorCode":101,"code":"TOO_MANY_REQUESTS","message":"Resource level throttle ` + limit + ` DAY limit for calls to this resource is reached."}`
		}
		if limit == "" && got.Status != 200 || limit != "" && got.Raw != want {
			t.Errorf("%s: %d %s, want %s", path, got.Status, got.Raw, want)
		}
	}
	expect("adAccounts?q=search", "")
	expect("adAccounts/500000001", "")
	expect("adAccounts?q=search", "APPLICATION_AND_MEMBER")
	expect("adAccountUsers?q=authenticatedUser", "")
	admin := c.token
	c.token = c.signIn(world.Analyst)
	expect("adAccounts?q=search", "")
	expect("adAccounts?q=search", "APPLICATION")
	c.token = admin
	c.sim.Advance(time.Hour)
	expect("adAccounts?q=search", "")
}

// TestLateConversions asks for the same day again and again: what is true of
// it changes (restatement).
func TestLateConversions(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: handmade(), Now: time.Date(2026, 10, 8, 23, 59, 0, 0, time.UTC)})
	ask := func() []string {
		return render(c.get(report("CAMPAIGN", "ALL", "2026-10-02", "2026-10-02", "pivotValues,externalWebsiteConversions")).elements(t))
	}
	if got := ask(); len(got) != 0 {
		t.Errorf("before it is known: %v", got)
	}
	c.sim.Advance(time.Minute)
	if got := ask(); len(got) != 1 || got[0] != "[urn:li:sponsoredCampaign:700000002] externalWebsiteConversions=1" {
		t.Errorf("after it is known: %v", got)
	}
}

// TestTheCurrentDayIsPartial holds that figures of today grow, and that credits
// take some of a day's cost back later.
func TestTheCurrentDayIsPartial(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{Now: time.Date(2026, 10, 14, 11, 0, 0, 0, time.UTC)})
	impressions := func() float64 {
		sum := 0.0
		for _, e := range c.get(report("ACCOUNT", "ALL", "2026-10-14", "2026-10-14", "impressions")).elements(t) {
			sum += e["impressions"].(float64)
		}
		return sum
	}
	morning := impressions()
	c.sim.Advance(2 * time.Hour)
	noon := impressions()
	c.sim.Advance(12 * time.Hour)
	evening := impressions()
	if morning != 0 || noon <= 0 || evening <= noon {
		t.Errorf("impressions were %v, %v, %v", morning, noon, evening)
	}
}

// TestReach holds that reach is of different people, up to 92 days, and never
// adds up.
func TestReach(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	reach := func(pivot, granularity, from, to string) (values []float64, rows int) {
		for _, e := range c.get(report(pivot, granularity, from, to, "pivotValues,approximateMemberReach,impressions")).elements(t) {
			rows++
			if v, ok := e["approximateMemberReach"].(float64); ok {
				values = append(values, v)
			}
		}
		return values, rows
	}
	whole, _ := reach("ACCOUNT", "ALL", "2026-08-01", "2026-08-31")
	want := c.sim.Truth().Reach(truth.Scope{Accounts: []int64{world.AccountEUR}, From: world.Date(2026, 8, 1), To: world.Date(2026, 8, 31)})
	if len(whole) != 1 || int(whole[0]) != want {
		t.Fatalf("reach of the month is %v, want %d", whole, want)
	}
	sum := 0.0
	days, _ := reach("ACCOUNT", "DAILY", "2026-08-01", "2026-08-31")
	for _, v := range days {
		sum += v
	}
	if sum <= whole[0] {
		t.Errorf("days add up to %v, the month has %v", sum, whole[0])
	}
	// 2026-07-01 to 2026-09-30 is 31+31+30 = 92 days.
	if values, _ := reach("ACCOUNT", "ALL", "2026-07-01", "2026-09-30"); len(values) != 1 {
		t.Errorf("92 days have %v", values)
	}
	if values, rows := reach("ACCOUNT", "ALL", "2026-06-30", "2026-09-30"); len(values) != 0 || rows != 1 {
		t.Errorf("93 days have %v in %d rows", values, rows)
	}
	if values, rows := reach("MEMBER_SENIORITY", "ALL", "2026-08-01", "2026-08-31"); len(values) != 0 || rows == 0 {
		t.Errorf("demographics have %v in %d rows", values, rows)
	}
	// Yesterday's reach is not computed yet at eight in the morning.
	if values, rows := reach("ACCOUNT", "ALL", "2026-11-21", "2026-11-21"); len(values) != 0 || rows != 1 {
		t.Errorf("yesterday has %v in %d rows", values, rows)
	}
}

// TestDemographicsLoseRareValues holds seniorities, of which there are ten,
// against the exact ones, and job titles, of which there are 160. LinkedIn says
// that figures are within three units of the actual ones.
func TestDemographicsLoseRareValues(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{DemographicNoise: -1})
	scope := truth.Scope{Creatives: []int64{800000001}, From: world.Date(2026, 9, 8), To: world.Date(2026, 9, 8)}
	creative := "&creatives=List(urn%3Ali%3AsponsoredCreative%3A800000001)"
	ask := func(pivot string) map[string]int64 {
		counts := make(map[string]int64)
		for _, e := range c.get(report(pivot, "ALL", "2026-09-08", "2026-09-08", "pivotValues,impressions") + creative).elements(t) {
			counts[e["pivotValues"].([]any)[0].(string)] = int64(e["impressions"].(float64))
		}
		return counts
	}
	seniorities := ask("MEMBER_SENIORITY")
	for value, counts := range c.sim.Truth().ByProfile(scope, "MEMBER_SENIORITY") {
		n := counts[world.Impressions]
		if n < 3 {
			n = 0
		}
		// The 60 rarest of 160 kinds of members may be lost from a value.
		if got := seniorities[value]; got > n || got < n*9/10-10 {
			t.Errorf("%s has %d impressions, truly %d", value, got, n)
		}
	}
	titles := ask("MEMBER_JOB_TITLE")
	if len(titles) > 100 || len(titles) < 50 {
		t.Errorf("%d job titles", len(titles))
	}
	var sum int64
	for title, n := range titles {
		sum += n
		if n < 3 {
			t.Errorf("%s has %d impressions", title, n)
		}
	}
	if whole := c.sim.Truth().Sum(scope).Counts[world.Impressions]; sum >= whole {
		t.Errorf("job titles add up to %d impressions of %d", sum, whole)
	}
}

// TestDemographicsHaveNoSmallCounts holds that every metric of a demographic row
// has a threshold of three, not only the row.
func TestDemographicsHaveNoSmallCounts(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{DemographicNoise: -1})
	zeros := 0
	for _, e := range c.get(report("MEMBER_JOB_TITLE", "ALL", "2026-09-08", "2026-09-08", "impressions,clicks,likes")).elements(t) {
		for name, v := range e {
			switch n := v.(float64); {
			case n == 0:
				zeros++
			case n < 3:
				t.Errorf("%s is %v", name, n)
			}
		}
	}
	if zeros == 0 {
		t.Error("no count was small: the test shows nothing")
	}
}

// TestDemographicCostIsTooHigh holds that costs by demographics exceed what was
// billed, so that nobody derives spend from them.
func TestDemographicCostIsTooHigh(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	cost := func(pivot string) float64 {
		sum := 0.0
		for _, e := range c.get(report(pivot, "ALL", "2026-09-01", "2026-09-30", "costInLocalCurrency")).elements(t) {
			r, ok := new(big.Rat).SetString(e["costInLocalCurrency"].(string))
			if !ok {
				t.Fatalf("%v is no number", e)
			}
			f, _ := r.Float64()
			sum += f
		}
		return sum
	}
	billed, shown := cost("ACCOUNT"), cost("MEMBER_COUNTRY_V2")
	if shown < billed*1.3 || math.IsNaN(shown) {
		t.Errorf("%v were billed, by country %v", billed, shown)
	}
}

// TestDemographicsComeLateAndEnd holds the delay of 12 to 24 hours, the two years
// of retention, and that old periods widen to whole months.
func TestDemographicsComeLateAndEnd(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	rows := func(pivot, granularity, from, to string) []string {
		return render(c.get(report(pivot, granularity, from, to, "dateRange,impressions")).elements(t))
	}
	if got := rows("MEMBER_SENIORITY", "ALL", "2026-11-21", "2026-11-21"); len(got) != 0 {
		t.Errorf("yesterday's demographics: %v", got)
	}
	if got := rows("ACCOUNT", "ALL", "2026-11-21", "2026-11-21"); len(got) != 1 {
		t.Errorf("yesterday: %v", got)
	}
	if got := rows("MEMBER_SENIORITY", "ALL", "2026-02-10", "2026-03-05"); len(got) == 0 || !strings.HasPrefix(got[0], "2026-2-1..2026-3-31 ") {
		t.Errorf("old demographics are of %v", got)
	}
	if got := rows("MEMBER_SENIORITY", "ALL", "2026-10-10", "2026-10-20"); len(got) == 0 || !strings.HasPrefix(got[0], "2026-10-10..2026-10-20 ") {
		t.Errorf("recent demographics are of %v", got)
	}
	old := start(t, linkedinsim.Options{Now: time.Date(2028, 1, 10, 0, 0, 0, 0, time.UTC), Sunsets: map[string]time.Time{}, DemographicNoise: -1})
	for _, e := range old.get(report("MEMBER_SENIORITY", "DAILY", "2026-01-05", "2026-01-14", "dateRange,impressions")).elements(t) {
		if day := at(e, "dateRange", "start", "day").(float64); day < 10 {
			t.Errorf("demographics of 2026-01-%v are kept for more than two years", day)
		}
	}
	// A period that begins before that is cut without a word: both of these
	// have the same four days.
	sum := func(from string) (n float64) {
		for _, e := range old.get(report("MEMBER_SENIORITY", "YEARLY", from, "2026-01-13", "impressions")).elements(t) {
			n += e["impressions"].(float64)
		}
		return n
	}
	if long, short := sum("2025-11-01"), sum("2026-01-10"); long != short || short == 0 {
		t.Errorf("%v impressions since November, %v since they are kept", long, short)
	}
}

// TestNoise holds that approximate counts differ by at most three, and are the
// same each time.
func TestNoise(t *testing.T) {
	t.Parallel()
	ask := func(noise int) (counts []float64) {
		c := start(t, linkedinsim.Options{DemographicNoise: noise})
		for _, e := range c.get(report("MEMBER_SENIORITY", "ALL", "2026-10-10", "2026-10-20", "pivotValues,impressions")).elements(t) {
			counts = append(counts, e["impressions"].(float64))
		}
		return counts
	}
	exact, noisy := ask(-1), ask(0)
	if len(exact) != 10 || cmp.Equal(exact, noisy) || !cmp.Equal(noisy, ask(3)) {
		t.Fatalf("%v without noise, %v with it", exact, noisy)
	}
	for i := range exact {
		if math.Abs(exact[i]-noisy[i]) > 3 {
			t.Errorf("%v became %v", exact[i], noisy[i])
		}
	}
}

// TestAudienceByDevice holds that what is no demographic loses nothing.
func TestAudienceByDevice(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	for _, pivot := range []string{"IMPRESSION_DEVICE_TYPE", "SERVING_LOCATION"} {
		var sum int64
		for _, e := range c.get(report(pivot, "ALL", "2026-10-10", "2026-10-20", "impressions")).elements(t) {
			sum += int64(e["impressions"].(float64))
		}
		want := c.sim.Truth().Sum(truth.Scope{Accounts: []int64{world.AccountEUR}, From: world.Date(2026, 10, 10), To: world.Date(2026, 10, 20)})
		if sum != want.Counts[world.Impressions] {
			t.Errorf("%s: %d impressions, want %d", pivot, sum, want.Counts[world.Impressions])
		}
	}
}
