package platform

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// The headers in which Meta says how much of its limits is used, in percent
// (Graph API, "Rate limits"; Marketing API, "Rate limiting"). The first three are
// objects of numbers, the last one holds lists of them by account.
var usageHeaders = []string{"X-App-Usage", "X-Ad-Account-Usage", "X-Fb-Ads-Insights-Throttle", "X-Fb-Ads-Insights-Reach-Throttle"}

const businessUsage = "X-Business-Use-Case-Usage"

// limits keeps to Meta's rate limits: it reads what is used after every answer, and
// holds requests back before a limit is reached. A refused request counts too, and
// makes the wait longer.
type limits struct {
	now func() time.Time

	mu     sync.Mutex
	until  time.Time // nothing is asked before
	reason string
	used   float64 // percent, of the limit that is used most
	atFull int     // answers in a row that found a limit full
}

// usage is what an answer says.
type usage struct {
	percent float64
	regain  time.Duration // until there is access again; 0 when there is
	bucket  string        // which limit it is
}

// The steps at which requests slow down, in percent of a limit. From 75 % on they
// spread out, from 95 % on they pause.
const (
	easy  = 75
	tight = 90
	full  = 95
)

// How long to pause at a limit, at least, and at most where Meta does not say for
// how long.
const (
	leastPause   = time.Minute
	longestPause = 15 * time.Minute
)

// read reads what an answer says.
func (l *limits) read(header http.Header) {
	u, told := usageOf(header)
	if !told {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.used = u.percent
	if u.regain == 0 && u.percent < full {
		l.atFull = 0
	}
	var pause time.Duration
	switch {
	case u.regain > 0:
		pause = max(u.regain, leastPause)
	case u.percent >= full:
		pause = min(leastPause<<min(l.atFull, 8), longestPause)
		l.atFull++
	case u.percent >= tight:
		pause = 5 * time.Second
	case u.percent >= easy:
		pause = time.Duration((u.percent - easy) / (tight - easy) * float64(2*time.Second))
	}
	if pause > 0 {
		l.pause(pause, fmt.Sprintf("%s is used to %.0f %%", u.bucket, u.percent))
	}
}

// pause puts the next request off; l.mu is held.
func (l *limits) pause(d time.Duration, reason string) {
	if until := l.now().Add(d); until.After(l.until) {
		l.until, l.reason = until, reason
	}
}

// hold says how long a request has to wait.
func (l *limits) hold(*http.Request) (time.Duration, string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(0, l.until.Sub(l.now())), l.reason
}

// refused says how long to wait after a refusal: as long as Meta says, else twice
// as long each time.
func (l *limits) refused(header http.Header, attempt int) time.Duration {
	if u, told := usageOf(header); told && u.regain > 0 {
		return max(u.regain, leastPause)
	}
	return min(leastPause<<min(attempt, 8), longestPause)
}

// most is the percentage of the limit that is used most.
func (l *limits) most() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.used
}

// usageOf reads the headers of an answer, of which there may be any or none. What
// cannot be read is left out: the limits themselves still hold.
func usageOf(header http.Header) (u usage, told bool) {
	for _, name := range usageHeaders {
		var numbers map[string]any
		if json.Unmarshal([]byte(header.Get(name)), &numbers) != nil {
			continue
		}
		told = true
		u.raise(numbers, "Meta's limit of the "+bucketNames[name])
		if seconds, ok := numbers["reset_time_duration"].(float64); ok && u.percent >= full {
			u.regain = max(u.regain, time.Duration(seconds)*time.Second)
		}
	}
	var accounts map[string][]map[string]any
	if json.Unmarshal([]byte(header.Get(businessUsage)), &accounts) != nil {
		return u, told
	}
	for _, uses := range accounts {
		for _, use := range uses {
			kind, _ := use["type"].(string)
			told = true
			u.raise(use, "Meta's limit of calls for "+kind)
			if minutes, ok := use["estimated_time_to_regain_access"].(float64); ok {
				u.regain = max(u.regain, time.Duration(minutes*float64(time.Minute)))
			}
		}
	}
	return u, told
}

var bucketNames = map[string]string{
	"X-App-Usage": "app", "X-Ad-Account-Usage": "ad account", "X-Fb-Ads-Insights-Throttle": "app's insights", "X-Fb-Ads-Insights-Reach-Throttle": "reach of old days",
}

// raise raises the usage to the largest of the percentages.
func (u *usage) raise(numbers map[string]any, bucket string) {
	for _, name := range []string{"call_count", "total_time", "total_cputime", "acc_id_util_pct", "app_id_util_pct"} {
		if percent, ok := numbers[name].(float64); ok && (percent > u.percent || u.bucket == "") {
			u.percent, u.bucket = percent, bucket
		}
	}
}

// bucketOf names the limit that a refusal is about. Codes 4 and 17 are easily taken
// for each other: one is of the app, for everybody who uses it, the other of the ad
// account.
func bucketOf(e *graphError) string {
	switch e.Code {
	case 4, 341:
		if e.Subcode == 1504022 || e.Subcode == 1504039 {
			return "Meta's limit of insights for the whole app (code 4/" + fmt.Sprint(e.Subcode) + ")"
		}
		return "Meta's limit of calls for the whole app (code 4)"
	case 17:
		return "Meta's limit of calls for the ad account (code 17)"
	case 32, 80001:
		return "Meta's limit of calls for the Page"
	case 80000:
		return "Meta's limit of insights for the ad account (code 80000)"
	case 80002:
		return "Meta's limit of calls for the Instagram account"
	case 80004:
		return "Meta's limit of reading campaigns and ads for the ad account (code 80004)"
	}
	return fmt.Sprintf("Meta's limit of calls (code %d)", e.Code)
}

// postpone puts the next request off.
func (l *limits) postpone(d time.Duration, reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pause(d, reason)
}
