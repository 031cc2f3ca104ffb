package linkedinsim_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/fault"
)

// TestFaults holds what each fault looks like from outside.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		fault       fault.Fault
		status      int
		contentType string
		body        string
	}{
		{fault.JSON(503), 503, "application/json", `{"status":503,"code":"SERVICE_UNAVAILABLE","message":"Service Unavailable"}`},
		{fault.HTML(502), 502, "text/html", "<html>"},
		{fault.Empty(504), 504, "", ""},
		{fault.Bare429(), 429, "text/plain", "Too Many Requests"},
		{fault.DayLimit("APPLICATION"), 429, "application/json", "Resource level throttle APPLICATION DAY limit for calls to this resource is reached."},
		{fault.MinuteLimit("MEMBER"), 429, "application/json", "Resource level throttle MEMBER MINUTE limit"},
		{fault.DataVolume(), 429, "application/json", "45 million metric values"},
		{fault.Sunset("202607"), 426, "application/json", `{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20260701 is not active"}`},
		{fault.Revoked(), 401, "application/json", `"serviceErrorCode":65601`},
		{fault.Denied("partnerApiPostsExternal.GET.20260701"), 403, "application/json", `"serviceErrorCode":100`},
	} {
		c := start(t, linkedinsim.Options{})
		c.sim.Inject(fault.Match{Path: "/rest/adAccounts"}, tt.fault)
		got := c.get("adAccounts/500000001")
		if got.Status != tt.status || !strings.HasPrefix(got.Header.Get("Content-Type"), tt.contentType) || !strings.Contains(got.Raw, tt.body) {
			t.Errorf("%s: %d %s", tt.fault.Name(), got.Status, got.Raw)
		}
		c.get("adAccounts/500000001").ok(t)
		if ledger := c.sim.Requests(); len(ledger) != 2 || ledger[0].Fault != tt.fault.Name() || ledger[0].Status != tt.status || ledger[1].Fault != "" {
			t.Errorf("%s: the ledger has %+v", tt.fault.Name(), ledger)
		}
	}
}

// TestFaultsComeInTurn holds order, repetition and the choice of requests.
func TestFaultsComeInTurn(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	c.sim.Inject(fault.Match{Path: "/rest/adAccounts/", Query: "fields=id", After: 1}, fault.Empty(500).Repeat(2), fault.Pass(), fault.HTML(502))
	var got []int
	for range 6 {
		got = append(got, c.get("adAccounts/500000001?fields=id").Status)
		c.get("adAccounts/500000001").ok(t)
	}
	want := []int{200, 500, 500, 200, 502, 200}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("statuses are %v, want %v", got, want)
		}
	}
	c.sim.Inject(fault.Match{Method: http.MethodGet}, fault.Empty(500).Always())
	for range 3 {
		if got := c.get("adAccounts/500000001").Status; got != 500 {
			t.Errorf("for ever: %d", got)
		}
	}
	c.sim.ClearFaults()
	c.get("adAccounts/500000001").ok(t)
}

// TestBrokenAnswers reads answers whose connection breaks, whose body ends early,
// and which never come to an end.
func TestBrokenAnswers(t *testing.T) {
	t.Parallel()
	c := start(t, linkedinsim.Options{})
	whole := c.get("adAccounts/500000001").ok(t).Raw
	read := func(ctx context.Context) (int, string, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/rest/adAccounts/500000001", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header = c.header.Clone()
		request.Header.Set("Authorization", "Bearer "+c.token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return response.StatusCode, string(body), err
	}
	half := whole[:len(whole)/2]
	c.sim.Inject(fault.Match{}, fault.Reset(), fault.Truncated(), fault.Slow(0), fault.Slow(time.Hour))
	if status, body, err := read(t.Context()); status != 200 || body != half || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("reset: %d %q %v", status, body, err)
	}
	if status, body, err := read(t.Context()); status != 200 || body != half || err != nil {
		t.Errorf("truncated: %d %q %v", status, body, err)
	}
	if status, body, err := read(t.Context()); status != 200 || body != whole || err != nil {
		t.Errorf("slow: %d %q %v", status, body, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/rest/adAccounts/500000001", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header = c.header.Clone()
	request.Header.Set("Authorization", "Bearer "+c.token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	first := make([]byte, len(half))
	if _, err := io.ReadFull(response.Body, first); err != nil || string(first) != half {
		t.Errorf("very slow: %q %v", first, err)
	}
	cancel()
	if _, err := io.ReadAll(response.Body); err == nil {
		t.Error("what takes an hour came to an end")
	}
}
