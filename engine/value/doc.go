// Package value holds the numbers roictl computes: exact, with a unit, and
// honest about what is not known.
//
// A [Value] is a number, a range, undefined for a reason, or no data (domain.md
// §1.10). What comes in are fractions and other values; what goes out are
// values, their exact text for machines ([Exact], [Decimal]) and their text for
// people ([Value.Format]). Arithmetic is exact (math/big.Rat), carries ranges
// through, watches units and currencies, and never turns "no data" into zero:
// no data is stronger than undefined, and undefined stronger than a number.
//
// This package must not know metrics, periods or sources.
package value
