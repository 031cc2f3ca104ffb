package connector

// dayFinder says whether days lie in any of some intervals. It looks where the
// day before was first, since days come in runs.
type dayFinder struct {
	intervals []Interval
	last      int
}

func (f *dayFinder) contains(day Date) bool {
	if f.last < len(f.intervals) && f.intervals[f.last].Contains(day) {
		return true
	}
	for i, interval := range f.intervals {
		if interval.Contains(day) {
			f.last = i
			return true
		}
	}
	return false
}
