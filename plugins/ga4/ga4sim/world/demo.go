package world

import (
	"math/rand/v2"
	"time"
	_ "time/tzdata" // the zones below exist on every machine
)

// The properties of the demo world.
const (
	Shop    = "310000001" // a shop in Europe/Paris with money in EUR, and everything that is difficult
	Leads   = "310000002" // a site that collects leads, America/Los_Angeles, USD, no orders
	Private = "310000003" // exists, and nobody may read it
	Unused  = "310000004" // Google Analytics 360, Asia/Tokyo, JPY: no event ever arrived
)

// Campaign names and dates of the shop that tests and examples rely on.
const (
	// SilentMonth and SilentDay are the day of every year on which the tag was missing.
	SilentMonth, SilentDay = time.April, 17
	// FreeMonth and FreeDay are the day of every year on which nothing was bought.
	FreeMonth, FreeDay = time.May, 1
)

// Options of a demo world. The same options make the same world.
type Options struct {
	Seed           uint64
	First, Last    Day // days on which there are sessions, both included
	SessionsPerDay int // of the shop, on average; 300 where zero
}

const defaultSessionsPerDay = 300

// Demo returns a world of one account with four properties.
func Demo(options Options) *World {
	rate := options.SessionsPerDay
	if rate <= 0 {
		rate = defaultSessionsPerDay
	}
	shop := &Property{
		ID: Shop, Name: "shop.example", Industry: "SHOPPING", Zone: location("Europe/Paris"), Currency: "EUR",
		Created: time.Date(2023, time.January, 2, 3, 4, 5, 678e6, time.UTC),
		KeyEvents: []KeyEvent{
			{Name: "purchase"}, {Name: "sign_up", OncePerSession: true}, {Name: "generate_lead"},
			{Name: "newsletter_subscribe", Since: options.First + (options.Last-options.First)/2, Custom: true},
		},
		CustomDimensions: []CustomDimension{
			{"plan", "Plan", "EVENT"}, {"membership", "Membership", "USER"}, {"color", "Colour", "ITEM"},
		},
		CustomMetrics: []CustomMetric{{"quiz_score", "Quiz score", "STANDARD"}},
		Streams:       []Stream{{"5000000001", "Web", "G-SHOP000001", "https://shop.example"}},
		AdsCustomers:  []string{"1234567890"},
	}
	leads := &Property{
		ID: Leads, Name: "leads.example", Industry: "BUSINESS_AND_INDUSTRIAL_MARKETS", Zone: location("America/Los_Angeles"), Currency: "USD",
		Created:   time.Date(2024, time.May, 6, 7, 8, 9, 0, time.UTC),
		KeyEvents: []KeyEvent{{Name: "generate_lead"}, {Name: "sign_up"}},
		Streams:   []Stream{{"5000000002", "Web", "G-LEADS00001", "https://leads.example"}},
	}
	private := &Property{
		ID: Private, Name: "private.example", Industry: "FINANCE", Zone: time.UTC, Currency: "EUR",
		Created: time.Date(2024, time.June, 1, 0, 0, 0, 0, time.UTC),
	}
	unused := &Property{
		ID: Unused, Name: "unused.example", Industry: "OTHER", Zone: location("Asia/Tokyo"), Currency: "JPY", Premium: true,
		Created: time.Date(2025, time.June, 1, 0, 0, 0, 0, time.UTC),
		Streams: []Stream{{"5000000004", "Web", "G-UNUSED0001", "https://unused.example"}},
	}
	populate(shop, options, rate, true)
	populate(leads, options, max(rate/8, 1), false)
	return &World{
		Account:    Account{ID: "100", Name: "Example"},
		Properties: []*Property{shop, leads, private, unused},
	}
}

// location returns a zone that is compiled in, so that a failure can only be a misspelt constant.
func location(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// populate fills a property with sessions and costs, day after day.
func populate(p *Property, options Options, rate int, sells bool) {
	g := &generator{
		random:   rand.New(rand.NewPCG(options.Seed, uint64(len(p.Name)))),
		property: p, sells: sells, sources: newSources(sells),
	}
	days := int(options.Last-options.First) + 1
	p.Sessions = make([]Session, 0, max(0, days)*rate*5/4)
	for day := options.First; day <= options.Last; day++ {
		g.day(day, rate)
	}
}

// generator makes the sessions of one property.
type generator struct {
	random   *rand.Rand
	property *Property
	sells    bool
	sources  *sources
	users    []*User
	orders   int
}

// weekday is how busy each day of the week is, Sunday first.
var weekday = [7]float64{0.8, 1.15, 1.1, 1.1, 1.05, 0.95, 0.75}

// day adds the sessions and costs of a day.
func (g *generator) day(day Day, rate int) {
	_, month, date := day.Date().Date()
	g.costs(day)
	if month == SilentMonth && date == SilentDay {
		return
	}
	busy := weekday[day.Date().Weekday()] * (0.9 + 0.2*g.random.Float64())
	count, today := int(float64(rate)*busy+0.5), g.sources.of(day)
	start, length := day.In(g.property.Zone).Unix(), (day+1).In(g.property.Zone).Unix()-day.In(g.property.Zone).Unix()
	// Sessions spread over the day, which has 23 or 25 hours when clocks change.
	for i := range count {
		at := start + (int64(i)*length+g.random.Int64N(length))/int64(count)
		g.session(day, at, at-start, today)
	}
}
