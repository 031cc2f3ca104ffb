package credentials_test

import (
	"strings"
	"testing"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/internal/credentials"
)

// TestCheck holds what is said of an auth block before anything runs.
func TestCheck(t *testing.T) {
	t.Parallel()
	schemes := []connector.AuthScheme{
		{Name: "oauth", Kind: connector.AuthOAuth2Code},
		{Name: "service_account", Kind: connector.AuthServiceAccount},
		{Name: "token", Kind: connector.AuthStaticToken, PassClient: true},
		{Name: "adc", Kind: connector.AuthApplicationDefault},
	}
	tests := map[string]struct {
		schemes []connector.AuthScheme
		block   string
		code    string
		says    string
	}{
		"no block":          {schemes, "", "", ""},
		"oauth":             {schemes, "auth \"oauth\" {\n client_id = \"1\"\n redirect_port = 8123\n scopes = [\"a\"]\n}", "", ""},
		"service account":   {schemes, "auth \"service_account\" {\n key_file = \"k.json\"\n token_url = \"https://example.com/t\"\n}", "", ""},
		"token with client": {schemes, "auth \"token\" {\n token = var.secret\n client_id = \"1\"\n client_secret = var.secret\n}", "", ""},
		"adc":               {schemes, "auth \"adc\" {\n}", "", ""},
		"unknown":           {schemes, "auth \"oath\" {\n}", "AUTH_SCHEME", `Did you mean "oauth"?`},
		"all of them":       {schemes, "auth \"saml\" {\n}", "AUTH_SCHEME", `"oauth", "service_account", "token" and "adc"`},
		"another's":         {schemes, "auth \"oauth\" {\n key_file = \"k.json\"\n}", "AUTH_ARGUMENT", `belongs to logging in by "service_account"`},
		"nobody's":          {schemes[3:], "auth \"adc\" {\n client_id = \"1\"\n}", "AUTH_ARGUMENT", `it takes "scopes".`},
		"no key":            {schemes, "auth \"service_account\" {\n}", "AUTH_ARGUMENT", `needs the argument "key_file"`},
		"two at once":       {schemes, "auth \"adc\" {\n client_id = \"1\"\n key_file = \"k\"\n}", "AUTH_ARGUMENT AUTH_ARGUMENT", ""},
		"no login":          {nil, "auth \"oauth\" {\n}", "AUTH_SCHEME", "without logging in"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stage(t, test.schemes, "", "connector \"desk\" \"shop\" {\n"+test.block+"\n}\n")
			diags := s.keeper().Check(s.decl(), s.describe)
			if got := codes(diags); got != test.code || !strings.Contains(texts(diags), test.says) {
				t.Errorf("%s", texts(diags))
			}
			for _, d := range diags {
				if d.Subject == nil || d.Subject.Start.Line < 6 {
					t.Errorf("%s has the place %v", d.Summary, d.Subject)
				}
			}
		})
	}
}

// TestLoginScheme holds by which scheme a user logs in.
func TestLoginScheme(t *testing.T) {
	t.Parallel()
	client := "client_id = \"1\"\n"
	tests := map[string]struct {
		schemes []connector.AuthScheme
		block   string
		options credentials.LoginOptions
		scheme  string // or the code of what is wrong
	}{
		"the browser's":            {[]connector.AuthScheme{static, oauth}, "auth \"oauth\" {\n" + client + "}", credentials.LoginOptions{}, "oauth"},
		"no client":                {[]connector.AuthScheme{oauth}, "", credentials.LoginOptions{}, "CREDENTIAL_CLIENT"},
		"a token":                  {[]connector.AuthScheme{oauth, static}, "", credentials.LoginOptions{Token: true}, "token"},
		"a token for oauth":        {[]connector.AuthScheme{oauth}, "", credentials.LoginOptions{Token: true}, "oauth"},
		"only tokens":              {[]connector.AuthScheme{static}, "", credentials.LoginOptions{}, "CREDENTIAL_MISSING"},
		"asked for":                {[]connector.AuthScheme{oauth, static, passing}, "", credentials.LoginOptions{Token: true, Scheme: "passing"}, "passing"},
		"asked for, but the block": {[]connector.AuthScheme{oauth, static}, "auth \"token\" {\n}", credentials.LoginOptions{Token: true, Scheme: "oauth"}, "AUTH_SCHEME"},
		"asked for, unknown":       {[]connector.AuthScheme{oauth}, "", credentials.LoginOptions{Scheme: "saml"}, "AUTH_SCHEME"},
		"nothing to do":            {[]connector.AuthScheme{{Name: "adc", Kind: connector.AuthApplicationDefault}}, "", credentials.LoginOptions{}, "AUTH_SCHEME"},
		"a flow of later":          {[]connector.AuthScheme{{Name: "device", Kind: connector.AuthOAuth2Device}}, "", credentials.LoginOptions{}, "AUTH_SCHEME"},
		"no login":                 {nil, "", credentials.LoginOptions{}, "AUTH_SCHEME"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stage(t, test.schemes, "", "connector \"desk\" \"shop\" {\n"+test.block+"\n}\n")
			login, diags := s.keeper().Prepare(t.Context(), s.decl(), s.describe, test.options)
			got := codes(diags)
			if login != nil {
				got = login.Scheme.Name
			}
			if got != test.scheme {
				t.Errorf("%s, want %s: %s", got, test.scheme, texts(diags))
			}
		})
	}
}
