// Package filetext reads the files that people name, or leave in a directory, into
// memory: whole, bounded, and never waiting for what will not come.
//
// What comes in: a file system and a name, or a path. What goes out: the bytes, or
// an [Error] that says in the user's words why there are none and what to do. This
// package must not know what the files mean.
package filetext
