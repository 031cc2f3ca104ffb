package linkedin_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// span is a scope of the truth over an interval.
func span(i connector.Interval, accounts ...int64) truth.Scope {
	return truth.Scope{Accounts: accounts, From: world.Day(i.Start), To: world.Day(i.End)}
}

// Daily figures are those that the facts come to, day by day, and amounts to the
// cent: LinkedIn's dust (pitfall: costs are texts such as "24.9200000000006" and
// "-2E-18") is gone.
func TestDailyFigures(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	october := days(t, "2026-10-01..2026-10-31")
	got := s.answer(query(connector.GrainDay, "impressions, clicks, link_clicks, spend, leads, conversions, conversionValueInLocalCurrency, engagements, video_views", october))
	for day, sums := range s.Truth().By(span(october, world.AccountEUR), truth.ByDay) {
		row := got.rows[day]
		if row == nil {
			t.Errorf("%s is missing", day)
			continue
		}
		for i, want := range []*big.Rat{
			whole(sums.Counts[world.Impressions]), whole(sums.Counts[world.Clicks]), whole(sums.Counts[world.LandingPageClicks]), sums.CostLocal,
			whole(sums.Counts[world.Leads]), whole(sums.Conversions()), sums.ConversionValue, whole(sums.Counts[world.TotalEngagements]), whole(sums.Counts[world.VideoViews]),
		} {
			if row[i].Null || row[i].Rat().Cmp(want) != 0 {
				t.Errorf("%s on %s is %v, want %s", got.header.Measures[i].Name, day, row[i], want.FloatString(6))
			}
		}
	}
	if len(got.rows) != 31 || got.header.Currency != "EUR" || got.header.TimeZone != "UTC" || got.header.SourceVersion != "202607" || !got.header.Dense {
		t.Errorf("%d days, header %+v", len(got.rows), got.header)
	}
	if n := s.calls()["adAnalytics"]; n != 1 || got.trailer.APICalls != 2 {
		t.Errorf("%d reports for one question, %d calls told", n, got.trailer.APICalls)
	}
}

// Totals of overlapping windows are asked for one by one, by campaign with names.
func TestTotalsByCampaign(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	windows := []connector.Interval{days(t, "2026-10-01..2026-10-31"), days(t, "2026-07-01..2026-10-31")}
	got := s.answer(query(connector.GrainTotal, "impressions, spend by campaign, campaign_group", windows...))
	found := 0
	for i, window := range windows {
		for _, campaign := range s.World().Campaigns {
			if campaign.Account != world.AccountEUR {
				continue
			}
			scope := span(window)
			scope.Campaigns = []int64{campaign.ID}
			sums := s.Truth().Sum(scope)
			var group string
			for _, g := range s.World().Groups {
				if g.ID == campaign.Group {
					group = g.Name
				}
			}
			row := got.rows[fmt.Sprintf("%d | %s | %s", i, campaign.Name, group)]
			if row == nil {
				if sums.Facts > 0 {
					t.Errorf("%s in %s is missing", campaign.Name, window)
				}
				continue
			}
			found++
			if row[0].Rat().Cmp(whole(sums.Counts[world.Impressions])) != 0 || row[1].Rat().Cmp(sums.CostLocal) != 0 {
				t.Errorf("%s in %s has %v, want %d and %s", campaign.Name, window, row, sums.Counts[world.Impressions], sums.CostLocal.FloatString(2))
			}
		}
	}
	if found != len(got.rows) {
		t.Errorf("%d rows, of which %d are of campaigns", len(got.rows), found)
	}
}

// Each amount stands in the row of its currency, and no amount in those of others: in
// that of the account, and in dollars, in which accounts can be added up (pitfall:
// local costs of accounts with different currencies are never added).
func TestBothCurrencies(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, both)
	october := days(t, "2026-10-01..2026-10-31")
	got := s.answer(query(connector.GrainTotal, "spend, costInUsd, impressions by currency", october))
	eur, usd, all := s.Truth().Sum(span(october, world.AccountEUR)), s.Truth().Sum(span(october, world.AccountUSD)), s.Truth().Sum(span(october, world.AccountEUR, world.AccountUSD))
	if row := got.rows["0 | EUR"]; row == nil || row[0].Rat().Cmp(eur.CostLocal) != 0 || row[1].Null || row[1].Unscaled != 0 || row[2].Rat().Cmp(whole(eur.Counts[world.Impressions])) != 0 {
		t.Errorf("in euros %v", row)
	}
	if row := got.rows["0 | USD"]; row == nil || row[0].Rat().Cmp(usd.CostLocal) != 0 || !near(row[1], all.CostUSD) || row[2].Rat().Cmp(whole(usd.Counts[world.Impressions])) != 0 {
		t.Errorf("in dollars %v, want %s and %s", row, usd.CostLocal.FloatString(2), all.CostUSD.FloatString(8))
	}
	if len(got.rows) != 2 {
		t.Errorf("rows %v", got.rows)
	}
	if r := s.ask(query(connector.GrainTotal, "spend", october)); !r.diags.HasErrors() || !strings.Contains(r.diags[0].Detail, "EUR and USD") {
		t.Errorf("euros and dollars in one column: %+v", r.diags)
	}
	alone := s.answer(query(connector.GrainTotal, "costInUsd", october))
	if row := alone.rows["0"]; alone.header.Currency != "USD" || row == nil || !near(row[0], all.CostUSD) {
		t.Errorf("dollars alone: %v in %s", row, alone.header.Currency)
	}
}

// More metrics than LinkedIn takes at once are asked for in parts, whose rows differ
// (pitfall: a row is left out where all metrics asked for are 0), and joined on all
// keys.
func TestChunksAreJoined(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	october := days(t, "2026-10-01..2026-10-31")
	many := "sends, opens, videoStarts, videoViews, videoCompletions, fullScreenPlays, cardClicks, cardImpressions, oneClickLeads, oneClickLeadFormOpens, " +
		"qualifiedLeads, validWorkEmailLeads, follows, comments, shares, textUrlClicks, actionClicks, viralClicks, impressions, clicks, costInLocalCurrency, " +
		"landingPageClicks, externalWebsiteConversions, conversionValueInLocalCurrency by creative_id"
	got := s.answer(query(connector.GrainDay, many, october))
	if n := s.calls()["adAnalytics"]; n != 2 {
		t.Errorf("%d reports for 24 metrics, want 2", n)
	}
	for _, r := range s.Requests() {
		if _, fields, ok := strings.Cut(r.Query, "fields="); ok && strings.HasSuffix(r.Path, "adAnalytics") && len(strings.Split(fields, ",")) > 20 {
			t.Errorf("more than 20 fields: %s", fields)
		}
	}
	want := s.Truth().By(span(october, world.AccountEUR), func(c *world.Creative, f *world.Fact) string { return fmt.Sprintf("%s | %d", f.Day, c.ID) })
	for key, sums := range want {
		row := got.rows[key]
		if row == nil {
			if sums.Facts > 0 && sums.Counts[world.Impressions] > 0 {
				t.Errorf("%s is missing", key)
			}
			continue
		}
		for i, w := range map[int]*big.Rat{0: whole(sums.Counts[world.Sends]), 2: whole(sums.Counts[world.VideoStarts]), 8: whole(sums.Counts[world.Leads]), 18: whole(sums.Counts[world.Impressions]),
			20: sums.CostLocal, 22: whole(sums.Conversions()), 23: sums.ConversionValue} {
			if row[i].Null || row[i].Rat().Cmp(w) != 0 {
				t.Errorf("%s at %s is %v, want %s", got.header.Measures[i].Name, key, row[i], w.FloatString(4))
			}
		}
	}
}

// Reach is asked for in exactly the window, and over what the filter chooses: it
// never adds up.
func TestReach(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, both)
	windows := []connector.Interval{days(t, "2026-08-01..2026-10-31"), days(t, "2026-10-01..2026-10-31"), days(t, "2026-07-31..2026-10-31")}
	for name, test := range map[string]struct {
		query connector.Query
		scope func(*truth.Scope)
		key   string
	}{
		"an account":              {query(connector.GrainTotal, "reach by account_id", windows...), func(o *truth.Scope) { o.Accounts = []int64{world.AccountEUR} }, " | 500000001"},
		"a campaign":              {query(connector.GrainTotal, "reach by campaign", windows...), func(o *truth.Scope) { o.Campaigns = []int64{world.CampaignLeads} }, " | 2026 | DACH | Leads"},
		"what several have":       {query(connector.GrainTotal, "reach by campaign_group_id, campaign_type", windows...), func(o *truth.Scope) { o.Groups = []int64{world.GroupDACH} }, " | 600000001 | SPONSORED_UPDATES"},
		"some campaigns together": {where(query(connector.GrainTotal, "reach by account", windows...), "campaign", connector.OperatorMatch, "*DACH*"), func(o *truth.Scope) { o.Groups = []int64{world.GroupDACH} }, " | Example Robotics EMEA"},
	} {
		got := s.answer(test.query)
		for i, window := range windows[:2] {
			scope := span(window)
			test.scope(&scope)
			want := s.Truth().Reach(scope)
			if row := got.rows[fmt.Sprint(i)+test.key]; row == nil || row[0].Rat() == nil || row[0].Rat().Cmp(whole(int64(want))) != 0 {
				t.Errorf("%s in %s: %v, want %d", name, window, row, want)
			}
		}
		if row := got.rows["2"+test.key]; row == nil || !row[0].Null {
			t.Errorf("%s has reach over 93 days: %v", name, row)
		}
		if len(got.diags) != 1 || got.diags[0].Code != "LINKEDIN_WINDOW_TOO_LONG" {
			t.Errorf("%s: %+v", name, got.diags)
		}
	}
	mixed := s.answer(query(connector.GrainTotal, "reach, costInUsd, clicks by account_id, currency", windows[1]))
	if row := mixed.rows["0 | 500000001 | EUR"]; row == nil || row[0].Null || row[1].Unscaled != 0 || row[2].Unscaled == 0 {
		t.Errorf("reach beside dollars, in the row of euros: %v", row)
	}
	if row := mixed.rows["0 | 500000001 | USD"]; row == nil || !row[0].Null || row[1].Unscaled == 0 || row[2].Unscaled != 0 {
		t.Errorf("reach beside dollars, in the row of dollars: %v", row)
	}
	if r := s.ask(query(connector.GrainTotal, "reach, costInUsd by currency", windows[1])); len(r.diags) > 0 || r.rows["0 | USD"][0].Null || r.rows["0 | EUR"][0].Null {
		t.Errorf("reach by currency, which is by account here: %v %+v", r.rows, r.diags)
	}
	if r := s.ask(query(connector.GrainTotal, "reach", windows[1])); !r.diags.HasErrors() || r.diags[0].Code != "LINKEDIN_ACCOUNTS" {
		t.Errorf("reach over two accounts: %v %+v", r.rows, r.diags)
	}
	if r := s.ask(query(connector.GrainTotal, "reach", windows[2])); !r.diags.HasErrors() || !strings.Contains(r.diags[0].Detail, "92 days") {
		t.Errorf("reach over 93 days: %v %+v", r.rows, r.diags)
	}
}

// Where few members were reached, LinkedIn leaves reach out to protect them, and with
// it the row: that is no reach of 0.
func TestReachOfFew(t *testing.T) {
	t.Parallel()
	day := world.Date(2026, 10, 1)
	s := newStage(t, linkedinsim.Options{World: world.Config{Quiet: true, Facts: []world.Fact{
		{Creative: 800000001, Day: day, Counts: world.Counts{world.Impressions: 5}, Cents: 10},
	}}}, emea)
	got := s.answer(query(connector.GrainTotal, "reach by campaign", days(t, "2026-10-01..2026-10-31")))
	if row := got.rows["0 | 2026 | DACH | Leads"]; len(got.rows) != 1 || row == nil || !row[0].Null {
		t.Errorf("rows %v", got.rows)
	}
}

// Filters by names become lists of entities that LinkedIn is asked about, whatever
// the rows are split by.
func TestFilters(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, both)
	october := days(t, "2026-10-01..2026-10-31")
	ask := query(connector.GrainTotal, "impressions", october)
	for name, test := range map[string]struct {
		filter connector.Filter
		scope  truth.Scope
		facet  string
	}{
		"campaign":  {where(ask, "campaign", connector.OperatorIn, "2026 | DACH | Leads").Filter, truth.Scope{Campaigns: []int64{world.CampaignLeads}}, "campaigns=List(urn%3Ali%3AsponsoredCampaign%3A700000001)"},
		"group":     {where(ask, "campaign_group", connector.OperatorMatch, "*Nordics*").Filter, truth.Scope{Groups: []int64{world.GroupNordics}}, "campaignGroups=List(urn%3Ali%3AsponsoredCampaignGroup%3A600000002)"},
		"creative":  {where(ask, "ad_id", connector.OperatorIn, "800000003").Filter, truth.Scope{Creatives: []int64{800000003}}, "creatives=List(urn%3Ali%3AsponsoredCreative%3A800000003)"},
		"account":   {where(ask, "account", connector.OperatorNotIn, "Example Robotics EMEA").Filter, truth.Scope{Accounts: []int64{world.AccountUSD}}, "accounts=List(urn%3Ali%3AsponsoredAccount%3A500000002)"},
		"objective": {where(ask, "objective", connector.OperatorIn, "LEAD_GENERATION").Filter, truth.Scope{Campaigns: []int64{world.CampaignLeads, world.CampaignUSLeads}}, "campaigns=List(urn%3Ali%3AsponsoredCampaign%3A700000001)"},
		"either": {connector.Filter{{{Dimension: "campaign_id", Operator: connector.OperatorIn, Values: []string{"700000001"}}}, {{Dimension: "campaign_group_id", Operator: connector.OperatorIn, Values: []string{"600000003"}}}},
			truth.Scope{Campaigns: []int64{world.CampaignLeads, world.CampaignUSLeads, world.CampaignUSDemo}}, "campaigns=List(urn%3Ali%3AsponsoredCampaign%3A700000001)"},
	} {
		s.ClearRequests()
		ask.Filter = test.filter
		got := s.answer(ask)
		test.scope.From, test.scope.To = world.Day(october.Start), world.Day(october.End)
		want := s.Truth().Sum(test.scope).Counts[world.Impressions]
		if row := got.rows["0"]; row == nil || row[0].Rat().Cmp(whole(want)) != 0 {
			t.Errorf("%s: %v, want %d", name, row, want)
		}
		asked := false
		for _, r := range s.Requests() {
			asked = asked || strings.Contains(r.Query, test.facet)
		}
		if !asked {
			t.Errorf("%s: LinkedIn was not asked with %s", name, test.facet)
		}
	}
	s.ClearRequests()
	if got := s.answer(where(ask, "campaign", connector.OperatorIn, "no such campaign")); len(got.rows) > 0 || s.calls()["adAnalytics"] > 0 {
		t.Errorf("a campaign that there is not: %v, %v", got.rows, s.calls())
	}
}

// Conversions by rule are a breakdown with names, and totals come from elsewhere
// (pitfall: the pivot CONVERSION does not match the user interface, CAMPAIGN does).
func TestConversionsByRule(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	october := days(t, "2026-10-01..2026-10-31")
	got := s.answer(query(connector.GrainTotal, "conversions by conversion", october))
	want := make(map[string]string)
	for _, rule := range s.World().Rules {
		scope := span(october, world.AccountEUR)
		scope.Rules = []int64{rule.ID}
		if sums := s.Truth().Sum(scope); sums.Conversions() > 0 {
			want["0 | "+rule.Name] = fmt.Sprint(sums.Conversions())
		}
	}
	found := make(map[string]string)
	for key, row := range got.rows {
		found[key] = row[0].String()
	}
	if diff := cmp.Diff(want, found); diff != "" || len(want) == 0 {
		t.Errorf("(-want +got):\n%s", diff)
	}
	byCampaign := s.answer(where(query(connector.GrainTotal, "conversions by campaign_id", october), "conversion", connector.OperatorIn, "Demo request"))
	sum := new(big.Rat)
	for _, row := range byCampaign.rows {
		sum.Add(sum, row[0].Rat())
	}
	if sum.FloatString(0) != want["0 | Demo request"] || len(byCampaign.rows) < 2 {
		t.Errorf("by campaign %v, together %s", byCampaign.rows, sum.FloatString(0))
	}
	if r := s.ask(query(connector.GrainTotal, "impressions by conversion", october)); !r.diags.HasErrors() || r.diags[0].Code != "LINKEDIN_DIMENSIONS" {
		t.Errorf("impressions by conversion: %+v", r.diags)
	}
}
