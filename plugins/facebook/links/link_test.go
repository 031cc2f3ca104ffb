package links_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/links"
)

func ad(t testing.TB, creative string) *links.Ad {
	t.Helper()
	a := &links.Ad{ID: "7", Name: "Spring & Co", Campaign: links.Named{ID: "1", Name: "Sale"}, AdSet: links.Named{ID: "3", Name: "Set"}}
	if err := json.Unmarshal([]byte(creative), &a.Creative); err != nil {
		t.Fatal(err)
	}
	return a
}

// The address stands in another field for each form of creative (Marketing API, "Ad
// Creative"), and an ad may have many.
func TestEveryFormOfCreative(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		creative string
		want     []string // state, place, address
	}{
		"link ad":         {`{"object_story_spec":{"link_data":{"link":"https://a","call_to_action":{"value":{"link":"https://b"}}}}}`, []string{"found object_story_spec.link_data.link https://a", "found object_story_spec.link_data.call_to_action.value.link https://b"}},
		"one address":     {`{"object_story_spec":{"link_data":{"link":"https://a","call_to_action":{"value":{"link":"https://a"}}}}}`, []string{"found object_story_spec.link_data.link https://a"}},
		"carousel":        {`{"object_story_spec":{"link_data":{"link":"https://end","child_attachments":[{"link":"https://1"},{"link":"https://2"}]}}}`, []string{"found object_story_spec.link_data.link https://end", "found object_story_spec.link_data.child_attachments[0].link https://1", "found object_story_spec.link_data.child_attachments[1].link https://2"}},
		"video":           {`{"object_story_spec":{"video_data":{"call_to_action":{"value":{"link":"https://v"}}}}}`, []string{"found object_story_spec.video_data.call_to_action.value.link https://v"}},
		"catalogue":       {`{"object_story_spec":{"template_data":{"link":"https://t"}},"template_url_spec":{"web":{"url":"{{product.url}}"}}}`, []string{"found object_story_spec.template_data.link https://t", "found template_url_spec.web.url {{product.url}}"}},
		"dynamic":         {`{"asset_feed_spec":{"link_urls":[{"website_url":"https://1"},{"website_url":"https://2","carousel_see_more_url":"https://more"}],"call_to_actions":[{"value":{"link":"https://c"}}]}}`, []string{"found asset_feed_spec.link_urls[0].website_url https://1", "found asset_feed_spec.link_urls[1].website_url https://2", "found asset_feed_spec.link_urls[1].carousel_see_more_url https://more", "found asset_feed_spec.call_to_actions[0].value.link https://c"}},
		"site links":      {`{"creative_sourcing_spec":{"site_links_spec":[{"site_link_url":"https://s"}]}}`, []string{"found creative_sourcing_spec.site_links_spec[0].site_link_url https://s"}},
		"boosted medium":  {`{"call_to_action":{"value":{"link":"https://i"}}}`, []string{"found call_to_action.value.link https://i"}},
		"old forms":       {`{"object_url":"https://o","link_url":"https://l"}`, []string{"found object_url https://o", "found link_url https://l"}},
		"photo":           {`{"object_story_spec":{"photo_data":{}}}`, []string{"not_applicable object_story_spec "}},
		"lead form":       {`{"object_story_spec":{"link_data":{"link":"http://fb.me/","call_to_action":{"value":{"lead_gen_form_id":"9"}}}}}`, []string{"not_applicable object_story_spec.link_data.call_to_action.value.lead_gen_form_id "}},
		"app":             {`{"object_story_spec":{"video_data":{"call_to_action":{"value":{"app_link":"shop://x"}}}}}`, []string{"not_applicable object_story_spec.video_data.call_to_action.value.app_link "}},
		"promoted post":   {`{"effective_object_story_id":"1_2"}`, []string{"unresolvable effective_object_story_id "}},
		"boosted, silent": {`{}`, []string{"unresolvable creative "}},
	} {
		var got []string
		for _, l := range links.Of(ad(t, test.creative)) {
			got = append(got, strings.Join([]string{string(l.State), l.Where, l.URL}, " "))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	var post links.Post
	text := `{"call_to_action":{"value":{"link":"https://p"}},"attachments":{"data":[{"unshimmed_url":"https://q","url":"https://l.facebook.com/l.php?u=x","subattachments":{"data":[{"unshimmed_url":"https://r"}]}}]}}`
	if err := json.Unmarshal([]byte(text), &post); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range links.OfPost(ad(t, `{"url_tags":"utm_source=fb"}`), &post) {
		got = append(got, l.URL+" "+l.Tags)
	}
	if diff := cmp.Diff([]string{"https://p utm_source=fb", "https://q utm_source=fb", "https://r utm_source=fb"}, got); diff != "" {
		t.Errorf("post (-want +got):\n%s", diff)
	}
}

// A visitor arrives with the address's parameters and those that Meta appends.
func TestCodes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		address, tags, want string
		frozen              bool
	}{
		{"https://a?utm_source=x", "utm_medium=paid_social&utm_campaign=Spring%202026", "x|paid_social|Spring 2026||", false},
		{"https://a?utm_source=x#utm_source=y", "", "x||||", false},
		{"https://a?utm_campaign=one", "?utm_campaign=two", "||one|| conflict utm_campaign", false},
		{"https://a?utm_campaign=one", "utm_campaign=one", "||one||", false},
		{"https://a", "utm_content=a&utm_content=b", "|||a| conflict utm_content", false},
		{"https://a", "utm_content={{ad.name}}&utm_term={{ad.id}}", "|||Spring & Co|7", true},
		{"https://a?utm_campaign={{campaign.id}}", "", "||1||", false},
		{"https://a?utm_source=100%&bad%zz=1", "utm_medium={{placement}}", "100%|{{placement}}|||", false},
		{"https://a", "UTM_Source=x", "||||", false}, // analytics tools tell capitals apart
	} {
		link := links.Link{URL: test.address, Tags: test.tags}
		codes := links.CodesOf(link)
		got := links.Expand(strings.Join([]string{codes.Source, codes.Medium, codes.Campaign, codes.Content, codes.Term}, "|"), ad(t, `{}`))
		if codes.Conflicts != nil {
			got += " conflict " + strings.Join(codes.Conflicts, " ")
		}
		if got != test.want || codes.Frozen != test.frozen {
			t.Errorf("%s with %q: %q, frozen %v; want %q, %v", test.address, test.tags, got, codes.Frozen, test.want, test.frozen)
		}
	}
}

// FuzzCodes holds that no address and no tags, which users write as they like, make
// reading fail.
func FuzzCodes(f *testing.F) {
	f.Add("https://a?b=%", "utm_source={{ad.name}}&&=&x")
	f.Add("?#", "??utm_campaign")
	f.Fuzz(func(t *testing.T, address, tags string) {
		codes := links.CodesOf(links.Link{URL: address, Tags: tags})
		if codes.Source != "" && !strings.Contains(strings.ToLower(address+tags), "utm") && !strings.Contains(address+tags, "%") {
			t.Fatalf("%q with %q has a source %q", address, tags, codes.Source)
		}
	})
}
