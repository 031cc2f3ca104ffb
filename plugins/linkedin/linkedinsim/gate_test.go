package linkedinsim_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// TestVersions holds LinkedIn's answers byte for byte where they were reported
// (pitfall 1).
func TestVersions(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	for _, tt := range []struct {
		version string
		status  int
		body    string
	}{
		{"202607", 200, ""},
		{"20260701", 200, ""},
		{"202502", 426, `{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20250201 is not active"}`},
		{"202512", 426, `{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20251201 is not active"}`},
		{"latest", 426, `{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version latest is not active"}`},
		{"", 400, `{"status":400,"code":"VERSION_MISSING","message":"A version must be present. Please specify a version by adding the LinkedIn-Version header."}`},
	} {
		c.header.Set("LinkedIn-Version", tt.version)
		if got := c.get("adAccounts/500000001"); got.Status != tt.status || tt.body != "" && got.Raw != tt.body {
			t.Errorf("version %q: %d %s", tt.version, got.Status, got.Raw)
		}
	}
}

// TestVersionEndsDuringARun holds that a version is active until its day begins.
func TestVersionEndsDuringARun(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{Now: time.Date(2027, 7, 14, 23, 59, 0, 0, time.UTC)})
	c.get("adAccounts/500000001").ok(t)
	c.sim.Advance(time.Minute)
	token := c.signIn(world.Admin)
	c.token = token
	if got := c.get("adAccounts/500000001"); got.Status != http.StatusUpgradeRequired {
		t.Errorf("on the day of its end: %d %s", got.Status, got.Raw)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	expect := func(t *testing.T, c *client, status int, code string) {
		t.Helper()
		got := c.get("adAccounts/500000001")
		if got.Status != status || status != 200 && got.Body["code"] != code {
			t.Errorf("%d %s, want %d %s", got.Status, got.Raw, status, code)
		}
	}
	t.Run("none", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.token = ""
		expect(t, c, 401, "EMPTY_ACCESS_TOKEN")
	})
	t.Run("garbage", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.token = "AQXnever"
		expect(t, c, 401, "INVALID_ACCESS_TOKEN")
	})
	t.Run("after 60 days", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.sim.Advance(60*24*time.Hour - time.Second)
		expect(t, c, 200, "")
		c.sim.Advance(time.Second)
		expect(t, c, 401, "EXPIRED_ACCESS_TOKEN")
	})
	t.Run("seconds old (pitfall 16)", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{TokenDelay: 20 * time.Second})
		expect(t, c, 401, "REVOKED_ACCESS_TOKEN")
		c.sim.Advance(20 * time.Second)
		expect(t, c, 200, "")
	})
	t.Run("revoked", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.sim.Auth().Revoke(c.token)
		expect(t, c, 401, "REVOKED_ACCESS_TOKEN")
	})
	t.Run("replaced by a consent to other scopes", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.signIn(world.Admin, linkedinsim.ReadScopes()...)
		expect(t, c, 200, "")
		c.signIn(world.Admin, "r_ads")
		expect(t, c, 401, "REVOKED_ACCESS_TOKEN")
	})
	t.Run("restricted member", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.sim.Auth().Restrict(world.Admin)
		expect(t, c, 401, "RESTRICTED_MEMBER")
	})
	t.Run("token is checked before the version", func(t *testing.T) {
		t.Parallel()
		c := start(t, linkedinsim.Options{})
		c.token = ""
		c.header.Del("LinkedIn-Version")
		expect(t, c, 401, "EMPTY_ACCESS_TOKEN")
	})
}

// TestPermissions tells a missing scope, which is 403, from a missing role,
// which on adAnalytics is silence (pitfall 17).
func TestPermissions(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	report := "adAnalytics?q=analytics&pivot=ACCOUNT&" + october + "&accounts=List(" + account + ")&fields=impressions"
	page := "organizationPageStatistics?q=organization&organization=urn%3Ali%3Aorganization%3A1001"
	for _, tt := range []struct {
		name, member string
		scopes       []string
		path         string
		status       int
		message      string
	}{
		{"no reporting scope", world.Admin, []string{"r_ads"}, report, 403, "Not enough permissions to access: partnerApiAdAnalytics.FINDER-analytics.20260701"},
		{"reporting does not imply ads", world.Admin, []string{"r_ads_reporting"}, "adAccounts/500000001", 403, "Not enough permissions to access: partnerApiAdAccounts.GET.20260701"},
		{"no role, report", world.Outsider, nil, report, 200, ""},
		{"no role, account", world.Outsider, nil, "adAccounts/500000001", 403, "Not enough permissions to access: partnerApiAdAccounts.GET.20260701"},
		{"no role, campaigns", world.Outsider, nil, "adAccounts/500000001/adCampaigns?q=search&search=(test:false)", 403, "Not enough permissions to access: partnerApiAdCampaigns.FINDER-search.20260701"},
		{"no such account", world.Admin, nil, "adAccounts/5", 404, "The ad account 5 does not exist"},
		{"role on the account, not the page", world.Analyst, nil, page, 403, "Not enough permissions to access: partnerApiOrganizationPageStatistics.FINDER-organization.20260701"},
		{"ads alone do not read posts", world.Admin, []string{"r_ads", "r_ads_reporting"}, "posts/urn%3Ali%3AugcPost%3A7100000000000000001", 403, "Not enough permissions to access: partnerApiPostsExternal.GET.20260701"},
		{"a parameter that it does not have", world.Admin, nil, "adAccounts?q=search&format=json", 403, "Unpermitted fields present in PARAMETER: Data Processing Exception while processing fields [/format]"},
		{"the old creatives", world.Admin, nil, "adCreatives?q=search", 403, "Not enough permissions to access: partnerApiAdCreatives.FINDER-search.20260701"},
		{"no such resource", world.Admin, nil, "adWeather", 404, "No virtual resource found"},
	} {
		c.token = c.signIn(tt.member, tt.scopes...)
		got := c.get(tt.path)
		message, _ := got.Body["message"].(string)
		if got.Status != tt.status || message != tt.message {
			t.Errorf("%s: %d %s", tt.name, got.Status, got.Raw)
		}
		if tt.status == 200 && len(got.elements(t)) != 0 {
			t.Errorf("%s: %s", tt.name, got.Raw)
		}
	}
}

// TestDevelopmentTier holds that an application sees only the accounts that were
// mapped to it, whatever roles the member has.
func TestDevelopmentTier(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{MappedAccounts: []int64{world.AccountUSD}})
	got := c.get("adAccounts?q=search").elements(t)
	if len(got) != 1 || got[0]["id"] != float64(world.AccountUSD) {
		t.Errorf("accounts are %v", got)
	}
}

// TestMethods holds 405, 411 and what a tunnelled query may look like.
func TestMethods(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: handmade()})
	query := "q=analytics&pivot=ACCOUNT&" + october + "&accounts=List(" + account + ")&fields=impressions"
	form := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	override := func(kind string) http.Header {
		return http.Header{"X-Http-Method-Override": {"GET"}, "Content-Type": {kind}}
	}
	multipart := "--b\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + query +
		"\r\n--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--"
	for _, tt := range []struct {
		name, method, path, body string
		header                   http.Header
		status                   int
	}{
		{"a POST without override", http.MethodPost, "/rest/adAnalytics", query, form, 405},
		{"a DELETE", http.MethodDelete, "/rest/adAnalytics?" + query, "", nil, 405},
		{"tunnelled", http.MethodPost, "/rest/adAnalytics", query, override("application/x-www-form-urlencoded"), 200},
		{"tunnelled with a body of its own", http.MethodPost, "/rest/adAnalytics", multipart, override("multipart/mixed; boundary=b"), 200},
		{"tunnelled without a form", http.MethodPost, "/rest/adAnalytics", "--b--", override("multipart/mixed; boundary=b"), 400},
		{"tunnelled without a type", http.MethodPost, "/rest/adAnalytics", query, override(""), 400},
		{"a query in both places", http.MethodPost, "/rest/adAnalytics?q=analytics", query, override("application/x-www-form-urlencoded"), 400},
		{"tunnelled POST", http.MethodPost, "/rest/adAnalytics", query, http.Header{"X-Http-Method-Override": {"POST"}, "Content-Type": {"application/x-www-form-urlencoded"}}, 405},
		{"a long segment", http.MethodGet, "/rest/posts/" + strings.Repeat("x", 4097), "", nil, 414},
		{"a long URL", http.MethodGet, "/rest/posts/" + strings.Repeat("x", 4000) + "/" + strings.Repeat("y", 4000) + "/" + strings.Repeat("z", 300), "", nil, 414},
		{"long headers", http.MethodGet, "/rest/adAccounts", "", http.Header{"Cookie": {strings.Repeat("c", 28<<10)}}, 414},
	} {
		if got := c.do(tt.method, tt.path, tt.body, tt.header); got.Status != tt.status {
			t.Errorf("%s: %d %s", tt.name, got.Status, got.Raw)
		}
	}
}

// TestProtocol1 asks the same in the older dialect, which a call without the
// header speaks.
func TestProtocol1(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{World: handmade()})
	second := c.get("adAnalytics?q=analytics&pivot=CAMPAIGN&" + october + "&accounts=List(" + account + ")&fields=pivotValues,impressions").ok(t)
	c.header.Del("X-Restli-Protocol-Version")
	first := c.get("adAnalytics?q=analytics&pivot=CAMPAIGN&timeGranularity=ALL&dateRange.start.year=2026&dateRange.start.month=10&dateRange.start.day=1" +
		"&dateRange.end.year=2026&dateRange.end.month=10&dateRange.end.day=31&accounts[0]=urn:li:sponsoredAccount:500000001&fields=pivotValues,impressions").ok(t)
	if diff := cmp.Diff(second.Raw, first.Raw); diff != "" {
		t.Error(diff)
	}
	if got := c.get("adAnalytics?q=analytics&pivot=CAMPAIGN&" + october + "&accounts=List(" + account + ")"); got.Status != 400 {
		t.Errorf("the newer dialect without its header: %d", got.Status)
	}
}

// TestHeaders holds what support asks for, and that nothing tells of limits.
func TestHeaders(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	got := c.get("adAccounts?q=search").ok(t).Header
	for _, name := range []string{"X-Li-Uuid", "X-Li-Fabric", "X-Li-Pop", "X-Restli-Protocol-Version"} {
		if got.Get(name) == "" {
			t.Errorf("%s is missing", name)
		}
	}
	for name := range got {
		if strings.Contains(strings.ToLower(name), "ratelimit") || name == "Retry-After" {
			t.Errorf("%s tells of limits", name)
		}
	}
}

// TestPostWithoutLength sends what Go's client never sends: a POST that does not
// say how long its body is.
func TestPostWithoutLength(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(c.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := io.WriteString(connection, "POST /rest/adAnalytics HTTP/1.1\r\nHost: sim\r\nX-HTTP-Method-Override: GET\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusLengthRequired {
		t.Errorf("status %d", response.StatusCode)
	}
}
