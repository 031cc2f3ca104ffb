// Package sqlite keeps a history in one SQLite file, by a driver in pure Go.
//
// What comes in: the path of the file, and runs. What goes out: a
// [history.Store], and a [*history.FileError] in the user's words when the file,
// its directory or the disk is at fault.
//
// The file is in WAL mode: readers go on while a run is being recorded, and two
// checks at once wait for each other. A run is one transaction that has reached
// the disk before Record returns (synchronous=FULL), so killing the process at
// any moment leaves every recorded run, whole. WAL needs a local disk; several
// machines do not share one history this way.
//
// Rows are only ever added; triggers in the file refuse everything else. The
// schema is versioned by migrations, which are part of the binary; files of
// every released version stay in testdata and must open for ever.
//
// This package must not know the configuration, the engine or any renderer.
package sqlite
