package linkedin_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

func (s *stage) test() connector.ConnectionTest {
	s.t.Helper()
	got, err := s.handle.TestConnection(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

// A good connection tells what the login may do, until when, and what it sees.
func TestConnection(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea+", "+company)
	got := s.test()
	if !got.OK || len(got.Diagnostics) > 0 {
		t.Fatalf("%+v", got)
	}
	for _, want := range []connector.Fact{
		{Name: "permissions", Value: "r_ads, r_ads_reporting, r_marketing_leadgen_automation, r_organization_social, rw_organization_admin"},
		{Name: "token until", Value: "2027-01-21 (60 days)"},
		{Name: "account 500000001", Value: "Example Robotics EMEA, EUR, ACTIVE"},
		{Name: "other accounts", Value: "500000002 (Example Robotics US)"},
		{Name: "page 1001", Value: "administrator"},
		{Name: "time zone", Value: "UTC"},
		{Name: "version", Value: "202607"},
	} {
		if !slices.Contains(got.Facts, want) {
			t.Errorf("%+v is not among %+v", want, got.Facts)
		}
	}
}

// What is lacking fails with a stable code, or warns where other reports work all the
// same; tokens are warned of fourteen days before their end.
func TestConnectionsThatLack(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		block   string
		prepare func(*stage)
		code    connector.TestCode // "" where it is OK
		says    string
	}{
		"a token that ends in 14 days":   {emea, func(s *stage) { s.Advance(46*24*time.Hour + time.Minute) }, "", "LINKEDIN_TOKEN_ENDS 2027-01-21"},
		"a token that ends in 15 days":   {emea, func(s *stage) { s.Advance(45 * 24 * time.Hour) }, "", ""},
		"a token that has ended":         {emea, func(s *stage) { s.Advance(61 * 24 * time.Hour) }, connector.TestAuthExpired, "expired"},
		"a token that was revoked":       {emea, func(s *stage) { s.Auth().Revoke(s.token) }, connector.TestAuthExpired, "revoked"},
		"a token of nobody":              {emea, func(s *stage) { s.token = "AQother" }, connector.TestAuthExpired, "another application"},
		"a version that ends":            {emea + `, "api_version": "202601"`, nil, "", "LINKEDIN_VERSION_ENDS 2027-01-15"},
		"a version that has ended":       {emea + `, "api_version": "202510"`, nil, connector.TestVersionSunset, "202510"},
		"posts":                          {emea, func(s *stage) { s.token = s.signIn(world.Admin, "r_ads", "r_ads_reporting") }, "", "LINKEDIN_SCOPES r_organization_social"},
		"reports":                        {emea, func(s *stage) { s.token = s.signIn(world.Admin, "r_ads", "r_organization_social") }, connector.TestAuthScope, "r_ads_reporting"},
		"accounts":                       {emea, func(s *stage) { s.token = s.signIn(world.Outsider) }, connector.TestAccountNotVisible, "500000001"},
		"an account of others":           {`"account_ids": ["500000001", "500000003"]`, nil, connector.TestAccountNotVisible, "500000003"},
		"a page that others administer":  {`"organization_id": "1002"`, nil, connector.TestAccountNotVisible, "They are of 1001"},
		"a page, and any role on one":    {company, func(s *stage) { s.token = s.signIn(world.Analyst) }, connector.TestAccountNotVisible, "no administrator"},
		"quota":                          {emea, func(s *stage) { s.Inject(fault.Match{Path: "/rest/adAccounts"}, fault.DayLimit("MEMBER")) }, connector.TestQuota, "00:00 UTC"},
		"an answer":                      {emea, func(s *stage) { s.Inject(fault.Match{Path: "/rest/adAnalytics"}, fault.HTML(403)) }, connector.TestNetwork, "web page"},
		"a mapping of the account (dev)": {emea, nil, connector.TestAccountNotVisible, "development tier"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := linkedinsim.Options{}
			if strings.Contains(name, "(dev)") {
				options.MappedAccounts = []int64{world.AccountUSD}
			}
			s := newStage(t, options, test.block)
			if test.prepare != nil {
				test.prepare(s)
				s.open()
			}
			got := s.test()
			if got.OK != (test.code == "") || got.Code != test.code {
				t.Errorf("OK %v, code %q, want %q: %+v", got.OK, got.Code, test.code, got.Diagnostics)
			}
			if test.says == "" {
				if len(got.Diagnostics) > 0 {
					t.Errorf("%+v", got.Diagnostics)
				}
				return
			}
			said := ""
			for _, d := range got.Diagnostics {
				said += fmt.Sprintln(d.Code, d.Detail, d.Hint)
				if d.Hint == "" {
					t.Errorf("says not what to do next: %+v", d)
				}
			}
			for _, word := range strings.SplitN(test.says, " ", 2) {
				if !strings.Contains(said, word) {
					t.Errorf("said %q, want %q", said, word)
				}
			}
			if s.token != "" && strings.Contains(said, s.token) {
				t.Error("the token is shown")
			}
		})
	}
}

// Without the application's secret, LinkedIn tells nothing of the token; what the
// host knows of its end does as well.
func TestConnectionOfPastedTokens(t *testing.T) {
	t.Parallel()
	s := newStage(t, linkedinsim.Options{}, emea)
	settings := s.settings()
	settings.Credential.Extra = nil
	settings.Credential.ExpiresAt = s.Now().Add(3 * 24 * time.Hour).Unix()
	s.openWith(settings)
	got := s.test()
	if !got.OK || len(got.Diagnostics) != 1 || got.Diagnostics[0].Code != "LINKEDIN_TOKEN_ENDS" || !strings.Contains(got.Diagnostics[0].Detail, "2026-11-25") {
		t.Errorf("%+v", got)
	}
	for _, r := range s.Requests() {
		if strings.HasPrefix(r.Path, "/oauth/") {
			t.Errorf("asked %s without the secret", r.Path)
		}
	}
}
