package cube

import "github.com/roictl/roictl/plugins/ga4/ga4sim/world"

// measure is something that is added up or counted over facts.
type measure struct {
	kind   counting
	read   func(*Fact) world.Micros
	money  bool // converted where a report is in another currency
	window int  // days that are looked back at; 0 for all but rolling users
}

// counting says how facts add up.
type counting uint8

const (
	perFact    counting = iota // every fact adds its amount
	perSession                 // the first fact of a session that has an amount adds it
	perUser                    // counts users that had an amount above zero
)

func events(names ...world.EventName) *measure {
	return &measure{kind: perFact, read: func(f *Fact) world.Micros { return when(f.Event != nil && oneOf(f.Event.Name, names)) }}
}

func usersWith(name world.EventName) *measure {
	return &measure{kind: perUser, read: func(f *Fact) world.Micros { return when(f.is(name)) }}
}

func oneOf(name world.EventName, names []world.EventName) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

func when(yes bool) world.Micros {
	if yes {
		return world.One
	}
	return 0
}

// share is the part of an amount that the credit of the fact gets.
func (f *Fact) share(amount world.Micros) world.Micros {
	if f.Credit.Traffic == nil || f.Credit.Share == world.One {
		return amount
	}
	return amount / 10 * (f.Credit.Share * 10 / world.One)
}

// once says whether the fact is the one that stands for its event where an event is
// spread over several credits: what cannot be split counts there.
func (f *Fact) once() bool { return f.Credit.Traffic == nil || f.Credit.Traffic == f.traffic() }

// orders sums an amount of purchases or refunds, spread over who gets the credit.
func orders(name world.EventName, amount func(*world.Order) world.Micros) *measure {
	return &measure{kind: perFact, money: true, read: func(f *Fact) world.Micros {
		if !f.is(name) {
			return 0
		}
		return f.share(amount(f.Event.Detail.Order))
	}}
}

// items sums over the items of an event, or over the one item that is asked for.
func items(name world.EventName, amount func(*world.Item) world.Micros) *measure {
	return &measure{kind: perFact, read: func(f *Fact) world.Micros {
		if !f.is(name) {
			return 0
		}
		if f.Item != nil {
			return amount(f.Item)
		}
		sum := world.Micros(0)
		for i := range f.Event.Detail.Items {
			sum += amount(&f.Event.Detail.Items[i])
		}
		return sum
	}}
}

// costs sums what advertising cost, in campaigns of sessions or events only: by
// campaigns of users the API answers with nothing.
func costs(amount func(*world.AdCost) world.Micros) *measure {
	return &measure{kind: perFact, read: func(f *Fact) world.Micros {
		if f.Cost == nil {
			return 0
		}
		return amount(f.Cost)
	}}
}
