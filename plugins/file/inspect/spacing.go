package inspect

import (
	"slices"

	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/dates"
)

// fewestPeriods is how many periods must follow one another in the same rhythm
// before it is taken for one.
const fewestPeriods = 4

// spacing returns the first and last of the days, and what a row seems to cover:
// weeks when all days lie a multiple of seven days apart, months when all are the
// first of one. It is "day" where nothing else is seen.
func spacing(days []connector.Date, format dates.Format) (first, last connector.Date, covers dates.Cover) {
	covers = format.Cover()
	if len(days) == 0 {
		return 0, 0, covers
	}
	slices.Sort(days)
	days = slices.Compact(days)
	first, last = days[0], days[len(days)-1]
	if covers != dates.Day || len(days) < fewestPeriods {
		return first, last, covers
	}
	weekly, monthly := true, true
	for i, day := range days {
		monthly = monthly && day.Time().Day() == 1
		weekly = weekly && (i == 0 || (day-days[i-1])%7 == 0)
	}
	switch {
	case monthly:
		covers = dates.Month
	case weekly:
		covers = dates.Week
	}
	return first, last, covers
}
