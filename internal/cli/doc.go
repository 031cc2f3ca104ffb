// Package cli is the command line: one file a verb.
//
// What comes in is the [State] of the process; what goes out is text on the
// streams of that state and an [ExitCode]. Each verb has three seams: its
// arguments become a struct, other packages do the work and know no flags, and
// package report or a small view here shows the result. Results go to the
// standard output, diagnostics and progress to the standard error.
//
// This package must not read the process itself (os.Args, os.Getenv, the clock,
// the working directory): [Run] gets all of it, so that every command runs
// inside a test. It is the only one that knows the command-line library.
package cli
