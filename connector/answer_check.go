package connector

import (
	"fmt"
	"slices"
	"time"
)

var flagCodes = []FlagCode{FlagProvisional, FlagSampled, FlagThresholded, FlagCapped, FlagPartial, FlagModelled}

// Faults says where a header contradicts the query or the report's description, or
// says what cannot be. Each fault continues "the connector". A header that leaves
// a unit, the currency or the time zone out contradicts nothing.
func (h Header) Faults(report Report, query Query) []string {
	var faults []string
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	misnamed := func(column Column, asked, meant string) {
		if column.Name != asked && (meant == "" || column.Name != meant) {
			fault("answered with the column %q where %q was asked for", column.Name, asked)
		}
	}
	for i, column := range h.Dimensions[:min(len(h.Dimensions), len(query.Dimensions))] {
		meant, _ := report.Dimension(query.Dimensions[i])
		misnamed(column, query.Dimensions[i], meant.Name)
	}
	for i, column := range h.Measures[:min(len(h.Measures), len(query.Measures))] {
		described, listed := report.Measure(query.Measures[i])
		misnamed(column, query.Measures[i], described.Name)
		switch {
		case column.Unit == "":
		case !slices.Contains(units, column.Unit):
			fault("announced %q in the unknown unit %q", column.Name, column.Unit)
		case listed && column.Unit != described.Unit:
			fault("announced %q as a %s, and describes it as a %s", column.Name, column.Unit, described.Unit)
		}
	}
	switch {
	case h.Currency == "":
	case !currencyCode(h.Currency):
		fault("announced money in %q, which is no currency code of ISO 4217", h.Currency)
	case report.Currency != "" && h.Currency != report.Currency:
		fault("announced money in %s, and describes it as %s", h.Currency, report.Currency)
	}
	if !timeZone(h.TimeZone) {
		fault("announced days of the time zone %q, which there is not", h.TimeZone)
	}
	return faults
}

// timeZone says whether a name, if there is one, is that of a time zone in the IANA
// database. "Local" is a word of Go's for the zone of whatever machine it runs on.
func timeZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "Local"
}

// Faults says what in a trailer cannot be. Each fault continues "the connector".
func (t Trailer) Faults() []string {
	var faults []string
	fault := func(format string, values ...any) { faults = append(faults, fmt.Sprintf(format, values...)) }
	if t.CoveredFrom != 0 && t.FreshUntil != 0 && t.CoveredFrom > t.FreshUntil {
		fault("says that its data begin on %s and end before, on %s", t.CoveredFrom, t.FreshUntil)
	}
	if t.APICalls < 0 {
		fault("says that it made %d requests", t.APICalls)
	}
	for _, flag := range t.Flags {
		if !slices.Contains(flagCodes, flag.Code) {
			fault("flags its result as %q, of which nobody knows what it means for the figures", flag.Code)
		}
	}
	return faults
}
