// Package cells joins the parts of an answer: what several requests said about the
// same days and segments becomes one row each.
//
// What comes in are rows with the place they belong to; what goes out are rows in a
// fixed order, with all columns. The package must not know what the columns are.
package cells
