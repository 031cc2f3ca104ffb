package property_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/ga4/property"
)

func decode(block string) (*property.Property, connector.Diagnostics) {
	return property.Decode(connector.Settings{Config: json.RawMessage(block)})
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for block, want := range map[string]string{
		`{"property_id": "123456789"}`:                                       "123456789  https://analyticsdata.googleapis.com https://analyticsadmin.googleapis.com",
		`{"property_id": " properties/42 ", "currency": "EUR"}`:              "42 EUR https://analyticsdata.googleapis.com https://analyticsadmin.googleapis.com",
		`{"property_id": "1", "endpoint": "http://127.0.0.1:8080"}`:          "1  http://127.0.0.1:8080 http://127.0.0.1:8080",
		`{"property_id": "1", "admin_endpoint": "https://gate.example.com"}`: "1  https://analyticsdata.googleapis.com https://gate.example.com",
	} {
		p, diags := decode(block)
		if len(diags) > 0 {
			t.Errorf("%s: %v", block, diags)
			continue
		}
		if got := strings.Join([]string{p.ID, p.Currency, p.Data.String(), p.Admin.String()}, " "); got != want {
			t.Errorf("%s gives %q, want %q", block, got, want)
		}
	}
}

// Every mistake is told at its attribute, all at once, in words that say what the
// user has pasted instead.
func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for block, want := range map[string][]string{
		`{"property_id": "G-ABC123"}`:              {"property_id: measurement ID"},
		`{"property_id": "ua-12345-1"}`:            {"property_id: Universal Analytics"},
		`{"property_id": "GTM-K5ABC"}`:             {"property_id: ID of a tag"},
		`{"property_id": "shop.example"}`:          {"property_id: not the number"},
		`{"property_id": ""}`:                      {"property_id: is empty"},
		`{"property_id": "properties/-1"}`:         {"property_id: is empty"},
		`{"property_id": "1", "currency": "euro"}`: {"currency: three capital letters"},
		`{"property_id": "x", "currency": "€", "endpoint": "http://example.com", "admin_endpoint": "nonsense"}`: {
			"property_id: not the number", "currency: three capital letters", "endpoint: in the clear", "admin_endpoint: not a URL"},
		`{"property_id": ["1"]}`: {": cannot be read"},
	} {
		_, diags := decode(block)
		var got []string
		for i, d := range diags {
			path, phrase := "", ""
			if len(d.Path) > 0 {
				path = d.Path[0].Name
			}
			if i < len(want) {
				_, phrase, _ = strings.Cut(want[i], ": ")
			}
			if !strings.Contains(d.Detail, phrase) {
				phrase = d.Detail
			}
			if d.Hint == "" || d.Code != property.CodeConfig {
				t.Errorf("%s: a diagnostic without a hint or of another code: %+v", block, d)
			}
			got = append(got, path+": "+phrase)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", block, diff)
		}
	}
}
