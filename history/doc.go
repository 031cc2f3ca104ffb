// Package history is roictl's memory: append-only records of runs, of what was
// observed and of the verdicts, kept so that restatements, moved goalposts and
// trends can be shown.
//
// What comes in: a finished [Run]. What goes out: runs, the story of one KPI,
// and the [Change]s between a run and what was recorded before it. Nothing here
// decides a verdict: deleting the history never breaks a check. It holds no
// secrets and no personal data. This package must not know the configuration
// language, the engine or any renderer.
package history
