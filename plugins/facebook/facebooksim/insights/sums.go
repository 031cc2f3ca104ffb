package insights

import "github.com/roictl/roictl/plugins/facebook/facebooksim/world"

// sums are what a row is written from.
type sums struct {
	world.Delivery
	touched [world.Kinds][world.Touches]int64 // conversions by touch
	valued  [world.Kinds][world.Touches]int64 // their value in minor units
	own     [world.Kinds]int64                // conversions by the setting of each ad set
	ownWith [world.Kinds]int64                // their value
}

// any says whether there is a row.
func (s *sums) any() bool { return s.Delivery.Any() || s.own != [world.Kinds]int64{} }

// count adds a conversion.
func (s *sums) count(c *world.Conversion, setting world.Windows) {
	s.touched[c.Kind][c.Touch]++
	s.valued[c.Kind][c.Touch] += c.Value
	if setting[c.Touch] {
		s.own[c.Kind]++
		s.ownWith[c.Kind] += c.Value
	}
}

// add adds other sums.
func (s *sums) add(other *sums) {
	s.Delivery.Add(&other.Delivery)
	for kind := range other.own {
		s.own[kind] += other.own[kind]
		s.ownWith[kind] += other.ownWith[kind]
		for touch := range other.touched[kind] {
			s.touched[kind][touch] += other.touched[kind][touch]
			s.valued[kind][touch] += other.valued[kind][touch]
		}
	}
}

// grouping maps the cells of the family's split to the groups that the requested
// breakdowns make of them.
type grouping struct {
	names  []string               // the breakdowns, in the order of the request
	keys   [][]string             // the values of each group
	weight [][2]int64             // the share of each group in the audience, as a fraction
	groups map[*world.Split][]int // by cell; nil is the split of every ad
}

// groupBy groups the cells of the ads' splits.
func (q *Query) groupBy(objects []object, seen world.Moment) *grouping {
	g := &grouping{names: q.Breakdowns, groups: make(map[*world.Split][]int)}
	index := make(map[string]int)
	for _, o := range objects {
		for _, ad := range o.ads {
			split := ad.Split(q.family, seen.Today-1, seen)
			key := q.share(split)
			if _, known := g.groups[key]; known {
				continue
			}
			g.groups[key] = g.cells(split, index)
		}
		if q.family != world.Assets && len(o.ads) > 0 {
			break // an account's ads share their split
		}
	}
	return g
}

// share returns what a split's grouping is kept under: only assets differ from ad
// to ad, and hours, which differ from day to day, have the same cells always.
func (q *Query) share(split *world.Split) *world.Split {
	if q.family == world.Assets {
		return split
	}
	return nil
}

// cells returns the group of each cell, and makes those that are new.
func (g *grouping) cells(split *world.Split, index map[string]int) []int {
	at := make([]int, 0, len(g.names))
	for _, name := range g.names {
		for i, known := range split.Names {
			if known == name {
				at = append(at, i)
			}
		}
	}
	var groups []int
	for i, values := range split.Cells {
		var key []string
		var joined string
		for _, name := range at {
			key = append(key, values[name])
			joined += values[name] + "\x00"
		}
		group, known := index[joined]
		part, of := split.Weight(i)
		if !known {
			group = len(g.keys)
			index[joined] = group
			g.keys = append(g.keys, key)
			g.weight = append(g.weight, [2]int64{0, of})
		}
		g.weight[group][0] += part
		groups = append(groups, group)
	}
	return groups
}

// sum adds up what happened to an object in a stretch of days, by group, into
// sums, which are as many as there are groups. It needs room for dealt cells.
func (r *Report) sum(o *object, span Range, into []sums) {
	clear(into)
	for _, ad := range o.ads {
		setting := ad.AdSet.Attribution.Windows()
		for day := max(span.Since, ad.First); day <= min(span.Until, ad.Last, r.seen.Today); day++ {
			split := ad.Split(r.query.family, day, r.seen)
			groups := r.grouping.groups[r.query.share(split)]
			if len(split.Cells) == 0 {
				continue
			}
			if delivery, ok := ad.Delivery(day, r.seen); ok {
				r.dealt = append(r.dealt[:0], make([]world.Delivery, len(split.Cells))...)
				split.Deal(&delivery, r.dealt)
				for i := range r.dealt {
					into[groups[i]].Add(&r.dealt[i])
				}
			}
			if r.hide {
				continue
			}
			ad.Conversions(day, r.seen, func(c *world.Conversion) {
				into[groups[split.Cell(c)]].count(c, setting)
			})
		}
	}
}
