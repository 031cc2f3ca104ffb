// Package scan answers a query with one pass over the files of a source; files
// that have rows for the same days are looked at once more, so that no row counts
// twice.
//
// What comes in: what a block declares, its files, and a query. What goes out:
// rows on the stream, one for each day or interval and combination of
// dimensions that occurs, and what is wrong with the data, each fault at its
// line. However many measures a query has, every cell of a file is read at most
// once; memory grows with the cells of the result, not with the files.
//
// A row counts on its date. One that stands for a longer time than a day counts
// on the first day of it, and is told about where a window cuts it. Text cells
// that are empty are null; so are numbers that are empty, a dash or "n/a", unless
// the measure says that nothing happened there.
//
// This package must not know where the block comes from.
package scan
