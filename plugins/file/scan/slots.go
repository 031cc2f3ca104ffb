package scan

import "github.com/roictl/roictl/connector"

// slots finds out where in the result a row's period belongs: to its first day
// with daily rows, to every interval with that day in it otherwise. Daily rows cut
// no period: the host does, and tells.
type slots struct {
	query  connector.Query
	last   connector.Interval
	found  []slot
	cut    bool // an interval cuts the period of the last row
	loaded bool
}

// slot is a day or the index of an interval.
type slot struct {
	number uint32
	whole  bool // the period of the row lies inside it
}

// of returns the slots of a period. They are valid until the next call.
func (s *slots) of(period connector.Interval) []slot {
	if s.loaded && s.last == period {
		return s.found
	}
	s.last, s.found, s.cut, s.loaded = period, s.found[:0], false, true
	for i, interval := range s.query.Intervals {
		inside := interval.Contains(period.Start)
		whole := inside && period.End <= interval.End
		if s.query.Grain != connector.GrainDay && (inside && !whole || !inside && period.Start < interval.Start && period.End >= interval.Start) {
			s.cut = true
		}
		switch {
		case !inside:
		case s.query.Grain == connector.GrainDay:
			s.found = append(s.found, slot{number: uint32(period.Start), whole: period.Start == period.End})
		default:
			s.found = append(s.found, slot{number: uint32(i), whole: whole})
		}
	}
	return s.found
}
