package facebooksim_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
)

// TestListsLeaveOutWhatIsGone: deleted and archived objects are listed only where
// their status is asked for, and take what is in them along.
func TestListsLeaveOutWhatIsGone(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	for name, tt := range map[string]struct {
		path  string
		pairs []string
		want  string
	}{
		"campaigns":          {"act_1001/campaigns", nil, "Spring Sale 2026,Spring Leads 2026,Brand always on,Autumn 2025"},
		"archived":           {"act_1001/campaigns", []string{"effective_status", `["ARCHIVED"]`}, "Summer 2025"},
		"ads of autumn":      {"act_1001/ads", []string{"filtering", `[{"field":"campaign.name","operator":"CONTAIN","value":"autumn"}]`}, "Coats"},
		"deleted":            {"act_1001/ads", []string{"effective_status", `["DELETED"]`}, "Coats, deleted"},
		"of an archived":     {"act_1001/ads", []string{"effective_status", `["ARCHIVED"]`}, "Shoes"},
		"of a paused":        {"act_1001/ads", []string{"effective_status", `["CAMPAIGN_PAUSED"]`}, "Coats"},
		"ad sets":            {"act_1005/adsets", nil, "stock,clicks only"},
		"creatives of an ad": {"act_1005/adcreatives", nil, "first creative,second creative"},
	} {
		var names []string
		for _, row := range g.all(tt.path, append([]string{"fields", "name", "limit", "100"}, tt.pairs...)...) {
			text, _ := row["name"].(string)
			names = append(names, text)
		}
		if got := strings.Join(names, ","); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	for _, field := range []string{"ad.adset_id", "ad.creative_id", "spend"} {
		if code, _ := g.get("act_1001/ads", "filtering", `[{"field":"`+field+`","operator":"IN","value":["1"]}]`).code(); code != 100 {
			t.Errorf("filtering ads by %s is code %d", field, code)
		}
	}
}

// TestLinksOfCreatives: where the links and tags of the forms of creatives are.
func TestLinksOfCreatives(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	creatives := make(map[string]map[string]any)
	for _, row := range g.all("act_1001/ads", "limit", "50",
		"fields", "name,creative{id,url_tags,object_type,object_story_spec,asset_feed_spec,creative_sourcing_spec,object_story_id,source_instagram_media_id,call_to_action}") {
		name, _ := row["name"].(string)
		creatives[name], _ = row["creative"].(map[string]any)
	}
	const spring = "https://shop.example.com/spring"
	const tagged = spring + "?utm_source=facebook&utm_medium=paid_social&utm_campaign=spring-2026"
	for _, tt := range []struct {
		ad   string
		path []any
		want any
	}{
		{"Spring link", []any{"object_story_spec", "link_data", "link"}, spring},
		{"Spring link", []any{"url_tags"}, "utm_source=facebook&utm_medium=paid_social&utm_campaign=spring-2026&utm_content={{ad.id}}"},
		{"Spring carousel", []any{"object_story_spec", "link_data", "child_attachments", 0, "link"}, tagged},
		{"Spring carousel", []any{"object_story_spec", "link_data", "child_attachments", 1, "link"}, spring + "/dresses"}, // the untagged card
		{"Spring carousel", []any{"url_tags"}, nil},
		{"Spring video", []any{"object_story_spec", "video_data", "link"}, nil},
		{"Spring video", []any{"object_story_spec", "video_data", "call_to_action", "value", "link"}, tagged},
		{"Spring choice", []any{"asset_feed_spec", "link_urls", 1, "url_tags"}, "utm_content=last"},
		{"Spring site links", []any{"creative_sourcing_spec", "site_links_spec", 0, "site_link_url"}, spring + "/new"},
		{"Spring conflict", []any{"object_story_spec", "link_data", "link"}, spring + "?utm_campaign=spring26"},
		{"Spring catalogue", []any{"object_story_spec", "template_data", "link"}, spring},
		{"Catalogue form", []any{"object_story_spec", "link_data", "call_to_action", "value", "lead_gen_form_id"}, "777000000000001"},
		{"Catalogue boosted reel", []any{"call_to_action", "value", "link"}, "https://shop.example.com/catalogue?utm_campaign=spring-2026"},
		{"Brand photo", []any{"object_story_spec", "link_data"}, nil},
		{"Brand post", []any{"object_story_id"}, "333000000000001_910000000000002"},
	} {
		var at any = map[string]any(creatives[tt.ad])
		if creatives[tt.ad] == nil {
			t.Fatalf("no ad %s", tt.ad)
		}
		for _, step := range tt.path {
			switch step := step.(type) {
			case string:
				object, _ := at.(map[string]any)
				at = object[step]
			case int:
				list, _ := at.([]any)
				at = list[step]
			}
		}
		if diff := cmp.Diff(tt.want, at); diff != "" {
			t.Errorf("%s %v: %s", tt.ad, tt.path, diff)
		}
	}
	// The post that an ad promotes has the link.
	if r := g.page("333000000000001_910000000000002", "fields", "call_to_action,attachments"); !strings.Contains(r.text, "utm_medium=social") {
		t.Errorf("the promoted post: %s", r.text)
	}
}

// TestAssetLinks: delivery falls on the links of an asset feed, and only ads that
// have one have rows.
func TestAssetLinks(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	rows := g.all("act_1001/insights", "level", "ad", "breakdowns", "link_url_asset", "fields", "ad_name,impressions", "time_range", span("2026-04-01", "2026-04-30"))
	var got []string
	for _, row := range rows {
		asset, _ := row["link_url_asset"].(map[string]any)
		name, _ := row["ad_name"].(string)
		link, _ := asset["website_url"].(string)
		got = append(got, name+" "+link)
	}
	want := []string{"Spring choice https://shop.example.com/spring/a", "Spring choice https://shop.example.com/spring/b"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if code, _ := g.get("act_1001/insights", "level", "ad", "breakdowns", "link_url_asset", "fields", "ctr").code(); code != 100 {
		t.Errorf("a metric that assets do not have is code %d", code)
	}
}

// TestMinorUnits: budgets are minor units whatever insights say; the yen has no
// smaller unit, so that 5000 is 5,000 yen and spend has no decimals.
func TestMinorUnits(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	for _, account := range []string{"act_1001", "act_1003"} {
		if got := g.get(account+"/adsets", "fields", "daily_budget", "limit", "1").rows()[0]["daily_budget"]; got != "5000" {
			t.Errorf("%s: budget %v", account, got)
		}
	}
	rows := g.get("act_1003/insights", "fields", "spend,account_currency,cpm,impressions", "date_preset", "yesterday").rows()
	if spend, _ := rows[0]["spend"].(string); spend == "" || strings.Contains(spend, ".") || rows[0]["account_currency"] != "JPY" {
		t.Errorf("yen: %v", rows[0])
	}
}
