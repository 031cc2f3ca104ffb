package usage

import (
	"strings"
	"testing"
	"time"
)

var start = time.Date(2026, 5, 20, 10, 0, 0, 0, time.UTC)

// TestALimitBlocksAndReleases: four calls an hour are the limit. The fifth blocks
// for five minutes, one more call for five more. Ninety minutes later the bucket
// has drained and the block is over.
func TestALimitBlocksAndReleases(t *testing.T) {
	t.Parallel()
	m := NewMeter(Limits{AccountPerHour: 4})
	var minutes []string
	var codes []int
	for _, after := range []time.Duration{0, 0, 0, 0, 0, 0, 90 * time.Minute} {
		start := start.Add(after)
		header, err := m.Call(start, "1001", true)
		_, rest, _ := strings.Cut(header.Get("X-Business-Use-Case-Usage"), `"estimated_time_to_regain_access":`)
		regain, _, _ := strings.Cut(rest, ",")
		minutes = append(minutes, regain)
		code := 0
		if err != nil {
			code = err.Code
		}
		codes = append(codes, code)
	}
	if got := strings.Join(minutes, " "); got != "0 0 0 0 5 10 0" {
		t.Errorf("minutes %s", got)
	}
	for i, want := range []int{0, 0, 0, 0, 80000, 80000, 0} {
		if codes[i] != want {
			t.Errorf("call %d: code %d, want %d", i, codes[i], want)
		}
	}
}

func TestHeadersGrow(t *testing.T) {
	t.Parallel()
	m := NewMeter(Limits{AccountPerHour: 10, AppPerHour: 100})
	for range 4 {
		if _, err := m.Call(start, "1001", false); err != nil {
			t.Fatal(err)
		}
	}
	header, err := m.Call(start, "1001", true)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"X-App-Usage":                `"call_count":5,`,         // 5 of 100
		"X-Ad-Account-Usage":         `"acc_id_util_pct":10.00`, // the first of 10 insights
		"X-Business-Use-Case-Usage":  `"type":"ads_insights"`,
		"X-Fb-Ads-Insights-Throttle": `"app_id_util_pct":5.00`,
	} {
		if got := header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %s has no %s", name, got, want)
		}
	}
}

func TestTheAppHasALimitOfItsOwn(t *testing.T) {
	t.Parallel()
	m := NewMeter(Limits{AppPerHour: 1})
	if _, err := m.Call(start, "", false); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Call(start, "", false); err == nil || err.Code != 4 {
		t.Errorf("error %v, want code 4", err)
	}
}
