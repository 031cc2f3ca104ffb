// Package cost turns declared costs into amounts over a window, divides shared
// ones, and computes the returns on them: return on investment, net return and
// return on ad spend.
//
// What comes in: declarations of [config.Cost] and windows of days. What goes out:
// exact values with a note on how they came about. This package must not know
// sources, metrics or exchange rates.
package cost
