package facebooksim_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/fault"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/usage"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	var waited time.Duration
	g := start(t, facebooksim.Options{Wait: func(_ <-chan struct{}, d time.Duration) { waited += d }})
	g.Inject(fault.Match{Path: "act_1005/insights"},
		fault.HTML(http.StatusServiceUnavailable), fault.Fault{Truncate: 20}, fault.TooMuch(), fault.Fault{Delay: time.Minute},
		fault.Throttled(80000, 2446079, 7, "1005"), fault.Fault{Status: http.StatusOK, Body: "Service Unavailable"})
	if r := g.get("act_1005/insights", april...); r.status != http.StatusServiceUnavailable || r.json != nil || r.header.Get("Content-Type") != "text/html" {
		t.Errorf("HTML: %d %s", r.status, r.text)
	}
	if r := g.get("act_1005/insights", april...); r.status != http.StatusOK || r.json != nil || len(r.text) != 20 {
		t.Errorf("truncated: %d %s", r.status, r.text)
	}
	if r := g.get("act_1005/insights", april...); r.status != http.StatusInternalServerError || !strings.Contains(r.text, "reduce the amount of data") {
		t.Errorf("too much: %d %s", r.status, r.text)
	}
	if r := g.get("act_1005/insights", april...); len(r.rows()) != 1 || waited != time.Minute {
		t.Errorf("delayed by %s: %s", waited, r.text)
	}
	r := g.get("act_1005/insights", april...)
	if code, subcode := r.code(); code != 80000 || subcode != 2446079 || !strings.Contains(r.header.Get("X-Business-Use-Case-Usage"), `"estimated_time_to_regain_access":7`) {
		t.Errorf("throttled: %s, header %s", r.text, r.header)
	}
	if r := g.get("act_1005/insights", april...); r.text != "Service Unavailable" {
		t.Errorf("unavailable: %s", r.text)
	}
	if r := g.get("act_1005/insights", april...); len(r.rows()) != 1 {
		t.Errorf("afterwards: %s", r.text)
	}
}

// TestConnectionReset closes the connection in the middle of a listing.
func TestConnectionReset(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	g.Inject(fault.Match{Path: "act_1001/ads", Skip: 1}, fault.Fault{Reset: true})
	if r := g.get("act_1001/ads"); r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, g.base+"/v26.0/act_1001/ads", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := http.DefaultTransport.RoundTrip(request); !errors.Is(err, io.EOF) {
		t.Errorf("error %v, want the end of the connection", err)
	}
}

// TestTokenExpiresMidRun: the token is gone for good, for everybody.
func TestTokenExpiresMidRun(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	g.Inject(fault.Match{Path: "act_*/insights", Skip: 1}, fault.Expired())
	if r := g.get("act_1001/insights"); r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	for range 2 {
		if code, subcode := g.get("act_1001/insights").code(); code != 190 || subcode != 463 {
			t.Errorf("%d/%d, want 190/463", code, subcode)
		}
	}
}

// TestThrottlePauseResume: two calls an hour. The third is refused and says for
// how long; after that long and an hour's drain, calls go on.
func TestThrottlePauseResume(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{Rates: usage.Limits{AccountPerHour: 2, Block: 10 * time.Minute, Code: 4, Subcode: 1504022}})
	for range 2 {
		if r := g.get("act_1001/insights"); r.status != http.StatusOK {
			t.Fatal(r.text)
		}
	}
	if r := g.get("act_1002/insights"); r.status != http.StatusOK {
		t.Errorf("another account is throttled: %s", r.text)
	}
	if r := g.get("act_1001"); r.status != http.StatusOK {
		t.Errorf("another use case is throttled: %s", r.text)
	}
	r := g.get("act_1001/insights")
	code, subcode := r.code()
	if code != 4 || subcode != 1504022 || !strings.Contains(r.header.Get("X-Business-Use-Case-Usage"), `"estimated_time_to_regain_access":10`) {
		t.Errorf("%s, header %v", r.text, r.header)
	}
	if !strings.Contains(r.header.Get("X-FB-Ads-Insights-Throttle"), "acc_id_util_pct") {
		t.Errorf("no insights throttle header: %v", r.header)
	}
	g.Advance(time.Hour)
	if r := g.get("act_1001/insights"); r.status != http.StatusOK {
		t.Errorf("after the pause: %s", r.text)
	}
}

// TestControls steers the simulator as another process would.
func TestControls(t *testing.T) {
	t.Parallel()
	g := start(t, facebooksim.Options{})
	post := func(path, body string) reply {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, g.base+"/__sim/"+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		return g.send(request)
	}
	if r := post("clock", `{"now":"2026-06-01T00:00:00Z","advance":"90m"}`); r.json["now"] != "2026-06-01T01:30:00Z" {
		t.Errorf("clock: %s", r.text)
	}
	for path, body := range map[string]string{"clock": `{"advance":"soon"}`, "faults": `[`, "nothing": `{}`} {
		if r := post(path, body); r.status < http.StatusBadRequest {
			t.Errorf("%s: %d %s", path, r.status, r.text)
		}
	}
	post("faults", `{"match":{"path":"act_1001"},"faults":[{"error":{"code":17,"subcode":2446079,"message":"(#17) User request limit reached"}},{"status":502,"body":"bad"}]}`)
	if code, subcode := g.get("act_1001").code(); code != 17 || subcode != 2446079 {
		t.Errorf("the injected fault: %d/%d", code, subcode)
	}
	if r := g.get("act_1001"); r.status != http.StatusBadGateway {
		t.Errorf("the second one: %d", r.status)
	}
	ledger := g.do(http.MethodGet, "", "/__sim/ledger")
	var requests []facebooksim.Request
	if err := json.Unmarshal([]byte(ledger.text), &requests); err != nil || len(requests) != 2 {
		t.Fatalf("ledger %s, %v", ledger.text, err)
	}
	if requests[1].Status != http.StatusBadGateway || requests[1].Path != "/v26.0/act_1001" || requests[1].TokenIn != "header" || strings.Contains(ledger.text, g.Tokens().SystemUser) {
		t.Errorf("ledger %s", ledger.text)
	}
	g.do(http.MethodDelete, "", "/__sim/ledger")
	if left := g.Requests(); len(left) != 0 {
		t.Errorf("%d requests are left", len(left))
	}
}
