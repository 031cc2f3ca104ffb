package cube

import (
	"cmp"
	"slices"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Run reads all facts of the query's ranges and aggregates them.
func Run(q Query) Result {
	r := newRun(&q)
	r.read()
	if q.Combos > 0 && len(r.groups) > q.Combos {
		keep := r.largest(q.Combos - 1)
		r = newRun(&q)
		r.keep = keep
		r.read()
	}
	return r.result()
}

// run is a query while it is read.
type run struct {
	*Query
	measures []*measure
	groups   map[string]*group
	totals   []*group
	keep     map[string]bool // combinations that are not folded; nil keeps all
	differs  bool            // rows differ between events of a session
	spread   bool            // events are spread over who gets credit
	itemized bool
	space    []int64
	taken    []int64
	key      []byte
	keySince [256]world.Day // first day on which an event of the name is a key event
	oncePer  [256]bool
}

func newRun(q *Query) *run {
	r := &run{
		Query: q, groups: make(map[string]*group), differs: differs(q.Dimensions),
		spread: q.involves(AttributionScope), itemized: q.involves(ItemScope),
		space: make([]int64, len(q.Ranges)), taken: make([]int64, len(q.Ranges)),
	}
	r.measures = []*measure{allUsers}
	for _, column := range q.Metrics {
		for _, m := range column.Of {
			for _, of := range m.of {
				if !slices.Contains(r.measures, of) {
					r.measures = append(r.measures, of)
				}
			}
		}
	}
	for i := range q.Ranges {
		r.totals = append(r.totals, newGroup(nil, i, len(r.measures)))
	}
	for name := range world.EventNames() {
		since, once := q.Property.KeySince(name)
		r.keySince[name], r.oncePer[name] = since, once
	}
	return r
}

func (r *run) read() {
	for span, days := range r.Ranges {
		first := max(days.First, r.Since)
		all := r.Property.SessionsOf(first, days.Last)
		for i := range all {
			if s := &all[i]; s.VisibleAt(r.At) {
				r.space[span] += int64(len(s.Events))
				if r.sampled(s) {
					r.taken[span] += int64(len(s.Events))
					r.session(s, span, days.First)
				}
			}
		}
		if r.wantsCost() && !r.involves(UserScope) {
			r.costs(span, days.First, r.Property.CostsOf(first, days.Last))
		}
	}
}

// sampled says whether the session is in the sample.
func (r *run) sampled(s *world.Session) bool {
	return r.Sample <= 0 || r.Sample >= 1 || float64(s.Fingerprint) < r.Sample*(1<<32)
}

// session reads the facts of a session.
func (r *run) session(s *world.Session, span int, first world.Day) {
	f := Fact{Property: r.Property, At: r.At, First: first, Day: s.Day, Session: s, engaged: s.EngagedAt(r.At)}
	var into *group
	var seen [4]uint64 // events that count once per session
	for i := range s.Events {
		f.Event = &s.Events[i]
		if !s.ArrivedBy(f.Event, r.At) {
			continue
		}
		name := f.Event.Name
		f.isKey = s.Day >= r.keySince[name]
		if f.isKey && r.oncePer[name] {
			f.isKey = seen[name/64]&(1<<(name%64)) == 0
			seen[name/64] |= 1 << (name % 64)
		}
		into = r.event(&f, span, into)
	}
}

// event reads the facts of an event. Where rows are the same for all events of a
// session, the row that was found for the last one is handed on.
func (r *run) event(f *Fact, span int, into *group) *group {
	f.Credit, f.Item = world.Credit{}, nil
	if r.itemized {
		items := f.detail().Items
		for i := range items {
			f.Item = &items[i]
			r.fact(f, span, nil)
		}
		return nil
	}
	if r.spread && f.isKey {
		for _, credit := range f.Session.CreditsAt(f.Event, f.At) {
			f.Credit = credit
			r.fact(f, span, nil)
		}
		return nil
	}
	return r.fact(f, span, into)
}

func (r *run) costs(span int, first world.Day, costs []world.AdCost) {
	today := world.DayOf(r.At.In(r.Property.Zone))
	for i := range costs {
		if c := &costs[i]; c.Day < today {
			f := Fact{Property: r.Property, At: r.At, First: first, Day: c.Day, Cost: c, Credit: world.Credit{Traffic: c.Traffic, Share: world.One}}
			r.fact(&f, span, nil)
		}
	}
}

// fact adds a fact to its row and to the total, and returns the row where the next
// event of the session belongs to it too.
func (r *run) fact(f *Fact, span int, into *group) *group {
	if r.Where != nil && !r.Where.Accept(f) {
		return nil
	}
	if into == nil || r.differs {
		into = r.row(f, span)
	}
	into.add(f, r.measures, r.Rate)
	r.totals[span].add(f, r.measures, r.Rate)
	return into
}

// other is where combinations end that are too many.
const other = "(other)"

// row finds the group that a fact belongs to.
func (r *run) row(f *Fact, span int) *group {
	r.key = append(r.key[:0], byte(span))
	for i := range r.Dimensions {
		r.key = append(append(r.key, r.Dimensions[i].Value(f)...), 0)
	}
	folded := r.keep != nil && !r.keep[string(r.key)]
	if folded {
		r.key = append(r.key[:0], byte(span), 1)
	}
	if g, ok := r.groups[string(r.key)]; ok {
		return g
	}
	names := make([]string, len(r.Dimensions))
	for i := range names {
		if names[i] = other; !folded {
			names[i] = r.Dimensions[i].Value(f)
		}
	}
	g := newGroup(names, span, len(r.measures))
	r.groups[string(r.key)] = g
	return g
}

// largest returns the combinations with most events.
func (r *run) largest(count int) map[string]bool {
	keys := make([]string, 0, len(r.groups))
	for key := range r.groups {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(r.groups[b].facts, r.groups[a].facts), cmp.Compare(a, b))
	})
	keep := make(map[string]bool, count)
	for _, key := range keys[:count] {
		keep[key] = true
	}
	return keep
}

func (r *run) result() Result {
	result := Result{Folded: r.keep != nil, Read: r.taken, Space: r.space}
	for _, g := range r.groups {
		result.Rows = append(result.Rows, r.line(g))
	}
	for _, g := range r.totals {
		result.Totals = append(result.Totals, r.line(g))
	}
	return result
}

// line applies the formulas of all metrics to what a group comes to.
func (r *run) line(g *group) Row {
	scale := 1.0
	if r.taken[g.span] > 0 {
		scale = float64(r.space[g.span]) / float64(r.taken[g.span])
	}
	sums := make(map[*measure]float64, len(r.measures))
	for i, m := range r.measures {
		sums[m] = g.value(i, m) * scale
	}
	row := Row{Range: g.span, Names: g.names, Values: make([]float64, len(r.Metrics)), Users: int(sums[allUsers])}
	for i := range r.Metrics {
		row.Values[i] = r.Metrics[i].compute(sums)
	}
	return row
}

// compute applies the formulas of the metrics and then that of the expression.
func (c *MetricColumn) compute(sums map[*measure]float64) float64 {
	values := make([]float64, len(c.Of))
	for i := range c.Of {
		of := make([]float64, len(c.Of[i].of))
		for j, m := range c.Of[i].of {
			of[j] = sums[m]
		}
		values[i] = c.Of[i].compute(of)
	}
	if c.value == nil {
		return values[0]
	}
	return c.value(values)
}
