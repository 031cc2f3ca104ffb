package linkedinsim_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// walk follows page tokens to the end and returns the ids of each page.
func walk(t *testing.T, c *client, path string) (pages [][]string) {
	t.Helper()
	token := ""
	for range 100 {
		next := path
		if token != "" {
			next += "&pageToken=" + url.PathEscape(token)
		}
		got := c.finder(next).ok(t)
		ids := []string{}
		for _, e := range got.elements(t) {
			ids = append(ids, fmt.Sprintf("%.0f", e["id"]))
		}
		pages = append(pages, ids)
		if token, _ = at(got.Body, "metadata", "nextPageToken").(string); token == "" {
			return pages
		}
	}
	t.Fatal("there is always a next page")
	return nil
}

// TestCursorPages holds that the token alone says whether there is more: a page
// may be empty and not the last.
func TestCursorPages(t *testing.T) {
	t.Parallel()
	path := "adAccounts/500000001/adCampaigns?q=search&search=(status:(values:List(ACTIVE,PAUSED)))&pageSize=3"
	c := start(t, linkedinsim.Options{})
	want := [][]string{{"700000001", "700000002", "700000003"}, {"700000004", "700000005", "700000006"}, {"700000007"}}
	if diff := cmp.Diff(want, walk(t, c, path)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c = start(t, linkedinsim.Options{EmptyPages: true})
	want = [][]string{want[0], {}, want[1], want[2]}
	if diff := cmp.Diff(want, walk(t, c, path)); diff != "" {
		t.Errorf("with an empty page (-want +got):\n%s", diff)
	}
}

func TestPagingRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	list := "adAccounts/500000001/adCampaigns?q=search&search=(status:(values:List(ACTIVE)))"
	token, _ := at(c.get(list+"&pageSize=1").ok(t).Body, "metadata", "nextPageToken").(string)
	for name, path := range map[string]string{
		"a page of none":                     list + "&pageSize=0",
		"a page too large":                   list + "&pageSize=1001",
		"a token that is none":               list + "&pageToken=xyz",
		"a token of another listing":         "adAccounts/500000001/adCampaignGroups?q=search&pageToken=" + url.PathEscape(token),
		"search and token on accounts":       "adAccounts?q=search&search=(test:false)&pageToken=" + url.PathEscape(token),
		"campaigns without criteria":         "adAccounts/500000001/adCampaigns?q=search",
		"an unknown criterion":               "adAccounts/500000001/adCampaigns?q=search&search=(weather:(values:List(FINE)))",
		"a criterion without values":         "adAccounts/500000001/adCampaigns?q=search&search=(status:ACTIVE)",
		"creatives by search":                "adAccounts/500000001/creatives?q=search",
		"creatives without the method":       "adAccounts/500000001/creatives?q=criteria",
		"an account that is no number":       "adAccounts/mine",
		"a creative that is no URN":          "adAccounts/500000001/creatives/800000001",
		"a message among posts (pitfall 21)": "posts/urn%3Ali%3AadInMailContent%3A910001",
	} {
		if got := c.get(path); got.Status != 400 {
			t.Errorf("%s: %d %s", name, got.Status, got.Raw)
		}
	}
}

// TestManyCampaigns lists those of the large world.
func TestManyCampaigns(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: world.Config{Large: true}})
	if n := len(c.get("adAccounts/500000001/adCampaigns?q=search&search=(status:(values:List(ACTIVE)))&pageSize=1000").elements(t)); n != world.LargeCampaigns {
		t.Errorf("%d campaigns", n)
	}
	if n := len(c.get("adAccounts/500000001/adCampaigns?q=search&search=(status:(values:List(ACTIVE)))").elements(t)); n != 100 {
		t.Errorf("%d campaigns on a page of the default size", n)
	}
}

// TestHeavyCreativePages holds that pages of more than 100 creatives fail every
// other time (pitfall 15).
func TestHeavyCreativePages(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	path := "adAccounts/500000001/creatives?q=criteria&pageSize=101"
	if first, second := c.finder(path).Status, c.finder(path).Status; first != 500 || second != 200 {
		t.Errorf("%d, then %d", first, second)
	}
	for range 3 {
		c.finder("adAccounts/500000001/creatives?q=criteria&pageSize=100").ok(t)
	}
}

// TestLandingPages finds every place where a click URL can be.
func TestLandingPages(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	creatives := c.finder("adAccounts/500000001/creatives?q=criteria&sortOrder=ASCENDING").elements(t)
	if len(creatives) != 12 {
		t.Fatalf("%d creatives", len(creatives))
	}
	where := make(map[string]string)
	for _, e := range creatives {
		content := e["content"].(map[string]any)
		id := e["id"].(string)[len("urn:li:sponsoredCreative:"):]
		reference, _ := content["reference"].(string)
		switch {
		case content["textAd"] != nil:
			where[id] = fmt.Sprint("text ", at(content, "textAd", "landingPage"))
		case content["spotlight"] != nil:
			where[id] = fmt.Sprint("spotlight ", at(content, "spotlight", "landingPage"))
		case content["follow"] != nil:
			where[id] = "nowhere"
		case len(reference) > 24 && reference[:24] == "urn:li:adInMailContent:9":
			where[id] = fmt.Sprint("message ", at(c.get("inMailContents/"+reference[23:]).ok(t).Body, "subContent", "regular", "callToActionLandingPageUrl"))
		default:
			post := c.get("posts/" + url.QueryEscape(reference))
			switch {
			case post.Status == http.StatusNotFound:
				where[id] = "not found"
			case post.Body["contentLandingPage"] != nil:
				where[id] = fmt.Sprint("post ", post.Body["contentLandingPage"])
			default:
				where[id] = fmt.Sprint("cards ", len(at(post.ok(t).Body, "content", "carousel", "cards").([]any)))
			}
		}
	}
	leads := "post https://www.example.com/paper?utm_source=linkedin&utm_medium=paid_social&utm_campaign=dach-leads"
	want := map[string]string{
		"800000001": leads, "800000002": leads,
		"800000003": "post https://www.example.com/demo", "800000004": "post https://www.example.com/demo?utm_campaign=static-demo",
		"800000005": "cards 2", "800000006": "cards 2", "800000007": "post https://www.example.com/film", "800000008": "not found",
		"800000009": "message https://www.example.com/webinar?utm_source=linkedin&utm_medium=message",
		"800000010": "text https://www.example.com/robots?utm_source=linkedin&utm_medium=text",
		"800000011": "spotlight https://www.example.com/spotlight?utm_source=LinkedIn&utm_medium=cpc", "800000016": "nowhere",
	}
	if diff := cmp.Diff(want, where); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTrackingParameters holds what each version knows of them.
func TestTrackingParameters(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	campaign := func(id int64) string {
		return fmt.Sprintf("adTrackingParameters/(adEntity:(sponsoredCampaign:urn%%3Ali%%3AsponsoredCampaign%%3A%d))", id)
	}
	whole := "adTrackingParameters/(adEntity:(sponsoredAccount:urn%3Ali%3AsponsoredAccount%3A500000002))"
	for _, tt := range []struct {
		name, version, path string
		status              int
		dynamic             any
	}{
		{"set on a campaign", "202607", campaign(world.CampaignConversions), 200, map[string]any{"utm_campaign": "CAMPAIGN_NAME", "utm_content": "CREATIVE_ID"}},
		{"not set", "202607", campaign(world.CampaignLeads), 404, nil},
		{"no such campaign", "202607", campaign(7), 404, nil},
		{"of another company", "202607", campaign(world.CampaignForeign), 403, nil},
		{"of an account, too early", "202607", whole, 400, nil},
		{"of an account", "202608", whole, 200, map[string]any{"utm_content": "CREATIVE_NAME"}},
		{"a key of another shape", "202608", "adTrackingParameters/700000002", 400, nil},
		{"a key that is not encoded", "202608", "adTrackingParameters/(adEntity:(sponsoredCampaign:urn:li:sponsoredCampaign:700000002))", 400, nil},
	} {
		c.header.Set("LinkedIn-Version", tt.version)
		got := c.get(tt.path)
		if got.Status != tt.status || tt.dynamic != nil && !cmp.Equal(got.Body["dynamicValueParameters"], tt.dynamic) {
			t.Errorf("%s: %d %s", tt.name, got.Status, got.Raw)
		}
	}
}

// TestConversionRules holds that LinkedIn does not count them.
func TestConversionRules(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	got := c.get("conversions?q=account&account=" + account + "&start=0&count=2").ok(t)
	if total := at(got.Body, "paging", "total"); total != -1.0 || len(got.elements(t)) != 2 {
		t.Errorf("%s", got.Raw)
	}
	links, _ := at(got.Body, "paging", "links").([]any)
	if len(links) != 1 || at(links[0], "rel") != "next" {
		t.Errorf("links are %v", links)
	}
	rest := c.get("conversions?q=account&account=" + account + "&start=2&count=2").ok(t)
	if elements := rest.elements(t); len(elements) != 1 || elements[0]["type"] != "QUALIFIED_LEAD" {
		t.Errorf("%s", rest.Raw)
	}
}

// TestLeadsAgreeWithTheReports counts the responses of a month one by one.
func TestLeadsAgreeWithTheReports(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	list := "leadFormResponses?q=owner&owner=(sponsoredAccount:" + account + ")&leadType=(leadType:SPONSORED)&limitedToTestLeads=false" +
		fmt.Sprintf("&submittedAtTimeRange=(start:%d,end:%d)", world.Date(2026, 9, 1).Milli(), world.Date(2026, 10, 1).Milli()) +
		"&fields=id,submittedAt,testLead&count=100"
	ids := make(map[any]bool)
	for offset := 0; ; offset += 100 {
		page := c.get(fmt.Sprintf("%s&start=%d", list, offset)).elements(t)
		for _, e := range page {
			ids[e["id"]] = true
			if _, personal := e["formResponse"]; personal {
				t.Fatal("what nobody asked for is there")
			}
		}
		if len(page) < 100 {
			break
		}
	}
	reported := c.get(report("ACCOUNT", "ALL", "2026-09-01", "2026-09-30", "oneClickLeads")).elements(t)
	if n := reported[0]["oneClickLeads"]; n != float64(len(ids)) || len(ids) == 0 {
		t.Errorf("%d responses, %v leads", len(ids), n)
	}
}

// TestForwardCompatible holds that every object has a field nobody knows.
func TestForwardCompatible(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{ForwardCompatible: true})
	got := c.get("adAccounts/500000001?fields=id,version").ok(t).Body
	if got["zzFutureField"] == nil || at(got, "version", "zzFutureField") == nil {
		t.Errorf("%v", got)
	}
}

// TestPostsOfThePage holds which posts the page shows by itself, and which are
// only advertisements.
func TestPostsOfThePage(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	own := c.finder("posts?author=urn%3Ali%3Aorganization%3A1001&q=author&sortBy=LAST_MODIFIED&count=100&start=0").elements(t)
	dark := c.finder("posts?q=dscAdAccount&dscAdAccount=" + account + "&dscAdTypes=List(STANDARD)&start=0&count=100").elements(t)
	if len(own) != 3 || len(dark) != 7 {
		t.Errorf("%d posts of the page, %d of ads", len(own), len(dark))
	}
	for _, e := range dark {
		if at(e, "adContext", "dscAdAccount") != "urn:li:sponsoredAccount:500000001" {
			t.Errorf("%v", e)
		}
	}
	social := c.get("socialMetadata/" + url.QueryEscape(own[0]["id"].(string))).ok(t)
	if n, _ := at(social.Body, "reactionSummaries", "LIKE", "count").(float64); n < 10 {
		t.Errorf("%s", social.Raw)
	}
}
