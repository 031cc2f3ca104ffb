package cube

import (
	"slices"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// activeWithin counts the users who were active in so many days, the last of which is the
// day of the row, or of the date range where rows have no day.
func activeWithin(days int) *measure {
	return &measure{kind: perUser, window: days, read: func(f *Fact) world.Micros {
		return when(f.ago < days && (f.engaged || f.Session.Number == 1))
	}}
}

var (
	dayUsers   = activeWithin(1)
	weekUsers  = activeWithin(7)
	monthUsers = activeWithin(30)
)

var windowMetrics = []Metric{
	total(dayUsers).named("active1DayUsers", "1-day active users", userCategory, Integer),
	total(weekUsers).named("active7DayUsers", "7-day active users", userCategory, Integer),
	total(activeWithin(28)).named("active28DayUsers", "28-day active users", userCategory, Integer),
	ratio(dayUsers, monthUsers).named("dauPerMau", "DAU / MAU", userCategory, Float),
	ratio(dayUsers, weekUsers).named("dauPerWau", "DAU / WAU", userCategory, Float),
	ratio(weekUsers, monthUsers).named("wauPerMau", "WAU / MAU", userCategory, Float),
}

// windows reads the sessions that windows look back at: from before the date range, and
// once for every day whose window they are in.
func (r *run) windows(span int, days Range) {
	longest := 0
	for _, m := range r.measures {
		longest = max(longest, m.window)
	}
	if longest == 0 {
		return
	}
	all := r.Property.SessionsOf(max(days.First-world.Day(longest)+1, r.Since), days.Last)
	for i := range all {
		if s := &all[i]; s.VisibleAt(r.At) && r.sampled(s) {
			r.windowed(s, span, days, longest)
		}
	}
}

// windowed reads a session for every window that it is in.
func (r *run) windowed(s *world.Session, span int, days Range, longest int) {
	f := Fact{Property: r.Property, At: r.At, First: days.First, Session: s, engaged: s.EngagedAt(r.At), windowed: true}
	first := max(days.First, s.Day)
	if !r.daily() {
		first = days.Last
	}
	for end := first; end <= min(days.Last, s.Day+world.Day(longest)-1); end++ {
		f.Day, f.ago = end, int(end-s.Day)
		for i := range s.Events {
			if f.Event = &s.Events[i]; r.Where != nil && !r.Where.Accept(&f) {
				continue
			}
			r.row(&f, span).add(&f, r.measures, r.Rate)
			if end == days.Last {
				r.totals[span].add(&f, r.measures, r.Rate)
			}
			if !r.differs && (r.Where == nil || r.whole) {
				break // the other events are in the same row
			}
		}
	}
}

// daily says whether rows have a day.
func (r *run) daily() bool {
	return slices.ContainsFunc(r.Dimensions, func(c DimensionColumn) bool {
		return slices.ContainsFunc(c.Of, func(d Dimension) bool { return d.Name == "date" || d.Name == "nthDay" })
	})
}
