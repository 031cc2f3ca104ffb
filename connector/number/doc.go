// Package number reads the numbers that platforms write as text.
//
// What comes in is the text of a value as interfaces give it: a JSON number or a
// JSON string, integers without a point, other types often as the shortest text of
// a binary fraction, with its dust, and with an exponent where it is very large or
// small. What goes out is the decimal of that text; it never passes through a
// float64. The package must not know what the number counts.
package number
