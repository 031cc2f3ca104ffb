package world

import "time"

// Sums is what the sessions of some days come to, added up one session after the
// other: figures to hold reports against.
type Sums struct {
	Sessions, EngagedSessions, Events, PageViews int64
	Users, NewUsers, ActiveUsers                 int64 // each counted once
	KeyEvents                                    int64
	KeySessions                                  int64 // sessions with a key event
	KeyEventsByName                              map[string]int64
	Purchases, Buyers                            int64
	GrossRevenue, Refunds, Revenue               Micros           // Revenue is gross less refunds
	Seconds                                      int64            // of all engaged sessions
	ByChannel                                    map[string]int64 // sessions
}

// Sum adds up the sessions from the first to the last day that a report made at an
// instant sees, and of those only what keep accepts; nil keeps all.
func (p *Property) Sum(first, last Day, at time.Time, keep func(*Session) bool) Sums {
	a := adder{
		property: p, at: at, users: make(map[*User]bool), fresh: make(map[*User]bool), active: make(map[*User]bool), buyers: make(map[*User]bool),
		Sums: Sums{KeyEventsByName: make(map[string]int64), ByChannel: make(map[string]int64)},
	}
	for i := range p.Sessions {
		s := &p.Sessions[i]
		if s.Day >= first && s.Day <= last && s.VisibleAt(at) && (keep == nil || keep(s)) {
			a.session(s)
		}
	}
	a.Users, a.NewUsers, a.ActiveUsers, a.Buyers = int64(len(a.users)), int64(len(a.fresh)), int64(len(a.active)), int64(len(a.buyers))
	a.Revenue = a.GrossRevenue - a.Refunds
	return a.Sums
}

type adder struct {
	Sums
	property                     *Property
	at                           time.Time
	users, fresh, active, buyers map[*User]bool
}

func (a *adder) session(s *Session) {
	keys := make(map[string]int64)
	counted := false
	for i := range s.Events {
		if e := &s.Events[i]; s.ArrivedBy(e, a.at) {
			counted = true
			a.event(s, e)
			a.key(s, e, keys)
		}
	}
	if !counted { // a session without any event shows nowhere
		return
	}
	a.Sessions++
	a.ByChannel[s.Traffic.Channel]++
	a.users[s.User] = true
	if s.EngagedAt(a.at) {
		a.EngagedSessions++
		a.active[s.User] = true
		a.Seconds += int64(s.Seconds)
	}
	for name, count := range keys {
		a.KeyEvents += count
		a.KeyEventsByName[name] += count
	}
	if len(keys) > 0 {
		a.KeySessions++
	}
}

func (a *adder) event(s *Session, e *Event) {
	a.Events++
	switch e.Name {
	case PageView:
		a.PageViews++
	case FirstVisit:
		a.fresh[s.User], a.active[s.User] = true, true
	case Purchase:
		a.Purchases++
		a.GrossRevenue += e.Detail.Order.Value
		a.buyers[s.User] = true
	case Refund:
		a.Refunds += e.Detail.Order.Value
	}
}

// key counts an event that is marked as a key event on its day.
func (a *adder) key(s *Session, e *Event, keys map[string]int64) {
	for _, key := range a.property.KeyEvents {
		if key.Name != e.Name.String() || s.Day < key.Since {
			continue
		}
		if keys[key.Name]++; key.OncePerSession {
			keys[key.Name] = 1
		}
	}
}
