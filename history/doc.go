// Package history is roictl's memory: append-only records of runs, of what was
// observed and of the verdicts, kept so that restatements, moved goalposts and
// trends can be shown.
//
// What comes in: a finished [Run], given to a [Store] (package history/sqlite
// keeps one in a file). What goes out: runs, the story of one figure, and the
// [Change]s between a run and what was recorded before it. Nothing here decides
// a verdict: deleting the history never breaks a check.
//
// It holds no secrets and no personal data, and cannot recognise them: whoever
// makes a [Run] puts in only what was declared as not sensitive and figures
// summed over many people. Sensitive variables, connector settings, rows of a
// source, account holders and host names do not belong in it, and a segment is
// one of declared dimensions. What is recorded once stays for ever.
//
// This package must not know the configuration language, the engine, any
// renderer or any database.
package history
