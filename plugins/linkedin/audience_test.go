package linkedin_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Who saw ads is asked for in exactly the window, and near the truth: LinkedIn blurs
// it by three and leaves small values out, which the answer says.
func TestAudience(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, both)
	s.report = "audience"
	october := days(t, "2026-10-01..2026-10-31")
	got := s.answer(query(connector.GrainTotal, "impressions, clicks by seniority", october))
	want := s.Truth().ByProfile(span(october, world.AccountEUR, world.AccountUSD), "MEMBER_SENIORITY")
	for seniority, counts := range want {
		row := got.rows["0 | "+seniority]
		if row == nil {
			t.Errorf("%s is missing", seniority)
			continue
		}
		off := new(big.Rat).Sub(row[0].Rat(), whole(counts[world.Impressions]))
		if off.Abs(off).Cmp(whole(2*3)) > 0 { // two accounts
			t.Errorf("%s has %v impressions, want about %d", seniority, row[0], counts[world.Impressions])
		}
	}
	for _, code := range []connector.FlagCode{connector.FlagThresholded, connector.FlagModelled} {
		if _, ok := got.flag(code); !ok {
			t.Errorf("no flag %s in %v", code, got.trailer.Flags)
		}
	}
	if got.header.Dense || len(want) == 0 {
		t.Errorf("what LinkedIn withholds is taken for zero, or there is nothing: %+v", got.header)
	}
}

// LinkedIn refuses members by campaign in one request (pitfall: statistics with
// MEMBER_* is FIELD_INVALID), so that each campaign is asked for by itself.
func TestAudienceByCampaign(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{DemographicNoise: -1}, emea)
	s.report = "audience"
	october := days(t, "2026-10-01..2026-10-31")
	got := s.answer(where(query(connector.GrainTotal, "impressions by company_size, campaign", october), "campaign", connector.OperatorMatch, "*DACH*"))
	if n := s.calls()["adAnalytics"]; n != 3 {
		t.Errorf("%d reports for three campaigns", n)
	}
	scope := span(october)
	scope.Campaigns = []int64{world.CampaignLeads}
	want := make(map[string]string)
	for size, counts := range s.Truth().ByProfile(scope, "MEMBER_COMPANY_SIZE") {
		want[fmt.Sprintf("0 | %s | 2026 | DACH | Leads", size)] = fmt.Sprint(counts[world.Impressions])
	}
	found := make(map[string]string)
	for key, row := range got.rows {
		if strings.HasSuffix(key, "Leads") {
			found[key] = row[0].String()
		}
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(got.rows) <= len(found) {
		t.Error("there is no other campaign")
	}
	// One trait of members, chosen by the filter alone.
	vps := s.answer(where(query(connector.GrainTotal, "impressions", october), "seniority", connector.OperatorIn, "urn:li:seniority:4"))
	counts := s.Truth().ByProfile(span(october, world.AccountEUR), "MEMBER_SENIORITY")["urn:li:seniority:4"]
	if row := vps.rows["0"]; row == nil || row[0].Rat().Cmp(whole(counts[world.Impressions])) != 0 {
		t.Errorf("of one seniority %v, want %d", row, counts[world.Impressions])
	}
}

// What LinkedIn cannot say about members is refused before it is asked, and spend by
// members is not offered at all (pitfall: it is far from what was paid).
func TestAudienceRefuses(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	s.report = "audience"
	for what, says := range map[string]string{
		"impressions by seniority, industry":  "one trait of members at a time",
		"spend by seniority":                  `no measure "spend"`,
		"cardClicks by seniority":             "no measure",
		"approximateMemberReach by seniority": "no measure",
	} {
		if got := s.ask(query(connector.GrainTotal, what, days(t, "2026-10-01..2026-10-31"))); !got.diags.HasErrors() || !strings.Contains(got.diags[0].Detail, says) {
			t.Errorf("%s: %+v", what, got.diags)
		}
	}
	if n := len(s.Requests()); n > 0 {
		t.Errorf("asked %d times", n)
	}
	// LinkedIn silently widens windows of long ago to whole months.
	if got := s.ask(query(connector.GrainTotal, "impressions by seniority", days(t, "2026-02-03..2026-02-20"))); !got.diags.HasErrors() || got.diags[0].Code != "LINKEDIN_WIDENED" {
		t.Errorf("a part of February: %+v", got.diags)
	}
	if got := s.ask(query(connector.GrainTotal, "impressions by seniority", days(t, "2026-02-01..2026-02-28"))); got.diags.HasErrors() {
		t.Errorf("all of February: %+v", got.diags)
	}
}
