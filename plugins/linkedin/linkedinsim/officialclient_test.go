package linkedinsim_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
)

// TestOfficialClient replays what LinkedIn's own Node client (linkedin-api-client
// 0.3.0) sent when it was driven against this simulator: method, path, query and
// headers as they arrived. It writes the method header in small letters, begins a
// query that has nothing but fields with '&', and separates scopes by commas.
func TestOfficialClient(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	const octoberRange = "&dateRange=(start:(year:2026,month:10,day:1),end:(year:2026,month:10,day:31))"
	for _, tt := range []struct {
		name, kind, path string
		status           int
		contains         string
	}{
		{"accounts", "finder", "/rest/adAccounts?q=search&search=(status:(values:List(ACTIVE)),test:false)", 200, `"currency":"EUR"`},
		{"one account", "get", "/rest/adAccounts/500000001?&fields=id,currency", 200, `{"currency":"EUR","id":500000001}`},
		{"campaigns", "finder", "/rest/adAccounts/500000001/adCampaigns?q=search&search=(status:(values:List(ACTIVE,PAUSED)))&pageSize=2&fields=id,name", 200, `"nextPageToken":"`},
		{"creatives", "finder", "/rest/adAccounts/500000001/creatives?q=criteria&campaigns=List(urn%3Ali%3AsponsoredCampaign%3A700000001)&sortOrder=ASCENDING&pageSize=10", 200, `"urn:li:sponsoredCreative:800000002"`},
		{"analytics", "finder", "/rest/adAnalytics?q=analytics&pivot=CAMPAIGN&timeGranularity=ALL" + octoberRange + "&accounts=List(urn%3Ali%3AsponsoredAccount%3A500000001)&fields=pivotValues,impressions,costInLocalCurrency", 200, `"urn:li:sponsoredCampaign:700000007"`},
		{"statistics", "finder", "/rest/adAnalytics?q=statistics&pivots=List(CAMPAIGN,CREATIVE)&timeGranularity=(value:MONTHLY)&dateRange=(start:(year:2026,month:9,day:1),end:(year:2026,month:10,day:31))&accounts=List(urn%3Ali%3AsponsoredAccount%3A500000001)&fields=dateRange,pivotValues,clicks,costInUsd", 200, `["urn:li:sponsoredCampaign:700000001","urn:li:sponsoredCreative:800000001"]`},
		{"a post", "get", "/rest/posts/urn%3Ali%3AugcPost%3A7100000000000000001", 200, `"contentLandingPage":"https://www.example.com/paper?utm_source=linkedin&utm_medium=paid_social&utm_campaign=dach-leads"`},
		{"several posts", "batch_get", "/rest/posts?ids=List(urn%3Ali%3Ashare%3A7200000000000000001,urn%3Ali%3AugcPost%3A7100000000000000008)", 200, `"status":404`},
		{"tracking parameters", "get", "/rest/adTrackingParameters/(adEntity:(sponsoredCampaign:urn%3Ali%3AsponsoredCampaign%3A700000002))", 200, `"utm_content":"CREATIVE_ID"`},
		{"share statistics", "finder", "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=urn%3Ali%3Aorganization%3A1001&timeIntervals=(timeRange:(start:1790812800000,end:1790985600000),timeGranularityType:DAY)", 200, `"start":1790899200000`},
		{"leads", "finder", "/rest/leadFormResponses?q=owner&owner=(sponsoredAccount:urn%3Ali%3AsponsoredAccount%3A500000001)&leadType=(leadType:SPONSORED)&limitedToTestLeads=false&submittedAtTimeRange=(start:1790812800000,end:1793491200000)&start=0&count=2&fields=id,submittedAt", 200, `"submittedAt":`},
		{"pages", "finder", "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED", 200, `"urn:li:organization:1001"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := c.do(http.MethodGet, tt.path, "", http.Header{"X-Restli-Method": {tt.kind}, "Content-Type": {"application/json"}})
			if got.Status != tt.status || !strings.Contains(got.Raw, tt.contains) {
				t.Errorf("%d %.400s, want %s", got.Status, got.Raw, tt.contains)
			}
		})
	}
}

// TestOfficialClientTunnels replays its read of more campaigns than fit into a
// URL: it moves the query into the body from 4,000 characters on.
func TestOfficialClientTunnels(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: handmade()})
	campaigns := strings.Repeat("urn%3Ali%3AsponsoredCampaign%3A799999999,", 129) + "urn%3Ali%3AsponsoredCampaign%3A700000001"
	query := "q=analytics&pivot=CAMPAIGN&" + october + "&campaigns=List(" + campaigns + ")&fields=pivotValues,impressions"
	if got := c.get("adAnalytics?" + query); got.Status != http.StatusRequestURITooLong {
		t.Errorf("%d characters in the URL: %d", len(query), got.Status)
	}
	got := c.do(http.MethodPost, "/rest/adAnalytics", query, http.Header{"X-Http-Method-Override": {"GET"},
		"Content-Type": {"application/x-www-form-urlencoded"}, "X-Restli-Method": {"finder"}})
	if elements := got.elements(t); len(elements) != 1 || elements[0]["impressions"] != 250.0 {
		t.Errorf("%s", got.Raw)
	}
	ledger := c.sim.Requests()
	last := ledger[len(ledger)-1]
	if !last.Tunnelled || last.Method != http.MethodGet || last.Query != query || last.Path != "/rest/adAnalytics" || last.Status != 200 {
		t.Errorf("the ledger has %+v", last)
	}
}

// TestOfficialClientSignsIn replays its sign-in.
func TestOfficialClientSignsIn(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	c.token = ""
	consent := c.do(http.MethodGet, "/oauth/v2/authorization?response_type=code&client_id=86demo0client&redirect_uri=http://localhost:8765/callback&scope=r_ads,r_ads_reporting&state=st4te", "", nil)
	location, err := url.Parse(consent.Header.Get("Location"))
	if err != nil || consent.Status != http.StatusFound || location.Query().Get("state") != "st4te" {
		t.Fatalf("%d %v %v", consent.Status, location, err)
	}
	form := func(pairs ...string) answer {
		t.Helper()
		body := url.Values{"client_id": {"86demo0client"}, "client_secret": {"demo-client-secret"}}
		for i := 0; i < len(pairs); i += 2 {
			body.Set(pairs[i], pairs[i+1])
		}
		path := "/oauth/v2/accessToken"
		if body.Has("token") {
			path = "/oauth/v2/introspectToken"
		}
		return c.do(http.MethodPost, path, body.Encode(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
	}
	exchange := []string{"grant_type", "authorization_code", "code", location.Query().Get("code"), "redirect_uri", "http://localhost:8765/callback"}
	token := form(exchange...).ok(t)
	if token.Body["scope"] != "r_ads,r_ads_reporting" || token.Body["expires_in"] != 5184000.0 || token.Body["token_type"] != nil {
		t.Errorf("the token is %s", token.Raw)
	}
	if again := form(exchange...); again.Status != 400 || again.Body["error_description"] != "Unable to retrieve access token: authorization code not found" {
		t.Errorf("the code twice: %d %s", again.Status, again.Raw)
	}
	renewed := form("grant_type", "refresh_token", "refresh_token", token.Body["refresh_token"].(string)).ok(t)
	seen := form("token", renewed.Body["access_token"].(string)).ok(t)
	if seen.Body["active"] != true || seen.Body["auth_type"] != "3L" || seen.Body["expires_at"] != float64(c.sim.Now().Unix()+5184000) {
		t.Errorf("introspection says %s", seen.Raw)
	}
}
