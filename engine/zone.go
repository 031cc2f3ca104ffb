package engine

import (
	"slices"
	"time"

	"github.com/roictl/roictl/connector"
)

// flagZone is the flag of figures of a period at whose edges a source has another
// midnight than the report: what happened then may count for the period beside it.
// Daily figures cannot be cut again.
const flagZone = "other_time_zone"

// zoneOf is the time zone in which a source cuts its days, where that may matter:
// nil where it is that of the report.
func (b *Bound) zoneOf(h connector.Header) *time.Location {
	if h.TimeZone == "" || h.TimeZone == b.Config.Settings.TimeZone {
		return nil
	}
	zone, err := time.LoadLocation(h.TimeZone)
	if err != nil {
		return nil // the header was refused for it
	}
	return zone
}

// cutIn notes that days are cut in a time zone.
func (e *evidence) cutIn(zone *time.Location) {
	if !slices.ContainsFunc(e.zones, func(have *time.Location) bool { return have.String() == zone.String() }) {
		e.zones = append(e.zones, zone)
	}
}

// shifts says whether a source cuts an edge of a window elsewhere than the report.
func (e *evidence) shifts(window connector.Interval, own *time.Location) bool {
	return slices.ContainsFunc(e.zones, func(zone *time.Location) bool {
		return !midnight(window.Start, own).Equal(midnight(window.Start, zone)) ||
			!midnight(window.End+1, own).Equal(midnight(window.End+1, zone))
	})
}

// midnight is when a day begins in a time zone.
func midnight(d connector.Date, zone *time.Location) time.Time {
	year, month, day := d.Time().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, zone)
}
