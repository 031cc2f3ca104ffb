package account_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/facebook/account"
)

func decode(block string) (*account.Account, connector.Diagnostics) {
	return account.Decode(connector.Settings{Config: json.RawMessage(block)})
}

func TestDecode(t *testing.T) {
	t.Parallel()
	a, diags := decode(`{"account_id": " act_120210000000000001 ", "attribution": ["7d_click", "1d_view"], "actions": {"leads": "onsite_conversion.lead_grouped"}, "max_wait_minutes": 5}`)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if a.Node() != "act_120210000000000001" || a.Attribution.String() != "7d_click,1d_view" || a.Version != "v26.0" || a.PageSize != 500 || a.MaxWait != 5*time.Minute || a.Endpoint.String() != account.Endpoint {
		t.Errorf("got %+v", a)
	}
	want := map[string]string{
		"leads": "onsite_conversion.lead_grouped", "purchases": "omni_purchase", "add_to_cart": "omni_add_to_cart",
		"checkouts": "omni_initiated_checkout", "sign_ups": "omni_complete_registration",
	}
	if diff := cmp.Diff(want, a.Actions); diff != "" {
		t.Errorf("actions (-want +got):\n%s", diff)
	}
	for block, version := range map[string]string{`{"page_id": "1"}`: "v26.0", `{"page_id": "1", "api_version": "v25.0"}`: "v25.0", `{"instagram_id": "1", "api_version": "v31.0"}`: "v31.0"} {
		if a, diags := decode(block); len(diags) > 0 || a.Version != version {
			t.Errorf("%s: %v", block, diags)
		}
	}
}

// Every mistake is told at its attribute, all at once, with what to do next.
func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for block, want := range map[string][]string{
		`{}`:                     {"account_id: names no ad account"},
		`{"account_id": "shop"}`: {"account_id: not the number of an ad account"},
		`{"page_id": "https://facebook.com/shop"}`:                     {"page_id: not the number of a Page"},
		`{"instagram_id": "@shop"}`:                                    {"instagram_id: the user name is not enough"},
		`{"account_id": "1", "attribution": ["28d_view"]}`:             {"attribution: use 1d_view"},
		`{"account_id": "1", "attribution": ["7d_click", "1d_click"]}`: {"attribution: hold each other"},
		`{"account_id": "1", "api_version": "v24.0"}`:                  {"api_version: has ended"},
		`{"account_id": "1", "api_version": "26"}`:                     {"api_version: is not a version"},
		`{"account_id": "1", "page_size": 10}`:                         {"page_size: from 25 to 5000"},
		`{"account_id": "1", "page_size": 99.5}`:                       {"page_size: whole number"},
		`{"account_id": "1", "actions": {"lead": "x"}}`:                {"actions: no conversion"},
		`{"account_id": "1", "actions": {"leads": "lead, omni_lead"}}`: {"actions: not one action type"},
		`{"account_id": "1", "endpoint": "http://example.com"}`:        {"endpoint: in the clear"},
		`{"account_id": "x", "api_version": "v1", "page_size": 1}`:     {"account_id: not the number", "api_version: is not a version", "page_size: from 25"},
		`{"account_id": ["1"]}`:                                        {": cannot be read"},
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
			if d.Hint == "" || d.Code != account.CodeConfig {
				t.Errorf("%s: a diagnostic without a hint or of another code: %+v", block, d)
			}
			got = append(got, path+": "+phrase)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", block, diff)
		}
	}
}
