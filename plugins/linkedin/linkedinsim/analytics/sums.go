package analytics

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// sums adds the facts of one creative to the rows.
type sums struct {
	reader   *Reader
	request  *Request
	rows     map[key]*row
	creative *world.Creative
	currency string
	fixed    [3]string // values of pivots that the creative alone decides

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
		if s.fixed[i] = s.reader.value(p, s.creative, nil, nil); s.fixed[i] == "" {
			return false
		}
	}
	return true
}

// plain adds facts as they are.
func (s *sums) plain(last world.Day) {
	s.reader.World.Facts(s.creative, s.request.From, last, func(fact *world.Fact) bool {
		if !fact.Visible.After(s.reader.Now) {
			s.add(fact, nil, fact)
		}
		return true
	})
}

// add adds a fact, or the part of it that one profile has.
func (s *sums) add(fact *world.Fact, profile *world.Profile, part *world.Fact) {
	k := key{pivots: s.fixed}
	for i, p := range s.request.Pivots {
		if p.varies() {
			if k.pivots[i] = s.reader.value(p, s.creative, fact, profile); k.pivots[i] == "" {
				return
			}
		}
	}
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
	r.add(part, s.rate)
	if s.request.wantsReach() && fact.Counts[world.Impressions] > 0 {
		here := creativeDay{s.creative, fact.Day}
		if n := len(r.days); n == 0 || r.days[n-1] != here {
			r.days = append(r.days, here)
		}
	}
}

// portion is what one profile has of a fact.
type portion struct {
	fact    *world.Fact
	profile int
	part    world.Fact
}

// byProfile adds facts split by who saw the ad. Of professional demographics
// only the hundred largest values of a creative's day are kept.
func (s *sums) byProfile(last world.Day) {
	profiles := s.reader.World.Profiles()
	pivot := s.request.Pivots[0]
	var portions []portion
	flush := func() {
		if pivot.member() {
			portions = largest(portions, func(p *portion) string { return profiles[p.profile].Trait(string(pivot)) })
		}
		for i := range portions {
			p := &portions[i]
			s.add(p.fact, &profiles[p.profile], &p.part)
		}
		portions = portions[:0]
	}
	s.reader.World.Facts(s.creative, s.request.From, last, func(fact *world.Fact) bool {
		if fact.Visible.After(s.reader.Now) || pivot.member() && s.reader.tooFresh(fact.Day) {
			return true
		}
		if len(portions) > 0 && portions[0].fact.Day != fact.Day {
			flush()
		}
		whole := *fact
		s.reader.World.Split(&whole, func(profile int, part *world.Fact) {
			portions = append(portions, portion{&whole, profile, *part})
		})
		return true
	})
	flush()
}

// valuesPerDay is how many demographic values LinkedIn keeps by creative and
// day.
const valuesPerDay = 100

// largest keeps the portions of the values with the most impressions.
func largest(portions []portion, value func(*portion) string) []portion {
	events := make(map[string]int64)
	for i := range portions {
		events[value(&portions[i])] += portions[i].part.Counts[world.Impressions]
	}
	if len(events) <= valuesPerDay {
		return portions
	}
	values := make([]string, 0, len(events))
	for v := range events {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b string) int {
		return cmp.Or(cmp.Compare(events[b], events[a]), cmp.Compare(a, b))
	})
	for _, v := range values[valuesPerDay:] {
		delete(events, v)
	}
	return slices.DeleteFunc(portions, func(p portion) bool {
		_, kept := events[value(&p)]
		return !kept
	})
}
