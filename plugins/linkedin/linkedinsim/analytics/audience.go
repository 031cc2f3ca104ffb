package analytics

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// crowd is a part of the audience on one day: whoever has the same values in all
// pivots, and the rule where there are conversions.
type crowd struct {
	group int // its place among the groups
	rule  int64
}

// groups finds the values of pivots that kinds of members have, and which of
// them each kind of member has.
func (s *sums) groups() (groups []values, of []int) {
	profiles := s.reader.World.Profiles()
	of = make([]int, len(profiles))
	for i := range profiles {
		at := s.fixed
		for k, p := range s.request.Pivots {
			if p.audience() {
				at[k] = profiles[i].Trait(string(p))
			}
		}
		if of[i] = slices.Index(groups, at); of[i] < 0 {
			of[i] = len(groups)
			groups = append(groups, at)
		}
	}
	return groups, of
}

// byProfile adds facts split by who saw the ad. Of professional demographics
// only the hundred largest values of a creative's day are kept.
func (s *sums) byProfile(first, last world.Day) {
	groups, of := s.groups()
	byConversion := slices.Contains(s.request.Pivots, "CONVERSION")
	var day audience
	flush := func() {
		if s.request.Pivots[0].member() {
			day.cut()
		}
		for _, c := range day.order {
			s.put(groups[c.group], day.shares[c])
		}
		day = audience{}
	}
	s.reader.World.Facts(s.creative, first, last, func(fact *world.Fact) bool {
		if !s.known(fact) {
			return true
		}
		if len(day.order) > 0 && day.shares[day.order[0]].Day != fact.Day {
			flush()
		}
		s.reader.World.Split(fact, func(profile int, part *world.Fact) {
			c := crowd{group: of[profile]}
			if byConversion {
				c.rule = part.Rule
			}
			day.add(c, part)
		})
		return true
	})
	flush()
}

// audience is what each crowd has of one creative's day.
type audience struct {
	shares map[crowd]*world.Fact
	order  []crowd // in which they came, so that sums are the same every time
}

func (a *audience) add(of crowd, part *world.Fact) {
	if a.shares == nil {
		a.shares = make(map[crowd]*world.Fact)
	}
	share := a.shares[of]
	if share == nil {
		share = &world.Fact{Creative: part.Creative, Day: part.Day, Rule: of.rule}
		a.shares[of] = share
		a.order = append(a.order, of)
	}
	share.Counts.Add(&part.Counts)
	share.Cents += part.Cents
	share.ValueCents += part.ValueCents
	share.Residue = share.Residue || part.Residue
}

// valuesPerDay is how many demographic values LinkedIn keeps by creative and
// day.
const valuesPerDay = 100

// cut keeps the crowds with the most impressions.
func (a *audience) cut() {
	if len(a.order) <= valuesPerDay {
		return
	}
	slices.SortFunc(a.order, func(x, y crowd) int {
		return cmp.Or(cmp.Compare(a.shares[y].Counts[world.Impressions], a.shares[x].Counts[world.Impressions]), cmp.Compare(x.group, y.group))
	})
	a.order = a.order[:valuesPerDay]
}
