package world

import (
	"math/big"
	"slices"
)

// Ask says which facts to add up.
type Ask struct {
	Account      string // its id, without act_
	Since, Until Day    // both included, in the account's time zone
	Seen         Moment // when one looks; the zero Moment is when everything has settled
	// Keep picks ads; nil keeps all, deleted ones too.
	Keep func(*Ad) bool
	// Family and Cell pick part of the audience, by the values of a breakdown's
	// names, for instance {"age": "25-34"}. No Cell is everybody.
	Family Family
	Cell   map[string]string
	// Windows are attribution windows to count conversions in, for instance
	// "7d_click" and "1d_view"; none is each ad set's own setting.
	Windows []string
}

// Figures are sums of facts.
type Figures struct {
	Delivery Delivery
	Spend    *big.Rat // major units
	// Conversions and Value are by Kind; Value is in major units.
	Conversions [Kinds]int64
	Value       [Kinds]*big.Rat
}

// Leads returns leads of both kinds.
func (f Figures) Leads() int64 { return f.Conversions[PixelLead] + f.Conversions[FormLead] }

// Truth adds facts up one by one. It knows nothing of rows, levels or pages.
func (w *World) Truth(ask Ask) Figures {
	figures := Figures{Spend: new(big.Rat)}
	for kind := range figures.Value {
		figures.Value[kind] = new(big.Rat)
	}
	if ask.Seen == (Moment{}) {
		ask.Seen = Settled(ask.Until)
	}
	for _, account := range w.Accounts {
		if account.ID != ask.Account {
			continue
		}
		minor := new(big.Rat).SetFrac64(1, 1)
		if account.Offset == 2 {
			minor.SetFrac64(1, 100)
		}
		for ad := range account.Ads() {
			if ask.Keep != nil && !ask.Keep(ad) {
				continue
			}
			for day := ask.Since; day <= ask.Until; day++ {
				figures.add(ad, day, ask, minor)
			}
		}
	}
	return figures
}

// add adds the facts of one ad and day.
func (f *Figures) add(ad *Ad, day Day, ask Ask, minor *big.Rat) {
	money := func(units int64) *big.Rat {
		return new(big.Rat).Mul(new(big.Rat).SetInt64(units), minor)
	}
	split := ad.Split(ask.Family, day, ask.Seen)
	wanted := make([]bool, len(split.Cells))
	for i, values := range split.Cells {
		wanted[i] = true
		for name, value := range ask.Cell {
			at := slices.Index(split.Names, name)
			wanted[i] = wanted[i] && at >= 0 && values[at] == value
		}
	}
	if delivery, ok := ad.Delivery(day, ask.Seen); ok && len(wanted) > 0 {
		cells := make([]Delivery, len(wanted))
		split.Deal(&delivery, cells)
		for i := range cells {
			if wanted[i] {
				f.Delivery.Add(&cells[i])
				f.Spend.Add(f.Spend, money(cells[i][Spend]))
			}
		}
	}
	counts := ad.AdSet.Attribution.Windows()
	if ask.Windows != nil {
		counts = Windows{}
		for _, name := range ask.Windows {
			counts = counts.Or(Window(name))
		}
	}
	ad.Conversions(day, ask.Seen, func(c *Conversion) {
		if len(wanted) > 0 && counts[c.Touch] && wanted[split.Cell(c)] {
			f.Conversions[c.Kind]++
			f.Value[c.Kind].Add(f.Value[c.Kind], money(c.Value))
		}
	})
}
