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
	tally    *group          // of the session that is being read
	keep     map[string]bool // combinations that are not folded; nil keeps all
	differs  bool            // rows differ between events of a session
	spread   bool            // events are spread over who gets credit
	itemized bool
	whole    bool // the condition is the same for all events of a session
	space    []int64
	taken    []int64
	key      []byte
	index    map[*measure]int
	keySince [world.EventKinds]world.Day // first day on which an event of the name is a key event
	oncePer  [world.EventKinds]bool
}

func newRun(q *Query) *run {
	r := &run{
		Query: q, groups: make(map[string]*group), differs: differs(q.Dimensions),
		spread: q.involves(AttributionScope), itemized: q.involves(ItemScope),
		space: make([]int64, len(q.Ranges)), taken: make([]int64, len(q.Ranges)),
		index: make(map[*measure]int), whole: q.Where != nil && !slices.ContainsFunc(q.Where.Of, func(d Dimension) bool { return d.ofEvent() }),
	}
	r.measure(allUsers)
	for _, column := range q.Metrics {
		for _, m := range column.Of {
			r.measure(m.of...)
		}
	}
	r.tally = newGroup(nil, 0, len(r.measures))
	for i := range q.Ranges {
		r.totals = append(r.totals, newGroup(nil, i, len(r.measures)))
	}
	for name := range world.EventKinds {
		r.keySince[name], r.oncePer[name] = q.Property.KeySince(world.EventName(name))
	}
	return r
}

// measure makes sure that measures are taken, each once.
func (r *run) measure(list ...*measure) {
	for _, m := range list {
		if _, known := r.index[m]; !known {
			r.index[m] = len(r.measures)
			r.measures = append(r.measures, m)
		}
	}
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
		r.windows(span, days)
		if r.wantsCost() && !r.involves(UserScope) {
			r.costs(span, days.First, r.Property.CostsOf(first, days.Last))
		}
	}
}

// sampled says whether the session is in the sample.
func (r *run) sampled(s *world.Session) bool {
	return r.Sample <= 0 || r.Sample >= 1 || float64(s.Fingerprint) < r.Sample*(1<<32)
}

// session reads the facts of a session. Its tally goes into the total, and into the
// row where that is the same for all events.
func (r *run) session(s *world.Session, span int, first world.Day) {
	f := Fact{Property: r.Property, At: r.At, First: first, Day: s.Day, Session: s, engaged: s.EngagedAt(r.At)}
	if r.whole && !r.Where.Accept(&f) {
		return
	}
	r.tally.reset()
	var seen uint64 // events that count once per session
	for i := range s.Events {
		f.Event = &s.Events[i]
		if !s.ArrivedBy(f.Event, r.At) {
			continue
		}
		name := f.Event.Name
		f.isKey = s.Day >= r.keySince[name]
		if f.isKey && r.oncePer[name] {
			f.isKey = seen&(1<<name) == 0
			seen |= 1 << name
		}
		r.event(&f, span)
	}
	if r.tally.facts == 0 {
		return
	}
	r.totals[span].merge(r.tally)
	if !r.differs {
		r.row(&f, span).merge(r.tally)
	}
}

// event reads the facts of an event: more than one where it is spread over items or over
// who gets the credit.
func (r *run) event(f *Fact, span int) {
	f.Credit, f.Item = world.Credit{}, nil
	switch {
	case r.itemized:
		items := f.detail().Items
		for i := range items {
			f.Item = &items[i]
			r.fact(f, span)
		}
	case r.spread && f.isKey:
		for _, credit := range f.Session.CreditsAt(f.Event, f.At) {
			f.Credit = credit
			r.fact(f, span)
		}
	default:
		r.fact(f, span)
	}
}

// fact counts a fact that the condition accepts in the session's tally, and in its row
// where rows differ between events.
func (r *run) fact(f *Fact, span int) {
	if r.Where != nil && !r.whole && !r.Where.Accept(f) {
		return
	}
	r.tally.add(f, r.measures, r.Rate)
	if r.differs {
		r.row(f, span).add(f, r.measures, r.Rate)
	}
}

// costs reads what advertising cost. The last day that has ended is the newest.
func (r *run) costs(span int, first world.Day, costs []world.AdCost) {
	today := world.DayOf(r.At.In(r.Property.Zone))
	for i := range costs {
		c := &costs[i]
		f := Fact{Property: r.Property, At: r.At, First: first, Day: c.Day, Cost: c, Credit: world.Credit{Traffic: c.Traffic, Share: world.One}}
		if c.Day < today && (r.Where == nil || r.Where.Accept(&f)) {
			r.row(&f, span).add(&f, r.measures, r.Rate)
			r.totals[span].add(&f, r.measures, r.Rate)
		}
	}
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
	sums := make([]float64, len(r.measures))
	for i, m := range r.measures {
		sums[i] = g.value(i, m) * scale
	}
	row := Row{Range: g.span, Names: g.names, Values: make([]float64, len(r.Metrics)), Users: int(sums[r.index[allUsers]])}
	for i := range r.Metrics {
		row.Values[i] = r.column(&r.Metrics[i], sums)
	}
	return row
}

// column applies the formulas of a column's metrics and then that of its expression.
func (r *run) column(c *MetricColumn, sums []float64) float64 {
	values := make([]float64, len(c.Of))
	for i, m := range c.Of {
		of := make([]float64, len(m.of))
		for j, one := range m.of {
			of[j] = sums[r.index[one]]
		}
		values[i] = m.compute(of)
	}
	if c.value == nil {
		return values[0]
	}
	return c.value(values)
}
