package linkedin_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

func linkStage(t testing.TB, block string) *stage {
	t.Helper()
	s := newStage(t, linkedinsim.Options{}, block)
	s.report = "links"
	return s
}

// table writes an answer with each row's counts behind its texts.
func (r *result) table() map[string]string {
	found := make(map[string]string)
	for key, values := range r.rows {
		found[strings.TrimPrefix(key, "0 | ")] = fmt.Sprint(values)
	}
	return found
}

// Every shape of ad leads where its landing page says, with what LinkedIn appends;
// duplicates stay, since LinkedIn removes none.
func TestLinks(t *testing.T) {
	t.Parallel()
	s := linkStage(t, both)
	got := s.answer(query(connector.GrainTotal, "tagged by creative_id, state, url, duplicated", days(t, "2026-10-01..2026-10-31")))
	const site = "https://www.example.com"
	want := map[string]string{
		"800000001 | lead_form | null | null": "[0]",
		"800000002 | lead_form | null | null": "[0]",
		"800000003 | verified | " + site + "/demo?utm_medium=paid_social&utm_source=linkedin&utm_campaign=2026%20%7C%20DACH%20%7C%20Demo&utm_content=800000003 | null":                                  "[1]",
		"800000004 | verified | " + site + "/demo?utm_campaign=static-demo&utm_medium=paid_social&utm_source=linkedin&utm_campaign=2026%20%7C%20DACH%20%7C%20Demo&utm_content=800000004 | utm_campaign": "[1]",
		"800000005 | verified | " + site + "/a?utm_source=linkedin&utm_medium=paid_social&utm_campaign=dach-traffic | null":                                                                             "[1]",
		"800000005 | verified | " + site + "/b?utm_source=linkedin&utm_medium=paid_social&utm_campaign=dach-traffic | null":                                                                             "[1]",
		"800000006 | verified | " + site + "/a?utm_source=linkedin&utm_medium=paid_social&utm_campaign=dach-traffic | null":                                                                             "[1]",
		"800000006 | verified | " + site + "/b | null":                                                                       "[0]",
		"800000007 | verified | " + site + "/film | null":                                                                    "[0]",
		"800000008 | unverifiable | null | null":                                                                             "[0]",
		"800000009 | verified | " + site + "/webinar?utm_source=linkedin&utm_medium=message | null":                          "[1]",
		"800000010 | verified | " + site + "/robots?utm_source=linkedin&utm_medium=text | null":                              "[1]",
		"800000011 | verified | " + site + "/spotlight?utm_source=LinkedIn&utm_medium=cpc | null":                            "[1]",
		"800000012 | lead_form | null | null":                                                                                "[0]",
		"800000013 | verified | " + site + "/us/demo?utm_source=linkedin&utm_medium=paid_social&utm_campaign=us-demo | null": "[1]",
		"800000014 | verified | " + site + "/us/story?utm_source=linkedin&utm_medium=social | null":                          "[1]",
		"800000016 | no_link | null | null":                                                                                  "[0]",
	}
	if diff := cmp.Diff(want, got.table()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got.diags) != 1 || got.diags[0].Code != "LINKEDIN_LINKS_UNVERIFIABLE" || !strings.Contains(got.diags[0].Detail, "does not exist any more") {
		t.Errorf("%+v", got.diags)
	}
	if _, partial := got.flag(connector.FlagPartial); !partial {
		t.Errorf("flags %v", got.trailer.Flags)
	}
	for _, r := range s.Requests() {
		if strings.Contains(r.Query, "adInMailContent") || strings.HasPrefix(r.Path, "/rest/posts/") {
			t.Errorf("a message was asked for as a post, or posts one by one: %s %s", r.Path, r.Query)
		}
	}
}

// From version 202608 on, LinkedIn appends parameters to all ads of an account.
func TestLinksOfAnAccountWithParameters(t *testing.T) {
	t.Parallel()
	s := linkStage(t, `"account_ids": ["500000002"], "api_version": "202608"`)
	got := s.answer(query(connector.GrainTotal, "links by ad, content, term", days(t, "2026-10-01..2026-10-31")))
	want := map[string]string{"Contact sales | null | null": "[0]", "US demo | US demo | us": "[1]", "US demo, share | US demo, share | us": "[1]"}
	if diff := cmp.Diff(want, got.table()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Filters on what lists tell spare the requests for what they drop; filters on links
// drop rows.
func TestLinksFiltered(t *testing.T) {
	t.Parallel()
	s := linkStage(t, emea)
	ask := query(connector.GrainTotal, "links, untagged by creative", days(t, "2026-10-01..2026-10-31"))
	ask.Filter = connector.Filter{{
		{Dimension: "serving", Operator: connector.OperatorIn, Values: []string{"yes"}},
		{Dimension: "campaign", Operator: connector.OperatorMatch, Values: []string{"*Film", "*Traffic"}},
		{Dimension: "state", Operator: connector.OperatorIn, Values: []string{"verified"}},
	}}
	want := map[string]string{"Robots in use": "[2 0]", "Robots in use, one card untagged": "[2 1]", "Film, untagged": "[1 1]"}
	if diff := cmp.Diff(want, s.answer(ask).table()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if calls := s.calls(); calls["posts"] != 1 || calls["adTrackingParameters"] != 2 || calls["inMailContents"] != 0 {
		t.Errorf("calls %v", calls)
	}
}

// What a login may not read cannot be verified, which is not untagged (pitfalls: posts
// need a permission and a role of their own; adTrackingParameters fails for days).
func TestLinksThatCannotBeRead(t *testing.T) {
	t.Parallel()
	denied := fault.Denied("partnerApiPostsExternal.BATCH_GET.20260701").Always()
	for name, test := range map[string]struct {
		prepare func(*stage)
		says    string
	}{
		"a token without posts":     {func(s *stage) { s.token = s.signIn(world.Admin, "r_ads", "r_ads_reporting") }, "r_organization_social"},
		"a person without the page": {func(s *stage) { s.token = s.signIn(world.Analyst) }, "role on the page"},
		"403 on posts":              {func(s *stage) { s.Inject(fault.Match{Path: "/rest/posts"}, denied) }, "r_organization_social"},
		"parameters that fail": {func(s *stage) {
			s.Inject(fault.Match{Path: "/rest/adTrackingParameters"}, fault.JSON(http.StatusInternalServerError).Always())
		}, "status 500"},
		"parameters that are refused": {func(s *stage) {
			s.Inject(fault.Match{Path: "/rest/adTrackingParameters"}, fault.JSON(http.StatusForbidden).Always())
		}, "status 403"},
	} {
		s := linkStage(t, emea)
		test.prepare(s)
		s.open()
		got := s.answer(where(query(connector.GrainTotal, "links, untagged, unverifiable by state", days(t, "2026-10-01..2026-10-31")), "creative_id", connector.OperatorIn, "800000003", "800000007"))
		if diff := cmp.Diff(map[string]string{"unverifiable": "[0 0 2]"}, got.table()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if len(got.diags) != 1 || !strings.Contains(got.diags[0].Detail, test.says) {
			t.Errorf("%s: %+v", name, got.diags)
		}
	}
}
