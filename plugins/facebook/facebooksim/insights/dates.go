package insights

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
	"github.com/roictl/roictl/plugins/facebook/facebooksim/world"
)

// Range is a stretch of days, both ends included.
type Range struct{ Since, Until world.Day }

// Increment is how a range is cut into rows: so many days, or one of the
// constants.
type Increment int

// What is not a number of days.
const (
	AllDays Increment = 0
	Monthly Increment = -1
)

// maxIncrement is the longest increment in days that is documented.
const maxIncrement = 90

// readRanges reads time_ranges, time_range or date_preset, the first of them that
// is there, and time_increment.
func (q *Query) readRanges(request Request, _ Rules) *graph.Error {
	values, today := request.Values, request.Seen.Today
	type span struct{ Since, Until string }
	var spans []span
	switch ranges, single := values.Get("time_ranges"), values.Get("time_range"); {
	case ranges != "":
		if err := json.Unmarshal([]byte(ranges), &spans); err != nil || len(spans) == 0 {
			return graph.Parameter("param time_ranges must be an array of {'since':YYYY-MM-DD,'until':YYYY-MM-DD}")
		}
	case single != "":
		var one span
		if err := json.Unmarshal([]byte(single), &one); err != nil {
			return graph.Parameter("param time_range must be {'since':YYYY-MM-DD,'until':YYYY-MM-DD}")
		}
		spans = []span{one}
	default:
		preset := values.Get("date_preset")
		if preset == "" {
			preset = "last_30d"
		}
		if !knownPresets[preset] {
			return oneOf("date_preset", sorted(knownPresets))
		}
		q.Ranges = []Range{presetRange(preset, today)}
	}
	for _, s := range spans {
		since, err := world.ParseDay(s.Since)
		if err != nil {
			return graph.Parameter("Must be a date representation in the format YYYY-MM-DD")
		}
		until, err := world.ParseDay(s.Until)
		if err != nil {
			return graph.Parameter("Must be a date representation in the format YYYY-MM-DD")
		}
		if since > until {
			return graph.Parameter("(since) must be no later than (until)")
		}
		if since < earliest(today) {
			return &graph.Error{Code: 3018, Message: "(#3018) The start date of the time range cannot be beyond 37 months from the current date"}
		}
		q.Ranges = append(q.Ranges, Range{since, until})
	}
	return q.readIncrement(values.Get("time_increment"), values.Get("time_ranges") != "")
}

func (q *Query) readIncrement(text string, disabled bool) *graph.Error {
	switch text {
	case "", "all_days":
		return nil
	case "monthly":
		q.Increment = Monthly
	default:
		days, err := strconv.Atoi(text)
		if err != nil || days < 1 || days > maxIncrement {
			return graph.Parameter("param time_increment must be all_days, monthly or an integer between 1 and %d", maxIncrement)
		}
		q.Increment = Increment(days)
	}
	if disabled {
		q.Increment = AllDays // time_ranges switches it off
	}
	return nil
}

// earliest is the first day that insights still have: 37 months ago.
func earliest(today world.Day) world.Day { return monthsBefore(today, 37) }

func monthsBefore(today world.Day, months int) world.Day {
	year, month, dom := today.Civil()
	return world.Date(year, month-time.Month(months), dom)
}

// presetRange returns the days of a preset. Those called last end yesterday.
func presetRange(name string, today world.Day) Range {
	year, month, _ := today.Civil()
	monday := today - world.Day((int(today.In(time.UTC).Weekday())+6)%7)
	sunday := today - world.Day(today.In(time.UTC).Weekday())
	quarter := month - (month-1)%3
	last := map[string]int{"last_3d": 3, "last_7d": 7, "last_14d": 14, "last_28d": 28, "last_30d": 30, "last_90d": 90}
	switch name {
	case "today":
		return Range{today, today}
	case "yesterday":
		return Range{today - 1, today - 1}
	case "this_month":
		return Range{world.Date(year, month, 1), today}
	case "last_month":
		return Range{world.Date(year, month-1, 1), world.Date(year, month, 1) - 1}
	case "this_quarter":
		return Range{world.Date(year, quarter, 1), today}
	case "last_quarter":
		return Range{world.Date(year, quarter-3, 1), world.Date(year, quarter, 1) - 1}
	case "this_year":
		return Range{world.Date(year, 1, 1), today}
	case "last_year":
		return Range{world.Date(year-1, 1, 1), world.Date(year, 1, 1) - 1}
	case "this_week_mon_today":
		return Range{monday, today}
	case "this_week_sun_today":
		return Range{sunday, today}
	case "last_week_mon_sun":
		return Range{monday - 7, monday - 1}
	case "last_week_sun_sat":
		return Range{sunday - 7, sunday - 1}
	case "maximum", "data_maximum":
		return Range{earliest(today), today}
	default:
		return Range{today - world.Day(last[name]), today - 1}
	}
}

// buckets cuts the ranges into the stretches that rows are about. Calendar
// months are clipped to the range.
func (q *Query) buckets() []Range {
	var all []Range
	for _, r := range q.Ranges {
		if q.Increment == AllDays {
			all = append(all, r)
			continue
		}
		for since := r.Since; since <= r.Until; {
			next := since + world.Day(q.Increment)
			if q.Increment == Monthly {
				year, month, _ := since.Civil()
				next = world.Date(year, month+1, 1)
			}
			all = append(all, Range{since, min(next-1, r.Until)})
			since = next
		}
	}
	return all
}
