package cube

import (
	"time"

	"github.com/roictl/roictl/plugins/ga4/ga4sim/world"
)

// Fact is what dimensions and metrics are read from: an event of a session, one
// item of it, a share of its credit, or what an ad campaign cost on a day.
type Fact struct {
	Property *world.Property
	At       time.Time // of the report
	First    world.Day // of the date range
	Day      world.Day
	Session  *world.Session // nil for a cost
	Event    *world.Event   // nil for a cost
	Item     *world.Item    // nil unless items are asked for
	Credit   world.Credit   // of a key event; no traffic for any other
	Cost     *world.AdCost  // nil for an event
	isKey    bool
	engaged  bool
	windowed bool // read for a window that ends on Day
	ago      int  // days from the session to Day, of a window
}

// Scope is what a dimension or metric belongs to.
type Scope uint8

// The scopes of Google Analytics, and that of advertising costs.
const (
	SessionScope Scope = iota
	UserScope
	EventScope
	AttributionScope // of the event: who gets credit for it
	ItemScope
	CostScope
	TimeScope
)

// traffic returns where the session, or the campaign that cost money, came from.
func (f *Fact) traffic() *world.Traffic {
	if f.Session == nil {
		return f.Cost.Traffic
	}
	return f.Session.Traffic
}

func (f *Fact) is(name world.EventName) bool { return f.Event != nil && f.Event.Name == name }

// detail returns what only some events have, and for others nothing of it.
func (f *Fact) detail() *world.Detail {
	if f.Event == nil || f.Event.Detail == nil {
		return &none
	}
	return f.Event.Detail
}

var none world.Detail
