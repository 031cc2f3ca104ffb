package linkedinsim

import (
	"time"

	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/problem"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/restli"
	"github.com/roictl/roictl/plugins/linkedin/linkedinsim/world"
)

// interval is a span of whole days, both inclusive, and how it is cut.
type interval struct{ from, to world.Day }

// intervals reads timeIntervals and cuts it into days, weeks or months. Without
// it there is one interval over all time, and lifetime is true.
//
// LinkedIn refuses spans of 14 months and more, and days that are shorter than
// 24 hours: the partial current day is the usual case.
func (c *call) intervals(granularities ...string) (cut []interval, lifetime bool, err error) {
	value := c.query.Value("timeIntervals")
	yesterday := world.DayOf(c.now) - 1
	if value == nil {
		return []interval{{c.server.world.Start(), yesterday}}, true, nil
	}
	from, to, err := milliRange(restli.At(value, "timeRange"))
	granularity := restli.Symbol(restli.At(value, "timeGranularityType"))
	known := false
	for _, g := range granularities {
		known = known || g == granularity
	}
	if err != nil || !known || !from.Before(to) {
		return nil, false, problem.Invalid("timeIntervals")
	}
	if !to.Before(from.AddDate(0, 14, 0)) {
		return nil, false, problem.BadRequest("Invalid timeIntervals parameter [{timeGranularityType=%s, timeRange={start=%d, end=%d}}]. "+
			"Start time and end time must be less than 14 months apart.", granularity, from.UnixMilli(), to.UnixMilli())
	}
	if granularity == "DAY" && to.Sub(from) < 24*time.Hour {
		return nil, false, problem.Invalid("timeIntervals")
	}
	last := min(world.DayOf(to)-1, yesterday)
	for day := max(world.DayOf(from), c.server.world.Start()); day <= last; {
		end := day
		switch granularity {
		case "WEEK":
			end = day + 6
		case "MONTH":
			end = day.MonthEnd()
		}
		end = min(end, last)
		cut = append(cut, interval{day, end})
		day = end + 1
	}
	return cut, false, nil
}

// timeRange is the interval in milliseconds, its end exclusive.
func (i interval) timeRange() object {
	return object{"start": i.from.Milli(), "end": (i.to + 1).Milli()}
}

// different guesses how many different members are behind daily ones: over more
// than a day some come again.
func (i interval) different(daily int64) int64 {
	if i.from == i.to {
		return daily
	}
	return daily * 6 / 10
}
