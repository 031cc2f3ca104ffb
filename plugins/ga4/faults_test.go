package ga4_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const reportPath = "/v1beta/properties/*:runReport"

// paged is a question whose report has several pages of 20 rows.
func paged(t testing.TB) connector.Query {
	return query(connector.GrainDay, "sessions, purchaseRevenue by sessionManualSource", days(t, "2026-05-01..2026-05-20"))
}

// What is worth another attempt gets one, within limits, and the figures are those
// of an undisturbed answer. What is not fails at once, in words of its own; and no
// attempt waits in real time.
func TestFaults(t *testing.T) {
	t.Parallel()
	undisturbed := newStage(t, world.Shop, 20)
	want := undisturbed.answer(paged(t))
	pages := undisturbed.calls()["runReport"]
	if pages < 4 {
		t.Fatalf("the report has %d pages, which is too few for this test", pages)
	}
	for name, test := range map[string]struct {
		faults  []ga4sim.Fault
		reports int    // requests for reports, above those of an undisturbed answer
		waits   int    // how often it waited
		fails   string // code, or "" where it answers all the same
		says    string
	}{
		"one 503":                      {[]ga4sim.Fault{{Kind: ga4sim.Unavailable}}, 1, 1, "", ""},
		"500 and 503 in the middle":    {[]ga4sim.Fault{{Kind: ga4sim.Internal, Skip: 2}, {Kind: ga4sim.Unavailable}}, 2, 2, "", ""},
		"a 502 of a proxy":             {[]ga4sim.Fault{{Kind: ga4sim.HTML502}}, 1, 1, "", ""},
		"a cut connection":             {[]ga4sim.Fault{{Kind: ga4sim.Cut, Skip: 1}}, 1, 1, "", ""},
		"many concurrent requests":     {[]ga4sim.Fault{{Kind: ga4sim.QuotaConcurrent, Times: 3}}, 3, 3, "", ""},
		"a page that repeats a row":    {[]ga4sim.Fault{{Kind: ga4sim.RepeatedRow, Skip: 1}}, 2, 0, "", ""},
		"pages that repeat later":      {[]ga4sim.Fault{{Kind: ga4sim.RepeatedRow, Skip: 3}}, 4, 0, "", ""},
		"compressed answers":           {[]ga4sim.Fault{{Kind: ga4sim.Gzip, Times: -1}}, 0, 0, "", ""},
		"unstable without an order":    {[]ga4sim.Fault{{Kind: ga4sim.UnstableOrder, Times: -1}}, 0, 0, "", ""},
		"a burst of 503":               {[]ga4sim.Fault{{Kind: ga4sim.Unavailable, Times: -1}}, 3 - pages, 2, connector.CodePlatform, "status 503"},
		"a burst of 500":               {[]ga4sim.Fault{{Kind: ga4sim.Internal, Times: -1}}, 3 - pages, 2, connector.CodePlatform, "status 500"},
		"too slow for Google":          {[]ga4sim.Fault{{Kind: ga4sim.DeadlineExceeded, Times: -1}}, 3 - pages, 2, connector.CodePlatform, "shorter period"},
		"a page instead of JSON":       {[]ga4sim.Fault{{Kind: ga4sim.HTML404}}, 1 - pages, 0, connector.CodeNetwork, "web page"},
		"half an answer":               {[]ga4sim.Fault{{Kind: ga4sim.NotJSON}}, 1 - pages, 0, connector.CodeNetwork, "not an answer"},
		"cut connections":              {[]ga4sim.Fault{{Kind: ga4sim.Cut, Times: -1}}, 5 - pages, 4, connector.CodeNetwork, "cut short"},
		"a token that ends meanwhile":  {[]ga4sim.Fault{{Kind: ga4sim.Unauthenticated, Skip: 2}}, 3 - pages, 0, connector.CodeAuthExpired, "roictl login"},
		"concurrent for ever":          {[]ga4sim.Fault{{Kind: ga4sim.QuotaConcurrent, Times: -1}}, 5 - pages, 4, connector.CodeQuota, "at the same time"},
		"the project's hour":           {[]ga4sim.Fault{{Kind: ga4sim.QuotaProjectHour}}, 1 - pages, 0, connector.CodeQuota, "for this hour"},
		"the property's hour":          {[]ga4sim.Fault{{Kind: ga4sim.QuotaHour}}, 1 - pages, 0, connector.CodeQuota, "for this hour"},
		"the property's day":           {[]ga4sim.Fault{{Kind: ga4sim.QuotaDay, Skip: 1}}, 2 - pages, 0, connector.CodeQuota, "tomorrow"},
		"thresholded requests":         {[]ga4sim.Fault{{Kind: ga4sim.QuotaThresholded}}, 1 - pages, 0, connector.CodeQuota, "demographics"},
		"the server's errors":          {[]ga4sim.Fault{{Kind: ga4sim.QuotaServerErrors}}, 1 - pages, 0, connector.CodeQuota, "own servers"},
		"the client's errors":          {[]ga4sim.Fault{{Kind: ga4sim.QuotaClientErrors}}, 1 - pages, 0, connector.CodeQuota, "15 minutes"},
		"pages that never fit":         {[]ga4sim.Fault{{Kind: ga4sim.RepeatedRow, Times: -1}}, 6 - pages, 0, connector.CodePlatform, "changed from one page to the next"},
		"a fault that the next has on": {[]ga4sim.Fault{{Kind: ga4sim.Unavailable}, {Kind: ga4sim.QuotaHour}}, 2 - pages, 1, connector.CodeQuota, "for this hour"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, world.Shop, 20)
			if err := s.Inject(reportPath, test.faults...); err != nil {
				t.Fatal(err)
			}
			got := s.ask(paged(t))
			if n := s.calls()["runReport"] - pages; n != test.reports {
				t.Errorf("%d reports more than undisturbed, want %d", n, test.reports)
			}
			if len(s.waited.all) != test.waits {
				t.Errorf("waited %v, want %d waits", s.waited.all, test.waits)
			}
			if test.fails == "" {
				if diff := cmp.Diff(want.rows, got.rows); diff != "" || got.diags.HasErrors() {
					t.Errorf("the answer differs (-want +got):\n%s\n%v", diff, got.diags)
				}
				if got.trailer.APICalls != pages+test.reports {
					t.Errorf("tells of %d calls, made %d", got.trailer.APICalls, pages+test.reports)
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

// Failures of the server are waited for as long as Google's help asks: each burns
// one of ten that are allowed in an hour.
func TestWaitsAreTold(t *testing.T) {
	t.Parallel()
	s := newStage(t, world.Shop, 20)
	if err := s.Inject(reportPath, ga4sim.Fault{Kind: ga4sim.Unavailable, Times: 2}); err != nil {
		t.Fatal(err)
	}
	got := s.answer(paged(t))
	if diff := cmp.Diff([]time.Duration{2 * time.Second, 6 * time.Second}, s.waited.all); diff != "" {
		t.Errorf("waited (-want +got):\n%s", diff)
	}
	if len(got.progress) == 0 || got.progress[0].Message != "waiting 2s: Google failed to answer" {
		t.Errorf("told %+v", got.progress)
	}
}

// Where a quota is used up, further queries are not sent until it comes back:
// every one of them would be refused, and count.
func TestAnEmptyQuotaIsLeftAlone(t *testing.T) {
	t.Parallel()
	for kind, back := range map[ga4sim.Kind]time.Duration{ga4sim.QuotaHour: time.Hour, ga4sim.QuotaDay: 24 * time.Hour, ga4sim.QuotaClientErrors: 15 * time.Minute} {
		s := newStage(t, world.Shop, 0)
		if err := s.Inject(reportPath, ga4sim.Fault{Kind: kind}); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if got := s.ask(paged(t)); len(got.diags) != 1 || got.diags[0].Code != connector.CodeQuota || got.diags[0].RetryAfter != back {
				t.Errorf("%s: %+v", kind, got.diags)
			}
		}
		if n := s.calls()["runReport"]; n != 1 {
			t.Errorf("%s: asked %d times", kind, n)
		}
		s.Advance(back)
		if got := s.ask(paged(t)); got.diags.HasErrors() {
			t.Errorf("%s: when it is back: %v", kind, got.diags)
		}
	}
}

// Quotas are read from every answer, and nothing is asked once the last token is
// spent.
func TestTokensAreSpentToTheLastOnly(t *testing.T) {
	t.Parallel()
	costly := ga4sim.New(ga4sim.Options{Now: now, World: demo(), QuotaFactor: 7000})
	s := stageOf(t, costly, world.Shop, 0)
	var left []int64
	for range 10 {
		got := s.ask(query(connector.GrainDay, "sessions", days(t, "2026-05-01..2026-05-31")))
		if got.diags.HasErrors() {
			if got.diags[0].Code != connector.CodeQuota {
				t.Fatalf("%+v", got.diags)
			}
			break
		}
		left = append(left, got.trailer.Quota.Remaining)
	}
	for _, r := range costly.Requests() {
		if r.Status != 200 {
			t.Errorf("a request was refused (%d): it should not have been made", r.Status)
		}
	}
	if fmt.Sprint(left) != "[7000 0]" {
		t.Errorf("left %v tokens of 14,000 after reports of 7,000 each", left)
	}
}

// Each way in which Google refuses a login or a property has words of its own, at
// the line of the user's that is at fault.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		property string
		prepare  func(*stage) connector.Credential
		code     string
		says     string
		path     string
	}{
		"a property that nobody shared": {world.Private, nil, connector.CodeAccountNotVisible, "Property access management", "property_id"},
		"one that there is not":         {"999", nil, connector.CodeAccountNotVisible, "does not exist", "property_id"},
		"no login":                      {world.Shop, func(*stage) connector.Credential { return connector.Credential{AccessToken: " "} }, connector.CodeAuthExpired, "roictl login", ""},
		"a wrong token":                 {world.Shop, func(*stage) connector.Credential { return connector.Credential{AccessToken: "ya29.wrong"} }, connector.CodeAuthExpired, "expired or was revoked", ""},
		"the interface is switched off": {world.Shop, func(s *stage) connector.Credential {
			s.EnableService(ga4sim.DataAPI, false)
			return connector.Credential{}
		}, connector.CodeAuthScope, "https://console.developers.google.com/apis/api/analyticsdata.googleapis.com/overview?project=310000000000", ""},
	} {
		s := newStage(t, test.property, 0)
		q := paged(t)
		if test.prepare != nil {
			q.Credential = test.prepare(s)
		}
		got := s.ask(q)
		if len(got.diags) != 1 || got.diags[0].Code != test.code || !strings.Contains(got.diags[0].Detail+got.diags[0].Hint, test.says) {
			t.Errorf("%s: %+v, want %s (… %s …)", name, got.diags, test.code, test.says)
			continue
		}
		path := ""
		if len(got.diags[0].Path) > 0 {
			path = got.diags[0].Path[0].Name
		}
		if path != test.path {
			t.Errorf("%s: points at %q, want %q", name, path, test.path)
		}
	}
}
