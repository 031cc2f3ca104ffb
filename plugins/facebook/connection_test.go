package facebook_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook"
	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/token"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// test runs a connection test with a token.
func (s *stage) test(account, token string, app bool, more ...string) connector.ConnectionTest {
	s.t.Helper()
	settings := s.settings(account, more...)
	settings.Credential = s.credential(token, app)
	handle := connector.Direct(facebook.New(facebook.Options{Now: s.Now, Sleep: s.waited.sleep}))
	if diags, err := handle.Configure(s.t.Context(), settings); err != nil || diags.HasErrors() {
		s.t.Fatal(err, diags)
	}
	got, err := handle.TestConnection(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

func facts(test connector.ConnectionTest) map[string]string {
	all := make(map[string]string)
	for _, f := range test.Facts {
		all[f.Name] = f.Value
	}
	return all
}

// A connection test tells whose token it is, what it may read, when it ends, and
// what else it sees. Amounts of the account are in its smallest unit at Meta: a yen
// has none below it.
func TestConnection(t *testing.T) {
	t.Parallel()
	s, page := organicStage(t, facebooksim.Options{})
	got := s.test(world.Shop, s.Tokens().SystemUser, true, `, "page_id": "`+page.ID+`"`)
	if !got.OK || len(got.Diagnostics) != 0 {
		t.Fatalf("%+v", got)
	}
	all := facts(got)
	for name, want := range map[string]string{
		"version": "v26.0", "token": "system user of the app roictl", "token ends": "never", "access to data ends": "never",
		"currency": "EUR", "time zone": "Europe/Berlin", "status": "active", "spent so far": "1234.56 EUR",
	} {
		if all[name] != want {
			t.Errorf("%s is %q, want %q", name, all[name], want)
		}
	}
	for name, phrase := range map[string]string{"permissions": "ads_read", "visible ad accounts": "1003", "visible Pages": page.Instagram.ID, "Page": page.Name, "Instagram": page.Instagram.ID} {
		if !strings.Contains(all[name], phrase) {
			t.Errorf("%s is %q, without %q", name, all[name], phrase)
		}
	}
	if yen := facts(s.test(world.Japan, s.Tokens().SystemUser, true)); yen["spent so far"] != "123456 JPY" {
		t.Errorf("spent %q", yen["spent so far"])
	}
	for _, r := range s.Requests() {
		if r.Values.Has("access_token") || r.Values.Has("input_token") && !r.Batched {
			t.Errorf("a token in an address: %s %v", r.Path, r.Values)
		}
	}
}

// What does not work is told by its reason, with what to do about it; what ends soon
// is told two weeks before.
func TestConnectionTroubles(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		account string
		token   func(*stage) string
		page    bool
		code    connector.TestCode
		codes   []string
		says    string
	}{
		"an expired token":    {world.Shop, func(s *stage) string { return s.Tokens().Expired }, false, connector.TestAuthExpired, []string{"AUTH_EXPIRED"}, "it has expired"},
		"a changed password":  {world.Shop, func(s *stage) string { return s.Tokens().PasswordChanged }, false, connector.TestAuthExpired, []string{"AUTH_EXPIRED"}, "password"},
		"no token at all":     {world.Shop, func(*stage) string { return "EAAnonsense" }, false, connector.TestAuthExpired, []string{"AUTH_EXPIRED"}, "roictl login"},
		"no permission":       {world.Shop, func(s *stage) string { return s.Tokens().NoAds }, false, connector.TestAuthScope, []string{"AUTH_SCOPE"}, "ads_read"},
		"lapsed access":       {world.Shop, func(s *stage) string { return s.Tokens().Lapsed }, false, connector.TestAuthScope, []string{"AUTH_SCOPE"}, "90 more days"},
		"no insights, a Page": {world.Shop, func(s *stage) string { return s.Tokens().NoInsights }, true, connector.TestAuthScope, []string{"AUTH_SCOPE"}, "read_insights"},
		"another's account":   {world.Elsewhere, func(s *stage) string { return s.Tokens().SystemUser }, false, connector.TestAuthScope, []string{"AUTH_SCOPE"}, "assign"},
		"no such account":     {"99", func(s *stage) string { return s.Tokens().SystemUser }, false, connector.TestAccountNotVisible, []string{"ACCOUNT_NOT_VISIBLE"}, "does not exist"},
		"ends soon": {world.Shop, func(s *stage) string {
			return s.AddToken(token.Token{Kind: token.User, Scopes: token.Marketing, Expires: s.Now().Add(10 * 24 * time.Hour), DataExpires: s.Now().Add(13 * 24 * time.Hour)})
		}, false, "", []string{"FACEBOOK_EXPIRY", "FACEBOOK_EXPIRY"}, "in 10 days"},
	} {
		s, page := organicStage(t, facebooksim.Options{})
		more := ""
		if test.page {
			more = `, "page_id": "` + page.ID + `"`
		}
		got := s.test(test.account, test.token(s), true, more)
		var codes []string
		said := ""
		for _, d := range got.Diagnostics {
			codes = append(codes, d.Code)
			said += d.Detail + " " + d.Hint + " "
		}
		if got.OK != (test.code == "") || got.Code != test.code || !slices.Equal(codes, test.codes) || !strings.Contains(said, test.says) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	s := newStage(t, facebooksim.Options{}, world.Shop)
	if got := s.test(world.Shop, s.Tokens().SystemUser, false); !got.OK || len(got.Diagnostics) != 1 || got.Diagnostics[0].Code != "FACEBOOK_TOKEN_UNKNOWN" {
		t.Errorf("without the app: %+v", got)
	}
}

// A short-lived token becomes one of 60 days; one that has expired cannot.
func TestExchange(t *testing.T) {
	t.Parallel()
	s := newStage(t, facebooksim.Options{}, world.Shop)
	handle := connector.Direct(facebook.New(facebook.Options{Now: s.Now, Sleep: s.waited.sleep}))
	old := s.credential(s.Tokens().ShortLived, true)
	old.Extra[connector.ExtraTokenURL] = s.url + "/v26.0/oauth/access_token"
	fresh, diags, err := handle.ExchangeCredentials(t.Context(), old)
	if err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	if left := time.Unix(fresh.ExpiresAt, 0).Sub(s.Now()); fresh.AccessToken == old.AccessToken || left != 60*24*time.Hour {
		t.Errorf("the new token lasts %v", left)
	}
	if diff := cmp.Diff(old.Extra, fresh.Extra); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, r := range s.Requests() {
		if r.Method != "POST" {
			t.Errorf("%s %s has tokens in its address", r.Method, r.Path)
		}
	}
	expired := old
	expired.AccessToken = s.Tokens().Expired
	if _, diags, err := handle.ExchangeCredentials(t.Context(), expired); err != nil || len(diags) != 1 || diags[0].Code != connector.CodeAuthExpired {
		t.Errorf("an expired token: %v %v", err, diags)
	}
	bare := old
	bare.Extra = nil
	if _, diags, err := handle.ExchangeCredentials(t.Context(), bare); err != nil || len(diags) != 1 || !strings.Contains(diags[0].Hint, "client_secret") {
		t.Errorf("without the app: %v %v", err, diags)
	}
}
