// Package overlap knows what to do with days that several files have rows of.
//
// What comes in: the periods of the rows of each file, and the files' names. What
// goes out: the days that several files have, and for each of these days the
// newest of the files. A monthly export seldom overlaps another one; an export
// of the last thirty days that is made every week does, and added up its days
// would count four times.
//
// This package must not know how files are read.
package overlap
