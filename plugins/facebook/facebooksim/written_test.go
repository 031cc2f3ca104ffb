package facebooksim_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
)

// The figures below follow from the table of account 1005 in package world with
// pencil and paper.

var april = []string{"time_range", span("2026-04-01", "2026-04-30")}

func params(more ...string) []string { return append(append([]string(nil), april...), more...) }

// TestDailyRows: days without delivery have no row, metrics are texts, the deleted
// ad counts for the account.
//
//	04-01: 1000+200+800 impressions, 30+4+16 clicks, 10.00+1.25+8.00 spent; 50/2000 is 2.5 %
func TestDailyRows(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	rows := g.get("act_1005/insights", params("time_increment", "1", "fields", "impressions,clicks,inline_link_clicks,spend,ctr,account_currency")...).rows()
	want := [][]string{
		{"2026-04-01", "2026-04-01", "2000", "50", "32", "19.25", "2.5"},
		{"2026-04-02", "2026-04-02", "100", "1", "1", "0.75", "1"},
		{"2026-04-03", "2026-04-03", "500", "10", "9", "4.5", "2"},
		{"2026-04-10", "2026-04-10", "400", "8", "4", "4", "2"},
	}
	if diff := cmp.Diff(want, pick(rows, "date_start", "date_stop", "impressions", "clicks", "inline_link_clicks", "spend", "ctr")); diff != "" {
		t.Error(diff)
	}
}

// TestWindowsAndOverlap: on 04-01 the stock ad set has purchases of 50 (clicked),
// 20 (viewed) and 30 (clicked eight days before, outside its setting); the other one
// 10 (clicked) and 99 (viewed, outside its setting). The rows' own setting gives
// 50+20+10; seven-day clicks 50+10; one-day views 20+99; 28-day clicks 50+10+30.
// Three entries say the same, and unrequested windows say nothing.
func TestWindowsAndOverlap(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	rows := g.get("act_1005/insights", "time_range", span("2026-04-01", "2026-04-01"), "fields", "actions,action_values,purchase_roas,spend",
		"action_attribution_windows", `["7d_click","1d_view","28d_click","7d_view","1d_ev","default"]`).rows()
	for _, kind := range []string{"omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase"} {
		want := map[string]any{"action_type": kind, "value": "3", "7d_click": "2", "1d_view": "2", "28d_click": "3"}
		if diff := cmp.Diff(want, action(rows[0], "actions", kind)); diff != "" {
			t.Error(diff)
		}
		want = map[string]any{"action_type": kind, "value": "80", "7d_click": "60", "1d_view": "119", "28d_click": "90"}
		if diff := cmp.Diff(want, action(rows[0], "action_values", kind)); diff != "" {
			t.Error(diff)
		}
	}
	// 80/19.25 = 4.1558441...
	if diff := cmp.Diff(map[string]any{"action_type": "omni_purchase", "value": "4.155844"}, action(rows[0], "purchase_roas", "omni_purchase")); diff != "" {
		t.Error(diff)
	}
	rows = g.get("act_1005/insights", "time_range", span("2026-04-01", "2026-04-01"), "fields", "actions").rows()
	if diff := cmp.Diff(map[string]any{"action_type": "purchase", "value": "3"}, action(rows[0], "actions", "purchase")); diff != "" {
		t.Error(diff)
	}
}

// TestSettingsDiffer: two ad sets of one answer are attributed differently.
func TestSettingsDiffer(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	rows := g.get("act_1005/insights", "time_range", span("2026-04-01", "2026-04-01"), "level", "adset", "fields", "adset_name,attribution_setting,actions").rows()
	want := [][]string{{"stock", "1d_view_7d_click"}, {"clicks only", "7d_click"}}
	if diff := cmp.Diff(want, pick(rows, "adset_name", "attribution_setting")); diff != "" {
		t.Fatal(diff)
	}
	for i, value := range []string{"2", "1"} {
		if got := action(rows[i], "actions", "purchase")["value"]; got != value {
			t.Errorf("%s: %v purchases, want %s", rows[i]["adset_name"], got, value)
		}
	}
}

// TestDeletedAd: ad level leaves the deleted ad out unless its status is asked for;
// its campaign includes it always.
func TestDeletedAd(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	ads := func(more ...string) [][]string {
		return pick(g.get("act_1005/insights", params(append([]string{"level", "ad", "fields", "ad_name,spend"}, more...)...)...).rows(), "ad_name", "spend")
	}
	if diff := cmp.Diff([][]string{{"first", "18.5"}, {"second", "8.75"}}, ads()); diff != "" {
		t.Error(diff)
	}
	all := ads("filtering", `[{"field":"ad.effective_status","operator":"IN","value":["ACTIVE","DELETED"]}]`)
	if diff := cmp.Diff([][]string{{"first", "18.5"}, {"deleted", "1.25"}, {"second", "8.75"}}, all); diff != "" {
		t.Error(diff)
	}
	campaign := pick(g.get("act_1005/insights", params("level", "campaign", "fields", "campaign_name,spend")...).rows(), "campaign_name", "spend")
	if diff := cmp.Diff([][]string{{"Written", "28.5"}}, campaign); diff != "" { // 18.50 + 1.25 + 8.75
		t.Error(diff)
	}
}

// TestRestatement: a purchase of 04-10 comes to be known ten days later, and that
// day's spend of 4.00, and its 400 impressions, are one percent higher on the day itself, once it is over two
// thirds of one percent, and then a third: 400 + 400*2/300 is 402.
func TestRestatement(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	for _, tt := range []struct{ now, impressions, spend, purchases string }{
		{"2026-04-10T21:59:00Z", "399", "3.99", "-"}, // 23:59 in Berlin: 95 of 96 quarters of an hour, ⌊404·95/96⌋ = 399
		{"2026-04-10T22:00:00Z", "402", "4.02", "-"},
		{"2026-04-11T22:00:00Z", "401", "4.01", "-"},
		{"2026-04-12T22:00:00Z", "400", "4", "-"},
		{"2026-04-19T21:59:00Z", "400", "4", "-"},
		{"2026-04-19T22:00:00Z", "400", "4", "1"}, // midnight of the 20th in Berlin
		{"2027-01-01T00:00:00Z", "400", "4", "1"},
	} {
		g.SetNow(utc(t, tt.now))
		rows := g.get("act_1005/insights", "time_range", span("2026-04-10", "2026-04-10"), "fields", "impressions,spend,actions").rows()
		purchases, ok := action(rows[0], "actions", "purchase")["value"]
		if !ok {
			purchases = "-"
		}
		if rows[0]["impressions"] != tt.impressions || rows[0]["spend"] != tt.spend || purchases != tt.purchases {
			t.Errorf("at %s: %v and %v purchases, want %s impressions, spend %s and %s", tt.now, rows[0], purchases, tt.impressions, tt.spend, tt.purchases)
		}
	}
}

// TestSummaryAndSort: a summary adds all rows up whatever the page holds.
func TestSummaryAndSort(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	page := g.get("act_1005/insights", params("time_increment", "1", "fields", "spend", "summary", "spend,impressions", "sort", "spend_descending", "limit", "2")...)
	if diff := cmp.Diff([][]string{{"2026-04-01", "19.25"}, {"2026-04-03", "4.5"}}, pick(page.rows(), "date_start", "spend")); diff != "" {
		t.Error(diff)
	}
	after, more := page.next()
	if !more {
		t.Fatal("no second page")
	}
	rest := g.get("act_1005/insights", params("time_increment", "1", "fields", "spend", "summary", "spend,impressions", "sort", "spend_descending", "limit", "2", "after", after)...)
	if diff := cmp.Diff([][]string{{"2026-04-10", "4"}, {"2026-04-02", "0.75"}}, pick(rest.rows(), "date_start", "spend")); diff != "" {
		t.Error(diff)
	}
	summary, _ := page.json["summary"].(map[string]any)
	if summary["spend"] != "28.5" || summary["impressions"] != "3000" { // 19.25+0.75+4.5+4; 2000+100+500+400
		t.Errorf("summary %v", summary)
	}
}

// TestReachIsNotAdditive: it is below impressions and below the sum of days.
func TestReachIsNotAdditive(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	// 400,000 people: 3000 impressions reach ⌊3000·400000/403000⌋ = 2977 of them; by
	// day it is 1990 + 99 + 499 + 399 = 2987.
	whole := g.get("act_1005/insights", params("fields", "reach,frequency")...).rows()
	if diff := cmp.Diff([][]string{{"2977", "1.007726"}}, pick(whole, "reach", "frequency")); diff != "" {
		t.Error(diff)
	}
	days := g.get("act_1005/insights", params("fields", "reach", "time_increment", "1")...).rows()
	if diff := cmp.Diff([][]string{{"1990"}, {"99"}, {"499"}, {"399"}}, pick(days, "reach")); diff != "" {
		t.Error(diff)
	}
}

// TestSilences: what Meta leaves out without a word.
func TestSilences(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	first := []string{"time_range", span("2026-04-01", "2026-04-01"), "fields", "impressions,reach,frequency,actions,purchase_roas", "limit", "100"}
	with := func(breakdowns string) []map[string]any {
		return g.get("act_1005/insights", append(first, "breakdowns", breakdowns)...).rows()
	}
	for _, blind := range []string{"region", "hourly_stats_aggregated_by_advertiser_time_zone"} {
		for _, row := range with(blind) {
			if action(row, "actions", "purchase") != nil || row["purchase_roas"] != nil {
				t.Errorf("%s has purchases: %v", blind, row)
			}
			if strings.HasPrefix(blind, "hourly") && (row["reach"] != "0" || row["frequency"] != "0") {
				t.Errorf("hourly reach %v, frequency %v", row["reach"], row["frequency"])
			}
		}
	}
	for _, gated := range []string{"publisher_platform,impression_device", "hourly_stats_aggregated_by_audience_time_zone", "frequency_value"} {
		if rows := with(gated); len(rows) != 0 {
			t.Errorf("%s has %d rows without an opt-in", gated, len(rows))
		}
	}
	opted := start(t, facebooksim.Options{OptedIn: true})
	if rows := opted.get("act_1005/insights", append(first, "breakdowns", "publisher_platform,impression_device")...).rows(); len(rows) == 0 {
		t.Error("an account that opted in has no rows")
	}
	// Thirteen months after April 2026 reach is gone with a breakdown, and only with
	// one.
	g.SetNow(utc(t, "2027-05-01T12:00:00Z"))
	if row := with("age")[0]; row["reach"] == nil {
		t.Errorf("a row of thirteen months ago by age has no reach: %v", row)
	}
	g.SetNow(utc(t, "2027-05-02T12:00:00Z"))
	if row := with("age")[0]; row["reach"] != nil || row["impressions"] == nil {
		t.Errorf("an old row by age: %v", row)
	}
	if row := g.get("act_1005/insights", first...).rows()[0]; row["reach"] == nil {
		t.Errorf("an old row without a breakdown has no reach")
	}
}

// TestConversionsHidden is the reported failure of campaign and account level
// alone.
func TestConversionsHidden(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{HideConversions: true})
	for level, want := range map[string]bool{"account": false, "campaign": false, "adset": true, "ad": true} {
		row := g.get("act_1005/insights", params("level", level, "fields", "actions")...).rows()[0]
		if got := action(row, "actions", "purchase") != nil; got != want {
			t.Errorf("level %s has purchases: %v, want %v", level, got, want)
		}
	}
}

func TestInsightsErrors(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	for name, tt := range map[string]struct {
		pairs         []string
		code, subcode int
		says          string
	}{
		"unknown field":        {[]string{"fields", "foo"}, 100, 0, "foo is not valid for fields param"},
		"breakdown as field":   {[]string{"fields", "age"}, 100, 0, "age is not valid"},
		"removed field":        {[]string{"fields", "wish_bid"}, 100, 0, "wish_bid"},
		"unknown level":        {[]string{"level", "page"}, 100, 0, "level must be one of"},
		"unknown preset":       {[]string{"date_preset", "lifetime"}, 100, 0, "maximum"},
		"unknown breakdown":    {[]string{"breakdowns", "shoe_size"}, 100, 0, "breakdowns must be one of"},
		"dead breakdown":       {[]string{"breakdowns", "dma"}, 100, 0, "comscore_market"},
		"two families":         {[]string{"breakdowns", "age,country"}, 100, 0, "is invalid"},
		"device alone":         {[]string{"breakdowns", "impression_device"}, 100, 0, "is invalid"},
		"mmm without a report": {[]string{"breakdowns", "mmm"}, 100, 0, "asynchronous"},
		"hourly video":         {[]string{"breakdowns", "hourly_stats_aggregated_by_advertiser_time_zone", "fields", "video_play_actions"}, 100, 0, "hourly"},
		"unknown window":       {[]string{"action_attribution_windows", `["3d_click"]`}, 100, 0, "action_attribution_windows"},
		"unknown operator":     {[]string{"filtering", `[{"field":"campaign.id","operator":"LIKE","value":"x"}]`}, 100, 0, "operator"},
		"unknown filter":       {[]string{"filtering", `[{"field":"campaign.shoe","operator":"IN","value":["x"]}]`}, 100, 0, "campaign.shoe"},
		"filtering is no JSON": {[]string{"filtering", "campaign.id"}, 100, 0, "filtering"},
		"since after until":    {[]string{"time_range", span("2026-04-02", "2026-04-01")}, 100, 0, "no later"},
		"no date":              {[]string{"time_range", span("2026-04-31", "2026-05-01")}, 100, 0, "YYYY-MM-DD"},
		"37 months":            {[]string{"time_range", span("2023-04-19", "2023-05-01")}, 3018, 0, "37 months"},
		"increment of 91":      {[]string{"time_increment", "91"}, 100, 0, "time_increment"},
		"two sorts":            {[]string{"sort", `["spend_ascending","reach_ascending"]`}, 100, 0, "sort"},
		"limit of none":        {[]string{"limit", "0"}, 100, 0, "limit"},
		"a cursor of its own":  {[]string{"after", "abc"}, 2642, 0, "cursor"},
	} {
		r := g.get("act_1005/insights", tt.pairs...)
		code, subcode := r.code()
		if r.status != http.StatusBadRequest || code != tt.code || subcode != tt.subcode || !strings.Contains(r.text, tt.says) {
			t.Errorf("%s: status %d, %s; want %d/%d with %q", name, r.status, r.text, tt.code, tt.subcode, tt.says)
		}
	}
	// Thirty-seven months before 2026-05-20 is allowed.
	if r := g.get("act_1005/insights", "time_range", span("2023-04-20", "2023-05-01")); r.status != http.StatusOK || len(r.rows()) != 0 {
		t.Errorf("the oldest day: %d %s", r.status, r.text)
	}
	// What is ignored, is ignored.
	if r := g.get("act_1005/insights", params("action_report_time", "conversion", "use_unified_attribution_setting", "false", "date_format", "U", "pretty", "1")...); len(r.rows()) != 1 {
		t.Errorf("ignored parameters: %s", r.text)
	}
}

// TestOverlappingRanges: time_ranges gives one row a range, whatever time_increment
// says; months are clipped to the range.
func TestOverlappingRanges(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	rows := g.get("act_1005/insights", "fields", "spend", "time_increment", "1",
		"time_ranges", `[{"since":"2026-04-01","until":"2026-04-03"},{"since":"2026-04-03","until":"2026-04-30"},{"since":"2026-01-01","until":"2026-01-31"}]`).rows()
	want := [][]string{{"2026-04-01", "2026-04-03", "24.5"}, {"2026-04-03", "2026-04-30", "8.5"}} // 19.25+0.75+4.50; 4.50+4.00
	if diff := cmp.Diff(want, pick(rows, "date_start", "date_stop", "spend")); diff != "" {
		t.Error(diff)
	}
	rows = g.get("act_1005/insights", "fields", "spend", "time_increment", "monthly", "time_range", span("2026-03-15", "2026-04-02")).rows()
	if diff := cmp.Diff([][]string{{"2026-04-01", "2026-04-02", "20"}}, pick(rows, "date_start", "date_stop", "spend")); diff != "" {
		t.Error(diff)
	}
}

// TestDefaults: without parameters it is thirty days up to yesterday at the level
// of the object, with its ids, impressions and spend.
func TestDefaults(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{Now: utc(t, "2026-04-15T10:00:00Z")})
	account := g.get("act_1005/insights").rows()
	want := map[string]any{"account_id": "1005", "impressions": "3000", "spend": "28.5", "date_start": "2026-03-16", "date_stop": "2026-04-14"}
	if diff := cmp.Diff([]map[string]any{want}, account); diff != "" {
		t.Error(diff)
	}
	ads := g.get("act_1005/insights", "level", "ad", "fields", "ad_id").rows()
	id, _ := ads[1]["ad_id"].(string)
	ad := g.get(id + "/insights").rows()
	if ad[0]["ad_id"] != id || ad[0]["spend"] != "8.75" {
		t.Errorf("the second ad: %v", ad)
	}
}

// TestFiltersOnMetrics leave rows out, and filters on names the objects.
func TestFiltersOnMetrics(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	for filtering, want := range map[string][][]string{
		`[{"field":"spend","operator":"GREATER_THAN","value":4}]`:                    {{"2026-04-01"}, {"2026-04-03"}},
		`[{"field":"impressions","operator":"IN_RANGE","value":[100,500]}]`:          {{"2026-04-02"}, {"2026-04-03"}, {"2026-04-10"}},
		`[{"field":"adset.name","operator":"EQUAL","value":"clicks only"}]`:          {{"2026-04-01"}, {"2026-04-02"}},
		`[{"field":"campaign.objective","operator":"IN","value":["OUTCOME_LEADS"]}]`: nil,
		`[{"field":"ad.effective_status","operator":"IN","value":["DELETED"]}]`:      {{"2026-04-01"}},
		`[{"field":"ad.name","operator":"NOT_CONTAIN","value":"e"}]`:                 {{"2026-04-01"}, {"2026-04-03"}, {"2026-04-10"}},
	} {
		got := pick(g.get("act_1005/insights", params("time_increment", "1", "fields", "spend", "filtering", filtering)...).rows(), "date_start")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", filtering, diff)
		}
	}
	row := g.get("act_1005/insights", params("fields", "actions", "filtering", `[{"field":"action_type","operator":"IN","value":["lead"]}]`)...).rows()[0]
	if entries, _ := row["actions"].([]any); len(entries) != 1 || action(row, "actions", "lead")["value"] != "1" {
		t.Errorf("actions filtered by type: %v", row)
	}
}
