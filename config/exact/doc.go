// Package exact recovers exact fractions from the numbers of the expression
// language.
//
// What comes in: a cty number, which is a 512-bit binary float. What goes out:
// the fraction that the user meant. 0.1 has no binary form, and 41.82 / 1.02
// misses 41 by a hair in any binary float; both are found again here, so that
// every comparison further down is exact. This package must not know blocks,
// metrics or diagnostics.
package exact
