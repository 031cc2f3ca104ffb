// Package judge says whether a KPI has reached its target (domain.md §3.3, §3.4,
// §6.2).
//
// What comes in: a target as declared, the actual value with the evidence behind
// it, a baseline, a period and the last complete day ([Input]). What goes out: a
// status with a reason, the target in figures, how far it was attained, and the
// pace of an open period ([Verdict]). Comparisons are exact and boundaries count
// as met. What is unknown neither passes nor fails.
//
// This package must not know metrics, sources, files or the clock.
package judge
