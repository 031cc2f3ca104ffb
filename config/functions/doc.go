// Package functions is the set of functions that static expressions may call.
//
// What goes out: the functions by name, and a table of them for the reference.
// All of them are pure: the same arguments give the same result on every machine
// and day, so that a configuration means the same everywhere. This package must
// not know blocks, files, the clock or the environment.
package functions
