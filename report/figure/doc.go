// Package figure writes exact numbers the way people read them: grouped digits,
// a unit, as many decimals as the size of the number deserves, and more where
// two numbers that differ would otherwise look the same.
//
// What comes in: fractions and computed values. What goes out: short texts for
// tables and sentences. Exact text for machines is not made here. This package
// must not know KPIs, targets or where a number came from.
package figure
