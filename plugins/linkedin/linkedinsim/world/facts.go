package world

import "time"

// Fact is one thing that happened to a creative on a day. Several facts can be
// about the same creative and day; their sum is what is true.
type Fact struct {
	Creative   int64
	Day        Day
	Visible    time.Time // when LinkedIn begins to know it; zero: at once
	Counts     Counts
	Cents      int64 // cost, in hundredths of the account's currency; negative in a correction
	Rule       int64 // the conversion rule, 0 where the fact is no conversion
	ValueCents int64 // worth of the conversion
	// Residue marks a day whose billing left -2e-18 of a unit behind, which
	// LinkedIn really reports.
	Residue bool
}

// Facts calls yield for every fact of a creative from one day to another, both
// inclusive, by day, until yield returns false.
func (w *World) Facts(creative *Creative, from, to Day, yield func(*Fact) bool) {
	given := w.given[creative.ID]
	for day := max(from, w.config.Start); day <= to; day++ {
		for len(given) > 0 && given[0].Day < day {
			given = given[1:]
		}
		for len(given) > 0 && given[0].Day == day {
			if !yield(&given[0]) {
				return
			}
			given = given[1:]
		}
		if !w.config.Quiet && !w.generate(creative, day, yield) {
			return
		}
	}
}

// generate makes the facts of one creative and day.
func (w *World) generate(creative *Creative, day Day, yield func(*Fact) bool) bool {
	campaign := w.campaigns[creative.Campaign]
	if day < campaign.First || campaign.Last != 0 && day > campaign.Last {
		return true
	}
	c := w.chance('f', uint64(creative.ID), uint64(day))
	if c.below(61) == 0 {
		fact := Fact{Creative: creative.ID, Day: day, Visible: day.End(), Residue: true}
		fact.Counts[Impressions] = 1
		return yield(&fact)
	}
	whole := campaign.rates.day(c, day)
	whole.Creative, whole.Day = creative.ID, day
	if whole.Counts == (Counts{}) {
		return true
	}
	morning, rest := halves(&whole)
	morning.Visible, rest.Visible = day.Start().Add(12*time.Hour), day.End()
	if !yield(&morning) || !yield(&rest) {
		return false
	}
	if !w.correct(c, &whole, yield) {
		return false
	}
	return w.convert(c, campaign, &whole, yield)
}

// halves splits a day at noon: until then LinkedIn knows 40 percent of it.
func halves(whole *Fact) (morning, rest Fact) {
	morning, rest = *whole, *whole
	for i, n := range whole.Counts {
		morning.Counts[i] = n * 4 / 10
		rest.Counts[i] = n - morning.Counts[i]
	}
	morning.Cents = whole.Cents * 4 / 10
	rest.Cents = whole.Cents - morning.Cents
	return morning, rest
}

// correct takes back, three days later, what invalid traffic was charged on
// every eleventh day.
func (w *World) correct(c *chance, whole *Fact, yield func(*Fact) bool) bool {
	if c.below(11) != 0 {
		return true
	}
	credit := Fact{Creative: whole.Creative, Day: whole.Day, Visible: whole.Day.End().Add(3 * 24 * time.Hour), Cents: -whole.Cents / 50}
	credit.Counts[Clicks] = -(whole.Counts[Clicks] / 50)
	return yield(&credit)
}
