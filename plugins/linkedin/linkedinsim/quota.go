package linkedinsim

import (
	"sync"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// volumeWindow is how long metric values count against the limit on data.
const volumeWindow = 5 * time.Minute

// quota counts calls a UTC day and metric values in five minutes. The zero
// value has counted nothing.
type quota struct {
	mu     sync.Mutex
	day    world.Day
	calls  map[callKey]int
	values map[string][]spent // by application
}

type callKey struct{ client, member, resource string }

type spent struct {
	at     time.Time
	values int64
}

// call counts a call; it answers a problem where a day's quota is used up.
func (q *quota) call(o Options, now time.Time, client, member, resource string) *problem.Problem {
	q.mu.Lock()
	defer q.mu.Unlock()
	if today := world.DayOf(now); q.calls == nil || q.day != today {
		q.day, q.calls = today, make(map[callKey]int)
	}
	app, person := callKey{client, "", resource}, callKey{client, member, resource}
	if o.DailyApplication > 0 && q.calls[app] >= o.DailyApplication {
		return problem.Throttled("APPLICATION", "DAY")
	}
	if o.DailyMember > 0 && q.calls[person] >= o.DailyMember {
		return problem.Throttled("APPLICATION_AND_MEMBER", "DAY")
	}
	q.calls[app]++
	q.calls[person]++
	return nil
}

// full says whether an application has used up its metric values.
func (q *quota) full(limit int64, now time.Time, client string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	var sum int64
	recent := q.values[client][:0]
	for _, s := range q.values[client] {
		if now.Sub(s.at) < volumeWindow {
			recent = append(recent, s)
			sum += s.values
		}
	}
	if q.values == nil {
		q.values = make(map[string][]spent)
	}
	q.values[client] = recent
	return sum > limit
}

// spend counts metric values of an answer.
func (q *quota) spend(now time.Time, client string, values int64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.values == nil {
		q.values = make(map[string][]spent)
	}
	q.values[client] = append(q.values[client], spent{now, values})
}
