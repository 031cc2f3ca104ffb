package facebook_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/usage"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// reports are the requests for insights.
var reports = fault.Match{Path: "act_*/insights"}

func after(pages int) fault.Match { return fault.Match{Path: reports.Path, Skip: pages} }

// paged is a question whose answer has several pages of 25 rows.
func paged(t testing.TB) connector.Query {
	return query(connector.GrainDay, "spend, impressions, purchases by campaign, ad_name", days(t, "2026-04-01..2026-04-10"))
}

const smallPages = `, "page_size": 25`

// times repeats a fault.
func times(n int, f fault.Fault) fault.Fault {
	f.Times = n
	return f
}

// What is worth another attempt gets one, within limits, and the figures are those
// of an undisturbed answer. What is not fails at once, in words of its own. No
// attempt waits in real time.
func TestFaults(t *testing.T) {
	t.Parallel()
	undisturbed := newStage(t, facebooksim.Options{}, world.Shop, smallPages)
	want := undisturbed.answer(paged(t))
	pages := undisturbed.calls()["GET insights"]
	if pages < 4 {
		t.Fatalf("the answer has %d pages, which is too few for this test", pages)
	}
	// Go itself asks once more where a connection that was kept is cut.
	reset := fault.Fault{Reset: true}
	for name, test := range map[string]struct {
		match  fault.Match
		faults []fault.Fault
		more   int           // requests above those of an undisturbed answer
		least  time.Duration // that were waited
		fails  string        // code, or "" where it answers all the same
		says   string
	}{
		"one 503":                            {reports, []fault.Fault{fault.HTML(503)}, 1, 2 * time.Second, "", ""},
		"500 and 503 in the middle":          {after(2), []fault.Fault{fault.Fails(500, 1, 0, "An unknown error occurred"), fault.HTML(503)}, 2, 6 * time.Second, "", ""},
		"code 1/99, OAuthException":          {reports, []fault.Fault{fault.Fails(500, 1, 99, "An unknown error occurred")}, 1, 2 * time.Second, "", ""},
		"code 2, a service is down":          {reports, []fault.Fault{fault.Fails(400, 2, 0, "Service temporarily unavailable")}, 1, 2 * time.Second, "", ""},
		"an error that says it passes":       {reports, []fault.Fault{{Error: transient()}}, 1, 2 * time.Second, "", ""},
		"a web page with status 200":         {after(1), []fault.Fault{{Status: 200, Body: "<html>Service Unavailable</html>"}}, 1, 2 * time.Second, "", ""},
		"half an answer":                     {after(1), []fault.Fault{{Truncate: 40}}, 1, 2 * time.Second, "", ""},
		"an error with status 200":           {reports, []fault.Fault{fault.Fails(200, 2, 0, "Service temporarily unavailable")}, 1, 2 * time.Second, "", ""},
		"a cut connection":                   {after(1), []fault.Fault{reset}, 1, 0, "", ""},
		"17/2446079, calls of the account":   {after(1), []fault.Fault{fault.Throttled(17, 2446079, 3, world.Shop)}, 1, 3 * time.Minute, "", ""},
		"4/1504022, insights of the app":     {reports, []fault.Fault{fault.Throttled(4, 1504022, 7, world.Shop)}, 1, 7 * time.Minute, "", ""},
		"80000, twice":                       {reports, []fault.Fault{times(2, fault.Throttled(80000, 2446079, 1, world.Shop))}, 2, 2 * time.Minute, "", ""},
		"613, without a word how long":       {reports, []fault.Fault{fault.Fails(400, 613, 1487742, "Calls to this api have exceeded the rate limit")}, 1, time.Minute, "", ""},
		"a burst of 503":                     {reports, []fault.Fault{times(-1, fault.HTML(503))}, 5 - pages, 20 * time.Second, connector.CodeNetwork, "web page"},
		"a burst of 500":                     {reports, []fault.Fault{times(-1, fault.Fails(500, 1, 0, "An unknown error occurred"))}, 5 - pages, 20 * time.Second, connector.CodePlatform, "servers failed"},
		"half answers for ever":              {reports, []fault.Fault{{Truncate: 40, Times: -1}}, 5 - pages, 20 * time.Second, connector.CodeNetwork, "not an answer"},
		"cut connections":                    {reports, []fault.Fault{times(-1, reset)}, 6 - pages, time.Nanosecond, connector.CodeNetwork, "could not be asked"},
		"a token that ends while paging":     {after(2), []fault.Fault{fault.Expired()}, 3 - pages, 0, connector.CodeAuthExpired, "it has expired"},
		"190/460, a changed password":        {after(1), []fault.Fault{fault.Fails(400, 190, 460, "The session has been invalidated")}, 2 - pages, 0, connector.CodeAuthExpired, "password"},
		"190/459, a checkpoint":              {reports, []fault.Fault{fault.Fails(400, 190, 459, "You cannot access the app")}, 1 - pages, 0, connector.CodeAuthExpired, "facebook.com"},
		"200, no permission":                 {reports, []fault.Fault{fault.Fails(403, 200, 0, "Ad account owner has NOT grant ads_read permission")}, 1 - pages, 0, connector.CodeAuthScope, "ads_read"},
		"10, no permission":                  {reports, []fault.Fault{fault.Fails(403, 10, 0, "Application does not have permission for this action")}, 1 - pages, 0, connector.CodeAuthScope, "permission"},
		"100, a wrong parameter":             {reports, []fault.Fault{fault.Fails(400, 100, 0, "(#100) foo is not valid for fields param")}, 1 - pages, 0, "FACEBOOK_REQUEST", "foo is not valid"},
		"2/1504041, breakdowns do not go":    {reports, []fault.Fault{fault.Fails(400, 2, 1504041, "Invalid breakdowns")}, 1 - pages, 0, "FACEBOOK_REQUEST", "age goes with gender"},
		"368, blocked for a policy":          {reports, []fault.Fault{fault.Fails(400, 368, 0, "The action attempted has been deemed abusive")}, 1 - pages, 0, "FACEBOOK_REQUEST", "abusive"},
		"2635, the version has ended":        {reports, []fault.Fault{fault.Fails(400, 2635, 0, "You are calling a deprecated version of the Ads API")}, 1 - pages, 0, connector.CodeVersionSunset, "api_version"},
		"a limit that lasts for hours":       {after(1), []fault.Fault{fault.Throttled(80000, 2446079, 240, world.Shop)}, 2 - pages, 0, connector.CodeQuota, "240 minutes"},
		"a limit that never ends":            {reports, []fault.Fault{times(-1, fault.Throttled(17, 2446079, 2, world.Shop))}, 5 - pages, 8 * time.Minute, connector.CodeQuota, "ad account (code 17)"},
		"a limit of the app that never ends": {reports, []fault.Fault{times(-1, fault.Throttled(4, 1504022, 2, world.Shop))}, 5 - pages, 8 * time.Minute, connector.CodeQuota, "whole app (code 4/1504022)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, facebooksim.Options{}, world.Shop, smallPages)
			s.Inject(test.match, test.faults...)
			got := s.ask(paged(t))
			asked := s.calls()["GET insights"]
			if asked-pages != test.more {
				t.Errorf("%d requests more than undisturbed, want %d", asked-pages, test.more)
			}
			if waited := s.waited.total(); waited < test.least || test.least == 0 && waited > 0 {
				t.Errorf("waited %v, want %v at least", waited, test.least)
			}
			if test.fails != "" {
				got.refused(t, test.fails, test.says)
				if got.trailer.Rows != 0 {
					t.Error("there is a trailer all the same")
				}
				return
			}
			if diff := cmp.Diff(want.text(), got.text()); diff != "" || got.diags.HasErrors() {
				t.Errorf("the answer differs (-want +got):\n%s\n%v", diff, got.diags)
			}
		})
	}
}

// Waits of minutes are told in minutes, with the limit that asks for them.
func TestWaitsAreToldInMinutes(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	s.Inject(reports, fault.Throttled(80000, 2446079, 7, world.Shop))
	got := s.answer(paged(t))
	for _, p := range got.progress {
		if strings.HasPrefix(p.Message, "waiting 7 minutes: Meta's limit of insights for the ad account") {
			return
		}
	}
	t.Errorf("told %+v", got.progress)
}

// Usage is read from every answer, and nothing is asked any more before a limit is
// reached: refusals count too, and make the wait longer.
func TestLimitsAreObeyedBeforeTheyAreReached(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{Rates: usage.Limits{AccountPerHour: 40}}, world.Shop, smallPages)
	for range 24 {
		if got := s.ask(paged(t)); got.diags.HasErrors() {
			t.Fatalf("%+v", got.diags)
		}
	}
	for _, r := range s.Requests() {
		if r.Status != http.StatusOK {
			t.Errorf("a request was refused (%d): it should not have been made", r.Status)
		}
	}
	if s.waited.total() < 2*time.Hour {
		t.Errorf("waited %v for more calls than three hours allow", s.waited.total())
	}
	// Where waiting is not wanted, the query fails and says for how long.
	hasty := newStage(t, facebooksim.Options{Rates: usage.Limits{AccountPerHour: 40}}, world.Shop, smallPages, `, "max_wait_minutes": 0`)
	for range 24 {
		if got := hasty.ask(paged(t)); got.diags.HasErrors() {
			got.refused(t, connector.CodeQuota, "max_wait_minutes")
			return
		}
	}
	t.Error("the limit was never reached")
}

// Each usage header is read, whatever else is there, and any of them pauses.
func TestEveryUsageHeaderCounts(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		value string
		least time.Duration
	}{
		"X-App-Usage":                {`{"call_count":99,"total_time":25,"total_cputime":25}`, time.Minute},
		"X-Ad-Account-Usage":         {`{"acc_id_util_pct":97.5,"reset_time_duration":100,"ads_api_access_tier":"standard_access"}`, 100 * time.Second},
		"X-FB-Ads-Insights-Throttle": {`{"app_id_util_pct":100,"acc_id_util_pct":10}`, time.Minute},
		"X-Business-Use-Case-Usage":  {`{"1001":[{"type":"ads_management","call_count":1},{"type":"ads_insights","call_count":2,"estimated_time_to_regain_access":4}]}`, 4 * time.Minute},
		"x-business-use-case-usage":  {`{"1001":[{"type":"ads_insights","call_count":80}]}`, 600 * time.Millisecond},
		"X-Fb-Trace-Id":              {`nothing of interest`, 0},
		"X-app-usage":                {`{"call_count":`, 0},
	} {
		s := newStage(t, facebooksim.Options{}, world.Shop, smallPages)
		s.Inject(reports, fault.Fault{Header: http.Header{http.CanonicalHeaderKey(name): {test.value}}})
		s.answer(paged(t))
		if waited := s.waited.total(); waited < test.least || waited > 2*test.least {
			t.Errorf("%s: waited %v, want %v", name, waited, test.least)
		}
	}
}

// The token is in a header, and in no address, of the next page neither; and the
// proof that apps may demand goes along.
func TestTokensAreInNoAddress(t *testing.T) {
	t.Parallel()
	page := facebooksim.New(facebooksim.Options{}).World().Pages[0].ID
	s := newStage(t, facebooksim.Options{RequireProof: true}, world.Shop, smallPages, `, "page_id": "`+page+`"`)
	s.answer(paged(t))
	s.answer(on(query(connector.GrainDay, "views", days(t, "2026-04-01")), "page")) // by the Page's own token
	for _, r := range s.Requests() {
		if r.TokenIn != "header" || r.Values.Has("access_token") {
			t.Errorf("%s %s: token in %s, values %v", r.Method, r.Path, r.TokenIn, r.Values)
		}
	}
}

// Short and empty pages with more behind them do not end a listing.
func TestShortAndEmptyPages(t *testing.T) {
	t.Parallel()
	plain, short := newStage(t, facebooksim.Options{}, world.Shop, smallPages), newStage(t, facebooksim.Options{ShortPages: true}, world.Shop, smallPages)
	if diff := cmp.Diff(plain.answer(paged(t)).text(), short.answer(paged(t)).text()); diff != "" {
		t.Errorf("short pages (-want +got):\n%s", diff)
	}
}

// A cursor that went stale begins the listing again, and no row counts twice.
func TestStaleCursor(t *testing.T) {
	t.Parallel()
	plain, stale := newStage(t, facebooksim.Options{}, world.Shop, smallPages), newStage(t, facebooksim.Options{}, world.Shop, smallPages)
	stale.Inject(after(2), fault.Fails(400, 2642, 0, "Invalid cursors values"))
	if diff := cmp.Diff(plain.answer(paged(t)).text(), stale.answer(paged(t)).text()); diff != "" {
		t.Errorf("begun again (-want +got):\n%s", diff)
	}
}

// Rows that are written as they come cannot be taken back, so that a stale cursor
// fails there, and may be tried again.
func TestStaleCursorOfALargeAnswer(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop, smallPages)
	s.Inject(after(2), fault.Fails(400, 2642, 0, "Invalid cursors values"))
	got := s.ask(query(connector.GrainDay, "spend by ad_id", days(t, "2026-04-01..2026-04-10")))
	got.refused(t, connector.CodePlatform, "none of it is whole")
	if !got.diags[0].Retryable {
		t.Error("it cannot be tried again")
	}
}
