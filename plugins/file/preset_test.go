package file

import (
	"cmp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/roictl/roictl/connector"
)

// The exports in this file are made up. Their form is that of the platforms'
// (domain.md §5); the figures are small enough to add up by hand.

func utf16(t testing.TB, text string) string {
	t.Helper()
	encoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

const metaEnglish = "\ufeff" + `"Campaign name","Ad set name",Day,"Amount spent (EUR)",Impressions,Reach,"Link clicks",Results,"Result indicator","Attribution setting","Reporting starts","Reporting ends"
Spring,Women 25-34,2026-05-01,12.50,1000,900,20,2,actions:offsite_conversion.fb_pixel_purchase,7-day click,2026-05-01,2026-05-02
Spring,Women 25-34,2026-05-02,7.25,800,700,11,1,actions:offsite_conversion.fb_pixel_purchase,7-day click,2026-05-01,2026-05-02
"Brand, always on",Everyone,2026-05-02,3.00,500,,4,30,reach,,2026-05-01,2026-05-02
,,,22.75,2300,1800,35,,,,2026-05-01,2026-05-02
`

// The German export of the same account: semicolons, decimal commas, no-break
// spaces between thousands, and a row for the whole month.
const metaGerman = "Kampagnenname;Berichtsbeginn;Berichtsende;Ausgegebener Betrag (EUR);Impressionen;Reichweite;Link-Klicks\r\n" +
	"Frühling;2026-05-01;2026-05-31;1\u00a0234,50;12\u00a0345;9\u00a0876;210\r\n" +
	"Marke;2026-05-01;2026-05-31;65,50;655;600;—\r\n" +
	"Ergebnisse aus 2 Kampagnen;2026-05-01;2026-05-31;1\u00a0300,00;13\u00a0000;10\u00a0100;210\r\n"

const linkedin = "Campaign Performance Report (in UTC)\n" +
	"Report Start: 09/01/2026, Report End: 09/30/2026\n" +
	"Date Generated: 10/01/2026 9:00 AM\n" +
	"\n" +
	"Start Date (in UTC)\tAccount Name\tCampaign Group Name\tCampaign Name\tCampaign ID\tCurrency\tTotal Spent\tImpressions\tClicks\tTotal Engagements\tLeads\n" +
	"9/1/2026\tAcme\tLeads\tDemo\t123456789\tUSD\t\"1,250.75\"\t\"12,345\"\t80\t95\t4\n" +
	"9/2/2026\tAcme\tLeads\tDemo\t123456789\tUSD\t99\t1,234\t8\t10\t0\n" +
	"9/2/2026\tAcme Europe\tLeads\tWebinar\t123456790\tEUR\t10.50\t200\t2\t2\t\n" +
	"Total\t\t\t\t\t\t\"1,360.25\"\t\"13,779\"\t90\t107\t4\n"

const googleAds = "Campaign report\n" +
	"May 1, 2026 - May 2, 2026\n" +
	"Campaign status\tCampaign\tDay\tCurrency code\tImpr.\tClicks\tCost\tConversions\tConv. value\n" +
	"Enabled\tBrand search\t2026-05-01\tUSD\t1,234\t56\t$412.30\t3.50\t$1,050.00\n" +
	"Enabled\tTotal Recall\t2026-05-02\tUSD\t100\t5\t$10.00\t0.00\t --\n" +
	"Total: Campaigns\t --\t --\tUSD\t1,334\t61\t$422.30\t3.50\t$1,050.00\n" +
	"Total: Account\t --\t --\tUSD\t1,334\t61\t$422.30\t3.50\t$1,050.00\n"

const ga4 = `# ----------------------------------------
# Traffic acquisition: Session primary channel group (Default channel group)
# Account: Acme
# Property: Acme shop - GA4
# ----------------------------------------
#
# All Users
# Start date: 20260501
# End date: 20260531
Session primary channel group (Default channel group),Sessions,Engaged sessions,Average engagement time per session,Key events,Total revenue
Paid Social,1200,800,65.25,31,930.50
Organic Search,3000,2400,0:01:20,44,0
,4200,3200,76.07,75,930.50
# ----------------------------------------
# Start date: 20260501
# End date: 20260531
Date,Session source / medium,Sessions,Active users
20260501,facebook / paid_social,40,35
20260502,facebook / paid_social,60,50
20260502,google / organic,100,90
Grand total,,200,150
`

const googlePersian = "Tag\tKampagne\tWährungscode\tKosten\tKlicks\n" +
	"۲۰۲۶-۰۵-۰۱\tبهار\tEUR\t۱٬۲۳۴٫۵۰ €\t۱۲\n" +
	"2026-05-02\tبهار\tEUR\t۰٫۵۰\t٣\n"

func TestPresets(t *testing.T) {
	t.Parallel()
	total, day := connector.GrainTotal, connector.GrainDay
	for _, tt := range []struct {
		name, file, content, config string
		query                       connector.Query
		start, end                  string
		want                        []string
		currency, zone              string
		covered                     string
		told                        []string
	}{
		{
			name: "Meta, by day", file: "ads.csv", content: metaEnglish, config: `"preset": "meta_ads_manager"`,
			query: connector.Query{Measures: []string{"spend", "impressions", "link_clicks"}, Dimensions: []string{"campaign"}, Grain: day},
			start: "2026-05-01", end: "2026-05-31",
			want:     []string{"2026-05-01 | Spring | 12.5 | 1000 | 20", "2026-05-02 | Spring | 7.25 | 800 | 11", "2026-05-02 | Brand, always on | 3 | 500 | 4"},
			currency: "EUR", covered: "2026-05-01..2026-05-02",
		},
		{
			name: "Meta, the summary row is not added", file: "ads.csv", content: metaEnglish, config: `"preset": "meta_ads_manager"`,
			query: connector.Query{Measures: []string{"amount_spent", "results"}, Filter: connector.Filter{{{Dimension: "result_indicator", Operator: connector.OperatorMatch, Values: []string{"*purchase"}}}}, Grain: total},
			start: "2026-05-01", end: "2026-05-02",
			want:     []string{"0 | 19.75 | 3"},
			currency: "EUR", covered: "2026-05-01..2026-05-02",
		},
		{
			name: "Meta, reach is never added", file: "ads.csv", content: metaEnglish, config: `"preset": "meta_ads_manager"`,
			query: connector.Query{Measures: []string{"reach"}, Dimensions: []string{"campaign"}, Grain: total},
			start: "2026-05-01", end: "2026-05-31",
			want:    []string{"0 | Spring | null", "0 | Brand, always on | null"},
			covered: "2026-05-01..2026-05-02",
			told:    []string{"FILE_NOT_ADDITIVE - preset"},
		},
		{
			name: "Meta in German, a row a month", file: "ads.csv", content: metaGerman, config: `"preset": "meta_ads_manager"`,
			query: connector.Query{Measures: []string{"spend", "impressions", "reach", "link_clicks"}, Dimensions: []string{"campaign_name"}, Grain: total},
			start: "2026-05-01", end: "2026-05-31",
			want:     []string{"0 | Frühling | 1234.5 | 12345 | 9876 | 210", "0 | Marke | 65.5 | 655 | 600 | 0"},
			currency: "EUR", covered: "2026-05-01..2026-05-31",
		},
		{
			name: "Meta in German, half a month", file: "ads.csv", content: metaGerman, config: `"preset": "meta_ads_manager"`,
			query: connector.Query{Measures: []string{"spend", "reach"}, Grain: total, Dimensions: []string{"campaign"}},
			start: "2026-05-01", end: "2026-05-15",
			want:     []string{"0 | Frühling | 1234.5 | null", "0 | Marke | 65.5 | null"},
			currency: "EUR", covered: "2026-05-01..2026-05-31",
			told: []string{"FILE_PERIOD_CUT ads.csv:2:0 date"},
		},
		{
			name: "LinkedIn in UTF-16 with tabs", file: "linkedin.csv", content: utf16(t, linkedin), config: `"preset": "linkedin_campaign_manager"`,
			query: connector.Query{Measures: []string{"spend", "impressions", "leads"}, Dimensions: []string{"account", "currency"}, Grain: day},
			start: "2026-09-01", end: "2026-09-30",
			want: []string{"2026-09-01 | Acme | USD | 1250.75 | 12345 | 4", "2026-09-02 | Acme | USD | 99 | 1234 | 0", "2026-09-02 | Acme Europe | EUR | 10.5 | 200 | null"},
			zone: "UTC", covered: "2026-09-01..2026-09-02",
			told: []string{"FILE_CELLS_EMPTY linkedin.csv:8:64 preset"},
		},
		{
			name: "Google Ads in UTF-16 with tabs", file: "google.csv", content: utf16(t, googleAds), config: `"preset": "google_ads", "decimal": "."`,
			query: connector.Query{Measures: []string{"spend", "impressions", "conversions", "revenue"}, Dimensions: []string{"campaign", "currency"}, Grain: total},
			start: "2026-05-01", end: "2026-05-31",
			want:    []string{"0 | Brand search | USD | 412.3 | 1234 | 3.5 | 1050", "0 | Total Recall | USD | 10 | 100 | 0 | null"},
			covered: "2026-05-01..2026-05-02",
			told:    []string{"FILE_CELLS_EMPTY google.csv:5:55 preset"},
		},
		{
			name: "Google Ads in Persian digits", file: "google.tsv", content: googlePersian, config: `"preset": "google_ads"`,
			query: connector.Query{Measures: []string{"cost", "clicks"}, Dimensions: []string{"campaign", "currency"}, Grain: total},
			start: "2026-05-01", end: "2026-05-31",
			want:    []string{"0 | بهار | EUR | 1235 | 15"},
			covered: "2026-05-01..2026-05-02",
		},
		{
			name: "GA4, the first table, dated by its preamble", file: "ga4.csv", content: ga4, config: `"preset": "ga4_export", "currency": "EUR"`,
			query: connector.Query{Measures: []string{"sessions", "key_events", "total_revenue", "average_engagement_time"}, Dimensions: []string{"channel"}, Grain: total},
			start: "2026-05-01", end: "2026-05-31",
			want:     []string{"0 | Paid Social | 1200 | 31 | 930.5 | 65.25", "0 | Organic Search | 3000 | 44 | 0 | 80"},
			currency: "EUR", covered: "2026-05-01..2026-05-31",
		},
		{
			name: "GA4, the second table, by day", file: "ga4.csv", content: ga4, config: `"preset": "ga4_export"`,
			query: connector.Query{Measures: []string{"sessions", "users"}, Dimensions: []string{"source_medium"}, Grain: day},
			start: "2026-05-01", end: "2026-05-31",
			want:    []string{"2026-05-01 | facebook / paid_social | 40 | 35", "2026-05-02 | facebook / paid_social | 60 | 50", "2026-05-02 | google / organic | 100 | 90"},
			covered: "2026-05-01..2026-05-02",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := directory(t, map[string]string{tt.file: tt.content})
			tt.query.Intervals = days(t, tt.start, tt.end)
			a := ask(t, dir, `{"path": "`+tt.file+`", `+tt.config+`}`, tt.query)
			if a.diags.HasErrors() {
				t.Fatal(said(a.diags))
			}
			if diff := gocmp.Diff(tt.want, a.rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if a.header.Currency != tt.currency || a.header.TimeZone != cmp.Or(tt.zone, "Europe/Berlin") || !a.header.Dense {
				t.Errorf("header %+v", a.header)
			}
			if got := (connector.Interval{Start: a.trailer.CoveredFrom, End: a.trailer.FreshUntil}).String(); got != tt.covered {
				t.Errorf("covered %s, want %s", got, tt.covered)
			}
			if diff := gocmp.Diff(tt.told, told(a.diags)); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// A platform's export never says 1,234 in one way only.
func TestPresetsDoNotGuessTheDecimalSign(t *testing.T) {
	t.Parallel()
	dir := directory(t, map[string]string{"google.csv": utf16(t, googleAds)})
	a := ask(t, dir, `{"path": "google.csv", "preset": "google_ads"}`, connector.Query{Measures: []string{"impressions", "cost"}, Grain: connector.GrainTotal, Intervals: days(t, "2026-05-01", "2026-05-31")})
	if len(a.diags) != 1 || !strings.Contains(said(a.diags), `can only be read with decimal = "."`) {
		t.Error(said(a.diags))
	}
	if diff := gocmp.Diff([]string{"FILE_NUMBER_AMBIGUOUS google.csv:4:37 decimal"}, told(a.diags)); diff != "" {
		t.Error(diff)
	}
}
