// Package report shows what roictl found out: one renderer a file.
//
//	Terminal      the result of a check, for people at a terminal
//	JSON          the same as one versioned document (schema/check.schema.json)
//	Events        a run as it happens, one JSON object a line
//	Explain       how one number came about, as a tree or as JSON
//	PlanTerminal  what a check would judge and ask, and what changed
//	Diagnostics   the mistakes of a configuration, at their lines
//
// What comes in: results and plans of the engine, changes from the history,
// diagnostics. What goes out: bytes on a writer that the caller chose. The same
// input gives the same bytes: nothing here reads a clock, the environment or a
// terminal. Text that came from a source is cleaned before it is printed. This
// package must not know the command line, and decides nothing: every status and
// exit code is the engine's.
package report
