package facebooksim_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
)

const pageID = "333000000000001"

func TestWhoMayAsk(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	tokens := g.Tokens()
	for name, tt := range map[string]struct {
		token, path   string
		code, subcode int
	}{
		"system user":                 {tokens.SystemUser, "act_1001/insights", 0, 0},
		"long-lived user":             {tokens.LongLived, "act_1001/insights", 0, 0},
		"short-lived user":            {tokens.ShortLived, "act_1001/insights", 0, 0},
		"nobody":                      {"", "me", 2500, 0},
		"unknown":                     {"EAAnobodys", "me", 190, 0},
		"expired":                     {tokens.Expired, "act_1001/insights", 190, 463},
		"password changed":            {tokens.PasswordChanged, "act_1001/insights", 190, 460},
		"without ads_read":            {tokens.NoAds, "act_1001/insights", 200, 0},
		"an account of somebody else": {tokens.SystemUser, "act_1006/insights", 200, 0},
		"no such account":             {tokens.SystemUser, "act_9999", 100, 33},
		"no such edge":                {tokens.SystemUser, "act_1001/shoes", 2500, 0},
		"a Page with a user's token":  {tokens.LongLived, pageID + "/insights", 190, 0},
	} {
		r := g.do(http.MethodGet, tt.token, tt.path)
		code, subcode := r.code()
		if code != tt.code || subcode != tt.subcode {
			t.Errorf("%s: %d %s, want %d/%d", name, r.status, r.text, tt.code, tt.subcode)
		}
		if tt.code != 0 && r.header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s: an error without WWW-Authenticate", name)
		}
	}
	if code, _ := g.get("act_1001", "fields", "id,shoe_size").code(); code != 100 {
		t.Errorf("an unknown field is code %d", code)
	}
}

// TestSilentlyEmpty: tokens that work and see nothing.
func TestSilentlyEmpty(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	page := []string{"metric", "page_media_view", "period", "day"}
	views := []string{"metric", "views", "period", "day", "metric_type", "total_value"}
	pageToken := func(user string) string {
		token, _ := g.do(http.MethodGet, user, "me/accounts", "fields", "access_token").rows()[0]["access_token"].(string)
		return token
	}
	for name, r := range map[string]reply{
		"ads after data access lapsed":       g.do(http.MethodGet, g.Tokens().Lapsed, "act_1001/insights"),
		"ads list after data access lapsed":  g.do(http.MethodGet, g.Tokens().Lapsed, "act_1001/ads"),
		"a Page after data access lapsed":    g.do(http.MethodGet, pageToken(g.Tokens().Lapsed), pageID+"/insights", page...),
		"a Page without read_insights":       g.do(http.MethodGet, pageToken(g.Tokens().NoInsights), pageID+"/insights", page...),
		"Instagram without read_insights":    g.do(http.MethodGet, g.Tokens().NoInsights, "178400000000000001/insights", views...),
		"Instagram after data access lapsed": g.do(http.MethodGet, g.Tokens().Lapsed, "178400000000000001/insights", views...),
	} {
		if r.status != http.StatusOK || len(r.rows()) != 0 || !strings.Contains(r.text, `"data":[]`) {
			t.Errorf("%s: %d %s", name, r.status, r.text)
		}
	}
	if r := g.do(http.MethodGet, pageToken(g.Tokens().LongLived), pageID+"/insights", page...); len(r.rows()) != 1 {
		t.Errorf("a Page token that may: %s", r.text)
	}
}

// TestExpiryOnTheClock: the token of an hour ends after an hour.
func TestExpiryOnTheClock(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	g.Advance(time.Hour - time.Second)
	if r := g.do(http.MethodGet, g.Tokens().ShortLived, "me"); r.status != http.StatusOK {
		t.Errorf("before: %s", r.text)
	}
	g.Advance(time.Second)
	if code, subcode := g.do(http.MethodGet, g.Tokens().ShortLived, "me").code(); code != 190 || subcode != 463 {
		t.Errorf("after: %d/%d", code, subcode)
	}
	g.Revoke(g.Tokens().LongLived, 467)
	if code, subcode := g.do(http.MethodGet, g.Tokens().LongLived, "me").code(); code != 190 || subcode != 467 {
		t.Errorf("revoked: %d/%d", code, subcode)
	}
	g.Expire(g.Tokens().SystemUser)
	if code, subcode := g.get("me").code(); code != 190 || subcode != 463 {
		t.Errorf("expired: %d/%d", code, subcode)
	}
}

// proofOf computes a proof independently of the simulator.
func proofOf(secret, token string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(token))
	return hex.EncodeToString(mac.Sum(nil))
}

func TestProof(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{RequireProof: true})
	if r := g.get("act_1001", "appsecret_proof", proofOf(g.Tokens().AppSecret, g.Tokens().SystemUser)); r.status != http.StatusOK {
		t.Errorf("with proof: %s", r.text)
	}
	for name, r := range map[string]reply{
		"none": g.get("act_1001"), "wrong": g.get("act_1001", "appsecret_proof", strings.Repeat("0", 64)),
	} {
		if code, _ := r.code(); code != 100 || !strings.Contains(r.text, "appsecret_proof") {
			t.Errorf("%s: %s", name, r.text)
		}
	}
	if r := start(t, facebooksim.Options{}).get("act_1001", "appsecret_proof", "00"); r.status != http.StatusBadRequest {
		t.Errorf("a wrong proof passes where none is needed: %s", r.text)
	}
}

func TestDebugToken(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	tokens := g.Tokens()
	ask := func(input string) map[string]any {
		data, _ := g.do(http.MethodGet, tokens.App, "/debug_token", "input_token", input).json["data"].(map[string]any)
		return data
	}
	system := ask(tokens.SystemUser)
	if system["type"] != "SYSTEM_USER" || system["is_valid"] != true || system["expires_at"] != float64(0) || system["data_access_expires_at"] != float64(0) {
		t.Errorf("system user: %v", system)
	}
	// 2026-05-20T10:00:00Z is 1779271200; sixty days are 5184000 seconds.
	if user := ask(tokens.LongLived); user["expires_at"] != float64(1779271200+5184000) {
		t.Errorf("long-lived user: %v", user)
	}
	expired := ask(tokens.Expired)
	if failure, _ := expired["error"].(map[string]any); expired["is_valid"] != false || failure["subcode"] != float64(463) {
		t.Errorf("expired: %v", expired)
	}
	if page := ask(tokens.Page); page["type"] != "PAGE" || page["profile_id"] != pageID {
		t.Errorf("page: %v", page)
	}
	if unknown := ask("EAAnobodys"); unknown["is_valid"] != false {
		t.Errorf("unknown: %v", unknown)
	}
	if r := g.do(http.MethodGet, tokens.LongLived, "debug_token", "input_token", tokens.SystemUser); r.status != http.StatusBadRequest {
		t.Errorf("a user's token inspects another: %s", r.text)
	}
}

// TestLogin goes through the dialog, the code, and the long-lived token.
func TestLogin(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	const redirect = "http://127.0.0.1:1/callback"
	tokens := g.Tokens()
	dialog := func(more ...string) url.Values {
		r := g.do(http.MethodGet, "", "dialog/oauth", append([]string{"client_id", tokens.AppID, "redirect_uri", redirect, "state", "s t&", "scope", "ads_read,read_insights"}, more...)...)
		target, err := url.Parse(r.header.Get("Location"))
		if err != nil || r.status != http.StatusFound || !strings.HasPrefix(target.String(), redirect) {
			t.Fatalf("dialog: %d %s", r.status, r.header.Get("Location"))
		}
		return target.Query()
	}
	if refused := dialog("sim", "deny"); refused.Get("error_reason") != "user_denied" || refused.Get("state") != "s t&" {
		t.Errorf("refused: %v", refused)
	}
	code := dialog().Get("code")
	exchange := func(pairs ...string) reply {
		return g.do(http.MethodPost, "", "oauth/access_token", append([]string{"client_id", tokens.AppID, "client_secret", tokens.AppSecret}, pairs...)...)
	}
	if r := exchange("code", code, "redirect_uri", redirect+"/"); r.status != http.StatusBadRequest {
		t.Errorf("another redirect_uri: %s", r.text)
	}
	short := exchange("code", code, "redirect_uri", redirect)
	value, _ := short.json["access_token"].(string)
	if short.json["expires_in"] != float64(3600) || short.json["token_type"] != "bearer" {
		t.Fatalf("exchange: %s", short.text)
	}
	if r := exchange("code", code, "redirect_uri", redirect); !strings.Contains(r.text, "36009") {
		t.Errorf("a used code: %s", r.text)
	}
	if r := g.do(http.MethodGet, value, "act_1001/insights"); r.status != http.StatusOK {
		t.Errorf("the new token: %s", r.text)
	}
	long := exchange("grant_type", "fb_exchange_token", "fb_exchange_token", value)
	if long.json["expires_in"] != float64(5184000) {
		t.Errorf("extended: %s", long.text)
	}
	g.Advance(2 * time.Hour)
	if r := exchange("grant_type", "fb_exchange_token", "fb_exchange_token", value); !strings.Contains(r.text, `"code":190`) {
		t.Errorf("extending an expired token: %s", r.text)
	}
	// HTTP Basic is not read: the first attempt of a client that tries it fails.
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, g.base+"/v26.0/oauth/access_token", strings.NewReader("code=x"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.SetBasicAuth(tokens.AppID, tokens.AppSecret)
	if r := g.send(request); r.status != http.StatusBadRequest || !strings.Contains(r.text, "client_id") {
		t.Errorf("HTTP Basic: %d %s", r.status, r.text)
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	g, upgrade := start(t, facebooksim.Options{}), start(t, facebooksim.Options{AutoUpgrade: true})
	token := g.Tokens().SystemUser
	for _, tt := range []struct {
		rig     *rig
		path    string
		code    int
		version string
	}{
		{g, "/v26.0/act_1001", 0, "v26.0"},
		{g, "/v25.0/act_1001", 0, "v25.0"},
		{g, "/v24.0/act_1001", 2635, "v24.0"},
		{g, "/v24.0/me", 0, "v24.0"},
		{g, "/act_1001", 0, "v25.0"},
		{g, "/v99.0/me", 2500, "v99.0"},
		{upgrade, "/v24.0/act_1001", 0, "v25.0"},
		{upgrade, "/v99.0/act_1001", 2635, "v99.0"},
	} {
		r := tt.rig.do(http.MethodGet, token, tt.path)
		if code, _ := r.code(); code != tt.code || r.header.Get("facebook-api-version") != tt.version {
			t.Errorf("%s: code %d, version %s; want %d, %s", tt.path, code, r.header.Get("facebook-api-version"), tt.code, tt.version)
		}
	}
	if r := g.do(http.MethodGet, token, "/v26.0/", "ids", "act_1001,act_1002"); !strings.Contains(r.text, `"code":12`) {
		t.Errorf("ids on the root: %s", r.text)
	}
}

func TestAccounts(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	want := [][]string{{"act_1001", "1001", "EUR", "Europe/Berlin"}, {"act_1002", "1002", "USD", "America/New_York"}, {"act_1003", "1003", "JPY", "Asia/Tokyo"}, {"act_1005", "1005", "EUR", "Europe/Berlin"}}
	query := []string{"fields", "id,account_id,currency,timezone_name,timezone_offset_hours_utc,account_status"}
	for _, path := range []string{"me/adaccounts", "900000000000001/owned_ad_accounts"} {
		if diff := cmp.Diff(want, pick(g.all(path, query...), "id", "account_id", "currency", "timezone_name")); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	// The offset is today's: New York has -4 in May and -5 in January.
	if r := g.get("act_1002", query...); r.json["timezone_offset_hours_utc"] != float64(-4) || r.json["account_status"] != float64(1) {
		t.Errorf("New York in May: %s", r.text)
	}
	g.SetNow(utc(t, "2027-01-10T12:00:00Z"))
	if r := g.get("act_1002", query...); r.json["timezone_offset_hours_utc"] != float64(-5) {
		t.Errorf("New York in January: %s", r.text)
	}
}
