package world

import "time"

// Moment is when somebody looks at the figures of an account. Figures refresh
// every quarter of an hour, and so does a Moment.
type Moment struct {
	Today    Day // in the account's time zone
	Quarters int // of an hour that have passed today
	Length   int // quarters of an hour that today has: 96, or 92 and 100 where the clock changes
}

// MomentAt returns the Moment of a point in time in a time zone.
func MomentAt(now time.Time, zone *time.Location) Moment {
	today := DayOf(now.In(zone))
	start, end := today.In(zone), (today + 1).In(zone)
	const quarter = 15 * time.Minute
	return Moment{Today: today, Quarters: int(now.Sub(start) / quarter), Length: int(end.Sub(start) / quarter)}
}

// Settled is a Moment so late that nothing restates any more.
func Settled(last Day) Moment { return Moment{Today: last + settle + 1, Length: 96} }

// settle is the age in days at which figures stop changing.
const settle = 28

// age returns how many days ago a day was; negative for a day to come.
func (m Moment) age(d Day) int { return int(m.Today) - int(d) }

// hours returns how much of each hour of the clock a day has, in quarters of an
// hour, as far as it has passed: an hour that the clock skips has none, one that
// it repeats has eight.
func (m Moment) hours(d Day, zone *time.Location) [24]int64 {
	var passed [24]int64
	start := d.In(zone)
	length := int((d + 1).In(zone).Sub(start) / (15 * time.Minute))
	if m.age(d) == 0 {
		length = min(length, m.Quarters)
	}
	for quarter := range length {
		passed[start.Add(time.Duration(quarter)*15*time.Minute).Hour()]++
	}
	return passed
}
