// Package cube is what a property can report: its dimensions and metrics, and the
// rows that a set of them has.
//
// What comes in: a property of the world, the instant of the report, and a
// [Query] of resolved dimensions and metrics. What goes out: rows and totals as
// numbers. Every number is aggregated from events: users and sessions are counted
// once in every row and in every total, and a ratio is a ratio of sums.
//
// It knows no JSON, no error messages of Google's and no quotas.
package cube
