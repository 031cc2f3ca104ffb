package ga4sim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// TestControl steers the server as a script does that is another process.
func TestControl(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	do := func(method, path, body string, want int) reply {
		t.Helper()
		got := call(t, method, base+"/__sim/"+path, "", body)
		if got.status != want {
			t.Fatalf("%s %s answers %d: %s", method, path, got.status, got.body)
		}
		return got
	}
	do("POST", "clock", `{"now":"2026-06-07T00:00:00Z"}`, 204)
	do("POST", "clock", `{"advance":"36h"}`, 204)
	if want := time.Date(2026, time.June, 8, 12, 0, 0, 0, time.UTC); !simulator.Now().Equal(want) || !strings.Contains(do("GET", "clock", "", 200).body, "2026-06-08T12:00:00Z") {
		t.Errorf("the clock shows %s, want %s", simulator.Now(), want)
	}
	do("POST", "clock", `{"advance":"soon"}`, 400)
	do("POST", "clock", `{}`, 400)
	do("POST", "faults", `{"path":"/v1beta/properties/*:runReport","faults":[{"kind":"html_502","times":-1}]}`, 204)
	do("POST", "faults", `{"faults":[{"kind":"nonsense"}]}`, 400)
	if got := runReport(t, simulator, base, sessionsOfMay); got.status != 502 {
		t.Errorf("the fault gives %d", got.status)
	}
	do("DELETE", "faults", "", 200)
	do("POST", "quality/"+world.Shop, `{"noRevenue":true}`, 204)
	if got := runReport(t, simulator, base, `{`+days+`,"metrics":[{"name":"purchaseRevenue"}]}`); !strings.Contains(got.body, "REVENUE_DATA") {
		t.Errorf("the role sees revenue: %s", got.body)
	}
	do("POST", "services/"+ga4sim.DataAPI, `{"enabled":false}`, 204)
	if got := runReport(t, simulator, base, sessionsOfMay); got.status != 403 {
		t.Errorf("the disabled service answers %d", got.status)
	}
	var ledger []ga4sim.Request
	if err := json.Unmarshal([]byte(do("GET", "requests", "", 200).body), &ledger); err != nil || len(ledger) != 3 || ledger[0].Fault != ga4sim.HTML502 {
		t.Errorf("ledger %v, %v", ledger, err)
	}
	do("DELETE", "requests", "", 200)
	if left := simulator.Requests(); len(left) != 0 {
		t.Errorf("ledger %v", left)
	}
	do("POST", "consent", `{"answer":"maybe"}`, 400)
	do("POST", "consent", `{"answer":"deny"}`, 204)
	for _, file := range []string{"key", "client"} {
		if got := do("GET", file, "", 200); !strings.Contains(got.body, `"token_uri": "`+base+`/token"`) {
			t.Errorf("%s: %s", file, got.body)
		}
	}
	token := simulator.AccessToken()
	do("POST", "tokens/expire", "", 200)
	do("POST", "tokens/revoke", "", 200)
	if got := call(t, "GET", base+"/v1beta/accountSummaries", token, ""); got.status != 401 {
		t.Errorf("an expired token gets %d", got.status)
	}
	do("GET", "nonsense", "", 404)
}
