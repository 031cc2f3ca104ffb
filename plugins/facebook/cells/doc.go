// Package cells adds rows up into the cells of an answer: what falls into the same
// place, because a question is split less finely than the platform's answer, is one
// cell.
//
// What comes in is rows of exact numbers; what goes out is one row for each place,
// in order. The package must not know what the numbers mean, only which of them
// add up.
package cells
