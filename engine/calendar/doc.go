// Package calendar cuts time into the periods that KPIs are judged on: days,
// weeks, months, quarters and years of a declared calendar, rolling windows, and
// named periods such as 2026-Q2 or 2026-W53.
//
// What comes in is a declared way of counting ([Calendar]) and civil days
// ([connector.Date]); what goes out are periods: the one around a day, its
// neighbours, its counterpart a year before, the one that a name means. Time
// zones matter only where an instant becomes a day, which happens elsewhere.
// This package must not know metrics, targets or the clock.
package calendar
