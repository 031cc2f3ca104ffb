package analytics

import (
	"hash/fnv"
	"slices"
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// Rules that protect members and the delays that come with them.
const (
	minEvents        = 3              // demographic counts below are not reported
	demographicDelay = 18 * time.Hour // LinkedIn says 12 to 24 hours
	reachDelay       = 36 * time.Hour // LinkedIn says 24 to 36 hours
	reachDays        = 92             // the longest range with reach
	overDelivery     = 1.5            // demographic costs are not corrected for over-delivery
)

// tooFresh says whether demographics of a day are not computed yet.
func (r *Reader) tooFresh(day world.Day) bool { return day.End().Add(demographicDelay).After(r.Now) }

// protect does to demographic rows what LinkedIn does: rare values go, counts
// are off by some units, costs exceed what was really billed.
func (r *Reader) protect(q *Request, rows map[key]*row) {
	if !q.Pivots[0].member() {
		return
	}
	for k, row := range rows {
		if row.counts[world.Impressions] < minEvents {
			delete(rows, k)
			continue
		}
		row.local *= overDelivery
		row.usd *= overDelivery
		for i, n := range row.counts {
			switch {
			case n < minEvents:
				row.counts[i] = 0
			case world.Count(i) != world.DwellMillis:
				row.counts[i] = max(0, n+r.shift(k, i))
			}
		}
	}
}

// shift is by how many units a count of a row is off, the same each time.
func (r *Reader) shift(k key, count int) int64 {
	if r.Noise < 1 {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(k.pivots[0])) // a hash takes everything
	_, _ = h.Write([]byte(k.bucket.String()))
	_, _ = h.Write([]byte{byte(count)})
	return int64(h.Sum64()%uint64(2*r.Noise+1)) - int64(r.Noise)
}

// wantsReach says whether the answer can have reach, and the request asks for
// it: not over more than 92 days, and not by who saw the ad.
func (q *Request) wantsReach() bool {
	if q.To-q.From+1 > reachDays || slices.ContainsFunc(q.Pivots, Pivot.varies) {
		return false
	}
	return slices.Contains(q.Metrics, "approximateMemberReach") || slices.Contains(q.Metrics, "audiencePenetration")
}

// reach counts the different members that each row reached.
func (r *Reader) reach(rows map[key]*row) {
	seen := make([]uint64, (world.Pool+63)/64)
	for _, row := range rows {
		clear(seen)
		for _, d := range row.days {
			if d.day.End().Add(reachDelay).After(r.Now) {
				continue
			}
			r.World.Audience(d.creative, d.day, func(member uint32) {
				word, bit := member/64, uint64(1)<<(member%64)
				if seen[word]&bit == 0 {
					seen[word] |= bit
					row.reach++
				}
			})
		}
	}
}
