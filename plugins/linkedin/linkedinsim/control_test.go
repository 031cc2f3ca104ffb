package linkedinsim_test

import (
	"net/http"
	"testing"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
)

// TestControlFromOutside steers a simulator as a demonstration does.
func TestControlFromOutside(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	post := func(path, body string) answer { t.Helper(); return c.do(http.MethodPost, "/__sim/"+path, body, nil) }
	if got := post("clock", `{"advance":"24h"}`).ok(t).Body["now"]; got != "2026-11-23T08:00:00Z" {
		t.Errorf("the clock says %v", got)
	}
	if got := post("clock", `{"now":"2026-10-01T00:00:00Z"}`).ok(t).Body["now"]; got != "2026-10-01T00:00:00Z" {
		t.Errorf("the clock says %v", got)
	}
	c.token, _ = post("tokens", `{"member":"analyst","scopes":["r_ads"]}`).ok(t).Body["access_token"].(string)
	c.get("adAccounts/500000001").ok(t)
	if got := post("faults", `{"path":"/rest/adAccounts","kind":"html","status":502,"times":2}`); got.Status != http.StatusNoContent {
		t.Errorf("%d %s", got.Status, got.Raw)
	}
	for _, want := range []int{502, 502, 200} {
		if got := c.get("adAccounts/500000001").Status; got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	post("faults", `{"path":"/rest/","kind":"denied","text":"p","times":-1}`)
	c.do(http.MethodDelete, "/__sim/faults", "", nil)
	c.get("adAccounts/500000001").ok(t)
	ledger, _ := c.do(http.MethodGet, "/__sim/ledger", "", nil).ok(t).Body["requests"].([]any)
	if len(ledger) != 5 || at(ledger[1], "status") != 502.0 || at(ledger[1], "fault") != "HTML Bad Gateway" || at(ledger[4], "path") != "/rest/adAccounts/500000001" {
		t.Errorf("the ledger is %v", ledger)
	}
	c.do(http.MethodDelete, "/__sim/ledger", "", nil)
	if len(c.sim.Requests()) != 0 {
		t.Error("the ledger is not empty")
	}
	for path, body := range map[string]string{
		"clock": `{"advance":"soon"}`, "tokens": `{"member":"nobody"}`, "faults": `{"kind":"rain"}`,
	} {
		if got := post(path, body); got.Status != http.StatusBadRequest {
			t.Errorf("%s %s: %d", path, body, got.Status)
		}
		if got := post(path, "{"); got.Status != http.StatusBadRequest {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
}

// TestEveryKindOfFaultCanBeAskedFor asks for each by its name.
func TestEveryKindOfFaultCanBeAskedFor(t *testing.T) {
	t.Parallel()
	for kind, status := range map[string]int{
		`"kind":"json","status":500`: 500, `"kind":"html","status":503`: 503, `"kind":"empty","status":504`: 504,
		`"kind":"day_limit","text":"MEMBER"`: 429, `"kind":"minute_limit","text":"MEMBER"`: 429, `"kind":"data_volume"`: 429, `"kind":"bare_429"`: 429,
		`"kind":"sunset","text":"202607"`: 426, `"kind":"revoked"`: 401, `"kind":"denied","text":"p"`: 403, `"kind":"slow","text":"0s"`: 200,
	} {
		c := start(t, linkedinsim.Options{})
		c.do(http.MethodPost, "/__sim/faults", `{"path":"/rest/",`+kind+`}`, nil)
		if got := c.get("adAccounts/500000001").Status; got != status {
			t.Errorf("%s: %d", kind, got)
		}
	}
}
