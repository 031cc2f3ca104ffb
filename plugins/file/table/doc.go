// Package table reads a file as rows of the columns that somebody needs.
//
// What comes in: text (delimited, or JSON lines) and the names of the columns.
// What goes out: the cells of these columns, one row after the other, each with
// its place in the file. The header is found wherever it stands, behind however
// many lines of preamble, and with whatever delimiter, by the columns that it
// must have; that way nothing is guessed. A column is found by its exact name
// first, then regardless of case and spaces; what is missing is told all at
// once, with what the header has instead.
//
// This package must not know what a cell means.
package table
