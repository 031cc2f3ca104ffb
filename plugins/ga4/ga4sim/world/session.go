package world

import "time"

// Session is one visit of one user. All its events count on the day it began.
type Session struct {
	ID      uint32
	Start   int64 // seconds since 1970 UTC
	Day     Day   // of Start in the zone of the property
	Minute  uint16
	User    *User
	Traffic *Traffic
	Landing *Page // nil where the session had no page view
	Device  *Device
	Events  []Event

	Number      uint16 // 1 for the first session of the user
	Seconds     uint16 // from the first to the last event
	Attention   uint16 // seconds with the page in the foreground
	Engaged     bool   // longer than ten seconds, or a key event, or two page views
	arrival     uint32 // seconds after Start until it shows in reports
	Fingerprint uint32 // evenly spread: decides what a sample contains
}

// User is a browser or a signed-in person.
type User struct {
	ID            uint32
	First         *Traffic // of the first session
	FirstDay      Day
	FirstPurchase Day // 0 where none
	Place         *Place
	Language      string
	Age, Gender   string // "unknown" for most
	Membership    string // the registered user property "membership"
	last          *Traffic
	sessions      uint16
}

// Place is where a user is. Names are English and without accents, but for Côte d'Ivoire.
type Place struct{ Continent, Country, CountryID, Region, City string }

// Device is what a user visits with.
type Device struct{ Category, System, Browser string }

// Page is a page of the site. Query starts with "?" where it is not empty.
type Page struct{ Path, Query, Title string }

// Processing takes up to two days, engagement a day longer, and the credit for key
// events up to twelve days.
const (
	fastShare      = 0.3 // of sessions that show within fastArrival
	fastArrival    = 6 * time.Hour
	lastArrival    = 48 * time.Hour
	engagementLag  = 24 * time.Hour
	firstCreditDay = 2
	lastCreditDay  = 12
)

// arrivalAfter spreads sessions over the time that processing takes: u in [0,1).
func arrivalAfter(u float64) time.Duration {
	if u < fastShare {
		return time.Duration(u / fastShare * float64(fastArrival))
	}
	return fastArrival + time.Duration((u-fastShare)/(1-fastShare)*float64(lastArrival-fastArrival))
}

// VisibleAt says whether a report made at an instant contains the session.
func (s *Session) VisibleAt(at time.Time) bool { return at.Unix() >= s.Start+int64(s.arrival) }

// EngagedAt says whether a report made at an instant counts the session as engaged:
// engagement shows a day later than the session itself.
func (s *Session) EngagedAt(at time.Time) bool {
	return s.Engaged && at.Unix() >= s.Start+int64(s.arrival)+int64(engagementLag/time.Second)
}

// creditSettledAt says whether data-driven attribution has spread the credit of
// the session's key events: on day 2 to 12, depending on the session.
func (s *Session) creditSettledAt(at time.Time) bool {
	days := firstCreditDay + int64(s.Fingerprint%(lastCreditDay-firstCreditDay+1))
	return at.Unix() >= s.Start+days*secondsOfDay
}
