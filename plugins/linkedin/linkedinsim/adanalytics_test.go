package linkedinsim_test

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/truth"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// handmade is a world of six facts, small enough to add up by hand:
//
//	day     creative   campaign  impressions clicks  cost  conversions value
//	Oct 1   800000001  leads     100         3       0.10  0           -
//	Oct 1   800000001  leads     100         2       0.20  0           -
//	Oct 2   800000002  leads     50          0       1.50  0           -
//	Oct 2   800000003  demo      10          1       2.00  0           -
//	Oct 2   800000003  demo      0           0       0     1           120.00
//	Nov 3   800000003  demo      1           0       -2e-18
func handmade() world.Config {
	oct1, oct2, nov3 := world.Date(2026, 10, 1), world.Date(2026, 10, 2), world.Date(2026, 11, 3)
	return world.Config{Quiet: true, Facts: []world.Fact{
		{Creative: 800000001, Day: oct1, Counts: world.Counts{world.Impressions: 100, world.Clicks: 3}, Cents: 10},
		{Creative: 800000001, Day: oct1, Counts: world.Counts{world.Impressions: 100, world.Clicks: 2}, Cents: 20},
		{Creative: 800000002, Day: oct2, Counts: world.Counts{world.Impressions: 50}, Cents: 150},
		{Creative: 800000003, Day: oct2, Counts: world.Counts{world.Impressions: 10, world.Clicks: 1}, Cents: 200},
		{Creative: 800000003, Day: oct2, Counts: world.Counts{world.PostClickConversions: 1}, Rule: world.RuleDemo, ValueCents: 12000,
			Visible: world.Date(2026, 10, 9).Start()},
		{Creative: 800000003, Day: nov3, Counts: world.Counts{world.Impressions: 1}, Residue: true},
	}}
}

const october = "timeGranularity=ALL&dateRange=(start:(year:2026,month:10,day:1),end:(year:2026,month:10,day:31))"

// TestHandDerivedFigures holds answers against sums made by hand from the table
// of handmade. 0.1 + 0.2 in binary is the classic 0.30000000000000004.
func TestHandDerivedFigures(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: handmade()})
	accounts := "&accounts=List(" + account + ")"
	for _, tt := range []struct {
		name, query string
		want        []string // pivot values, dates and metrics, in the order of the answer
	}{
		{"by campaign over all", "q=analytics&pivot=CAMPAIGN&" + october + accounts + "&fields=pivotValues,impressions,clicks,costInLocalCurrency",
			[]string{"[urn:li:sponsoredCampaign:700000001] clicks=5 costInLocalCurrency=1.8 impressions=250",
				"[urn:li:sponsoredCampaign:700000002] clicks=1 costInLocalCurrency=2 impressions=10"}},
		{"by creative and day, with dust", "q=analytics&pivot=CREATIVE&timeGranularity=DAILY&" + dates("2026-10-01", "2026-10-01") + accounts + "&fields=pivotValues,dateRange,costInLocalCurrency",
			[]string{"[urn:li:sponsoredCreative:800000001] 2026-10-1..2026-10-1 costInLocalCurrency=0.30000000000000004"}},
		{"a residue of billing", "q=analytics&pivot=ACCOUNT&timeGranularity=ALL&" + dates("2026-11-01", "2026-11-20") + accounts + "&fields=costInLocalCurrency,impressions",
			[]string{"costInLocalCurrency=-2E-18 impressions=1"}},
		{"rows whose metrics are zero are missing", "q=analytics&pivot=CREATIVE&" + october + accounts + "&fields=pivotValues,clicks",
			[]string{"[urn:li:sponsoredCreative:800000001] clicks=5", "[urn:li:sponsoredCreative:800000003] clicks=1"}},
		{"with keys alone they are there", "q=analytics&pivot=CREATIVE&" + october + accounts + "&fields=pivotValues",
			[]string{"[urn:li:sponsoredCreative:800000001]", "[urn:li:sponsoredCreative:800000002]", "[urn:li:sponsoredCreative:800000003]"}},
		{"without fields: impressions and clicks, no keys", "q=analytics&pivot=CAMPAIGN&" + october + accounts,
			[]string{"clicks=5 impressions=250", "clicks=1 impressions=10"}},
		{"fields as a list do not arrive", "q=analytics&pivot=CAMPAIGN&" + october + accounts + "&fields=List(costInUsd)",
			[]string{"clicks=5 impressions=250", "clicks=1 impressions=10"}},
		{"statistics by three pivots", "q=statistics&pivots=List(ACCOUNT,CAMPAIGN_GROUP,CAMPAIGN)&" + october + accounts + "&fields=pivotValues,impressions",
			[]string{"[urn:li:sponsoredAccount:500000001 urn:li:sponsoredCampaignGroup:600000001 urn:li:sponsoredCampaign:700000001] impressions=250",
				"[urn:li:sponsoredAccount:500000001 urn:li:sponsoredCampaignGroup:600000001 urn:li:sponsoredCampaign:700000002] impressions=10"}},
		{"facets are ANDed", "q=analytics&pivot=CREATIVE&" + october + accounts + "&campaigns=List(urn%3Ali%3AsponsoredCampaign%3A700000001)&fields=pivotValues,impressions&creatives=List(urn%3Ali%3AsponsoredCreative%3A800000002,urn%3Ali%3AsponsoredCreative%3A800000003)",
			[]string{"[urn:li:sponsoredCreative:800000002] impressions=50"}},
		{"by conversion", "q=analytics&pivot=CONVERSION&" + october + accounts + "&fields=pivotValues,externalWebsiteConversions,conversionValueInLocalCurrency",
			[]string{"[urn:lla:llaPartnerConversion:104001] conversionValueInLocalCurrency=120 externalWebsiteConversions=1"}},
		{"months are clipped to the range", "q=analytics&pivot=ACCOUNT&timeGranularity=MONTHLY&" + dates("2026-10-02", "2026-11-03") + accounts + "&fields=dateRange,impressions",
			[]string{"2026-10-2..2026-10-31 impressions=60", "2026-11-1..2026-11-3 impressions=1"}},
		{"the largest first", "q=analytics&pivot=CREATIVE&" + october + accounts + "&fields=impressions&sortBy=(field:COST_IN_LOCAL_CURRENCY,order:DESCENDING)",
			[]string{"impressions=10", "impressions=50", "impressions=200"}},
		{"by type of campaign", "q=analytics&pivot=CAMPAIGN&" + october + accounts + "&campaignType=TEXT_AD&fields=impressions", nil},
		{"wrapped enums", "q=analytics&pivot=(value:ACCOUNT)&timeGranularity=(value:ALL)&" + dates("2026-10-01", "2026-10-31") + accounts + "&fields=impressions",
			[]string{"impressions=260"}},
		{"an open range reaches to today", "q=analytics&pivot=ACCOUNT&timeGranularity=ALL&dateRange=(start:(year:2026,month:10,day:2))" + accounts + "&fields=impressions,dateRange",
			[]string{"2026-10-2..2026-11-22 impressions=61"}},
		{"by the page behind the ads", "q=analytics&pivot=COMPANY&" + october + "&companies=List(urn%3Ali%3Aorganization%3A1001)&fields=pivotValues,impressions",
			[]string{"[urn:li:organization:1001] impressions=260"}},
		{"by post", "q=analytics&pivot=SHARE&" + october + "&shares=List(urn%3Ali%3AugcPost%3A7100000000000000003)&fields=pivotValues,impressions",
			[]string{"[urn:li:ugcPost:7100000000000000003] impressions=10"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := render(c.get("adAnalytics?" + tt.query).elements(t))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// render writes elements in one line each: keys, then metrics by name.
func render(elements []map[string]any) []string {
	var lines []string
	for _, e := range elements {
		var parts []string
		if v, ok := e["pivotValues"]; ok {
			parts = append(parts, fmt.Sprint(v))
		}
		if v, ok := e["dateRange"]; ok {
			day := func(end string) string {
				return fmt.Sprintf("%v-%v-%v", at(v, end, "year"), at(v, end, "month"), at(v, end, "day"))
			}
			parts = append(parts, day("start")+".."+day("end"))
		}
		for _, name := range []string{"clicks", "conversionValueInLocalCurrency", "costInLocalCurrency", "externalWebsiteConversions", "impressions"} {
			switch v := e[name].(type) {
			case float64:
				parts = append(parts, name+"="+strconv.FormatFloat(v, 'f', -1, 64))
			case string:
				parts = append(parts, name+"="+v)
			}
		}
		lines = append(lines, strings.Join(parts, " "))
	}
	return lines
}

// TestFiguresAgainstTheTruth holds a quarter of the default world against sums
// that the simulator's reports have no part in.
func TestFiguresAgainstTheTruth(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	from, to := world.Date(2026, 7, 1), world.Date(2026, 9, 30)
	sums := c.sim.Truth().By(truth.Scope{Accounts: []int64{world.AccountEUR}, From: from, To: to},
		func(cr *world.Creative, _ *world.Fact) string {
			return fmt.Sprintf("urn:li:sponsoredCampaign:%d", cr.Campaign)
		})
	elements := c.get("adAnalytics?q=analytics&pivot=CAMPAIGN&timeGranularity=ALL&" + dates("2026-07-01", "2026-09-30") + "&accounts=List(" + account + ")" +
		"&fields=pivotValues,impressions,clicks,oneClickLeads,externalWebsiteConversions,costInLocalCurrency,costInUsd,conversionValueInLocalCurrency,qualifiedLeads").elements(t)
	if len(elements) != len(sums) {
		t.Errorf("%d campaigns, want %d", len(elements), len(sums))
	}
	for _, e := range elements {
		urn := e["pivotValues"].([]any)[0].(string)
		want := sums[urn]
		for name, n := range map[string]int64{
			"impressions": want.Counts[world.Impressions], "clicks": want.Counts[world.Clicks], "oneClickLeads": want.Counts[world.Leads],
			"externalWebsiteConversions": want.Conversions(), "qualifiedLeads": want.Counts[world.QualifiedLeads],
		} {
			if got, _ := e[name].(float64); int64(got) != n {
				t.Errorf("%s of %s is %v, want %d", name, urn, e[name], n)
			}
		}
		for name, amount := range map[string]*big.Rat{"costInLocalCurrency": want.CostLocal, "costInUsd": want.CostUSD, "conversionValueInLocalCurrency": want.ConversionValue} {
			got, ok := new(big.Rat).SetString(e[name].(string))
			// Dust is a matter of the last bits of a binary number.
			if !ok || new(big.Rat).Abs(new(big.Rat).Sub(got, amount)).Cmp(big.NewRat(1, 1_000_000)) > 0 {
				t.Errorf("%s of %s is %v, want %s", name, urn, e[name], amount.FloatString(6))
			}
		}
	}
}

// TestRefusals holds which requests LinkedIn does not answer.
func TestRefusals(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	good := map[string]string{"q": "analytics", "pivot": "CAMPAIGN", "timeGranularity": "DAILY",
		"dateRange": "(start:(year:2026,month:10,day:1),end:(year:2026,month:10,day:2))", "accounts": "List(" + account + ")", "fields": "impressions"}
	for name, tt := range map[string]struct {
		change  map[string]string
		message string
	}{
		"no finder":                   {map[string]string{"q": ""}, "Parameter 'q' is required"},
		"another finder":              {map[string]string{"q": "everything"}, "Parameter 'q' is invalid"},
		"no facet":                    {map[string]string{"accounts": ""}, "At least one facet"},
		"an empty facet":              {map[string]string{"accounts": "List()"}, "Parameter 'accounts' is invalid"},
		"a facet of another kind":     {map[string]string{"accounts": "List(urn%3Ali%3AsponsoredCampaign%3A1)"}, "Parameter 'accounts' is invalid"},
		"encoded structure":           {map[string]string{"accounts": "List%28" + account + "%29"}, "Parameter 'accounts' is invalid"},
		"a URN that is not encoded":   {map[string]string{"accounts": "List(urn:li:sponsoredAccount:500000001)"}, "Invalid query parameters passed to request"},
		"no granularity":              {map[string]string{"timeGranularity": ""}, "Parameter 'timeGranularity' is required"},
		"weeks":                       {map[string]string{"timeGranularity": "WEEKLY"}, "Parameter 'timeGranularity' is invalid"},
		"no dates":                    {map[string]string{"dateRange": ""}, "Parameter 'dateRange' is required"},
		"a date that does not exist":  {map[string]string{"dateRange": "(start:(year:2026,month:2,day:30))"}, "Parameter 'dateRange' is invalid"},
		"a padded date":               {map[string]string{"dateRange": "(start:(year:2026,month:02,day:01))"}, "Parameter 'dateRange' is invalid"},
		"an end before the start":     {map[string]string{"dateRange": "(start:(year:2026,month:2,day:3),end:(year:2026,month:2,day:2))"}, "Parameter 'dateRange' is invalid"},
		"an unknown pivot":            {map[string]string{"pivot": "WEATHER"}, "Parameter 'pivot' is invalid"},
		"an unknown field":            {map[string]string{"fields": "impressions,pivotValue"}, "pivotValue"},
		"a second page":               {map[string]string{"start": "10"}, "Parameter 'start' is invalid"},
		"several pivots in analytics": {map[string]string{"pivot": "", "pivots": "List(CAMPAIGN,CREATIVE)"}, "Parameter 'pivots' is invalid"},
		"demographics in statistics":  {map[string]string{"q": "statistics", "pivot": "", "pivots": "List(MEMBER_COMPANY_SIZE)"}, "Multiple errors occurred"},
		"four pivots":                 {map[string]string{"q": "statistics", "pivot": "", "pivots": "List(ACCOUNT,CAMPAIGN_GROUP,CAMPAIGN,CREATIVE)"}, "Parameter 'pivots' is invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var parts []string
			query := make(map[string]string)
			for k, v := range good {
				query[k] = v
			}
			for k, v := range tt.change {
				query[k] = v
			}
			for k, v := range query {
				if v != "" {
					parts = append(parts, k+"="+v)
				}
			}
			got := c.get("adAnalytics?" + strings.Join(parts, "&"))
			if message, _ := got.Body["message"].(string); got.Status != 400 || !strings.Contains(message, tt.message) {
				t.Errorf("%d %s, want %q", got.Status, got.Raw, tt.message)
			}
		})
	}
}

// TestAtMostTwentyFields counts the keys among the fields (pitfall 8).
func TestAtMostTwentyFields(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: handmade()})
	fields := strings.Split("dateRange,pivotValues,impressions,clicks,landingPageClicks,companyPageClicks,likes,comments,shares,follows,reactions,"+
		"otherEngagements,totalEngagements,videoViews,videoStarts,videoCompletions,oneClickLeads,oneClickLeadFormOpens,costInUsd,costInLocalCurrency,opens", ",")
	query := "adAnalytics?q=analytics&pivot=CAMPAIGN&" + october + "&accounts=List(" + account + ")&fields="
	c.get(query + strings.Join(fields[:20], ",")).ok(t)
	if got := c.get(query + strings.Join(fields, ",")); len(fields) != 21 || got.Status != 400 {
		t.Errorf("%d fields: %d %s", len(fields), got.Status, got.Raw)
	}
}
