// Package calendar cuts time into the periods that KPIs are judged on: days,
// weeks, months, quarters and years of a declared calendar, rolling windows, and
// named periods such as 2026-Q2 or 2026-W53.
//
// All of it is on civil days ([connector.Date]); time zones matter only where an
// instant becomes a day. This package must not know metrics or targets.
package calendar

import (
	"time"

	"github.com/roictl/roictl/connector"
)

// Calendar is the declared way of counting time.
type Calendar struct {
	WeekStart   time.Weekday
	Workweek    []time.Weekday
	FiscalStart time.Month // first month of the fiscal year
}

// Every is the length of a period.
type Every string

// The lengths.
const (
	Day      Every = "day"
	Week     Every = "week"
	Month    Every = "month"
	Quarter  Every = "quarter"
	Year     Every = "year"
	Campaign Every = "campaign" // from a campaign's start to its end
	Rolling  Every = "rolling"  // a number of days
	Range    Every = "range"    // two given days
)

// Period is a closed interval of days with a name.
type Period struct {
	Every Every
	connector.Interval
	Name string // 2026-05-20, 2026-W21, 2026-05, 2026-Q2, 2026, or first..last
}
