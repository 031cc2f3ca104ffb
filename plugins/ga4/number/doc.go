// Package number reads the numbers of the Google Analytics Data API.
//
// What comes in is the text of a metric value: every metric arrives as a JSON
// string, integers without a point, other types as the shortest text of a
// binary fraction, with an exponent where it is very large or small. What goes
// out is the exact decimal of that text; it never passes through a float64. The
// package must not know what the number counts.
package number
