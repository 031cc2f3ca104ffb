package world

import (
	"slices"
	"sort"
	"time"
)

// World is a Google Analytics account structure with everything that happened.
type World struct {
	Account    Account
	Properties []*Property
}

// Account owns properties.
type Account struct {
	ID   string // numeric, without "accounts/"
	Name string
}

// Property finds a property by its numeric identifier, without "properties/".
func (w *World) Property(id string) (*Property, bool) {
	i := slices.IndexFunc(w.Properties, func(p *Property) bool { return p.ID == id })
	if i < 0 {
		return nil, false
	}
	return w.Properties[i], true
}

// Property is one Google Analytics 4 property.
type Property struct {
	ID       string // numeric, without "properties/"
	Name     string
	Industry string         // a constant of the Admin API, such as SHOPPING
	Zone     *time.Location // every calendar day of the property is one of this zone
	Currency string         // ISO 4217; all money of the property is in it
	Premium  bool           // Google Analytics 360, with larger quotas
	Created  time.Time

	KeyEvents        []KeyEvent
	CustomDimensions []CustomDimension
	CustomMetrics    []CustomMetric
	Streams          []Stream
	AdsCustomers     []string // customer IDs of linked Google Ads accounts

	Sessions []Session // in the order of their start
	Costs    []AdCost  // in the order of their day
}

// SessionsOf returns the sessions that began from the first to the last day, both included.
func (p *Property) SessionsOf(first, last Day) []Session {
	from := sort.Search(len(p.Sessions), func(i int) bool { return p.Sessions[i].Day >= first })
	to := sort.Search(len(p.Sessions), func(i int) bool { return p.Sessions[i].Day > last })
	return p.Sessions[from:max(from, to)]
}

// CostsOf returns what advertising cost from the first to the last day, both included.
func (p *Property) CostsOf(first, last Day) []AdCost {
	from := sort.Search(len(p.Costs), func(i int) bool { return p.Costs[i].Day >= first })
	to := sort.Search(len(p.Costs), func(i int) bool { return p.Costs[i].Day > last })
	return p.Costs[from:max(from, to)]
}

// KeyEvent says since when events of a name count as key events. Marking an event
// is not retroactive, so earlier events of the name never count.
type KeyEvent struct {
	Name           string
	Since          Day
	OncePerSession bool // counting method ONCE_PER_SESSION
	Custom         bool // made by the user, not by Google
}

// KeySince returns the first day on which events of a name count as key events, and
// whether they count once per session. A name that is none never does.
func (p *Property) KeySince(name EventName) (since Day, oncePerSession bool) {
	for _, key := range p.KeyEvents {
		if key.Name == name.String() {
			return key.Since, key.OncePerSession
		}
	}
	return Never, false
}

// Never is a day after all others.
const Never = Day(1 << 30)

// CustomDimension is a registered parameter. Scope is EVENT, USER or ITEM. The events of
// the world carry one parameter of each scope: a plan, a membership and a colour, which
// is read under whatever name it is registered.
type CustomDimension struct{ Parameter, Name, Scope string }

// CustomMetric is a registered numeric parameter of events: the score of a quiz. Unit is
// a measurement unit of the Admin API, such as STANDARD.
type CustomMetric struct{ Parameter, Name, Unit string }

// Stream is a web data stream.
type Stream struct{ ID, Name, MeasurementID, URI string }

// AdCost is what one campaign of an advertising account cost on one day.
type AdCost struct {
	Day         Day
	Traffic     *Traffic // what sessions from this campaign would carry
	Cost        Micros
	Clicks      int64
	Impressions int64
}

// Micros is a millionth of a unit of currency, or of anything else that is
// counted: sums of them are exact.
type Micros int64

// One is a whole unit.
const One Micros = 1_000_000
