package cube

import (
	"slices"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// group adds up the facts of one row or of one total.
type group struct {
	names    []string
	span     int
	facts    int64
	sums     []world.Micros
	sessions []uint32   // the last session that each measure has counted
	users    [][]uint32 // of the measures that count users
}

func newGroup(names []string, span, measures int) *group {
	return &group{names: names, span: span, sums: make([]world.Micros, measures), sessions: make([]uint32, measures), users: make([][]uint32, measures)}
}

// add counts a fact. Sessions come one after the other, so that the last one tells
// whether a session has been counted.
func (g *group) add(f *Fact, measures []*measure, rate func(world.Day, world.Micros) world.Micros) {
	g.facts++
	for i, m := range measures {
		if (m.window > 0) != f.windowed {
			continue
		}
		if m.kind != perFact && (f.Session == nil || g.sessions[i] == f.Session.ID) {
			continue
		}
		amount := m.read(f)
		if amount == 0 {
			continue
		}
		if m.money && rate != nil {
			amount = rate(f.Day, amount)
		}
		if f.Session != nil {
			g.sessions[i] = f.Session.ID
		}
		if m.kind == perUser {
			g.users[i] = append(g.users[i], f.Session.User.ID)
			continue
		}
		g.sums[i] += amount
	}
}

// merge adds what one whole session came to.
func (g *group) merge(tally *group) {
	g.facts += tally.facts
	for i := range tally.sums {
		g.sums[i] += tally.sums[i]
		g.users[i] = append(g.users[i], tally.users[i]...)
	}
}

// reset empties a tally.
func (g *group) reset() {
	g.facts = 0
	clear(g.sums)
	clear(g.sessions)
	for i := range g.users {
		g.users[i] = g.users[i][:0]
	}
}

// value returns what a measure comes to: users are counted once.
func (g *group) value(i int, m *measure) float64 {
	if m.kind != perUser {
		return float64(g.sums[i]) / float64(world.One)
	}
	slices.Sort(g.users[i])
	g.users[i] = slices.Compact(g.users[i])
	return float64(len(g.users[i]))
}
