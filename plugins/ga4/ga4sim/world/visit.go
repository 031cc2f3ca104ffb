package world

import (
	"fmt"
	"time"
)

// chance says yes in so many of a thousand cases.
func (g *generator) chance(thousandths int) bool { return g.random.IntN(1000) < thousandths }

func draw[T any](g *generator, from []T) T { return from[g.random.IntN(len(from))] }

// session adds a session that starts at an instant, so many seconds into its day, and
// comes from somewhere that day's sessions come from.
func (g *generator) session(day Day, at, intoDay int64, from mix) {
	traffic := from.pick(g.random)
	user, isNew := g.visitor(day, traffic)
	user.sessions++
	s := Session{
		ID: uint32(len(g.property.Sessions) + 1), Start: at, Day: day, User: user, Traffic: traffic, Device: g.device(),
		Minute: minuteOf(at, g.property.Zone, intoDay), Number: user.sessions, Fingerprint: g.random.Uint32(),
		arrival: uint32(arrivalAfter(g.random.Float64()) / time.Second),
	}
	assist := user.last
	if assist == traffic {
		assist = nil
	}
	user.last = traffic
	g.visit(&s, isNew, assist)
	g.property.Sessions = append(g.property.Sessions, s)
}

// minuteOf returns the minute of the day that clocks show: not the minutes since
// midnight on days when they change.
func minuteOf(at int64, zone *time.Location, intoDay int64) uint16 {
	_, offset := time.Unix(at, 0).In(zone).Zone()
	_, midnight := time.Unix(at-intoDay, 0).In(zone).Zone()
	return uint16((intoDay + int64(offset-midnight)) / 60)
}

// visitor is a new user, or one who came before: rather one of late.
func (g *generator) visitor(day Day, traffic *Traffic) (*User, bool) {
	if len(g.users) > 0 && g.chance(380) {
		recent := min(len(g.users), 4000)
		back := int(g.random.Float64() * g.random.Float64() * float64(recent))
		return g.users[len(g.users)-1-back], false
	}
	user := &User{
		ID: uint32(len(g.users) + 1), First: traffic, FirstDay: day, Place: draw(g, places), Language: draw(g, languages),
		Age: "unknown", Gender: "unknown", Membership: draw(g, memberships),
	}
	if g.chance(300) {
		user.Age, user.Gender = draw(g, ages), draw(g, genders)
	}
	g.users = append(g.users, user)
	return user, true
}

func (g *generator) device() *Device {
	drawn := g.random.IntN(100)
	for i, share := range deviceShare {
		if drawn < share {
			return devices[i]
		}
	}
	return devices[0]
}

// visit decides what happens in a session. What an earlier source of the user
// contributed to its key events is remembered with them.
func (g *generator) visit(s *Session, isNew bool, assist *Traffic) {
	v := &visit{generator: g, session: s, assist: assist}
	if s.Traffic.Source != NotSet {
		v.add(SessionStart, nil, nil)
	}
	if isNew {
		v.add(FirstVisit, nil, nil)
	}
	if g.chance(990) { // else a session without any page view, so without a landing page
		s.Landing = draw(g, landings)
		v.browse()
	}
	views := 0
	for i := range s.Events {
		if s.Events[i].Name == PageView {
			views++
		}
	}
	if views > 0 {
		s.Seconds = uint16(g.random.IntN(20) + (views-1)*(20+g.random.IntN(60)))
		s.Attention = uint16(float64(s.Seconds) * (0.4 + 0.6*g.random.Float64()))
	}
	s.Engaged = s.Seconds > 10 || views >= 2 || v.key
	if s.Engaged {
		v.add(UserEngagement, s.Landing, nil)
	}
}

// visit is a session while it is made.
type visit struct {
	*generator
	session *Session
	assist  *Traffic
	key     bool // had an event that is a key event on some day
}

func (v *visit) add(name EventName, page *Page, detail *Detail) {
	v.session.Events = append(v.session.Events, Event{Name: name, Page: page, Detail: detail})
}

// convert adds an event that may be a key event.
func (v *visit) convert(name EventName, page *Page, detail Detail) {
	detail.Assist = v.assist
	v.key = true
	v.add(name, page, &detail)
}

func (v *visit) browse() {
	v.session.Events = append(make([]Event, 0, 8), v.session.Events...)
	v.add(PageView, v.session.Landing, nil)
	if v.chance(400) {
		v.add(Scroll, v.session.Landing, nil)
	}
	if v.chance(450) { // bounced
		return
	}
	for range 1 + v.random.IntN(3) {
		v.product()
	}
	if v.chance(40) {
		v.add(PageView, signUp, nil)
		v.convert(SignUp, signUp, Detail{Plan: draw(v.generator, plans)})
	}
	if v.chance(30) {
		v.convert(GenerateLead, home, Detail{Value: Micros(20+v.random.IntN(30)) * One})
	}
	if v.chance(25) {
		v.convert(NewsletterSubscribe, home, Detail{})
	}
	if v.chance(15) {
		v.add(QuizComplete, home, &Detail{Score: int64(v.random.IntN(11))})
	}
}

// product looks at a product, and may lead to a purchase of it.
func (v *visit) product() {
	i := v.random.IntN(len(products))
	product, page := products[i], productPages[i]
	v.add(PageView, page, nil)
	if !v.sells {
		return
	}
	one := []Item{{product, 1, product.Price}}
	v.add(ViewItem, page, &Detail{Value: product.Price, Items: one})
	if !v.chance(180) {
		return
	}
	v.add(AddToCart, page, &Detail{Value: product.Price, Items: one})
	if !v.chance(500) {
		return
	}
	v.add(PageView, checkout, nil)
	v.add(BeginCheckout, checkout, &Detail{Value: product.Price, Items: one})
	_, month, date := v.session.Day.Date().Date()
	if v.chance(550) && (month != FreeMonth || date != FreeDay) {
		v.purchase(product)
	}
}

// Shipping costs the same on every order; prices contain a fifth of value added tax.
const (
	shipping   = 495 * One / 100
	taxPercent = 20
)

func (v *visit) purchase(product *Product) {
	v.orders++
	quantity := int64(1 + v.random.IntN(2))
	items := []Item{{product, quantity, product.Price * Micros(quantity)}}
	if v.chance(350) {
		more := draw(v.generator, products)
		items = append(items, Item{more, 1, more.Price})
	}
	order := &Order{
		ID: fmt.Sprintf("T-%s-%d", v.session.Day, v.orders), Coupon: draw(v.generator, coupons), PaidIn: v.property.Currency,
		Shipping: shipping, FirstOfUser: v.session.User.FirstPurchase == 0,
	}
	for _, item := range items {
		order.Value += item.Revenue
	}
	order.Tax = (order.Value * taxPercent / (100 + taxPercent)).cents()
	if order.Coupon != "" {
		order.Value -= (order.Value / 10).cents()
	}
	order.Value += shipping
	if v.chance(80) {
		order.PaidIn = draw(v.generator, otherMoney)
	}
	if order.FirstOfUser {
		v.session.User.FirstPurchase = v.session.Day
	}
	v.add(PageView, thanks, nil)
	v.convert(Purchase, thanks, Detail{Value: order.Value, Order: order, Items: items})
	if v.chance(40) {
		after := time.Duration(3*24+v.random.IntN(7*24)) * time.Hour
		v.add(Refund, nil, &Detail{Value: order.Value, Order: order, Items: items, after: after})
	}
}

// cents rounds down to a hundredth.
func (m Micros) cents() Micros { return m - m%(One/100) }
