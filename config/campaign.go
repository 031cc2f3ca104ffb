package config

import (
	"math/big"
	"net/url"
	"slices"

	"github.com/roictl/roictl/connector"
)

func (l *loader) campaign(in *instance) *Campaign {
	f := l.decode(in.declaration, in.eval)
	c := &Campaign{
		Meta:     in.meta(f),
		Start:    get[connector.Date](f, "start"),
		End:      get[connector.Date](f, "end"),
		Tracking: l.trackings(f, "tracking"),
		Currency: get[string](f, "currency"),
	}
	c.currencyUnclear = f.faulty("currency")
	if !f.has("currency") {
		c.Currency, c.currencyUnclear = l.config.Settings.Currency, l.currencyUnclear
	}
	if dated := f.set["start"].value != nil && f.set["end"].value != nil; dated && c.End < c.Start {
		l.check(in, fault(CodePeriod, f.place("end"), "Campaign ends before it starts", "The campaign starts on %s and ends on %s. The last day cannot be before the first.", c.Start, c.End))
	}
	for _, nested := range l.nested(in, KindCost) {
		if cost := l.cost(nested, c); !nested.double {
			c.Costs = append(c.Costs, cost)
		}
	}
	for _, nested := range l.nested(in, KindReturn) {
		if r := l.gain(nested); !nested.double {
			c.Returns = append(c.Returns, r)
		}
	}
	for _, nested := range l.nested(in, KindBenefit) {
		if b := l.benefit(nested); !nested.double {
			c.Benefits = append(c.Benefits, b)
		}
	}
	return c
}

// costCategories are the labels that say what kind of cost it is.
var costCategories = []string{"ads", "content", "time", "tools"}

func (l *loader) cost(in *instance, campaign *Campaign) *Cost {
	f := l.decode(in.declaration, in.eval)
	c := &Cost{
		Meta:       in.meta(f),
		Category:   get[string](f, "category"),
		Value:      get[*Formula](f, "value"),
		Amount:     get[*Span](f, "amount"),
		Currency:   get[string](f, "currency"),
		HourlyRate: get[*Span](f, "hourly_rate"),
		Hours:      get[*Span](f, "hours"),
		People:     ratOf(f, "people"),
		Every:      Every(get[string](f, "every")),
		Year:       Year(get[string](f, "year")),
		SharedWith: get[[]Address](f, "shared_with"),
		AllocateBy: Allocation(get[string](f, "allocate_by")),
	}
	if c.Category == "" && !f.has("category") {
		c.Category = "other"
		if slices.Contains(costCategories, in.address.Name) {
			c.Category = in.address.Name
		}
	}
	if len(c.SharedWith) > 0 && c.AllocateBy == "" {
		c.AllocateBy = AllocateEqual
	}
	if f.has("value") {
		l.checkShared(in, f, c)
		return c
	}
	if !f.has("currency") {
		c.Currency = campaign.Currency
	}
	if c.Year == "" {
		c.Year = YearCalendar
	}
	l.timeCost(in, f, c)
	l.checkCost(in, f, c, campaign)
	l.checkShared(in, f, c)
	return c
}

var minutesPerHour = big.NewRat(60, 1)

// timeCost completes the cost of time: F6 and F7.
func (l *loader) timeCost(in *instance, f fields, c *Cost) {
	if from := get[fields](f, "hourly_from"); from.set != nil {
		revenue, hours := ratOf(from, "annual_revenue"), ratOf(from, "annual_hours")
		if revenue != nil && hours != nil {
			rate := new(big.Rat).Quo(revenue, hours)
			c.HourlyRate = &Span{Low: rate, High: rate}
		}
	}
	if minutes := get[*Span](f, "minutes"); minutes != nil {
		c.Hours = &Span{Low: new(big.Rat).Quo(minutes.Low, minutesPerHour), High: new(big.Rat).Quo(minutes.High, minutesPerHour)}
	}
	isTime := f.has("hourly_rate") || f.has("hourly_from")
	if isTime && c.People == nil && !f.has("people") {
		c.People = big.NewRat(1, 1)
	}
	if isTime && !f.has("minutes") && !f.has("hours") {
		l.check(in, fault(CodeMissing, in.header, "Missing argument", "An hourly cost needs the time that it takes each time: minutes = 30, or hours = [3, 4]."))
	}
	if isTime {
		return
	}
	for _, name := range []string{"minutes", "hours", "people"} {
		if f.has(name) {
			l.check(in, fault(CodeConflict, f.set[name].name, "Conflicting arguments", "%s belongs to a cost of time, with hourly_rate or hourly_from.", quote(name)))
		}
	}
}

// checkCost holds that a cost says how often it occurs (R71) and in which money.
func (l *loader) checkCost(in *instance, f fields, c *Cost, campaign *Campaign) {
	if !f.has("amount") && !f.has("hourly_rate") && !f.has("hourly_from") {
		return // reported: nothing says what the cost is
	}
	if !f.has("every") {
		l.check(in, fault(CodePeriod, in.header, "Cost without a period",
			"How often does this cost occur? Without every the amount could be meant for a day, a month or the whole campaign, and the return on investment would be off by as much. Set every to %s.",
			oneOf(quoted(in.schema.Attribute("every").Values))))
	}
	if c.Currency == "" && !f.has("currency") && !campaign.currencyUnclear {
		l.check(in, fault(CodeCurrency, in.header, "Unknown currency",
			"In which currency is this cost? Set currency here, or for everything in the roictl block:\n\n    roictl {\n      currency = \"EUR\"\n    }"))
	}
}

func (l *loader) checkShared(in *instance, f fields, c *Cost) {
	outer, _ := in.address.Outer()
	if slices.Contains(c.SharedWith, outer) {
		l.check(in, fault(CodeReference, f.place("shared_with"), "Cost shared with itself", "%s is the campaign that declares this cost, so it has its part already. List only the other campaigns.", outer))
	}
}

func (l *loader) gain(in *instance) *Return {
	f := l.decode(in.declaration, in.eval)
	return &Return{Meta: in.meta(f), Value: get[*Formula](f, "value"), Margin: ratOf(f, "margin"), Recurring: get[bool](f, "recurring")}
}

func (l *loader) benefit(in *instance) *Benefit {
	f := l.decode(in.declaration, in.eval)
	return &Benefit{Meta: in.meta(f), Value: get[*Formula](f, "value")}
}

// checkLanding holds that landing pages are addresses of pages.
func (l *loader) checkLanding(in *instance, f fields, pages []string) {
	for _, page := range pages {
		if parsed, err := url.Parse(page); err != nil || parsed.Host == "" || parsed.Scheme != "https" && parsed.Scheme != "http" {
			l.check(in, fault(CodeValue, f.place("landing"), "Invalid landing page", "%s is no full address of a page. Write it as people open it: \"https://shop.example.com/spring\".", quote(page)))
		}
	}
}
