package analytics

import (
	"fmt"
	"slices"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// values are what a row has in each pivot.
type values [maxPivots]string

// maxPivots is how many pivots the statistics finder takes.
const maxPivots = 3

// sums adds the facts of one creative to the rows.
type sums struct {
	reader   *Reader
	request  *Request
	rows     map[key]*row
	creative *world.Creative
	currency string
	fixed    values // of pivots that the creative alone decides

	day  world.Day
	rate int64 // dollars per unit of the currency on that day, in millionths
}

// fix finds the values that the creative alone decides; false where it has none
// in a pivot, so that no row can be about it.
func (s *sums) fix() bool {
	for i, p := range s.request.Pivots {
		if p.varies() {
			continue
		}
		if s.fixed[i] = s.reader.value(p, s.creative); s.fixed[i] == "" {
			return false
		}
	}
	return true
}

// known says whether LinkedIn reports of a fact already.
func (s *sums) known(fact *world.Fact) bool {
	return !fact.Visible.After(s.reader.Now) && !(s.request.Pivots[0].member() && s.reader.tooFresh(fact.Day))
}

// plain adds facts as they are.
func (s *sums) plain(first, last world.Day) {
	s.reader.World.Facts(s.creative, first, last, func(fact *world.Fact) bool {
		if s.known(fact) {
			s.put(s.fixed, fact)
		}
		return true
	})
}

// put adds a fact, or a part of one, to the row of some pivot values. A fact that
// is no conversion belongs to no row by conversion.
func (s *sums) put(at values, fact *world.Fact) {
	if i := slices.Index(s.request.Pivots, "CONVERSION"); i >= 0 {
		if fact.Rule == 0 {
			return
		}
		at[i] = fmt.Sprintf("urn:lla:llaPartnerConversion:%d", fact.Rule)
	}
	k := key{pivots: at}
	var until world.Day
	k.bucket, until = s.request.bucket(fact.Day)
	r := s.rows[k]
	if r == nil {
		r = &row{key: k, until: until}
		s.rows[k] = r
	}
	if s.rate == 0 || s.day != fact.Day {
		s.day, s.rate = fact.Day, s.reader.World.DollarPPM(s.currency, fact.Day)
	}
	r.add(fact, s.rate)
	if s.request.wantsReach() && fact.Counts[world.Impressions] > 0 {
		here := creativeDay{s.creative, fact.Day}
		if n := len(r.days); n == 0 || r.days[n-1] != here {
			r.days = append(r.days, here)
		}
	}
}
