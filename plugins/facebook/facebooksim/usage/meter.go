package usage

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// Limits are the rates that a Meter holds callers to.
type Limits struct {
	// AppPerHour and AccountPerHour are calls; 0 is 190,000, the floor of full
	// access.
	AppPerHour, AccountPerHour int
	// Block is how long a limit locks callers out once it is reached, and how much
	// longer it does with each call meanwhile. 0 is five minutes.
	Block time.Duration
	// Code and Subcode are what a reached limit answers with: 17/2446079, 80000,
	// 80004, 613, 4/1504022. 0 is 80000 for insights and 80004 for the rest, which
	// follow from the use case.
	Code, Subcode int
	// Tier is the access tier in the headers; empty is standard_access.
	Tier string
}

// Meter counts calls. It is safe for concurrent use.
type Meter struct {
	limits  Limits
	mu      sync.Mutex
	buckets map[string]*bucket
}

// bucket is a leaky bucket: what is in it drains within an hour.
type bucket struct {
	calls   float64
	at      time.Time
	blocked time.Time
}

// NewMeter returns a meter where nothing was called.
func NewMeter(limits Limits) *Meter {
	const full = 190_000
	if limits.AppPerHour == 0 {
		limits.AppPerHour = full
	}
	if limits.AccountPerHour == 0 {
		limits.AccountPerHour = full
	}
	if limits.Block == 0 {
		limits.Block = 5 * time.Minute
	}
	if limits.Tier == "" {
		limits.Tier = "standard_access"
	}
	return &Meter{limits: limits, buckets: make(map[string]*bucket)}
}

// Call counts a call. The account is an ad account's id without act_, or empty
// for calls that are about none; insights says which use case it is.
func (m *Meter) Call(now time.Time, account string, insights bool) (http.Header, *graph.Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	header := make(http.Header)
	appUse, _ := m.count("app", m.limits.AppPerHour, now)
	header.Set("X-App-Usage", fmt.Sprintf(`{"call_count":%.0f,"total_time":%.0f,"total_cputime":%.0f}`, appUse, appUse/2, appUse/2))
	if account == "" {
		if appUse > 100 {
			return header, &graph.Error{Code: 4, Message: "(#4) Application request limit reached"}
		}
		return header, nil
	}
	kind, code := "ads_management", 80004
	if insights {
		kind, code = "ads_insights", 80000
	}
	use, blocked := m.count(account+"/"+kind, m.limits.AccountPerHour, now)
	minutes := int((blocked + time.Minute - 1) / time.Minute)
	header.Set("X-Ad-Account-Usage", fmt.Sprintf(`{"acc_id_util_pct":%.2f,"reset_time_duration":%.0f,"ads_api_access_tier":"%s"}`, use, blocked.Seconds(), m.limits.Tier))
	header.Set("X-Business-Use-Case-Usage", fmt.Sprintf(
		`{"%s":[{"type":"%s","call_count":%.0f,"total_cputime":%.0f,"total_time":%.0f,"estimated_time_to_regain_access":%d,"ads_api_access_tier":"%s"}]}`,
		account, kind, use, use/4, use/4, minutes, m.limits.Tier))
	if insights {
		header.Set("X-Fb-Ads-Insights-Throttle", fmt.Sprintf(`{"app_id_util_pct":%.2f,"acc_id_util_pct":%.2f,"ads_api_access_tier":"%s"}`, appUse, use, m.limits.Tier))
	}
	if blocked == 0 && appUse <= 100 {
		return header, nil
	}
	err := &graph.Error{Code: code, Subcode: 2446079, Message: fmt.Sprintf(
		"(#%d) There have been too many calls from this ad-account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting#%s.", code, kind)}
	if m.limits.Code != 0 {
		err.Code, err.Subcode = m.limits.Code, m.limits.Subcode
	}
	return header, err
}

// count adds a call to a bucket and returns how full it is in percent, and for how
// long it is blocked.
func (m *Meter) count(name string, perHour int, now time.Time) (percent float64, blocked time.Duration) {
	b, ok := m.buckets[name]
	if !ok {
		b = &bucket{at: now}
		m.buckets[name] = b
	}
	drained := max(now.Sub(b.at).Hours(), 0) * float64(perHour) // the clock may be set back
	b.calls, b.at = max(b.calls-drained, 0)+1, now
	percent = 100 * b.calls / float64(perHour)
	if now.Before(b.blocked) {
		b.blocked = b.blocked.Add(m.limits.Block)
	} else if percent > 100 {
		b.blocked = now.Add(m.limits.Block)
	}
	return percent, max(b.blocked.Sub(now), 0)
}
