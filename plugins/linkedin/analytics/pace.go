package analytics

// pace is how many days are asked for at a time: as many as surely fit below the
// cap, or as many as probably do by the rows of the days before.
type pace struct {
	cap  int
	days int // of the next request
	safe int // days that fit in any case; 1 when that is not known
}

// newPace begins with as many days as surely fit, or with all of them where nothing
// is known: most accounts are far from the cap.
func newPace(most, days, rowsADay int) *pace {
	p := &pace{cap: most, days: days, safe: 1}
	if rowsADay > 0 {
		p.know(rowsADay)
		p.days = min(days, p.safe)
	}
	return p
}

// know takes a bound on the rows of a day for what it is.
func (p *pace) know(rowsADay int) { p.safe = max(1, (p.cap-1)/rowsADay) }

// cut shortens requests after one of some days that LinkedIn may have cut.
func (p *pace) cut(days, rowsADay int) {
	p.days = days
	shorter := max(1, p.days/2)
	if rowsADay > 0 {
		if p.know(rowsADay); p.safe < p.days {
			shorter = p.safe
		}
	}
	p.days, p.safe = shorter, min(p.safe, shorter)
}

// fits lengthens requests after one that had room left: to what four fifths of the
// cap hold at the same density, and never below what fits in any case.
func (p *pace) fits(days, rows int) {
	likely := days * 2
	if rows > 0 {
		likely = days * (p.cap - 1) / rows * 4 / 5
	}
	if likely > p.days {
		p.days = likely
	}
	p.days = max(p.days, p.safe)
}
