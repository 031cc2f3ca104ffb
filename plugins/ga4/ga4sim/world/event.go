package world

import "time"

// EventName is one of the events that the world knows.
type EventName uint8

// The events of the world. Custom ones are those that Google does not define.
const (
	SessionStart EventName = iota
	FirstVisit
	PageView
	UserEngagement
	Scroll
	ViewItem
	AddToCart
	BeginCheckout
	Purchase
	Refund
	SignUp
	GenerateLead
	NewsletterSubscribe // custom
	QuizComplete        // custom
	eventNames
)

var nameOfEvent = [eventNames]string{
	"session_start", "first_visit", "page_view", "user_engagement", "scroll", "view_item", "add_to_cart",
	"begin_checkout", "purchase", "refund", "sign_up", "generate_lead", "newsletter_subscribe", "quiz_complete",
}

// EventKinds is how many events there are.
const EventKinds = int(eventNames)

// String returns the name as events carry it.
func (n EventName) String() string { return nameOfEvent[n] }

// Event is something that a user did in a session.
type Event struct {
	Name   EventName
	Page   *Page // nil where the event happened on no page
	Detail *Detail
}

// Detail is what only few events have. All money is in the property's currency.
type Detail struct {
	Value  Micros // parameter value
	Order  *Order
	Items  []Item
	Plan   string // registered event parameter "plan"
	Score  int64  // registered event parameter "quiz_score"
	Assist *Traffic
	after  time.Duration
}

// Order is a purchase, or what a refund takes back.
type Order struct {
	ID                   string
	Coupon               string
	PaidIn               string // currency of the order; the money below is converted
	Value, Shipping, Tax Micros // Value is what was paid: items and shipping less the coupon
	FirstOfUser          bool
}

// Item is a line of an order, or a product that was looked at.
type Item struct {
	Product  *Product
	Quantity int64
	Revenue  Micros
}

// Product is what the shop sells.
type Product struct {
	ID, Name, Brand, Category, Variant, Color string
	Price                                     Micros
}

// ArrivedBy says whether a report made at an instant contains the event, given that it
// contains the session. Refunds come days after the purchase that they take back.
func (s *Session) ArrivedBy(e *Event, at time.Time) bool {
	if e.Detail == nil || e.Detail.after == 0 {
		return true
	}
	return at.Unix() >= s.Start+int64(e.Detail.after/time.Second)
}

// Credit is a share of a key event that a source of traffic gets.
type Credit struct {
	Traffic *Traffic
	Share   Micros // of One; the shares of an event add up to it
}

// assistShare is what data-driven attribution gives to the earlier contact.
const assistShare = One * 4 / 10

// CreditsAt returns who gets the credit for a key event in a report made at an
// instant: the session's own traffic at first, and once attribution has settled also an
// earlier contact with the user, where there was one.
func (s *Session) CreditsAt(e *Event, at time.Time) []Credit {
	if e.Detail == nil || e.Detail.Assist == nil || !s.creditSettledAt(at) {
		return []Credit{{s.Traffic, One}}
	}
	return []Credit{{s.Traffic, One - assistShare}, {e.Detail.Assist, assistShare}}
}
