package ga4sim_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/roictl/roictl/plugins/ga4/ga4sim"
	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

const sessionsOfMay = `{` + days + `,"metrics":[{"name":"sessions"}],"returnPropertyQuota":true}`

// TestFaultsComeInOrder: what is queued for a path happens there, so many times, after
// so many calls that go well.
func TestFaultsComeInOrder(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	err := simulator.Inject("/v1beta/properties/*:runReport",
		ga4sim.Fault{Kind: ga4sim.Unavailable, Skip: 1, Times: 2}, ga4sim.Fault{Kind: ga4sim.QuotaConcurrent}, ga4sim.Fault{Kind: ga4sim.Unauthenticated})
	if err != nil {
		t.Fatal(err)
	}
	var statuses []int
	for range 6 {
		statuses = append(statuses, runReport(t, simulator, base, sessionsOfMay).status)
	}
	if diff := cmp.Diff([]int{200, 503, 503, 429, 401, 200}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	var ledger []int
	for _, request := range simulator.Requests() {
		ledger = append(ledger, request.Status)
		if request.Path != "/v1beta/properties/"+world.Shop+":runReport" || request.Body != sessionsOfMay {
			t.Errorf("the ledger has %+v", request)
		}
	}
	if diff := cmp.Diff(statuses, ledger); diff != "" {
		t.Errorf("ledger (-answers +ledger):\n%s", diff)
	}
}

// TestMistypedFaultsAreRefused: a test with a fault that never happens shows nothing.
func TestMistypedFaultsAreRefused(t *testing.T) {
	t.Parallel()
	simulator, _ := start(t, ga4sim.Options{})
	if simulator.Inject("", ga4sim.Fault{Kind: "unavailabel"}) == nil || simulator.Inject("[", ga4sim.Fault{Kind: ga4sim.Cut}) == nil {
		t.Error("a fault or a pattern that does not exist is accepted")
	}
}

// TestQuotaMessages holds the texts by which clients tell quotas apart.
func TestQuotaMessages(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	for kind, want := range map[ga4sim.Kind]string{
		ga4sim.QuotaProjectHour:  "Exhausted property tokens for a project per hour. These quota tokens will return in under an hour. To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas",
		ga4sim.QuotaDay:          "Exhausted property tokens per day. These quota tokens will return in under 24 hours.",
		ga4sim.QuotaConcurrent:   "Exhausted concurrent requests quota.",
		ga4sim.QuotaThresholded:  "Exhausted potentially thresholded requests quota.",
		ga4sim.QuotaServerErrors: "Exhausted server errors quota.",
		ga4sim.QuotaClientErrors: "Exhausted client errors quota. These quota tokens will return in under 15 minutes.",
	} {
		if err := simulator.Inject("", ga4sim.Fault{Kind: kind}); err != nil {
			t.Fatal(err)
		}
		got := runReport(t, simulator, base, sessionsOfMay)
		if !strings.HasPrefix(message(t, got), want) || !strings.Contains(got.body, `"status": "RESOURCE_EXHAUSTED"`) {
			t.Errorf("%s: %s", kind, got.body)
		}
	}
}

// TestBrokenBodies: connections that are cut, bodies that end early, compressed ones and
// pages that are not JSON.
func TestBrokenBodies(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	right := runReport(t, simulator, base, sessionsOfMay).body
	send := func(kind ga4sim.Kind) (int, string, error) {
		if err := simulator.Inject("", ga4sim.Fault{Kind: kind}); err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(t.Context(), "POST", base+"/v1beta/properties/"+world.Shop+":runReport", strings.NewReader(sessionsOfMay))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+simulator.AccessToken())
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return 0, "", err
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return response.StatusCode, string(body), err
	}
	if _, _, err := send(ga4sim.Cut); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut: %v", err)
	}
	if status, body, err := send(ga4sim.NotJSON); status != 200 || len(body) >= len(right) || err != nil {
		t.Errorf("not JSON: %d, %d bytes, %v", status, len(body), err)
	}
	if status, body, err := send(ga4sim.Gzip); status != 200 || len(body) < len(right)-20 || err != nil {
		t.Errorf("gzip: %d, %q, %v", status, body, err)
	}
	if status, body, err := send(ga4sim.HTML502); status != 502 || !strings.HasPrefix(body, "<!DOCTYPE html>") || err != nil {
		t.Errorf("HTML: %d, %s, %v", status, body, err)
	}
	if status, body, err := send(ga4sim.Slow); status != 200 || len(body) < len(right)-20 || err != nil {
		t.Errorf("slow: %d, %s, %v", status, body, err)
	}
}

// TestRowsMoveBetweenPages: without orderBys two pages may share a row and miss another,
// with them they do not; and a row may be added between pages whatever the order is.
func TestRowsMoveBetweenPages(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	pages := func(kind ga4sim.Kind, order string) (rows, different int) {
		if err := simulator.Inject("", ga4sim.Fault{Kind: kind, Times: 3}); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, offset := range []string{"0", "10", "20"} {
			report := decode[struct {
				Rows []struct{ DimensionValues []struct{ Value string } }
			}](t, runReport(t, simulator, base, `{"dateRanges":[{"startDate":"2026-05-05","endDate":"2026-05-05"}],"dimensions":[{"name":"dateHourMinute"}],"metrics":[{"name":"sessions"}],"limit":10,"offset":`+offset+order+`}`))
			for _, row := range report.Rows {
				rows++
				seen[row.DimensionValues[0].Value] = true
			}
		}
		return rows, len(seen)
	}
	const ordered = `,"orderBys":[{"dimension":{"dimensionName":"dateHourMinute"}}]`
	if rows, different := pages(ga4sim.UnstableOrder, ""); rows != 30 || different == 30 {
		t.Errorf("unordered: %d rows, %d different ones", rows, different)
	}
	if rows, different := pages(ga4sim.UnstableOrder, ordered); rows != 30 || different != 30 {
		t.Errorf("ordered: %d rows, %d different ones", rows, different)
	}
	if rows, different := pages(ga4sim.RepeatedRow, ordered); rows != 30 || different != 29 {
		t.Errorf("repeated: %d rows, %d different ones", rows, different)
	}
}

// TestQuotasComeBack uses up the tokens of the project's hour with costly requests.
// The last one takes the quota below zero; in the next hour all is there again.
func TestQuotasComeBack(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{QuotaFactor: 4000})
	type quotas struct {
		PropertyQuota struct {
			TokensPerDay, TokensPerProjectPerHour struct{ Consumed, Remaining int }
		}
	}
	var last quotas
	for range 4 { // each costs 1 times 4000 of 14,000
		last = decode[quotas](t, runReport(t, simulator, base, sessionsOfMay))
	}
	if got := last.PropertyQuota; got.TokensPerProjectPerHour.Remaining != -2000 || got.TokensPerProjectPerHour.Consumed != 4000 || got.TokensPerDay.Remaining != 184_000 {
		t.Errorf("after four requests: %+v", got)
	}
	if got := runReport(t, simulator, base, sessionsOfMay); got.status != 429 || !strings.Contains(got.body, "for a project per hour") {
		t.Errorf("the fifth gets %s", got.body)
	}
	simulator.Advance(time.Hour)
	if got := decode[quotas](t, runReport(t, simulator, base, sessionsOfMay)).PropertyQuota; got.TokensPerProjectPerHour.Remaining != 10_000 || got.TokensPerDay.Remaining != 180_000 {
		t.Errorf("an hour later: %+v", got)
	}
}

// TestCostsAreAsRecorded holds the requests whose price was recorded on a small property.
func TestCostsAreAsRecorded(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	tens := `"metrics":[{"name":"sessions"},{"name":"totalUsers"},{"name":"newUsers"},{"name":"activeUsers"},{"name":"keyEvents"},{"name":"eventCount"},{"name":"screenPageViews"},{"name":"transactions"},{"name":"addToCarts"},{"name":"checkouts"}]`
	for body, want := range map[string]int{
		`{"dateRanges":[{"startDate":"7daysAgo","endDate":"today"}],"metrics":[{"name":"sessions"}]}`:             1,
		`{"dateRanges":[{"startDate":"7daysAgo","endDate":"today"}],"dimensions":[{"name":"date"}],` + tens + `}`: 2,
		`{"dateRanges":[{"startDate":"30daysAgo","endDate":"yesterday"}],"dimensions":[{"name":"date"},{"name":"hour"},{"name":"country"},{"name":"city"},{"name":"region"},{"name":"browser"},{"name":"language"},{"name":"landingPage"},{"name":"sessionSource"}],` + tens + `}`: 4,
		`{"dateRanges":[{"startDate":"365daysAgo","endDate":"yesterday"}],"dimensions":[{"name":"date"}],"metrics":[{"name":"sessions"}]}`:                                                                                                                                         7,
	} {
		simulator.ForgetRequests()
		if got := runReport(t, simulator, base, body); got.status != 200 || simulator.Requests()[0].Tokens != want {
			t.Errorf("%d, %d tokens, want %d: %s", got.status, simulator.Requests()[0].Tokens, want, body)
		}
	}
}

// TestTokenEndpointFaults happen where no report is asked for.
func TestTokenEndpointFaults(t *testing.T) {
	t.Parallel()
	simulator, base := start(t, ga4sim.Options{})
	for kind, want := range map[ga4sim.Kind]string{
		ga4sim.NoAccessToken: `"id_token"`, ga4sim.ClockSkew: "Check your iat and exp values", ga4sim.InvalidGrant: "Token has been expired or revoked.",
	} {
		if err := simulator.Inject("/token", ga4sim.Fault{Kind: kind}); err != nil {
			t.Fatal(err)
		}
		if got := post(t, base+"/token", nil); !strings.Contains(got, want) {
			t.Errorf("%s: %s", kind, got)
		}
	}
}
