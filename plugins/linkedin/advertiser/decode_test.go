package advertiser_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/linkedin/advertiser"
)

func decode(block string) (*advertiser.Advertiser, connector.Diagnostics) {
	return advertiser.Decode(connector.Settings{Config: json.RawMessage(block)})
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for block, want := range map[string]string{
		`{"account_ids": ["500000001"]}`: "[500000001] 0 202607 https://api.linkedin.com https://www.linkedin.com",
		`{"account_ids": ["urn:li:sponsoredAccount:1", " 2 ", "1"], "api_version": "202608"}`: "[1 2] 0 202608 https://api.linkedin.com https://www.linkedin.com",
		`{"organization_id": "urn:li:organization:1001"}`:                                     "[] 1001 202607 https://api.linkedin.com https://www.linkedin.com",
		`{"account_ids": ["1"], "endpoint": "http://127.0.0.1:8080"}`:                         "[1] 0 202607 http://127.0.0.1:8080 http://127.0.0.1:8080",
		`{"account_ids": ["1"], "auth_endpoint": "https://gate.example.com"}`:                 "[1] 0 202607 https://api.linkedin.com https://gate.example.com",
	} {
		a, diags := decode(block)
		if len(diags) > 0 {
			t.Errorf("%s: %v", block, diags)
			continue
		}
		if got := fmt.Sprint(a.Accounts, a.Organization, " ", a.Version, " ", a.API, " ", a.Auth); got != want {
			t.Errorf("%s gives %q, want %q", block, got, want)
		}
	}
}

// Every mistake is told at its attribute, all at once, in words that say what the
// user has pasted instead.
func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for block, want := range map[string][]string{
		`{}`: {": neither an ad account nor a company page"},
		`{"account_ids": ["urn:li:sponsoredCampaign:7", "x", "5"]}`: {"account_ids[0]: is a sponsoredCampaign", "account_ids[1]: not the number"},
		`{"account_ids": ["-1", "0", ""]}`:                          {"account_ids[0]: not the number", "account_ids[1]: not the number", "account_ids[2]: not the number"},
		`{"organization_id": "example-robotics"}`:                   {"organization_id: not the number of a company page"},
		`{"account_ids": ["1"], "api_version": "2026-07"}`:          {"api_version: a year and a month"},
		`{"account_ids": ["1"], "api_version": "202613"}`:           {"api_version: a year and a month"},
		`{"account_ids": ["x"], "organization_id": "y", "api_version": "1", "endpoint": "http://example.com", "auth_endpoint": "nonsense"}`: {
			"account_ids[0]: not the number", "organization_id: not the number", "api_version: a year", "endpoint: in the clear", "auth_endpoint: not a URL"},
		`{"account_ids": "1"}`: {": cannot be read"},
	} {
		_, diags := decode(block)
		var got []string
		for i, d := range diags {
			phrase := ""
			if i < len(want) {
				_, phrase, _ = strings.Cut(want[i], ": ")
			}
			if !strings.Contains(d.Detail, phrase) {
				phrase = d.Detail
			}
			if d.Hint == "" || d.Code != advertiser.CodeConfig {
				t.Errorf("%s: a diagnostic without a hint or of another code: %+v", block, d)
			}
			got = append(got, path(d)+": "+phrase)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", block, diff)
		}
	}
}

func path(d connector.Diagnostic) string {
	var text strings.Builder
	for _, step := range d.Path {
		if step.Name == "" {
			fmt.Fprintf(&text, "[%d]", step.Index)
			continue
		}
		text.WriteString(step.Name)
	}
	return text.String()
}

// Versions are warned of sixty days before their end (linkedin: hard-coded versions
// took whole connectors down when they ended), and where nobody knows it.
func TestVersionNotice(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		version string
		today   connector.Date
		want    string
	}{
		{"202607", connector.DateOf(2026, time.November, 22), ""},
		{"202607", connector.DateOf(2027, time.May, 15), ""},
		{"202607", connector.DateOf(2027, time.May, 16), "LINKEDIN_VERSION_ENDS 2027-07-15"},
		{"202601", connector.DateOf(2026, time.November, 22), "LINKEDIN_VERSION_ENDS 2027-01-15"},
		{"202511", connector.DateOf(2026, time.November, 22), "LINKEDIN_VERSION_ENDS 2026-11-16"},
		{"202612", connector.DateOf(2026, time.November, 22), "LINKEDIN_VERSION_UNKNOWN 202612"},
	} {
		a, _ := decode(fmt.Sprintf(`{"account_ids": ["1"], "api_version": %q}`, test.version))
		code, says, _ := strings.Cut(test.want, " ")
		switch d := a.VersionNotice(test.today); {
		case d == nil && test.want != "":
			t.Errorf("%s on %s: nothing is said", test.version, test.today)
		case d != nil && (d.Code != code || !strings.Contains(d.Detail, says) || d.Hint == "" || path(*d) != "api_version"):
			t.Errorf("%s on %s: %+v, want %q", test.version, test.today, d, test.want)
		}
	}
}
