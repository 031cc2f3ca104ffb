// Package cost says what an initiative cost and what it returned for it: how
// declared amounts and working time accrue over days, how a shared cost is
// divided, and return on investment (domain.md §1.5, §1.10 F1-F3, F6, F31).
//
// What comes in: declared costs, intervals of days, a calendar, and sums that
// were computed elsewhere. What goes out: exact values with notes on how they
// came about. This package must not know metrics, sources or exchange rates.
package cost
