package linkedin_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// several is a question that takes several requests: it is cut into parts of at most
// 20 rows.
func several(t testing.TB) (linkedinsim.Options, connector.Query) {
	return linkedinsim.Options{Cap: 20}, query(connector.GrainDay, "impressions, spend by campaign", days(t, "2026-10-01..2026-10-14"))
}

// What is worth another attempt gets one, within limits, and the figures are those
// of an undisturbed answer. What is not fails at once, in words of its own; and no
// attempt waits in real time.
func TestFaults(t *testing.T) {
	t.Parallel()
	options, asked := several(t)
	undisturbed := newStage(t, options, emea)
	want := undisturbed.answer(asked)
	reports := undisturbed.calls()["adAnalytics"]
	if reports < 4 {
		t.Fatalf("the question takes %d reports, which is too few for this test", reports)
	}
	later := fault.Match{Path: "/rest/adAnalytics", After: 2}
	for name, test := range map[string]struct {
		match  fault.Match
		faults []fault.Fault
		calls  int    // above those of an undisturbed answer
		waits  int    // how often it waited
		fails  string // code, or "" where it answers all the same
		says   string
	}{
		"one 500":                          {later, []fault.Fault{fault.JSON(500)}, 1, 1, "", ""},
		"a burst of 503 and 500":           {later, []fault.Fault{fault.JSON(503), fault.JSON(500), fault.JSON(503)}, 3, 3, "", ""},
		"a 502 of a proxy, in HTML":        {later, []fault.Fault{fault.HTML(502)}, 1, 1, "", ""},
		"a 504 without a body":             {later, []fault.Fault{fault.Empty(504)}, 1, 1, "", ""},
		"a cut connection":                 {later, []fault.Fault{fault.Reset()}, 1, 1, "", ""},
		"half of an answer":                {later, []fault.Fault{fault.Truncated()}, 1, 1, "", ""},
		"a bare 429":                       {later, []fault.Fault{fault.Bare429()}, 1, 1, "", ""},
		"the minute's limit":               {later, []fault.Fault{fault.MinuteLimit("APPLICATION").Repeat(3)}, 3, 3, "", ""},
		"a 429 that says how long":         {later, []fault.Fault{fault.RetryAfter("7")}, 1, 1, "", ""},
		"too much data":                    {later, []fault.Fault{fault.DataVolume()}, 1, 11, "", ""}, // 330 s, told every 30
		"errors while names are read":      {fault.Match{Path: "/rest/adAccounts/500000001/adCampaigns"}, []fault.Fault{fault.JSON(500), fault.HTML(503)}, 2, 2, "", ""},
		"500 for ever":                     {later, []fault.Fault{fault.JSON(500).Always()}, 7 - reports, 4, connector.CodePlatform, "status 500"},
		"HTML 503 for ever":                {later, []fault.Fault{fault.HTML(503).Always()}, 7 - reports, 4, connector.CodePlatform, "status 503"},
		"cut connections for ever":         {later, []fault.Fault{fault.Reset().Always()}, 7 - reports, 4, connector.CodeNetwork, "cut short"},
		"half answers for ever":            {later, []fault.Fault{fault.Truncated().Always()}, 7 - reports, 4, connector.CodeNetwork, "part of an answer"},
		"a page instead of JSON":           {later, []fault.Fault{fault.HTML(404)}, 3 - reports, 0, connector.CodeNetwork, "web page"},
		"a token revoked in the middle":    {later, []fault.Fault{fault.Revoked()}, 3 - reports, 0, connector.CodeAuthExpired, "revoked"},
		"the day's quota":                  {later, []fault.Fault{fault.DayLimit("APPLICATION_AND_MEMBER")}, 3 - reports, 0, connector.CodeQuota, "00:00 UTC"},
		"the application's day":            {later, []fault.Fault{fault.DayLimit("APPLICATION")}, 3 - reports, 0, connector.CodeQuota, "00:00 UTC"},
		"the minute's limit for ever":      {later, []fault.Fault{fault.MinuteLimit("MEMBER").Always()}, 7 - reports, 4, connector.CodeQuota, "short time"},
		"too much data for ever":           {later, []fault.Fault{fault.DataVolume().Always()}, 7 - reports, 44, connector.CodeQuota, "45 million"},
		"a version that ends in the run":   {later, []fault.Fault{fault.Sunset("202607")}, 3 - reports, 0, connector.CodeVersionSunset, "api_version"},
		"reports that are not permitted":   {fault.Match{Path: "/rest/adAnalytics"}, []fault.Fault{fault.Denied("partnerApiAdAnalytics.FINDER-analytics.20260701")}, 1 - reports, 0, connector.CodeAuthScope, "r_ads_reporting"},
		"a refusal of a kind of its own":   {later, []fault.Fault{fault.JSON(400)}, 3 - reports, 0, "LINKEDIN_REQUEST", "status 400"},
		"the day's quota, right behind it": {later, []fault.Fault{fault.JSON(500), fault.DayLimit("MEMBER")}, 4 - reports, 1, connector.CodeQuota, "00:00 UTC"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, options, emea)
			s.Inject(test.match, test.faults...)
			got := s.ask(asked)
			made := len(s.Requests())
			if n := made - len(undisturbed.Requests()); n != test.calls {
				t.Errorf("%d calls more than undisturbed, want %d", n, test.calls)
			}
			if len(s.waited.all) != test.waits {
				t.Errorf("waited %v, want %d waits", s.waited.all, test.waits)
			}
			if test.fails == "" {
				if diff := cmp.Diff(want.rows, got.rows); diff != "" || got.diags.HasErrors() {
					t.Errorf("the answer differs (-want +got):\n%s\n%v", diff, got.diags)
				}
				if got.trailer.APICalls != made {
					t.Errorf("tells of %d calls, made %d", got.trailer.APICalls, made)
				}
				return
			}
			if len(got.diags) != 1 || got.diags[0].Code != test.fails || !strings.Contains(got.diags[0].Detail+got.diags[0].Hint, test.says) {
				t.Fatalf("%+v, want %s (… %s …)", got.diags, test.fails, test.says)
			}
			if got.diags[0].Hint == "" {
				t.Error("says not what to do next")
			}
			if got.trailer.Rows != 0 {
				t.Error("there is a trailer all the same")
			}
		})
	}
}

// Five minutes are waited for only where the data volume is used up, and the user is
// told why (pitfall: a general backoff never clears that window).
func TestWaitsAreTold(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	s.Inject(fault.Match{Path: "/rest/adAnalytics"}, fault.DataVolume(), fault.RetryAfter("7"))
	got := s.answer(query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31")))
	var total time.Duration
	for _, w := range s.waited.all {
		total += w
	}
	if total != 337*time.Second {
		t.Errorf("waited %s in all, want 330 s and 7 s", total)
	}
	if len(got.progress) == 0 || got.progress[0].Message != "waiting 5m30s: LinkedIn gives 45 million values in five minutes, and they are used up" {
		t.Errorf("told %+v", got.progress)
	}
}

// The simulator's own count of values, not an injected fault: what is too much for
// five minutes comes after five minutes.
func TestDataVolumeIsWaitedFor(t *testing.T) {
	t.Parallel()
	options, asked := several(t)
	want := newStage(t, options, emea).answer(asked)
	options.DataVolume = 60
	s := newStage(t, options, emea)
	if got := s.answer(asked); cmp.Diff(want.rows, got.rows) != "" || len(s.waited.all) == 0 {
		t.Errorf("waited %v, %s", s.waited.all, cmp.Diff(want.rows, got.rows))
	}
}

// Where the day's quota is used up, nothing more is asked until 00:00 UTC (pitfall:
// the daily limit was retried and burned what was left).
func TestAnEmptyQuotaIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	s.Inject(fault.Match{Path: "/rest/adAnalytics"}, fault.DayLimit("APPLICATION_AND_MEMBER"))
	asked := query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31"))
	for range 3 {
		got := s.ask(asked)
		// The simulator's clock stands at 08:00 UTC.
		if len(got.diags) != 1 || got.diags[0].Code != connector.CodeQuota || got.diags[0].RetryAfter != 16*time.Hour || !strings.Contains(got.diags[0].Detail, "in 16h0m0s") {
			t.Errorf("%+v", got.diags)
		}
	}
	if n := s.calls()["adAnalytics"]; n != 1 {
		t.Errorf("asked %d times", n)
	}
	s.Advance(16 * time.Hour)
	if got := s.ask(asked); got.diags.HasErrors() {
		t.Errorf("on the next day: %+v", got.diags)
	}
}

// A new token is refused as revoked for some seconds, which is waited for once and
// not taken for a refusal (pitfall: fresh tokens answer REVOKED_ACCESS_TOKEN). A
// token that worked before is revoked where LinkedIn says so.
func TestNewTokens(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{TokenDelay: 20 * time.Second}, emea)
	asked := query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31"))
	if got := s.answer(asked); len(got.rows) != 1 || len(s.waited.all) != 3 {
		t.Errorf("rows %v, waited %v", got.rows, s.waited.all)
	}
	s.Auth().Revoke(s.token)
	waited := len(s.waited.all)
	if got := s.ask(asked); len(got.diags) != 1 || got.diags[0].Code != connector.CodeAuthExpired || len(s.waited.all) != waited {
		t.Errorf("revoked: %+v, waited %v", got.diags, s.waited.all[waited:])
	}
}

// Each way in which LinkedIn refuses a login, an account or a version has words of
// its own, at the line of the user's that is at fault.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		block   string
		prepare func(*stage)
		code    string
		says    []string
		path    string
	}{
		"an account of others":        {`"account_ids": ["500000001", "500000003"]`, nil, connector.CodeAccountNotVisible, []string{"500000003", "look like zero"}, "account_ids"},
		"accounts that there are not": {`"account_ids": ["500000009", "500000001", "500000003"]`, nil, connector.CodeAccountNotVisible, []string{"500000009, 500000003"}, "account_ids"},
		"a person without a role":     {emea, func(s *stage) { s.token = s.signIn(world.Outsider) }, connector.CodeAccountNotVisible, []string{"500000001", "role"}, "account_ids"},
		"a token without reports":     {emea, func(s *stage) { s.token = s.signIn(world.Analyst, "r_ads") }, connector.CodeAuthScope, []string{"r_ads_reporting"}, ""},
		"no login":                    {emea, func(s *stage) { s.token = "" }, connector.CodeAuthExpired, []string{"roictl login"}, ""},
		"a wrong token":               {emea, func(s *stage) { s.token = "AQwrong" }, connector.CodeAuthExpired, []string{"roictl login"}, ""},
		"a token of 60 days ago":      {emea, func(s *stage) { s.Advance(61 * 24 * time.Hour) }, connector.CodeAuthExpired, []string{"60 days"}, ""},
		"a version that has ended":    {emea + `, "api_version": "202511"`, nil, connector.CodeVersionSunset, []string{"202511", "20251101", "202607"}, "api_version"},
		"a version of the future":     {emea + `, "api_version": "203001"`, nil, connector.CodeVersionSunset, []string{"203001"}, "api_version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, linkedinsim.Options{}, test.block)
			if test.prepare != nil {
				test.prepare(s)
				s.open()
			}
			got := s.ask(query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31")))
			if len(got.diags) != 1 || got.diags[0].Code != test.code {
				t.Fatalf("%+v, want %s", got.diags, test.code)
			}
			d := got.diags[0]
			for _, says := range test.says {
				if !strings.Contains(d.Detail+d.Hint, says) {
					t.Errorf("%q %q, want %q", d.Detail, d.Hint, says)
				}
			}
			path := ""
			if len(d.Path) > 0 {
				path = d.Path[0].Name
			}
			if path != test.path {
				t.Errorf("points at %q, want %q", path, test.path)
			}
			if len(got.rows) > 0 {
				t.Errorf("rows %v", got.rows)
			}
		})
	}
}

// A restricted person's tokens are not renewed in vain, and a refusal is not
// remembered.
func TestRestrictedMember(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	october := query(connector.GrainTotal, "impressions", days(t, "2026-10-01..2026-10-31"))
	s.Inject(fault.Match{Path: "/rest/adAccounts"}, fault.Denied("partnerApiAdAccounts.GET.20260701"))
	if got := s.ask(october); len(got.diags) != 1 || got.diags[0].Code != connector.CodeAccountNotVisible {
		t.Errorf("%+v", got.diags)
	}
	if got := s.ask(october); got.diags.HasErrors() {
		t.Errorf("a refusal is remembered: %+v", got.diags)
	}
	s.Auth().Restrict(world.Admin)
	if got := s.ask(october); len(got.diags) != 1 || got.diags[0].Code != connector.CodeAuthScope || !strings.Contains(got.diags[0].Detail, "restricted") {
		t.Errorf("%+v", got.diags)
	}
}

// Only what was sent is held against LinkedIn's rules: versions and protocol on every
// request, structure raw and texts encoded once, never a page of analytics.
func TestRequests(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	s.answer(query(connector.GrainTotal, "clicks, spend by campaign_id", days(t, "2026-10-01..2026-10-31")))
	want := []linkedinsim.Request{
		{Method: http.MethodGet, Path: "/rest/adAccounts/500000001", Query: "fields=id,name,currency,status,changeAuditStamps"},
		{Method: http.MethodGet, Path: "/rest/adAnalytics", Query: "q=analytics&pivot=CAMPAIGN&timeGranularity=ALL&dateRange=(start:(year:2026,month:10,day:1),end:(year:2026,month:10,day:31))" +
			"&accounts=List(urn%3Ali%3AsponsoredAccount%3A500000001)&fields=dateRange,pivotValues,clicks,costInLocalCurrency"},
	}
	var got []linkedinsim.Request
	for _, r := range s.Requests() {
		if r.Version != "202607" || r.Status != http.StatusOK {
			t.Errorf("%+v", r)
		}
		got = append(got, linkedinsim.Request{Method: r.Method, Path: r.Path, Query: r.Query})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
