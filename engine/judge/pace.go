package judge

import (
	"math/big"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/engine/calendar"
	"github.com/roictl/roictl/engine/value"
)

// Linear is the shape of the only pace there is: every day of a period is
// expected to bring the same.
const Linear = "linear"

// Pace is how an open period stands (domain.md §3.4).
type Pace struct {
	Shape       string
	ElapsedDays int // complete days of the period that the source has data for
	TotalDays   int
	// Expected is where a cumulative value should stand by now; between two
	// bounds a range. Of values that do not accumulate there is none.
	Expected value.Value
	// Forecast is where the value ends at this pace: a ratio of sums stays what
	// it is, since both sums grow alike.
	Forecast value.Value
	// Required is what each remaining day has to bring to still reach a lower
	// bound; no data where there is none, or where it is reached.
	Required value.Value
}

// open says whether the period still has days to come.
func (in Input) open() bool { return in.LastDay < in.Period.End }

// elapsed counts the days of the period that are complete and that the source
// has data for. Days whose data have not arrived are not days without events, and
// of a row only those count that are known to be over.
func (in Input) elapsed() int {
	last := in.LastDay
	if in.Cumulative && in.Ground != nil {
		last = min(last, in.Ground.Until)
	}
	if in.FreshUntil != nil {
		last = min(last, *in.FreshUntil)
	}
	return calendar.Overlap(in.Period, connector.Interval{Start: in.Period.Start, End: last}).Days()
}

// pace computes the pace of an open period of which at least a day has elapsed.
func (g goal) pace(in Input) *Pace {
	elapsed, total := int64(in.elapsed()), int64(in.Period.Days())
	p := &Pace{Shape: Linear, ElapsedDays: int(elapsed), TotalDays: int(total), Forecast: in.Actual}
	ground := in.Actual
	if in.Ground != nil {
		ground = in.Ground.Value
	}
	if !in.Cumulative {
		p.Expected = value.Missing("a value that does not accumulate has no expectation for a part of the period")
		p.Required = value.Missing("a value that does not accumulate does not come by the day")
		return p
	}
	p.Forecast = value.Scale(ground, big.NewRat(total, elapsed))
	p.Expected = value.Scale(g.whole(), big.NewRat(elapsed, total))
	p.Required = value.Missing("the target has no lower bound to reach")
	if g.lower != nil {
		p.Required = value.Missing("the lower bound is reached")
		if notBelow(in.Actual, *g.lower) != yes {
			rest := value.Max(value.Sub(*g.lower, ground), value.Number(new(big.Rat), in.Unit, in.Currency))
			p.Required = value.Scale(rest, big.NewRat(1, total-elapsed))
		}
	}
	return p
}

// whole is the target as one value: its bound, or the range between two.
func (g goal) whole() value.Value {
	switch {
	case g.lower == nil:
		return *g.upper
	case g.upper == nil:
		return *g.lower
	}
	return value.Span(g.lower.Low, g.upper.High, g.lower.Unit, g.lower.Currency)
}
