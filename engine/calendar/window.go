package calendar

import "github.com/roictl/roictl/connector"

// RollingEnding returns the window of a number of days that ends on a day. The
// number must be positive, or else the window is empty.
func (c Calendar) RollingEnding(days int, end connector.Date) Period {
	return window(Rolling, connector.Interval{Start: end - connector.Date(days) + 1, End: end})
}

// Between returns the period of two given days.
func Between(i connector.Interval) Period { return window(Range, i) }

// window is a period that no calendar cuts.
func window(every Every, i connector.Interval) Period { return Period{every, i, i.String()} }

// calendar says whether periods of a length are cut by the calendar.
func (e Every) calendar() bool {
	switch e {
	case Day, Week, Month, Quarter, Year:
		return true
	}
	return false
}

// Previous returns the period before: of the same kind, or with a campaign, a
// rolling window or a range the same number of days.
func (c Calendar) Previous(p Period) Period {
	if p.Every.calendar() {
		return c.Containing(p.Every, p.Start-1)
	}
	return window(p.Every, connector.Interval{Start: p.Start - connector.Date(p.Days()), End: p.Start - 1})
}

// Next returns the period after, as [Calendar.Previous] the one before.
func (c Calendar) Next(p Period) Period {
	if p.Every.calendar() {
		return c.Containing(p.Every, p.End+1)
	}
	return window(p.Every, connector.Interval{Start: p.End + 1, End: p.End + connector.Date(p.Days())})
}

// LastClosed returns the last period of a calendar length that has ended before
// a day. The day itself is not complete and so never inside.
func (c Calendar) LastClosed(every Every, asOf connector.Date) Period {
	return c.Previous(c.Containing(every, asOf))
}

// LastWithin returns the last period of a calendar length that ends inside
// another period, and whether there is one. With 2026-05 the last week is
// 2026-W22, which ends on 31 May.
func (c Calendar) LastWithin(every Every, outer Period) (Period, bool) {
	if !every.calendar() || outer.Days() == 0 {
		return Period{}, false
	}
	p := c.Containing(every, outer.End)
	if p.End > outer.End {
		p = c.Previous(p)
	}
	return p, outer.Contains(p.End)
}

// Periods returns the periods of a calendar length that share days with an
// interval, in order. The first and the last may reach beyond it.
func (c Calendar) Periods(every Every, i connector.Interval) []Period {
	if !every.calendar() {
		return nil
	}
	var all []Period
	for day := i.Start; day <= i.End; {
		p := c.Containing(every, day)
		all = append(all, p)
		day = p.End + 1
	}
	return all
}

// Overlap returns the days that two intervals share. It is empty (its Days are
// 0) where they share none.
func Overlap(a, b connector.Interval) connector.Interval {
	return connector.Interval{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
}
