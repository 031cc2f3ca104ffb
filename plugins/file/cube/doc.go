// Package cube adds rows up into the cells of a query's result.
//
// What comes in: for each row the slot of time it falls into, the codes of its
// dimensions, and a value per measure, which may be null. What goes out: one
// exact value per cell and measure. Sums are whole numbers with a scale, and
// widen where an int64 would overflow; nothing is ever rounded but a mean.
// Memory grows with the number of cells (and, for counts of distinct values,
// with these), not with the number of rows.
//
// This package must not know files, texts or dates beyond their order.
package cube
